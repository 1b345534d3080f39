-- The rows: people, courses, products, check-ins, uses. The tenant leads every key.
-- +goose Up
CREATE TABLE tenant (
    id UUID NOT NULL PRIMARY KEY,
    founded BIGINT NOT NULL
);

CREATE TABLE person (
    tenant_id UUID NOT NULL REFERENCES tenant (id),
    id UUID NOT NULL,
    at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (tenant_id, id)
);

CREATE TABLE course (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    person_id UUID NOT NULL,
    at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, person_id, id),
    FOREIGN KEY (tenant_id, person_id) REFERENCES person (tenant_id, id) ON DELETE CASCADE
);

CREATE TABLE product (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    person_id UUID NOT NULL,
    course_id UUID,
    at BIGINT NOT NULL,
    code TEXT NOT NULL,
    version BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, person_id) REFERENCES person (tenant_id, id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, person_id, course_id) REFERENCES course (tenant_id, person_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX product_code ON product (tenant_id, person_id, code) WHERE code <> '';

CREATE TABLE check_in (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    person_id UUID NOT NULL,
    course_id UUID,
    at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, person_id) REFERENCES person (tenant_id, id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, person_id, course_id) REFERENCES course (tenant_id, person_id, id) ON DELETE CASCADE
);

CREATE TABLE product_use (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    person_id UUID NOT NULL,
    course_id UUID,
    at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, person_id) REFERENCES person (tenant_id, id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, person_id, course_id) REFERENCES course (tenant_id, person_id, id) ON DELETE CASCADE
);
