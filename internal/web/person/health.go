package person

import (
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"skinafter/internal/clinic"
	"skinafter/internal/paper"
	"skinafter/internal/speech"
	"skinafter/internal/web/frame"
)

// healthPage asks what about a person changes an answer. It has two doors: from the questions
// before a treatment, and from the person's own data.
type healthPage struct {
	To, Back string
	Problems []frame.Problem
	Version  int64
	Born     frame.Field
	Skin     frame.Choice
	Groups   []boxGroup
	None     frame.Option
	Error    string // about the illnesses
	Lists    []listField
	More     []frame.Field
	MoreOpen bool
}

// boxGroup are illnesses of one kind.
type boxGroup struct {
	Title   string
	Options []frame.Option
	Open    bool
	Ticked  int
}

// listField is a list in own words, with a box that says that there is nothing.
type listField struct {
	Field frame.Field
	None  frame.Option
	Name  string // of the box
}

// skinTypes are those of Fitzpatrick.
func skinTypes() []string { return []string{"I", "II", "III", "IV", "V", "VI"} }

// lists are the questions that are answered in own words, one a line.
func lists() []string { return []string{"allergies", "medicines"} }

const (
	fieldBorn  = "birth_year"
	fieldSkin  = "skin_type"
	fieldIll   = "conditions"
	noneOf     = "none_"
	healthHome = "/my-data/health"
	beforeHome = "/before/health"
)

func (p *pages) health(w http.ResponseWriter, r *http.Request) error {
	return p.showHealth(w, r, healthHome, nil)
}

func (p *pages) healthBefore(w http.ResponseWriter, r *http.Request) error {
	return p.showHealth(w, r, beforeHome, nil)
}

func (p *pages) showHealth(w http.ResponseWriter, r *http.Request, to string, form *frame.Form) error {
	self, err := p.Care.Self(r.Context())
	if err != nil {
		return err
	}
	v, x := p.Visit(r), &self.Body
	page := &healthPage{To: to, Back: strings.TrimSuffix(to, "/health"), Problems: form.Problems(), Version: self.Version}
	if form != nil {
		page.Version = form.Version("version")
	}
	page.Born = form.Ask(frame.Field{Name: fieldBorn, Label: v.Text("record.born"), Hint: v.Text("record.born_hint"), Mode: "numeric", Short: true, Value: strings.TrimPrefix(strconv.Itoa(x.BirthYear), "0")})
	page.Skin = frame.Choice{Name: fieldSkin, Legend: v.Text("record.skin_type"), Hint: v.Text("record.skin_type_hint")}
	page.Skin.Options = v.Options("record.skin_type.", append(skinTypes(), unknown)...)
	page.Skin = form.Pick(page.Skin.With(x.SkinType))
	page.illnesses(p, v, x, form)
	for _, name := range lists() {
		list := map[string][]string{"allergies": x.Allergies, "medicines": x.Medicines}[name]
		f := listField{Name: noneOf + name, Field: form.Ask(frame.Field{
			Name: name, Label: v.Text("record." + name), Hint: v.Text("record." + name + "_hint"), Rows: 3, Value: strings.Join(list, "\n"), Plain: true,
		})}
		f.None = p.nothing(v, form, name, x, len(list) == 0)
		page.Lists = append(page.Lists, f)
	}
	for name, list := range map[string][]string{"avoid": x.Avoid, "prescribed": x.Prescribed} {
		field := form.Ask(frame.Field{Name: name, Label: v.Text("record." + name), Rows: 2, Value: strings.Join(list, "\n"), Plain: true})
		page.More = append(page.More, field)
		page.MoreOpen = page.MoreOpen || field.Value != "" || field.Error != ""
	}
	slices.SortFunc(page.More, func(a, b frame.Field) int { return strings.Compare(a.Name, b.Name) })
	if form.Failed() {
		return p.Again(w, r, "person/health", page)
	}
	return p.Page(w, r, "person/health", page)
}

// nothing is the box that says that there is nothing.
func (p *pages) nothing(v *frame.Visit, form *frame.Form, name string, x *clinic.Person, empty bool) frame.Option {
	chosen := empty && slices.Contains(x.Told, name)
	if form != nil {
		chosen = form.Raw(noneOf+name) != ""
	}
	return frame.Option{Value: "yes", Label: v.Text("record.none_" + name), Chosen: chosen}
}

// illnesses fills in the groups of boxes.
func (page *healthPage) illnesses(p *pages, v *frame.Visit, x *clinic.Person, form *frame.Form) {
	ticked := x.Conditions
	if form != nil {
		ticked = form.RawAll(fieldIll)
	}
	for _, g := range p.Facts.Care.Vocabulary.Conditions {
		group := boxGroup{Title: v.Text("record.ill." + g.ID), Open: g.ID == "pregnancy"}
		for _, code := range g.Codes {
			chosen := slices.Contains(ticked, code)
			if chosen {
				group.Ticked++
			}
			group.Options = append(group.Options, frame.Option{Value: code, Label: speech.Sentence(v.Text("health." + code)), Chosen: chosen})
		}
		group.Open = group.Open || group.Ticked > 0
		page.Groups = append(page.Groups, group)
	}
	page.None = p.nothing(v, form, fieldIll, x, len(x.Conditions) == 0)
	for _, problem := range form.Problems() {
		if problem.Field == fieldIll {
			page.Error = problem.Text
		}
	}
}

