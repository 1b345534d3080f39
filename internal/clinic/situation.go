package clinic

import (
	"context"
	"slices"
	"time"

	"skinafter"
	"skinafter/internal/clinic/assessment"
	"skinafter/internal/clinic/localtime"
	"skinafter/internal/intake"
	"skinafter/knowledge"
	"skinafter/label"
	"skinafter/narrative"
)

// File is everything that one answer is made from, as it was told: the same file and the same
// facts always give the same answer.
type File struct {
	At       time.Time `json:"at"` // the moment the answer is for
	Lang     string    `json:"lang"`
	Person   Person    `json:"person"`
	Course   Course    `json:"course"`
	CheckIns []Told    `json:"check_ins,omitempty"` // oldest first
	Uses     []Applied `json:"uses,omitempty"`
	Sessions int       `json:"sessions,omitempty"` // treatments so far, this one included; 0 = not known
	Answered []string  `json:"answered,omitempty"` // settled topics
}

// Told is a check-in at its moment.
type Told struct {
	At time.Time `json:"at"`
	CheckIn
}

// Applied is a use together with its product.
type Applied struct {
	Use
	What Product `json:"what"`
}

// timeUnknown is the exposure that says so.
const timeUnknown = "time_unknown"

// Readings are the situations that a file may mean; there is always one, and one for each kind
// of treatment where nobody named it.
func (f *File) Readings(facts *knowledge.Base, labels *label.Reader) []skinafter.Situation {
	s := f.situation(facts, labels)
	if s.Course.Modality != "" || s.Course.Class != "" {
		return []skinafter.Situation{s}
	}
	out := make([]skinafter.Situation, 0, len(skinafter.Modalities()))
	for _, m := range skinafter.Modalities() {
		other := s
		other.Course.Modality = m
		out = append(out, other)
	}
	return out
}

// Said are the ids of the careful readings that were taken ("fields." + id in the catalogue).
func (f *File) Said(facts *knowledge.Base) []string {
	var out []string
	heard := f.heard(facts)
	if f.Course.Modality == "" && f.Course.Class == "" && !slices.ContainsFunc(heard, func(r narrative.Reading) bool { return r.Course.Modality != "" }) {
		out = append(out, "modality_unknown")
	}
	if !f.ended(heard).Known() {
		out = append(out, timeUnknown)
	}
	return out
}

// heard is what was understood from the words of each check-in.
func (f *File) heard(facts *knowledge.Base) []narrative.Reading {
	out := make([]narrative.Reading, len(f.CheckIns))
	for i := range f.CheckIns {
		if in := &f.CheckIns[i]; in.Text != "" {
			out[i] = Hear(facts, in.Text, f.Lang, in.Denied)
		}
	}
	return out
}

// ended is when the treatment ended: as it was told, else as the words of the first check-in
// that says it.
func (f *File) ended(heard []narrative.Reading) Span {
	if f.Course.Ended.Known() {
		return f.Course.Ended
	}
	for i := range heard {
		if at := heard[i].At; at != nil {
			return Span{f.CheckIns[i].At.Add(-at.Max.Duration()), f.CheckIns[i].At.Add(-at.Min.Duration())}
		}
	}
	return Span{}
}

// situation is the file as the library takes it.
func (f *File) situation(facts *knowledge.Base, labels *label.Reader) skinafter.Situation {
	heard := f.heard(facts)
	course := f.Course
	course.Ended = f.ended(heard)
	s := skinafter.Situation{
		Course: course.course(), At: course.Ended.Since(f.At), Setting: course.Provider.Setting,
		Person: f.Person.person(f.At), Exposures: slices.Clone(course.Exposures),
	}
	if f.Sessions > 0 {
		sessions := f.Sessions
		s.Sessions = &sessions
	}
	if !course.Ended.Known() && !slices.Contains(s.Exposures, timeUnknown) {
		s.Exposures = append(s.Exposures, timeUnknown)
	}
	if course.Next != nil && course.Ended.Known() {
		next := skinafter.Since(course.Ended.First, *course.Next)
		s.Next = &next
	}
	read := map[Product]skinafter.Product{} // each label once, however often it was used
	for i := range f.Uses {
		what := f.Uses[i].What
		if _, known := read[what]; !known {
			read[what] = what.Read(labels)
		}
		s.Person.Uses = append(s.Person.Uses, f.Uses[i].use(course.Ended, read[what]))
	}
	for i := range f.CheckIns {
		s = add(s, &f.CheckIns[i], &heard[i], course.Ended, labels)
	}
	return s
}

