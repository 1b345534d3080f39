package api

import (
	"context"
	"net/http"

	"skinafter/internal/clinic"
)

// OfID names a row.
type OfID struct {
	ID string `path:"id" maxLength:"64" doc:"Its id."`
}

// OfCourse names a course.
type OfCourse struct {
	ID string `path:"id" maxLength:"64" doc:"Id of the course."`
}

// course finds a course by its id.
func (a *API) course(ctx context.Context, text string) (clinic.Record[clinic.Course], error) {
	id, err := clinic.ParseID(text)
	if err != nil {
		return clinic.Record[clinic.Course]{}, err
	}
	return a.care.Course(ctx, id)
}

func (a *API) registerPerson() {
	add(a, operation{method: http.MethodGet, path: "/person", tag: tagRecord, id: "get-person", title: "Whom the record is about"},
		func(ctx context.Context, _ *struct{}) (*one[Person], error) {
			rec, err := a.care.Self(ctx)
			if err != nil {
				return nil, err
			}
			return oneOf(&rec, showPerson), nil
		})
	add(a, operation{
		method: http.MethodPut, path: "/person", tag: tagRecord, id: "put-person", title: "Replace what is known of the person",
		errors: []int{http.StatusPreconditionFailed, http.StatusPreconditionRequired},
	}, func(ctx context.Context, in *struct {
		Keyed
		Versioned
		Body Person
	},
	) (*made[Person], error) {
		version, once, err := in.change("PUT /person", in.Keyed, in.Body)
		if err != nil {
			return nil, err
		}
		saved, err := a.care.SavePerson(ctx, once, version, in.Body.clinic())
		if err != nil {
			return nil, err
		}
		rec, err := a.care.Self(ctx)
		if err != nil {
			return nil, err
		}
		return madeOf(&rec, saved, "/person", showPerson), nil
	})
}

// change is the version and the key of a change.
func (v Versioned) change(action string, k Keyed, body any) (int64, clinic.Once, error) {
	once, err := k.once(action, struct {
		Match string `json:"match"`
		Body  any    `json:"body"`
	}{v.Match, body})
	if err != nil {
		return 0, once, err
	}
	version, err := v.version()
	return version, once, err
}

func (a *API) registerCourses() {
	add(a, operation{method: http.MethodGet, path: "/courses", tag: tagCourse, id: "list-courses", title: "The courses, by the end of the treatment"},
		func(ctx context.Context, in *Paged) (*many[Course], error) {
			return listOf(a, *in, "/courses", func(p clinic.Page) ([]clinic.Record[clinic.Course], error) { return a.care.Courses(ctx, p) }, showCourse)
		})
	add(a, operation{
		method: http.MethodPost, path: "/courses", tag: tagCourse, id: "start-course", title: "Keep a new course",
		status: http.StatusCreated, errors: []int{http.StatusConflict},
	}, func(ctx context.Context, in *struct {
		Keyed
		Body Course
	},
	) (*made[Course], error) {
		once, err := in.once("POST /courses", in.Body)
		if err != nil {
			return nil, err
		}
		saved, err := a.care.StartCourse(ctx, once, in.Body.clinic())
		return a.madeCourse(ctx, saved, err)
	})
	add(a, operation{method: http.MethodGet, path: "/courses/{id}", tag: tagCourse, id: "get-course", title: "One course"},
		func(ctx context.Context, in *OfCourse) (*one[Course], error) {
			rec, err := a.course(ctx, in.ID)
			if err != nil {
				return nil, err
			}
			return oneOf(&rec, showCourse), nil
		})
	changes := []int{http.StatusPreconditionFailed, http.StatusPreconditionRequired}
	add(a, operation{
		method: http.MethodPut, path: "/courses/{id}", tag: tagCourse, id: "put-course", title: "Replace a course",
		about: "Answers that were shown stay as they were shown.", errors: changes,
	}, func(ctx context.Context, in *struct {
		OfCourse
		Keyed
		Versioned
		Body Course
	},
	) (*made[Course], error) {
		version, once, err := in.change("PUT /courses/"+in.ID, in.Keyed, in.Body)
		if err != nil {
			return nil, err
		}
		id, err := clinic.ParseID(in.ID)
		if err != nil {
			return nil, err
		}
		saved, err := a.care.ChangeCourse(ctx, once, id, version, in.Body.clinic())
		return a.madeCourse(ctx, saved, err)
	})
	add(a, operation{
		method: http.MethodDelete, path: "/courses/{id}", tag: tagCourse, id: "drop-course",
		title: "Remove a course and all that belongs to it", errors: append(changes, http.StatusBadRequest),
	}, removal("/courses/", a.care.DropCourse))
}

func (a *API) madeCourse(ctx context.Context, saved clinic.Saved, err error) (*made[Course], error) {
	if err != nil {
		return nil, err
	}
	rec, err := a.care.Course(ctx, saved.ID)
	if err != nil {
		return nil, err
	}
	return madeOf(&rec, saved, "/courses/"+rec.ID.String(), showCourse), nil
}

// dropping is a removal of a version.
type dropping struct {
	OfID
	Keyed
	Versioned
}

// removal is the handler that removes a row.
func removal(path string, drop func(context.Context, clinic.Once, clinic.ID, int64) (clinic.Saved, error)) func(context.Context, *dropping) (*gone, error) {
	return func(ctx context.Context, in *dropping) (*gone, error) {
		version, once, err := in.change("DELETE "+path+in.ID, in.Keyed, nil)
		if err != nil {
			return nil, err
		}
		id, err := clinic.ParseID(in.ID)
		if err != nil {
			return nil, err
		}
		saved, err := drop(ctx, once, id, version)
		if err != nil {
			return nil, err
		}
		return &gone{Replayed: replayed(saved)}, nil
	}
}
