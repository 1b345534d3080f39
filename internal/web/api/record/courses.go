package record

import (
	"context"
	"net/http"

	"skinafter/internal/clinic"
	"skinafter/internal/web/api/contract"
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
func (h handlers) course(ctx context.Context, text string) (clinic.Record[clinic.Course], error) {
	id, err := clinic.ParseID(text)
	if err != nil {
		return clinic.Record[clinic.Course]{}, err
	}
	return h.Care.Course(ctx, id)
}

// courseNamed is the id of a course that a request names at a place beside the path.
func (h handlers) courseNamed(ctx context.Context, text string, place contract.Fault) (clinic.ID, error) {
	rec, err := h.course(ctx, text)
	if isNotFound(err) {
		place.Detail = "want the id of a course that is kept"
		return clinic.None, contract.Invalid(place)
	}
	return rec.ID, err
}

func (h handlers) registerPerson() {
	contract.Add(h.Service, contract.Operation{Method: http.MethodGet, Path: "/person", Tag: tagRecord, ID: "get-person", Title: "Whom the record is about"},
		func(ctx context.Context, _ *struct{}) (*contract.One[Person], error) {
			rec, err := h.Care.Self(ctx)
			if err != nil {
				return nil, err
			}
			return contract.OneOf(&rec, showPerson), nil
		})
	contract.Add(h.Service, contract.Operation{
		Method: http.MethodPut, Path: "/person", Tag: tagRecord, ID: "put-person", Title: "Replace what is known of the person",
		Errors: []int{http.StatusPreconditionFailed, http.StatusPreconditionRequired},
	}, func(ctx context.Context, in *struct {
		contract.Keyed
		contract.Versioned
		Body Person
	},
	) (*contract.Made[Person], error) {
		version, once, err := in.Change("PUT /person", in.Keyed, in.Body)
		if err != nil {
			return nil, err
		}
		saved, err := h.Care.SavePerson(ctx, once, version, in.Body.clinic())
		if err != nil {
			return nil, err
		}
		rec, err := h.Care.Self(ctx)
		if err != nil {
			return nil, err
		}
		return contract.MadeOf(&rec, saved, "/person", showPerson), nil
	})
}

func (h handlers) registerCourses() {
	contract.Add(h.Service, contract.Operation{Method: http.MethodGet, Path: "/courses", Tag: tagCourse, ID: "list-courses", Title: "The courses, by the end of the treatment"},
		func(ctx context.Context, in *contract.Paged) (*contract.Many[Course], error) {
			return contract.ListOf(h.Service, *in, "/courses", func(p clinic.Page) ([]clinic.Record[clinic.Course], error) { return h.Care.Courses(ctx, p) }, showCourse)
		})
	contract.Add(h.Service, contract.Operation{
		Method: http.MethodPost, Path: "/courses", Tag: tagCourse, ID: "start-course", Title: "Keep a new course",
		Status: http.StatusCreated, Errors: []int{http.StatusConflict},
	}, func(ctx context.Context, in *struct {
		contract.Keyed
		Body Course
	},
	) (*contract.Made[Course], error) {
		once, err := in.Once("POST /courses", in.Body)
		if err != nil {
			return nil, err
		}
		saved, err := h.Care.StartCourse(ctx, once, in.Body.clinic())
		return h.madeCourse(ctx, saved, err)
	})
	contract.Add(h.Service, contract.Operation{Method: http.MethodGet, Path: "/courses/{id}", Tag: tagCourse, ID: "get-course", Title: "One course"},
		func(ctx context.Context, in *OfCourse) (*contract.One[Course], error) {
			rec, err := h.course(ctx, in.ID)
			if err != nil {
				return nil, err
			}
			return contract.OneOf(&rec, showCourse), nil
		})
	changes := []int{http.StatusPreconditionFailed, http.StatusPreconditionRequired}
	contract.Add(h.Service, contract.Operation{
		Method: http.MethodPut, Path: "/courses/{id}", Tag: tagCourse, ID: "put-course", Title: "Replace a course",
		About: "Answers that were shown stay as they were shown.", Errors: changes,
	}, func(ctx context.Context, in *struct {
		OfCourse
		contract.Keyed
		contract.Versioned
		Body Course
	},
	) (*contract.Made[Course], error) {
		version, once, err := in.Change("PUT /courses/"+in.ID, in.Keyed, in.Body)
		if err != nil {
			return nil, err
		}
		id, err := clinic.ParseID(in.ID)
		if err != nil {
			return nil, err
		}
		saved, err := h.Care.ChangeCourse(ctx, once, id, version, in.Body.clinic())
		return h.madeCourse(ctx, saved, err)
	})
	contract.Add(h.Service, contract.Operation{
		Method: http.MethodDelete, Path: "/courses/{id}", Tag: tagCourse, ID: "drop-course",
		Title: "Remove a course and all that belongs to it", Errors: append(changes, http.StatusBadRequest),
	}, removal("/courses/", h.Care.DropCourse))
}

func (h handlers) madeCourse(ctx context.Context, saved clinic.Saved, err error) (*contract.Made[Course], error) {
	if err != nil {
		return nil, err
	}
	rec, err := h.Care.Course(ctx, saved.ID)
	if err != nil {
		return nil, err
	}
	return contract.MadeOf(&rec, saved, "/courses/"+rec.ID.String(), showCourse), nil
}

// one is the handler that reads a row.
func one[T, R any](read func(context.Context, clinic.ID) (clinic.Record[R], error), show func(*clinic.Record[R]) T) func(context.Context, *OfID) (*contract.One[T], error) {
	return func(ctx context.Context, in *OfID) (*contract.One[T], error) {
		id, err := clinic.ParseID(in.ID)
		if err != nil {
			return nil, err
		}
		rec, err := read(ctx, id)
		if err != nil {
			return nil, err
		}
		return contract.OneOf(&rec, show), nil
	}
}

// listing asks for a part of a list of a course.
type listing struct {
	OfCourse
	contract.Paged
}

// ofCourse is the handler that lists what belongs to a course; list is the last step of its
// address.
func ofCourse[T, R any](h handlers, list string, read func(context.Context, clinic.ID, clinic.Page) ([]clinic.Record[R], error),
	show func(*clinic.Record[R]) T,
) func(context.Context, *listing) (*contract.Many[T], error) {
	return func(ctx context.Context, in *listing) (*contract.Many[T], error) {
		course, err := h.course(ctx, in.ID)
		if err != nil {
			return nil, err
		}
		return contract.ListOf(h.Service, in.Paged, "/courses/"+in.ID+"/"+list, func(p clinic.Page) ([]clinic.Record[R], error) {
			return read(ctx, course.ID, p)
		}, show)
	}
}

// dropping is a removal of a version.
type dropping struct {
	OfID
	contract.Keyed
	contract.Versioned
}

// removal is the handler that removes a row.
func removal(path string, drop func(context.Context, clinic.Once, clinic.ID, int64) (clinic.Saved, error)) func(context.Context, *dropping) (*contract.Gone, error) {
	return func(ctx context.Context, in *dropping) (*contract.Gone, error) {
		version, once, err := in.Change("DELETE "+path+in.ID, in.Keyed, nil)
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
		return &contract.Gone{Replayed: contract.Replayed(saved)}, nil
	}
}
