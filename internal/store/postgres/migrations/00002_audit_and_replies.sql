-- The audit chain, which outlives the rows it is about, and the replies to idempotency keys.
-- +goose Up
CREATE TABLE audit (
    tenant_id UUID NOT NULL REFERENCES tenant (id),
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    kind TEXT NOT NULL,
    row_id UUID NOT NULL,
    digest TEXT NOT NULL,
    prev TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (tenant_id, seq)
);

CREATE TABLE reply (
    tenant_id UUID NOT NULL REFERENCES tenant (id),
    key TEXT NOT NULL,
    print TEXT NOT NULL,
    kind TEXT NOT NULL,
    row_id UUID NOT NULL,
    version BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, key)
);
