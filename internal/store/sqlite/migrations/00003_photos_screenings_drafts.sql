-- Photos with their bytes, screenings, and what was answered half-way.
-- +goose Up
CREATE TABLE photo (
    tenant_id BLOB NOT NULL,
    id BLOB NOT NULL,
    person_id BLOB NOT NULL,
    course_id BLOB,
    at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    body TEXT NOT NULL,
    blob BLOB, -- last: a list never touches the pages it lies on
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, person_id) REFERENCES person (tenant_id, id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, person_id, course_id) REFERENCES course (tenant_id, person_id, id) ON DELETE CASCADE
) STRICT;

CREATE TABLE screening (
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

CREATE TABLE draft (
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
