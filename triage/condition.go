package triage

import (
	"slices"

	"skinafter"
	"skinafter/knowledge"
)

// Words of rules that stand for everything, or for what nobody knows.
const (
	anyWord     = "any"
	unknownWord = "unknown"
)

// cond is a compiled knowledge.TriageWhen.
type cond struct {
	*knowledge.TriageWhen
	all, any []cond
	codes    codeSet // of the symptom; empty = none is asked for
	needed   codeSet // one of these must stand, or the condition cannot hold; empty = not known
	before   codeSet // NotBefore
	severity int
	level    skinafter.Level // Worst
	classes  uint16          // depth classes, one bit each
	plain    bool            // nothing about time, treatment, person or what was found

	from, until, onsetFrom, beganAgo, nextWithin *skinafter.Elapsed
	usedWithin, usedAgo, signWithin              *skinafter.Elapsed
}

// compiler turns rules into conditions; named findings are copied in.
type compiler struct {
	*engine
	named map[string]*knowledge.TriageWhen
}

// maxNesting bounds findings that name each other.
const maxNesting = 12

func (c *compiler) compile(w *knowledge.TriageWhen, depth int) cond {
	out := cond{
		TriageWhen: w, codes: c.setOf(w.Symptoms, w.Groups), before: c.setOf(w.NotBefore, nil), severity: 1,
		from: elapsed(w.FromH), until: elapsed(w.UntilH), onsetFrom: elapsed(w.OnsetFromH), beganAgo: elapsed(w.BeganAgoH),
		nextWithin: elapsed(w.NextWithinH), usedWithin: elapsed(w.UsedWithinH), usedAgo: elapsed(w.UsedAgoH), signWithin: elapsed(w.SignWithinH),
	}
	if w.Severity != "" {
		out.severity = rankOf(skinafter.Severity(w.Severity))
	}
	if w.Worst != "" {
		level, err := skinafter.ParseLevel(w.Worst)
		if err == nil {
			out.level = level
		}
	}
	for _, class := range w.Applies {
		if i := slices.Index(skinafter.DepthClasses(), skinafter.DepthClass(class)); i >= 0 {
			out.classes |= 1 << i
		}
	}
	if depth < maxNesting {
		for i := range w.All {
			out.all = append(out.all, c.compile(&w.All[i], depth+1))
		}
		for i := range w.Any {
			out.any = append(out.any, c.compile(&w.Any[i], depth+1))
		}
		if named := c.named[w.Finding]; named != nil {
			out.all = append(out.all, c.compile(named, depth+1))
		}
	}
	out.plain = out.isPlain()
	out.needed = out.needs()
	return out
}

func elapsed(h *float64) *skinafter.Elapsed {
	if h == nil {
		return nil
	}
	e := skinafter.Hours(*h)
	return &e
}

func (c *cond) isPlain() bool {
	return c.from == nil && c.until == nil && c.nextWithin == nil && !c.InCourse && len(c.Applies)+len(c.Modalities)+len(c.Areas)+
		len(c.Settings)+len(c.Exposures)+len(c.Conditions)+len(c.Medicines)+c.FromYears+c.BelowYears == 0 &&
		c.Worst == "" && !c.Missed && !c.Unread
}

// needs is a set of codes of which one must stand.
func (c *cond) needs() codeSet {
	if !c.codes.empty() {
		return c.codes
	}
	for i := range c.all {
		if !c.all[i].needed.empty() {
			return c.all[i].needed
		}
	}
	var union codeSet
	for i := range c.any {
		if c.any[i].needed.empty() {
			return codeSet{}
		}
		union.join(c.any[i].needed)
	}
	return union
}

// looksBack reports whether the condition asks for what other rules found.
func (c *cond) looksBack() bool {
	return c.Worst != "" || slices.ContainsFunc(c.all, func(x cond) bool { return x.looksBack() }) ||
		slices.ContainsFunc(c.any, func(x cond) bool { return x.looksBack() })
}

// holds reports whether the condition is met, and adds to seen the symptoms that met it.
func (c *cond) holds(v *view, seen *codeSet) bool {
	if !c.needed.empty() && !c.needed.meets(&v.present) {
		return false
	}
	if !c.plain && !(c.timeFits(v) && c.treatmentFits(v) && c.personFits(v) && c.foundFits(v)) {
		return false
	}
	var mine codeSet
	switch {
	case len(c.Products) > 0:
		if !c.productFits(v, &mine) {
			return false
		}
	case !c.codes.empty():
		if !c.markFits(v, nil, &mine) {
			return false
		}
	}
	for i := range c.all {
		if !c.all[i].holds(v, &mine) {
			return false
		}
	}
	found := len(c.any) == 0
	for i := range c.any {
		found = c.any[i].holds(v, &mine) || found
	}
	if found {
		seen.join(mine)
	}
	return found
}

