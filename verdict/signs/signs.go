// Package signs reads what the latest check-in shows of the skin: whether it reacts, whether
// it is open, too rough for actives, or whether somebody needs help now. Which symptom means
// what stands in the facts.
package signs

import (
	"math"
	"slices"

	"skinafter"
	"skinafter/knowledge"
)

// Signs is what the latest check-in says about the locks. The zero value locks nothing.
type Signs struct {
	Reaction bool // a sign that closes the reaction lock
	// First is the time of the first such sign; Unsure = one of them began nobody knows when.
	First    skinafter.Elapsed
	Unsure   bool
	Actives  bool // too dry, rough, marked or open for actives
	OpenSkin bool // skin is open or weeping
	Help     bool // a sign for which help is called first, whenever it was seen
	HelpNow  bool // and it counts for the moment asked about
}

// Moment is what is asked about: a time since treatment, or the treatment itself.
type Moment struct {
	At     skinafter.Moment
	During bool
}

// Read reads the latest check-in for a moment after the treatments of a day, the one that is
// asked about first. A check-in that is later than that moment says nothing about it: "was it
// all right when I used it". A nil check-in shows nothing.
func Read(facts *knowledge.Base, seen *skinafter.CheckIn, at Moment, courses ...skinafter.Course) Signs {
	s := Signs{First: math.MaxInt64 / 4, Actives: len(courses) > 0 && courses[0].OpenSkin}
	locks := &facts.Care.Locks
	s.Help = seen != nil && slices.ContainsFunc(seen.Symptoms, func(sym skinafter.Symptom) bool {
		return slices.Contains(locks.Emergency, sym.Code)
	})
	s.HelpNow = s.Help && (at.During || at.At.Max >= seen.At.Min)
	if seen == nil || at.During || at.At.Max < seen.At.Min {
		return s
	}
	limits, class := limitsOf(facts), deepest(courses)
	for _, sym := range seen.Symptoms {
		if !slices.Contains(locks.Skin, sym.Code) {
			continue
		}
		fresh := sym.New() && seen.At.Max >= 0
		open := slices.Contains(locks.Open, sym.Code)
		s.OpenSkin = s.OpenSkin || open && seen.At.Max >= 0
		if slices.Contains(locks.Rough, sym.Code) && sym.Graded() != skinafter.Mild ||
			open || slices.Contains(locks.Crusted, sym.Code) {
			s.Actives = true
		}
		above := limits.above(sym, class, seen.At.Max)
		// What locks no cream locks actives once it lasts beyond its time. Mild dryness that
		// gets better is left to the limits of the products.
		mends := sym.Trend == "improving" && slices.Contains(locks.Rough, sym.Code)
		if fresh && above && slices.Contains(locks.NotAlone, sym.Code) && !mends {
			s.Actives = true
		}
		locked := slices.Contains(locks.Always, sym.Code) || above && !slices.Contains(locks.NotAlone, sym.Code)
		if fresh && locked {
			s.add(sym.Onset)
		}
	}
	return s
}

func (s *Signs) add(onset *skinafter.Elapsed) {
	s.Reaction = true
	if onset == nil {
		s.Unsure = true
		return
	}
	s.First = min(s.First, *onset)
}

// above reports whether a symptom is more than usual healing at time t.
func (l limits) above(s skinafter.Symptom, class skinafter.DepthClass, t skinafter.Elapsed) bool {
	limit, known := l[limitKey{s.Code, s.Graded(), class}]
	return !known || t >= limit
}

// deepest is the depth class whose limits of the normal hold: that of the deepest treatment
// of the day. Unknown depth has the limits of its own row.
func deepest(courses []skinafter.Course) skinafter.DepthClass {
	var best skinafter.DepthClass
	for i, c := range courses {
		if i == 0 || c.DepthClass().DeeperThan(best) {
			best = c.DepthClass()
		}
	}
	return best
}

// limitsKey is the Derive key of the limits.
type limitsKey struct{}

// limitKey is one symptom at one severity in one depth class.
type limitKey struct {
	symptom  string
	severity skinafter.Severity
	class    skinafter.DepthClass
}

// limits are the hours up to which a symptom is usual healing.
type limits map[limitKey]skinafter.Elapsed

func limitsOf(facts *knowledge.Base) limits {
	return facts.Derive(limitsKey{}, func() any { return compile(facts) }).(limits)
}

func compile(facts *knowledge.Base) limits {
	out := limits{}
	for _, row := range facts.Care.Normal.Rows {
		for _, symptom := range row.Symptoms {
			for _, severity := range row.Severity {
				for _, limit := range row.Limits {
					for _, class := range limit.Classes {
						out[limitKey{symptom, skinafter.Severity(severity), skinafter.DepthClass(class)}] = skinafter.Hours(limit.NormalH)
					}
				}
			}
		}
	}
	return out
}
