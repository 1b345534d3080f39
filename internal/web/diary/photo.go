package diary

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"time"

	"skinafter/internal/clinic"
	"skinafter/internal/web/diary/report"
	"skinafter/internal/web/frame"
	"skinafter/skin"
)

// darkroom lets one photo be opened at a time: each may need a quarter of a gigabyte for a
// moment.
var darkroom = make(chan struct{}, 1)

// keepPhoto cleans the photo of a form and keeps it in a course; None where there is none, or
// where it was refused: then the form says why.
func (p *pages) keepPhoto(ctx context.Context, form *frame.Form, course clinic.ID, note string) (clinic.ID, error) {
	data := form.File("photo")
	if data == nil {
		return clinic.None, nil
	}
	if course == clinic.None {
		form.Fail("photo", "diary.photo.no_course")
		return clinic.None, nil
	}
	select {
	case darkroom <- struct{}{}:
	case <-ctx.Done():
		return clinic.None, ctx.Err()
	}
	photo, err := skin.Clean(data, skin.Usual())
	<-darkroom
	if err != nil {
		return clinic.None, refused(form, err)
	}
	sum := sha256.Sum256(photo.JPEG)
	body := clinic.Photo{Width: photo.Width, Height: photo.Height, SHA256: hex.EncodeToString(sum[:]), Note: note}
	once := clinic.NewOnce(form.Line(frame.OnceField, frame.LineMost)+".photo."+body.SHA256[:16], "photo add", body)
	saved, err := p.Care.AddPhoto(ctx, once, course, body, photo.JPEG, time.Time{})
	return saved.ID, err
}

// photoAdd keeps a photo from the timeline.
func (p *pages) photoAdd(w http.ResponseWriter, r *http.Request) error {
	form, err := p.Read(r)
	if err != nil {
		return err
	}
	course, there, err := p.Care.Current(r.Context())
	if err != nil {
		return err
	}
	if !there {
		course.ID = clinic.None
	}
	note := form.Line("note", frame.LineMost)
	if form.File("photo") == nil && !form.Failed() {
		form.Fail("photo", "diary.photo.refused.empty")
	}
	id := clinic.None
	if !form.Failed() {
		if id, err = p.keepPhoto(r.Context(), form, course.ID, note); err != nil {
			return err
		}
	}
	if form.Failed() {
		return p.timelineWith(w, r, form)
	}
	return frame.See(w, r, "/photos/"+id.String())
}

// photosThere leaves out of a journey what was removed since: a check-in cannot name it.
func (p *pages) photosThere(ctx context.Context, j *journey) error {
	var there []string
	for _, text := range j.Answers[report.Photos] {
		id, err := clinic.ParseID(text)
		if err == nil {
			_, err = p.Care.Photo(ctx, id)
		}
		switch {
		case err == nil:
			there = append(there, text)
		case !errors.Is(err, clinic.ErrNotFound):
			return err
		}
	}
	j.Answers.Set(report.Photos, there...)
	return nil
}

// photoPage shows one photo.
type photoPage struct {
	Image, Remove string
	When, Note    string
	Width, Height int
	CheckIn       string // address of the result it belongs to; empty = none
	Version       int64
}

func (p *pages) photoOf(r *http.Request) (clinic.Record[clinic.Photo], error) {
	id, err := clinic.ParseID(r.PathValue("id"))
	if err != nil {
		return clinic.Record[clinic.Photo]{}, err
	}
	return p.Care.Photo(r.Context(), id)
}

func (p *pages) photo(w http.ResponseWriter, r *http.Request) error {
	rec, err := p.photoOf(r)
	if err != nil {
		return err
	}
	v := p.Visit(r)
	page := photoPage{
		Image: "/photos/" + rec.ID.String() + "/image", Remove: "/photos/" + rec.ID.String() + "/remove",
		When: p.when(v, rec.At), Note: rec.Body.Note, Width: rec.Body.Width, Height: rec.Body.Height, Version: rec.Version,
	}
	if rec.Course != clinic.None {
		list, err := p.Care.CheckIns(r.Context(), rec.Course, clinic.Page{Limit: manyCheckIns, Newest: true})
		if err != nil {
			return err
		}
		for i := range list {
			if slices.Contains(list[i].Body.Photos, rec.ID) {
				page.CheckIn = resultOf(list[i].ID)
			}
		}
	}
	return p.Page(w, r, "diary/photo", page)
}

// photoImage sends the picture itself. It is nobody else's: no cache keeps it.
func (p *pages) photoImage(w http.ResponseWriter, r *http.Request) error {
	rec, err := p.photoOf(r)
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "image/jpeg")
	h.Set("Content-Length", strconv.Itoa(len(rec.Blob)))
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	if r.Method != http.MethodHead {
		_, _ = w.Write(rec.Blob) // a browser that went away is no error of ours
	}
	return nil
}

func (p *pages) photoRemove(w http.ResponseWriter, r *http.Request) error {
	form, err := p.Read(r)
	if err != nil {
		return err
	}
	id, err := clinic.ParseID(r.PathValue("id"))
	if err != nil {
		return err
	}
	once := clinic.NewOnce(form.Line(frame.OnceField, frame.LineMost), "photo remove", id)
	version := form.Version("version")
	if version == 0 { // to the record that would be any version
		return frame.Stale("/photos/" + id.String())
	}
	if _, err := p.Care.DropPhoto(r.Context(), once, id, version); err != nil {
		return err
	}
	return frame.See(w, r, "/timeline")
}

// when is a moment in words, in the person's time zone.
func (p *pages) when(v *frame.Visit, at time.Time) string {
	return v.Speech.When(0, at.In(p.Zone), p.Care.Time())
}

func contains(list []string, s string) bool { return slices.Contains(list, s) }

// manyCheckIns is how many check-ins a page looks at.
const manyCheckIns = 500

func resultOf(id clinic.ID) string { return "/check-in/" + id.String() + "/result" }