// timeFits: of an uncertain time any part may fit, so that it never lowers the level.
func (c *cond) timeFits(v *view) bool {
	switch {
	case c.from != nil && v.now.Max < *c.from,
		c.until != nil && v.now.Min >= *c.until,
		c.InCourse && v.now.Min >= v.courseEnd,
		c.nextWithin != nil && (v.s.Next == nil || *v.s.Next-v.now.Max >= *c.nextWithin):
		return false
	}
	return true
}

func (c *cond) treatmentFits(v *view) bool {
	switch {
	case len(c.Applies) > 0 && c.classes&(1<<v.class) == 0,
		len(c.Modalities) > 0 && !slices.ContainsFunc(v.modalities, func(m skinafter.Modality) bool { return slices.Contains(c.Modalities, string(m)) }),
		len(c.Areas) > 0 && !slices.Contains(c.Areas, v.area),
		len(c.Settings) > 0 && !slices.Contains(c.Settings, v.s.Setting),
		!shares(c.Exposures, v.s.Exposures):
		return false
	}
	return true
}

// personFits: an age that nobody said fits no age limit.
func (c *cond) personFits(v *view) bool {
	age := v.s.Person.Age
	switch {
	case !shares(c.Conditions, v.conditions),
		!shares(c.Medicines, v.medicines),
		c.FromYears > 0 && age < c.FromYears,
		c.BelowYears > 0 && (age <= 0 || age >= c.BelowYears):
		return false
	}
	return true
}

func (c *cond) foundFits(v *view) bool {
	return (c.Worst == "" || v.worst >= c.level) && (!c.Missed || v.missed) && (!c.Unread || v.unread)
}

// shares reports whether nothing is asked for, or the lists have a word in common.
func shares(want, have []string) bool {
	if len(want) == 0 {
		return true
	}
	return slices.ContainsFunc(have, func(w string) bool { return slices.Contains(want, w) })
}

// markFits reports whether a symptom fits, and began soon enough after the use, if one is given.
func (c *cond) markFits(v *view, u *skinafter.Use, seen *codeSet) bool {
	found := false
	for i := range v.marks {
		m := &v.marks[i]
		if !c.codes.has(m.code) || m.rank < c.severity || !c.flagsFit(v, m) || !c.onsetFits(v, m) {
			continue
		}
		if u != nil && c.signWithin != nil && m.began && !u.Unknown {
			used := hourOf(u)
			if m.onset < used || m.onset-used > *c.signWithin {
				continue
			}
		}
		found = true
		seen.add(m.code)
	}
	return found
}

func (c *cond) flagsFit(v *view, m *mark) bool {
	return (!c.Worse || m.worse) && (!c.New || m.fresh) && (!c.Known || m.began) && (!c.Unlisted || !v.listed(m))
}

// onsetFits: a start that nobody knows fits.
func (c *cond) onsetFits(v *view, m *mark) bool {
	if !c.before.empty() && !slices.ContainsFunc(v.marks, func(o mark) bool {
		return c.before.has(o.code) && (!m.began || !o.began || m.onset >= o.onset)
	}) {
		return false
	}
	return !m.began || (c.onsetFrom == nil || m.onset >= *c.onsetFrom) && (c.beganAgo == nil || v.now.Max-m.onset >= *c.beganAgo)
}

// productFits reports whether one use fits, together with the symptom if one is asked for.
func (c *cond) productFits(v *view, seen *codeSet) bool {
	found := false
	for i := range v.s.Person.Uses {
		u := &v.s.Person.Uses[i]
		if c.useFits(v, u) && (c.codes.empty() || c.markFits(v, u, seen)) {
			found = true
		}
	}
	return found
}

func (c *cond) useFits(v *view, u *skinafter.Use) bool {
	at := hourOf(u)
	switch {
	case !u.Unknown && at > v.now.Max,
		c.During && !u.During,
		c.usedWithin != nil && !u.Unknown && v.now.Min-at >= *c.usedWithin,
		c.usedAgo != nil && !u.Unknown && v.now.Max-at < *c.usedAgo,
		c.Early && !insideWindow(u):
		return false
	}
	return slices.ContainsFunc(c.Products, func(class string) bool { return class == anyWord || holdsClass(u, class, c.Early) })
}

// hourOf is when a product was used; during the treatment is hour 0.
func hourOf(u *skinafter.Use) skinafter.Elapsed {
	if u.During {
		return 0
	}
	return u.At
}

// insideWindow: a use that nobody judged, and that came with or after the treatment, counts as
// too early.
func insideWindow(u *skinafter.Use) bool {
	if !u.Early.Judged {
		return u.During || u.Unknown || u.At >= 0
	}
	return u.Early.Inside
}

// holdsClass reports whether a product holds a class, or, for early, one whose waiting time was
// running. A product that nobody judged holds something unknown.
func holdsClass(u *skinafter.Use, class string, early bool) bool {
	if !u.Early.Judged {
		return class == unknownWord
	}
	return slices.Contains(u.Early.Classes, class) || !early && slices.Contains(u.Early.Holds, class)
}
