-- The rows: people, courses, products, check-ins, uses. The tenant leads every key.
-- +goose Up
CREATE TABLE tenant (
    id BLOB NOT NULL PRIMARY KEY,
    founded INTEGER NOT NULL
) STRICT;

CREATE TABLE person (
    tenant_id BLOB NOT NULL REFERENCES tenant (id),
    id BLOB NOT NULL,
    at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (tenant_id, id)
) STRICT;

CREATE TABLE course (
    tenant_id BLOB NOT NULL,
    id BLOB NOT NULL,
    person_id BLOB NOT NULL,
    at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, person_id, id),
    FOREIGN KEY (tenant_id, person_id) REFERENCES person (tenant_id, id) ON DELETE CASCADE
) STRICT;

CREATE TABLE product (
    tenant_id BLOB NOT NULL,
    id BLOB NOT NULL,
    person_id BLOB NOT NULL,
    course_id BLOB,
    at INTEGER NOT NULL,
    code TEXT NOT NULL,
    version INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, person_id) REFERENCES person (tenant_id, id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, person_id, course_id) REFERENCES course (tenant_id, person_id, id) ON DELETE CASCADE
) STRICT;
CREATE UNIQUE INDEX product_code ON product (tenant_id, person_id, code) WHERE code <> '';

CREATE TABLE check_in (
    tenant_id BLOB NOT NULL,
    id BLOB NOT NULL,
    person_id BLOB NOT NULL,
    course_id BLOB,
    at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, person_id) REFERENCES person (tenant_id, id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, person_id, course_id) REFERENCES course (tenant_id, person_id, id) ON DELETE CASCADE
) STRICT;

CREATE TABLE product_use (
    tenant_id BLOB NOT NULL,
    id BLOB NOT NULL,
    person_id BLOB NOT NULL,
    course_id BLOB,
    at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, person_id) REFERENCES person (tenant_id, id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, person_id, course_id) REFERENCES course (tenant_id, person_id, id) ON DELETE CASCADE
) STRICT;