// add puts a check-in on top of a situation: its signs, and what its words add.
func add(s skinafter.Situation, told *Told, heard *narrative.Reading, ended Span, labels *label.Reader) skinafter.Situation {
	in := skinafter.CheckIn{At: ended.Since(told.At), Gone: told.Gone, Cleared: told.Cleared}
	for _, sign := range told.Signs {
		in.Symptoms = append(in.Symptoms, sign.symptom(ended))
	}
	s.CheckIns = append(slices.Clip(s.CheckIns), in)
	if told.Text == "" {
		return s
	}
	now, known := s.At, len(s.Person.Uses)
	s.At = in.At // hours that the words count back from
	s = heard.AddTo(s)
	s.At = now
	for i := known; i < len(s.Person.Uses); i++ { // from words: only what it was called
		if p := &s.Person.Uses[i].Product; p.Label.Kind == "" && p.Name != "" {
			*p = intake.ProductOf(p.Name, labels)
		}
	}
	return s
}

// Hear reads a person's own words, without the places of signs that the person says were
// misunderstood.
func Hear(facts *knowledge.Base, words, lang string, denied []string) narrative.Reading {
	r := narrative.Read(facts, words, lang)
	if len(denied) == 0 {
		return r
	}
	b := []byte(words)
	for _, h := range r.Heard {
		if h.Kind != narrative.Sign || !h.Stands() || !slices.Contains(denied, h.Code) {
			continue
		}
		for _, sp := range h.Spans {
			for i := sp.From; i < sp.To; i++ {
				b[i] = ' '
			}
		}
	}
	return narrative.Read(facts, string(b), lang)
}

// course is the treatment as the library takes it. Its end is the careful reading of an
// uncertain time: the latest possible.
func (c *Course) course() skinafter.Course {
	out := skinafter.Course{
		Modality: c.Modality, Depth: skinafter.Millimetres(c.DepthMM), Class: c.Class, Area: c.Area,
		OpenSkin: c.OpenSkin, Occluded: c.Occluded,
	}
	if !c.Ended.Known() {
		return out
	}
	out.End = c.Ended.Last.In(localtime.Location(c.Zone))
	if c.Closed != nil {
		closed := skinafter.Since(c.Ended.Last, *c.Closed)
		out.Closed = &closed
	}
	return out
}

// DepthClass is how deep the treatment went.
func (c *Course) DepthClass() skinafter.DepthClass { return c.course().DepthClass() }

// person is the person as the library takes it, at a moment.
func (p *Person) person(at time.Time) skinafter.Person {
	out := skinafter.Person{
		SkinType: p.SkinType, Conditions: slices.Clone(p.Conditions), Allergies: slices.Clone(p.Allergies),
		Avoid: slices.Clone(p.Avoid), Medicines: slices.Clone(p.Medicines), Prescribed: slices.Clone(p.Prescribed),
	}
	if p.BirthYear > 0 {
		out.Age = max(1, at.Year()-p.BirthYear-1) // the birthday may be still to come: the younger age
	}
	return out
}

// symptom is a sign as the library takes it. When it began is uncertain where the treatment
// is: then nobody knows whether it was normal, and its start is not known.
func (s Sign) symptom(ended Span) skinafter.Symptom {
	out := skinafter.Symptom{Code: s.Code, Severity: s.Severity, Trend: s.Trend}
	switch {
	case s.Before:
		before := -skinafter.Day
		out.Onset = &before
	case s.Since != nil && ended.Known():
		onset := ended.Since(*s.Since).Max
		out.Onset = &onset
	}
	return out
}

// use is a use as the library takes it. Of an uncertain hour the earliest after the treatment
// counts, because then more was still to wait for.
func (a *Applied) use(ended Span, what skinafter.Product) skinafter.Use {
	u := skinafter.Use{Product: what}
	switch {
	case a.When == During:
		u.During = true
	case a.At != nil && ended.Known():
		u.At = ended.Since(*a.At).Min
		if a.When == After {
			u.At = max(u.At, 0)
		}
	case a.When == Before:
		u.At = -skinafter.Hour
	default:
		u.Unknown = true
	}
	return u
}

