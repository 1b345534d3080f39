-- Lists go by (at, id) within a tenant, a person or a course; every cascade finds its rows.
-- +goose Up
CREATE INDEX person_at ON person (tenant_id, at, id);
CREATE INDEX course_at ON course (tenant_id, at, id);
CREATE INDEX course_person ON course (tenant_id, person_id, at, id);
CREATE INDEX product_at ON product (tenant_id, at, id);
CREATE INDEX product_person ON product (tenant_id, person_id, at, id);
CREATE INDEX product_course ON product (tenant_id, course_id, at, id);
CREATE INDEX product_code_at ON product (tenant_id, code, at, id);
CREATE INDEX check_in_at ON check_in (tenant_id, at, id);
CREATE INDEX check_in_person ON check_in (tenant_id, person_id, at, id);
CREATE INDEX check_in_course ON check_in (tenant_id, course_id, at, id);
CREATE INDEX product_use_at ON product_use (tenant_id, at, id);
CREATE INDEX product_use_person ON product_use (tenant_id, person_id, at, id);
CREATE INDEX product_use_course ON product_use (tenant_id, course_id, at, id);
CREATE INDEX photo_at ON photo (tenant_id, at, id);
CREATE INDEX photo_person ON photo (tenant_id, person_id, at, id);
CREATE INDEX photo_course ON photo (tenant_id, course_id, at, id);
CREATE INDEX screening_at ON screening (tenant_id, at, id);
CREATE INDEX screening_person ON screening (tenant_id, person_id, at, id);
CREATE INDEX screening_course ON screening (tenant_id, course_id, at, id);
CREATE INDEX draft_at ON draft (tenant_id, at, id);
CREATE INDEX draft_person ON draft (tenant_id, person_id, at, id);
CREATE INDEX draft_course ON draft (tenant_id, course_id, at, id);
