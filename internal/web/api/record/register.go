package record

import (
	"errors"

	"github.com/danielgtaylor/huma/v2"

	"skinafter/internal/clinic"
	"skinafter/internal/web/api/contract"
)

// handlers carry out the operations.
type handlers struct{ *contract.Service }

// Names of the groups of operations.
const (
	tagRecord = "Record"
	tagCourse = "Course"
	tagData   = "Data"
)

// Tags name the groups of these operations in the document.
func Tags() []*huma.Tag {
	return []*huma.Tag{
		{Name: tagRecord, Description: "What is kept about the person."},
		{Name: tagCourse, Description: "One treatment and what follows it."},
		{Name: tagData, Description: "The person's data as a whole."},
	}
}

// Register adds the operations to a service.
func Register(s *contract.Service) {
	h := handlers{s}
	h.registerPerson()
	h.registerCourses()
	h.registerViews()
	h.registerCheckIns()
	h.registerChecks()
	h.registerProducts()
	h.registerPhotos()
	h.registerData()
}

// isNotFound reports whether nothing is kept under an id.
func isNotFound(err error) bool { return errors.Is(err, clinic.ErrNotFound) }
