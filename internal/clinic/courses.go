package clinic

import (
	"context"
	"time"
)

// Courses lists the courses of the person, by the end of the treatment.
func (c *Care) Courses(ctx context.Context, p Page) ([]Record[Course], error) {
	return many[Course](ctx, c.reader(), KindCourse, Filter{}, p)
}

// Course is a course; ErrNotFound where there is none.
func (c *Care) Course(ctx context.Context, id ID) (Record[Course], error) {
	return one[Course](ctx, c.reader(), KindCourse, id)
}

// Current is the newest course; false where there is none.
func (c *Care) Current(ctx context.Context) (Record[Course], bool, error) {
	list, err := c.Courses(ctx, Page{Limit: 1, Newest: true})
	if err != nil || len(list) == 0 {
		return Record[Course]{}, false, err
	}
	return list[0], true, nil
}

// StartCourse keeps a new course. What is out of range is a *skinafter.InputError that names
// the field.
func (c *Care) StartCourse(ctx context.Context, once Once, course Course) (Saved, error) {
	now := c.Time()
	if err := c.checkCourse(&course); err != nil {
		return Saved{}, err
	}
	return c.add(ctx, once, KindCourse, None, course.at(now), course, nil)
}

// ChangeCourse replaces a course. Answers that were shown stay as they were shown.
func (c *Care) ChangeCourse(ctx context.Context, once Once, id ID, version int64, course Course) (Saved, error) {
	if err := c.checkCourse(&course); err != nil {
		return Saved{}, err
	}
	return c.change(ctx, once, KindCourse, id, version, func(old Row) (any, time.Time, error) {
		return course, course.at(old.At), nil
	})
}

// DropCourse removes a course and all that belongs to it: check-ins, uses, photos.
func (c *Care) DropCourse(ctx context.Context, once Once, id ID, version int64) (Saved, error) {
	return c.drop(ctx, once, KindCourse, id, version, nil)
}

// at is the moment a course is listed by: the end of the treatment, else the given time.
func (c *Course) at(other time.Time) time.Time {
	if c.Ended.Known() {
		return utc(c.Ended.Last)
	}
	return other
}
