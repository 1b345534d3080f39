package api

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"skinafter/internal/clinic"
	"skinafter/skin"
)

func (a *API) registerPhotos() {
	add(a, operation{method: http.MethodGet, path: "/courses/{id}/photos", tag: tagCourse, id: "list-photos", title: "The photos of a course, without their pictures"},
		func(ctx context.Context, in *struct {
			OfCourse
			Paged
		},
		) (*many[Photo], error) {
			course, err := a.course(ctx, in.ID)
			if err != nil {
				return nil, err
			}
			return listOf(a, in.Paged, "/courses/"+in.ID+"/photos", func(p clinic.Page) ([]clinic.Record[clinic.Photo], error) {
				return a.care.Photos(ctx, course.ID, p)
			}, showPhoto)
		})
	add(a, operation{
		method: http.MethodPost, path: "/courses/{id}/photos", tag: tagCourse, id: "add-photo", title: "Keep a photo",
		about:  "It is decoded and written anew: place, time and camera are not kept. At most 24 MB and 51 megapixels.",
		status: http.StatusCreated, errors: []int{http.StatusConflict}, largest: int64(skin.Usual().Bytes) + 1,
		media: map[string]*huma.MediaType{
			"image/jpeg": picture(), "image/png": picture(), "image/webp": picture(),
		},
	}, a.addPhoto)
	add(a, operation{
		method: http.MethodGet, path: "/photos/{id}", tag: tagCourse, id: "get-photo", title: "The picture of a photo", produces: "image/jpeg",
	}, func(ctx context.Context, in *OfID) (*blob, error) {
		id, err := clinic.ParseID(in.ID)
		if err != nil {
			return nil, err
		}
		rec, err := a.care.Photo(ctx, id)
		if err != nil {
			return nil, err
		}
		return &blob{ETag: etag(rec.Version), Type: "image/jpeg", Body: rec.Blob}, nil
	})
	add(a, operation{
		method: http.MethodDelete, path: "/photos/{id}", tag: tagCourse, id: "drop-photo", title: "Remove a photo",
		errors: []int{http.StatusPreconditionFailed, http.StatusPreconditionRequired, http.StatusBadRequest},
	}, removal("/photos/", a.care.DropPhoto))
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

func (a *API) addPhoto(ctx context.Context, in *struct {
	OfCourse
	Keyed
	At      time.Time `query:"at" doc:"When it was taken; now where it is left out."`
	CheckIn string    `query:"check_in" maxLength:"64" doc:"Id of the check-in it belongs to."`
	RawBody []byte
},
) (*made[Photo], error) {
	sent := sha256.Sum256(in.RawBody)
	once, err := in.once("POST /courses/"+in.ID+"/photos", []string{hex.EncodeToString(sent[:]), in.At.UTC().Format(time.RFC3339Nano), in.CheckIn})
	if err != nil {
		return nil, err
	}
	course, err := a.course(ctx, in.ID)
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
		if photo.CheckIn, err = a.checkInOf(ctx, in.CheckIn, course.ID); err != nil {
			return nil, err
		}
	}
	saved, err := a.care.AddPhoto(ctx, once, course.ID, photo, clean.JPEG, in.At)
	if err != nil {
		return nil, err
	}
	rec, err := a.care.Photo(ctx, saved.ID)
	if err != nil {
		return nil, err
	}
	return madeOf(&rec, saved, "/photos/"+rec.ID.String(), showPhoto), nil
}

// checkInOf is the id of a check-in of a course, told as a parameter.
func (a *API) checkInOf(ctx context.Context, text string, course clinic.ID) (clinic.ID, error) {
	id, err := clinic.ParseID(text)
	if err == nil {
		var rec clinic.Record[clinic.CheckIn]
		if rec, err = a.care.CheckIn(ctx, id); err == nil && rec.Course != course {
			err = clinic.ErrNotFound
		}
	}
	if isNotFound(err) {
		return clinic.None, kindInvalid.problem(Fault{Detail: "want the id of a check-in of this course", Parameter: "check_in"})
	}
	return id, err
}
