package triage

import (
	"slices"

	"skinafter"
)

// view is a situation at one moment, as conditions see it.
type view struct {
	engine *engine
	s      *skinafter.Situation
	now    skinafter.Moment

	class      int // index in skinafter.DepthClasses
	modalities []skinafter.Modality
	area       string
	conditions []string // with what medicines mean
	medicines  []string // groups
	courseEnd  skinafter.Elapsed

	marks   []mark
	present codeSet
	worst   skinafter.Level // the highest level of a symptom so far
	missed  bool
	unread  bool
}

// mark is a symptom that stands.
type mark struct {
	code    int
	rank    int // severity from 1
	onset   skinafter.Elapsed
	began   bool // the onset is known
	worse   bool // getting worse, or worse than at the check-in before
	fresh   bool // not: began before the treatment and unchanged
	carried bool // said in an earlier check-in
	said    skinafter.Symptom
}

// newView prepares what does not change from check-in to check-in.
func (e *engine) newView(s *skinafter.Situation) *view {
	v := &view{engine: e, s: s, area: string(s.Course.Area), modalities: possible(&s.Course), courseEnd: e.endOf(&s.Course)}
	if !s.Course.Area.Valid() {
		v.area = unknownWord
	}
	v.class = slices.Index(skinafter.DepthClasses(), s.Course.DepthClass())
	if v.class < 0 {
		v.class = slices.Index(skinafter.DepthClasses(), skinafter.ClassU)
	}
	v.medicines = e.facts.Medicines(s.Person.Medicines)
	v.conditions = s.Person.Conditions
	if len(s.Person.Conditions)+len(v.medicines) > 0 {
		v.conditions = e.facts.Conditions(s.Person)
	}
	return v
}

// possible are the treatments it may have been: the one that was said, those of the depth
// class, or any.
func possible(c *skinafter.Course) []skinafter.Modality {
	if c.Modality.Valid() {
		return []skinafter.Modality{c.Modality}
	}
	switch c.Class {
	case skinafter.ClassA, skinafter.ClassB, skinafter.ClassC, skinafter.ClassU:
		return []skinafter.Modality{skinafter.Needling}
	case skinafter.ClassD:
		return []skinafter.Modality{skinafter.RFNeedling}
	case skinafter.ClassE:
		return []skinafter.Modality{skinafter.LaserFractionalNonAblate, skinafter.PeelSuperficial}
	case skinafter.ClassF:
		return []skinafter.Modality{skinafter.LaserFractionalAblative, skinafter.PeelMedium}
	case skinafter.ClassG:
		return []skinafter.Modality{skinafter.LaserFullAblative, skinafter.PeelDeep}
	}
	return skinafter.Modalities()
}

// endOf is the end of the course; in F and G it runs from new skin, and while skin is open
// there is none.
func (e *engine) endOf(c *skinafter.Course) skinafter.Elapsed {
	if !c.DepthClass().Ablated() {
		return e.courseEnd
	}
	if c.OpenSkin {
		return never
	}
	if c.Closed != nil {
		return *c.Closed + e.courseEnd
	}
	for _, n := range e.facts.Care.Barrier.NewSkin {
		if slices.Contains(n.Classes, string(c.DepthClass())) && (len(n.Modalities) == 0 || slices.Contains(n.Modalities, string(c.Modality))) {
			return skinafter.Hours(n.AtH) + e.courseEnd
		}
	}
	return never
}

// never is later than any hour.
const never = skinafter.Elapsed(1 << 60)

// limitOf is the day limit of a symptom.
func (v *view) limitOf(m *mark) *limit {
	return &v.engine.limits[limitIndex(m.code, m.rank, v.class)]
}

// listed reports whether a row of the day limits, or rules of its own, judge the symptom.
func (v *view) listed(m *mark) bool {
	return v.engine.own.has(m.code) || v.limitOf(m).row != nil
}

// byDay is the level of a symptom by the day limits. The largest possible time counts; a limit
// itself belongs to the next level, and a limit of 0 is none.
func (v *view) byDay(m *mark) skinafter.Level {
	l := v.limitOf(m)
	switch {
	case l.row == nil, !m.fresh:
		return skinafter.Normal
	case l.normal > 0 && v.now.Max < l.normal:
		return skinafter.Normal
	case l.watch > 0 && v.now.Max < l.watch:
		return skinafter.Watch
	}
	return skinafter.Contact
}

// take replaces the symptoms that a check-in mentions and drops those that were asked for and
// are gone. It reports whether something got better, and nothing worse. A check-in that is not
// later than the one before only adds.
func (v *view) take(c *skinafter.CheckIn, later bool) bool {
	var mentioned, gone codeSet
	for _, s := range c.Symptoms {
		if i, ok := v.engine.codes[s.Code]; ok {
			mentioned.add(i)
		}
	}
	for _, code := range c.Gone {
		if i, ok := v.engine.codes[code]; ok && !mentioned.has(i) {
			gone.add(i)
		}
	}
	better := later && gone.meets(&v.present)
	worse := false
	kept := make([]mark, 0, len(v.marks)+len(c.Symptoms))
	for _, m := range v.marks {
		if later && (mentioned.has(m.code) || gone.has(m.code)) {
			continue
		}
		m.carried = true
		kept = append(kept, m)
	}
	for i := range c.Symptoms {
		m, ok := v.markOf(&c.Symptoms[i], c.At)
		if !ok {
			v.unread = true
			continue
		}
		was := v.rankBefore(m.code)
		m.worse = m.worse || later && was > 0 && m.rank > was
		m.fresh = m.fresh || m.worse
		better = better || later && was > 0 && m.rank < was || m.said.Trend == skinafter.Improving
		worse = worse || m.worse
		kept = append(kept, m)
	}
	v.marks = kept
	v.present = codeSet{}
	for i := range kept {
		v.present.add(kept[i].code)
	}
	return better && !worse
}

func (v *view) rankBefore(code int) int {
	rank := 0
	for i := range v.marks {
		if v.marks[i].code == code {
			rank = max(rank, v.marks[i].rank)
		}
	}
	return rank
}

// markOf reads one symptom; false for a code outside the vocabulary. An onset after the report
// is no onset.
func (v *view) markOf(s *skinafter.Symptom, at skinafter.Moment) (mark, bool) {
	code, ok := v.engine.codes[s.Code]
	if !ok {
		return mark{}, false
	}
	m := mark{code: code, rank: rankOf(s.Severity), worse: s.Trend == skinafter.Worsening, said: *s}
	if s.Onset != nil && *s.Onset <= at.Max {
		m.onset, m.began = *s.Onset, true
	}
	unchanged := s.Trend == skinafter.Stable || s.Trend == skinafter.Improving
	m.fresh = !m.began || m.onset >= 0 || !unchanged
	return m, true
}
