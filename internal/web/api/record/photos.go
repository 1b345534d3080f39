package record

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"skinafter/internal/clinic"
	"skinafter/internal/web/api/contract"
	"skinafter/skin"
)

func (h handlers) registerPhotos() {
	contract.Add(h.Service, contract.Operation{Method: http.MethodGet, Path: "/courses/{id}/photos", Tag: tagCourse, ID: "list-photos", Title: "The photos of a course, without their pictures"},
		ofCourse(h, "photos", h.Care.Photos, showPhoto))
	contract.Add(h.Service, contract.Operation{
		Method: http.MethodPost, Path: "/courses/{id}/photos", Tag: tagCourse, ID: "add-photo", Title: "Keep a photo",
		About:  "It is decoded and written anew: place, time and camera are not kept. At most 24 MB and 51 megapixels.",
		Status: http.StatusCreated, Errors: []int{http.StatusConflict}, Largest: int64(skin.Usual().Bytes) + 1,
		Media: map[string]*huma.MediaType{
			"image/jpeg": picture(), "image/png": picture(), "image/webp": picture(),
		},
	}, h.addPhoto)
	contract.Add(h.Service, contract.Operation{
		Method: http.MethodGet, Path: "/photos/{id}", Tag: tagCourse, ID: "get-photo", Title: "The picture of a photo", Produces: "image/jpeg",
	}, func(ctx context.Context, in *OfID) (*blob, error) {
		id, err := clinic.ParseID(in.ID)
		if err != nil {
			return nil, err
		}
		rec, err := h.Care.Photo(ctx, id)
		if err != nil {
			return nil, err
		}
		return &blob{ETag: contract.ETag(rec.Version), Type: "image/jpeg", Body: rec.Blob}, nil
	})
	contract.Add(h.Service, contract.Operation{
		Method: http.MethodDelete, Path: "/photos/{id}", Tag: tagCourse, ID: "drop-photo", Title: "Remove a photo",
		Errors: []int{http.StatusPreconditionFailed, http.StatusPreconditionRequired, http.StatusBadRequest},
	}, removal("/photos/", h.Care.DropPhoto))
}

// picture is a body of bytes.
func picture() *huma.MediaType {
	return &huma.MediaType{Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}
}

// blob is an answer of bytes.
type blob struct {
	ETag string `header:"ETag"`
	Type string `header:"Content-Type"`
	Body []byte
}

func (h handlers) addPhoto(ctx context.Context, in *struct {
	OfCourse
	contract.Keyed
	At      time.Time `query:"at" doc:"When it was taken; now where it is left out."`
	CheckIn string    `query:"check_in" maxLength:"64" doc:"Id of the check-in it belongs to."`
	RawBody []byte
},
) (*contract.Made[Photo], error) {
	sent := sha256.Sum256(in.RawBody)
	once, err := in.Once("POST /courses/"+in.ID+"/photos", []string{hex.EncodeToString(sent[:]), in.At.UTC().Format(time.RFC3339Nano), in.CheckIn})
	if err != nil {
		return nil, err
	}
	course, err := h.course(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	clean, err := skin.Clean(in.RawBody, skin.Usual())
	if err != nil {
		return nil, err
	}
	photo := clinic.Photo{Width: clean.Width, Height: clean.Height}
	sum := sha256.Sum256(clean.JPEG)
	photo.SHA256 = hex.EncodeToString(sum[:])
	if in.CheckIn != "" {
		if photo.CheckIn, err = h.checkInOf(ctx, in.CheckIn, course.ID); err != nil {
			return nil, err
		}
	}
	saved, err := h.Care.AddPhoto(ctx, once, course.ID, photo, clean.JPEG, in.At)
	if err != nil {
		return nil, err
	}
	rec, err := h.Care.Photo(ctx, saved.ID)
	if err != nil {
		return nil, err
	}
	return contract.MadeOf(&rec, saved, "/photos/"+rec.ID.String(), showPhoto), nil
}

// checkInOf is the id of a check-in of a course, told as a parameter.
func (h handlers) checkInOf(ctx context.Context, text string, course clinic.ID) (clinic.ID, error) {
	id, err := clinic.ParseID(text)
	if err == nil {
		var rec clinic.Record[clinic.CheckIn]
		if rec, err = h.Care.CheckIn(ctx, id); err == nil && rec.Course != course {
			err = clinic.ErrNotFound
		}
	}
	if isNotFound(err) {
		return clinic.None, contract.Invalid(contract.Fault{Detail: "want the id of a check-in of this course", Parameter: "check_in"})
	}
	return id, err
}
