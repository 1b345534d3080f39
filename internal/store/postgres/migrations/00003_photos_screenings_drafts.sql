-- Photos with their bytes, screenings, and what was answered half-way.
-- +goose Up
CREATE TABLE photo (
    tenant_id UUID NOT NULL,
    id UUID NOT NULL,
    person_id UUID NOT NULL,
    course_id UUID,
    at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    body TEXT NOT NULL,
    blob BYTEA, -- last: a list never reads it
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, person_id) REFERENCES person (tenant_id, id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, person_id, course_id) REFERENCES course (tenant_id, person_id, id) ON DELETE CASCADE
);

CREATE TABLE screening (
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

CREATE TABLE draft (
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
