-- The audit chain, which outlives the rows it is about, and the replies to idempotency keys.
-- +goose Up
CREATE TABLE audit (
    tenant_id BLOB NOT NULL REFERENCES tenant (id),
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    kind TEXT NOT NULL,
    row_id BLOB NOT NULL,
    digest TEXT NOT NULL,
    prev TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (tenant_id, seq)
) STRICT;

CREATE TABLE reply (
    tenant_id BLOB NOT NULL REFERENCES tenant (id),
    key TEXT NOT NULL,
    print TEXT NOT NULL,
    kind TEXT NOT NULL,
    row_id BLOB NOT NULL,
    version INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (tenant_id, key)
) STRICT;
