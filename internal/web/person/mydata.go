package person

import (
	"cmp"
	"errors"
	"net/http"
	"slices"
	"strings"

	"skinafter/internal/catalogue"
	"skinafter/internal/clinic"
	"skinafter/internal/clinic/view"
	"skinafter/internal/web/frame"
	"skinafter/interop/ical"
)

// myDataPage is what is kept about a person, and what can be done with it.
type myDataPage struct {
	Health   []frame.Row
	Problems []frame.Problem
	Version  int64
	Lang     frame.Choice
	Country  string
	Nations  []frame.Option
	Purpose  frame.Choice
	Privacy  frame.Choice
	Course   bool // there is a plan to put into a calendar
	Dated    bool // its time is known
}

func (p *pages) myData(w http.ResponseWriter, r *http.Request) error {
	page, err := p.myDataPage(r, nil)
	if err != nil {
		return err
	}
	return p.Page(w, r, "person/mydata", page)
}

// asBrowser is the language that nobody has chosen.
const asBrowser = "browser"

func (p *pages) myDataPage(r *http.Request, form *frame.Form) (*myDataPage, error) {
	v := p.Visit(r)
	self, err := p.Care.Self(r.Context())
	if err != nil {
		return nil, err
	}
	x := &self.Body
	page := &myDataPage{Health: p.healthRows(v, x), Problems: form.Problems(), Version: self.Version}
	page.Lang = frame.Choice{Name: "lang", Legend: v.Text("record.lang"), Inline: true}
	page.Lang.Options = append(v.Options("frame.lang.", catalogue.Langs()...), frame.Option{Value: asBrowser, Label: v.Text("record.lang_browser"), Chosen: x.Lang == ""})
	page.Lang = form.Pick(page.Lang.With(x.Lang))
	page.Country = strings.ToLower(x.Country)
	if form != nil {
		page.Country = form.Raw("country")
	}
	for id := range p.Facts.Emergency {
		page.Nations = append(page.Nations, frame.Option{Value: id, Label: p.country(v, id), Chosen: id == page.Country})
	}
	slices.SortFunc(page.Nations, func(a, b frame.Option) int { return cmp.Compare(a.Label, b.Label) })
	page.Purpose = frame.Choice{Name: "purpose", Legend: v.Text("record.purpose")}
	for _, word := range purposes() {
		page.Purpose.Options = append(page.Purpose.Options, frame.Option{
			Value: word, Label: v.Text("record.purpose." + word), Hint: v.Text("record.purpose_hint." + word),
			Chosen: word == string(x.Purpose) || word == string(clinic.PurposeGuidance) && x.Purpose == "",
		})
	}
	page.Purpose = form.Pick(page.Purpose)
	page.Privacy = frame.Choice{Name: "privacy", Legend: v.Text("record.privacy")}
	for i, word := range privacies() {
		page.Privacy.Options = append(page.Privacy.Options, frame.Option{Value: word, Label: v.Text("record.privacy." + word), Hint: v.Text("record.privacy_hint." + word), Chosen: i == 0})
	}
	page.Privacy = form.Pick(page.Privacy)
	course, there, err := p.Care.Current(r.Context())
	page.Course, page.Dated = there, course.Body.Ended.Known()
	return page, err
}

func purposes() []string {
	return []string{string(clinic.PurposeGuidance), string(clinic.PurposeRecord)}
}

// privacies are how much a calendar shows, least first: the words of ical.Privacy.
func privacies() []string { return []string{"hidden", "described", "open"} }

// country is the name of a country; the one of the facts where the language has none.
func (p *pages) country(v *frame.Visit, id string) string {
	if key := "diary.country." + id; v.Speech.Texts.Has(key) {
		return v.Text(key)
	}
	return p.Facts.Emergency[id].Country
}

// settings keeps language, country and purpose.
func (p *pages) settings(w http.ResponseWriter, r *http.Request) error {
	form, err := p.Read(r)
	if err != nil {
		return err
	}
	self, err := p.Care.Self(r.Context())
	if err != nil {
		return err
	}
	x := self.Body
	lang := form.Code("lang", append(catalogue.Langs(), asBrowser)...)
	x.Lang = strings.TrimSuffix(lang, asBrowser)
	var nations []string
	for id := range p.Facts.Emergency {
		nations = append(nations, id)
	}
	x.Country = strings.ToUpper(form.Code("country", nations...))
	x.Purpose = clinic.Purpose(form.Code("purpose", purposes()...))
	if form.Failed() {
		page, err := p.myDataPage(r, form)
		if err != nil {
			return err
		}
		return p.Again(w, r, "person/mydata", page)
	}
	_, err = p.Care.SavePerson(r.Context(), form.Once("settings"), form.Version("version"), x)
	if errors.Is(err, clinic.ErrStale) {
		v := p.Visit(r)
		return frame.Stale("/my-data", frame.Both{Name: v.Text("record.settings"), Yours: p.chosen(v, &x), Kept: p.chosen(v, &self.Body)})
	}
	if err != nil {
		return err
	}
	return frame.See(w, r, "/my-data")
}

// chosen are the settings of a person as text.
func (p *pages) chosen(v *frame.Visit, x *clinic.Person) string {
	lang, country, purpose := v.Text("record.lang_browser"), v.Text("passport.unknown"), cmp.Or(string(x.Purpose), string(clinic.PurposeGuidance))
	if slices.Contains(catalogue.Langs(), x.Lang) {
		lang = v.Text("frame.lang." + x.Lang)
	}
	if id := strings.ToLower(x.Country); p.Facts.Emergency[id] != nil {
		country = p.country(v, id)
	}
	return v.Text("record.lang") + ": " + lang + "\n" + v.Text("diary.help.country") + ": " + country + "\n" +
		v.Text("record.purpose") + ": " + v.Text("record.purpose."+purpose) + "\n"
}

// calendar sends the plan of the newest treatment as a calendar. It is a POST, so that how much
// it shows stands in no address.
func (p *pages) calendar(w http.ResponseWriter, r *http.Request) error {
	form, err := p.Read(r)
	if err != nil {
		return err
	}
	word := form.Code("privacy", privacies()...)
	course, there, err := p.Care.Current(r.Context())
	if err != nil {
		return err
	}
	if !there {
		return frame.NotThere()
	}
	if form.Failed() {
		page, err := p.myDataPage(r, form)
		if err != nil {
			return err
		}
		return p.Again(w, r, "person/mydata", page)
	}
	privacy := ical.Privacy(max(slices.Index(privacies(), word), 0))
	b, err := view.Calendar(r.Context(), p.Care, course.ID, p.Visit(r).Lang, privacy)
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "text/calendar; charset=utf-8")
	h.Set("Content-Disposition", `attachment; filename="plan.ics"`)
	_, _ = w.Write(b) //nolint:gosec // a calendar, served as one; a browser that went away is no error of ours
	return nil
}