// Read is a product as the library takes it. Without a label it is known by its name only.
func (p *Product) Read(labels *label.Reader) skinafter.Product {
	out := skinafter.Product{Name: p.Name}
	if p.Label == "" {
		out = intake.ProductOf(p.Name, labels)
	} else {
		out.Label = labels.Parse(p.Label)
	}
	out.Form, out.Prescribed = p.Form, p.Prescribed
	return out
}

// options are what a file says beside the situation.
func (f *File) options() assessment.Options {
	return assessment.Options{Answered: slices.Clone(f.Answered)}
}

// File gathers what an answer at a moment is made from: the person, the course with its uses, and
// the check-ins up to that moment. ErrNotFound where there is no such course.
func (c *Care) File(ctx context.Context, course ID, at time.Time) (*File, error) {
	return c.file(ctx, c.reader(), course, at)
}

// file gathers what an answer at a moment is made from. Check-ins after that moment are left
// out (see toldUntil); more are taken in beside those that are kept.
func (c *Care) file(ctx context.Context, r Reader, course ID, at time.Time, more ...Told) (*File, error) {
	told, err := one[Course](ctx, r, KindCourse, course)
	if err != nil {
		return nil, err
	}
	person, err := one[Person](ctx, r, KindPerson, told.Person)
	if err != nil {
		return nil, err
	}
	f := &File{At: utc(at), Lang: person.Body.language(), Person: person.Body, Course: told.Body, Sessions: told.Body.Session}
	if f.CheckIns, err = toldUntil(ctx, r, course, f.At, c.Time()); err != nil {
		return nil, err
	}
	f.CheckIns = append(f.CheckIns, more...)
	slices.SortStableFunc(f.CheckIns, func(a, b Told) int { return a.At.Compare(b.At) })
	f.Uses, err = applied(ctx, r, course)
	return f, err
}

// reportedOnly is a check-in without the answer that was shown: most of its bytes, which the next
// answer does not need.
type reportedOnly struct {
	CheckIn
	Shown passedOver `json:"shown"`
}

type passedOver struct{}

// UnmarshalJSON reads nothing.
func (*passedOver) UnmarshalJSON([]byte) error { return nil }

// toldUntil are the check-ins of a course up to a moment. Where the clock was put back there are
// some that lie ahead of now, although they were told: for an answer of now they count as told at
// its moment, because a sign of danger must not be forgotten over a wrong clock.
func toldUntil(ctx context.Context, r Reader, course ID, at, now time.Time) ([]Told, error) {
	list, err := all[reportedOnly](ctx, r, KindCheckIn, Filter{Course: course})
	if err != nil {
		return nil, err
	}
	var out []Told
	ofNow := !at.Before(now.Add(-justAhead))
	for i := range list {
		told := Told{At: list[i].At, CheckIn: list[i].Body.CheckIn}
		if ofNow && told.At.After(at) && told.At.After(now) {
			told.putBack(at)
		}
		if !told.At.After(at) {
			out = append(out, told)
		}
	}
	return out, nil
}

// putBack moves a check-in to an earlier moment, and with it what it says began after that.
func (t *Told) putBack(at time.Time) {
	t.At = at
	for i := range t.Signs {
		if since := t.Signs[i].Since; since != nil && since.After(at) {
			t.Signs[i].Since = &at
		}
	}
}

// applied are the uses of a course with their products.
func applied(ctx context.Context, r Reader, course ID) ([]Applied, error) {
	uses, err := all[Use](ctx, r, KindUse, Filter{Course: course})
	if err != nil || len(uses) == 0 {
		return nil, err
	}
	products, err := all[Product](ctx, r, KindProduct, Filter{})
	if err != nil {
		return nil, err
	}
	by := map[ID]Product{}
	for i := range products {
		by[products[i].ID] = products[i].Body
	}
	out := make([]Applied, 0, len(uses))
	for i := range uses {
		out = append(out, Applied{Use: uses[i].Body, What: by[uses[i].Body.Product]})
	}
	return out, nil
}

// Situation is what is known of a course at a moment, as the library takes it: several readings
// where nobody named the treatment.
func (c *Care) Situation(ctx context.Context, course ID, at time.Time) ([]skinafter.Situation, error) {
	f, err := c.File(ctx, course, at)
	if err != nil {
		return nil, err
	}
	return f.Readings(c.facts, c.Labels()), nil
}