// codes are the codes of illnesses.
func (p *pages) codes() []string {
	var out []string
	for _, g := range p.Facts.Care.Vocabulary.Conditions {
		out = append(out, g.Codes...)
	}
	return out
}

// Bounds of a list in own words: lines, bytes of a line, what people are told of that in
// characters, characters of all.
const (
	mostLines = 30
	lineBytes = 200
	lineMost  = 100
	listMost  = 4000
)

// lines reads a list, one entry a line.
func lines(form *frame.Form, name string) []string {
	var out []string
	for text := range strings.Lines(form.Text(name, listMost)) {
		if text = strings.Join(strings.Fields(text), " "); text == "" {
			continue
		}
		if len(text) > lineBytes || len(out) == mostLines {
			form.Fail(name, "record.list_long", "most", lineMost, "lines", mostLines)
		}
		out = append(out, text)
	}
	return out
}

// readHealth reads the form into a person. What it does not ask for stays.
func (p *pages) readHealth(form *frame.Form, x clinic.Person) clinic.Person {
	const oldest = 129
	year := p.Now().Year()
	born, known := form.Whole(fieldBorn, year-oldest, year)
	x.BirthYear = 0
	if known {
		x.BirthYear = born
	}
	x.SkinType = form.Code(fieldSkin, append(skinTypes(), unknown)...)
	ill := form.Codes(fieldIll, p.codes())
	kept := slices.DeleteFunc(slices.Clone(x.Conditions), func(code string) bool { return slices.Contains(p.codes(), code) })
	x.Conditions = append(kept, ill...)
	x.Allergies, x.Medicines = lines(form, "allergies"), lines(form, "medicines")
	x.Avoid, x.Prescribed = lines(form, "avoid"), lines(form, "prescribed")
	answered := map[string]bool{"birth_year": known}
	for name, some := range map[string]bool{fieldIll: len(x.Conditions) > 0, "allergies": len(x.Allergies) > 0, "medicines": len(x.Medicines) > 0} {
		nothing := form.Yes(noneOf + name)
		if some && nothing {
			form.Fail(name, "record.both_told")
		}
		answered[name] = some || nothing
	}
	x.Told = nil
	for _, q := range told() {
		if answered[q] {
			x.Told = append(x.Told, q)
		}
	}
	return x
}

func (p *pages) healthKept(w http.ResponseWriter, r *http.Request) error {
	return p.keepHealth(w, r, healthHome)
}

func (p *pages) healthKeptBefore(w http.ResponseWriter, r *http.Request) error {
	return p.keepHealth(w, r, beforeHome)
}

func (p *pages) keepHealth(w http.ResponseWriter, r *http.Request, to string) error {
	form, err := p.Read(r)
	if err != nil {
		return err
	}
	self, err := p.Care.Self(r.Context())
	if err != nil {
		return err
	}
	told := p.readHealth(form, self.Body)
	if form.Failed() {
		return p.showHealth(w, r, to, form)
	}
	_, err = p.Care.SavePerson(r.Context(), form.Once("health"), form.Version("version"), told)
	switch {
	case errors.Is(err, clinic.ErrStale):
		v := p.Visit(r)
		return frame.Stale(to, frame.Both{Name: v.Text("record.me"), Yours: p.lines(v, &told), Kept: p.lines(v, &self.Body)})
	case err != nil:
		if err := form.Take(err, nil); err != nil {
			return err
		}
		return p.showHealth(w, r, to, form)
	}
	return frame.See(w, r, strings.TrimSuffix(to, "/health"))
}

// healthRows are what is known of a person's health.
func (p *pages) healthRows(v *frame.Visit, x *clinic.Person) []frame.Row {
	open := v.Text("record.not_told")
	list := func(name string, items []string) string {
		switch {
		case len(items) > 0:
			return paper.Clean(strings.Join(items, ", "))
		case slices.Contains(x.Told, name):
			return v.Text("record.none_" + name)
		}
		return open
	}
	born, skin := open, open
	if x.BirthYear > 0 {
		born = strconv.Itoa(x.BirthYear)
	}
	if x.SkinType != "" && x.SkinType != unknown {
		skin = v.Text("record.skin_type." + x.SkinType)
	}
	ill := make([]string, len(x.Conditions))
	for i, code := range x.Conditions {
		ill[i] = strings.TrimPrefix(code, "allergy:")
		if key := "health." + code; v.Speech.Texts.Has(key) {
			ill[i] = v.Text(key)
		}
	}
	out := []frame.Row{
		{Name: v.Text("record.row.born"), Value: born},
		{Name: v.Text("record.row.skin"), Value: skin},
		{Name: v.Text("record.row.ill"), Value: speech.Sentence(list(fieldIll, ill))},
		{Name: v.Text("record.row.allergies"), Value: list("allergies", x.Allergies)},
		{Name: v.Text("record.row.medicines"), Value: list("medicines", x.Medicines)},
	}
	for name, items := range map[string][]string{"avoid": x.Avoid, "prescribed": x.Prescribed} {
		if len(items) > 0 {
			out = append(out, frame.Row{Name: v.Text("record." + name), Value: list(name, items)})
		}
	}
	return out
}

// lines are what is known of a person as text.
func (p *pages) lines(v *frame.Visit, x *clinic.Person) string {
	var b strings.Builder
	for _, row := range p.healthRows(v, x) {
		b.WriteString(row.Name + ": " + row.Value + "\n")
	}
	return b.String()
}
