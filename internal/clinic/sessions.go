package clinic

import (
	"context"
	"slices"
	"time"

	"skinafter"
	"skinafter/internal/clinic/assessment"
	"skinafter/knowledge"
	"skinafter/recovery"
)

// Ready says whether the session after a course may go ahead. answered are the topics that were
// settled beside those that the record settles and those of the newest SaveAnswered for the
// course. ErrRecord where the purpose is record.
func (c *Care) Ready(ctx context.Context, course ID, answered []string) (*assessment.Assessment, error) {
	f, err := c.file(ctx, c.reader(), course, c.Time())
	if err != nil {
		return nil, err
	}
	if f.Person.Purpose.OrGuidance() == PurposeRecord {
		return nil, ErrRecord
	}
	if err := checkTopics(answered); err != nil {
		return nil, err
	}
	kept, err := c.Answered(ctx, course, Page{Limit: 1})
	if err != nil {
		return nil, err
	}
	f.Answered = append(f.settled(), answered...)
	if len(kept) > 0 {
		f.Answered = append(f.Answered, kept[0].Body.Topics...)
	}
	return assessment.Assess(c.facts, f.Readings(c.facts, c.Labels()), f.options()), nil
}

// settled are the topics of screening that the record itself settles. That the questions before a
// session were asked anew is not one of them: the record may be months old.
func (f *File) settled() []string {
	told := func(topic string) bool { return slices.Contains(f.Person.Told, topic) }
	var out []string
	if told("conditions") {
		out = append(out, "conditions", "pregnancy")
	}
	if told("allergies") {
		out = append(out, "allergies")
	}
	if told("medicines") {
		out = append(out, "medicines")
	}
	if told("birth_year") && f.Person.BirthYear > 0 {
		out = append(out, "age")
	}
	if f.written() {
		out = append(out, "passport")
	}
	return out
}

// written reports whether the products of the session are written down, each with its label:
// among them what was put on the skin while it was open.
func (f *File) written() bool {
	during := false
	for i := range f.Uses {
		if f.Uses[i].What.Label == "" {
			return false
		}
		during = during || f.Uses[i].When == During
	}
	return during
}

func checkTopics(list []string) error {
	var b bounds
	for _, t := range list {
		b.word("answered", t, knowledge.Topics()...)
	}
	return b.err
}

// Screened is what has to be settled before a treatment.
type Screened struct {
	Items   []recovery.Item // most careful first
	Purpose Purpose
}

// Screen lists what has to be settled before a treatment. a.Course is the last one; None = a
// first treatment. Every reading is looked at, and what any of them has to settle counts.
func (c *Care) Screen(ctx context.Context, a Answered) (Screened, error) {
	var out Screened
	if err := a.check(); err != nil {
		return out, err
	}
	person, err := c.Self(ctx)
	if err != nil {
		return out, err
	}
	out.Purpose = person.Body.Purpose.OrGuidance()
	f := &File{At: c.Time(), Lang: person.Body.language(), Person: person.Body}
	if a.Course != None {
		if f, err = c.file(ctx, c.reader(), a.Course, f.At); err != nil {
			return out, err
		}
	}
	answered := append(f.settled(), a.Topics...)
	f.Answered = answered
	readings := f.planned(c, a)
	level := assessment.Assess(c.facts, readings, f.options()).Finding.Level
	seen := map[string]bool{}
	for _, s := range readings {
		in := recovery.ScreenInput{Situation: assessment.WithEarly(c.facts, s), Level: level, Answered: answered}
		for _, item := range recovery.Screen(c.facts, in) {
			if !seen[item.ID] {
				seen[item.ID] = true
				out.Items = append(out.Items, item)
			}
		}
	}
	rank := func(i *recovery.Item) int { return slices.Index(knowledge.ScreenWords(), i.Answer) }
	slices.SortStableFunc(out.Items, func(x, y recovery.Item) int { return rank(&y) - rank(&x) })
	return out, nil
}

// planned are the situations of the treatment that is to come. A first one lies ahead by a day.
func (f *File) planned(c *Care, a Answered) []skinafter.Situation {
	if a.Modality != "" {
		f.Course.Modality, f.Course.DepthMM, f.Course.Class = a.Modality, 0, ""
	}
	if a.Course == None {
		day := f.At.Add(24 * time.Hour)
		f.Course.Ended, f.Course.Zone = Span{day, day}, "UTC"
	}
	return f.Readings(c.facts, c.Labels())
}

func (a *Answered) check() error {
	var b bounds
	b.want(a.Modality == "" || a.Modality.Valid(), "modality", string(a.Modality), "one of "+words(skinafter.Modalities()))
	for _, t := range a.Topics {
		b.word("topics", t, knowledge.Topics()...)
	}
	return b.err
}

// SaveAnswered keeps what was settled before a treatment.
func (c *Care) SaveAnswered(ctx context.Context, once Once, a Answered) (Saved, error) {
	if err := a.check(); err != nil {
		return Saved{}, err
	}
	return c.add(ctx, once, KindScreening, a.Course, c.Time(), a, nil)
}

// Answered lists what was settled, newest first; course as in Filter.
func (c *Care) Answered(ctx context.Context, course ID, p Page) ([]Record[Answered], error) {
	p.Newest = true
	return many[Answered](ctx, c.reader(), KindScreening, Filter{Course: course}, p)
}

// Settled is one set of settled topics; ErrNotFound where there is none.
func (c *Care) Settled(ctx context.Context, id ID) (Record[Answered], error) {
	return one[Answered](ctx, c.reader(), KindScreening, id)
}
