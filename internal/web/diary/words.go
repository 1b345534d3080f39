package diary

import (
	"context"
	"errors"

	"skinafter/internal/clinic"
	"skinafter/internal/speech"
	"skinafter/internal/web/diary/report"
	"skinafter/internal/web/draft"
	"skinafter/internal/web/frame"
	"skinafter/skin"

	"skinafter"
)

// wordsPage asks for own words and a photo.
type wordsPage struct {
	Back, To string
	Place    string
	Problems []frame.Problem
	Words    frame.Field
	Photo    frame.Field
	Photos   []string // addresses of photos that were added
	NoCourse bool     // without a course no photo is kept
}

func (p *pages) wordsPage(v *frame.Visit, j *journey, form *frame.Form) wordsPage {
	page := wordsPage{
		Back: j.back(stepWords), To: j.address(stepWords), Problems: form.Problems(), Place: p.place(v, j, stepWords),
		NoCourse: j.course == clinic.None,
	}
	page.Words = form.Ask(frame.Field{
		Name: report.Text, Label: v.Text("diary.words.label"), Hint: v.Text("diary.words.hint"),
		Value: j.Answers.One(report.Text), Rows: 5, Most: frame.NoteMost,
	})
	page.Photo = form.Ask(photoField(v))
	for _, id := range j.Answers[report.Photos] {
		page.Photos = append(page.Photos, "/photos/"+id+"/image")
	}
	return page
}

// photoField is a field for a photo. Its list of formats makes phones that keep HEIC send a
// JPEG instead.
func photoField(v *frame.Visit) frame.Field {
	return frame.Field{
		Name: "photo", Type: "file", Label: v.Text("diary.photo.label"), Hint: v.Text("diary.photo.hint"),
		Accept: "image/jpeg,image/png,image/webp",
	}
}

// takeWords reads words and photo. A photo is kept at once, so that a later mistake does not
// lose it.
func (p *pages) takeWords(ctx context.Context, j *journey, form *frame.Form) (func(draft.Answers), error) {
	text := form.Text(report.Text, frame.NoteMost)
	photo, err := p.keepPhoto(ctx, form, j.course, "")
	if err != nil {
		return nil, err
	}
	return func(a draft.Answers) {
		setWords(a, text)
		if photo != clinic.None && !contains(a[report.Photos], photo.String()) {
			a[report.Photos] = append(a[report.Photos], photo.String())
		}
	}, nil
}

// sign is a sign in words; a code that no list holds is shown as it is.
func (p *pages) sign(v *frame.Visit, code string) string {
	for _, key := range []string{"diary.sign.name." + code, "symptom." + code} {
		if v.Speech.Texts.Has(key) {
			return speech.Sentence(v.Text(key))
		}
	}
	return code
}

// grade is a severity in a word.
func (p *pages) grade(v *frame.Visit, s skinafter.Severity) string {
	switch s {
	case skinafter.Mild, skinafter.Severe:
		return v.Text("diary.how." + string(s))
	case skinafter.Moderate:
	}
	return v.Text("diary.how.moderate")
}

// place says which page this is.
func (p *pages) place(v *frame.Visit, j *journey, step int) string {
	flow := j.flow()
	return v.Text("diary.place", "page", flow.Place(step), "all", len(flow))
}

// refused puts a photo that was refused beside its field; any other error comes back.
func refused(form *frame.Form, err error) error {
	var r *skin.Refusal
	if !errors.As(err, &r) {
		return err
	}
	form.Fail("photo", "diary.photo.refused."+string(r.Reason))
	return nil
}
