package recovery

import (
	"slices"

	"skinafter"
	"skinafter/knowledge"
	"skinafter/knowledge/clues"
)

// readyKey is the Derive key of the rules in order.
type readyKey struct{}

// readyRules are the rules of the facts by id.
func readyRules(facts *knowledge.Base) []*knowledge.ReadyRule {
	return facts.Derive(readyKey{}, func() any { return byID(facts.Readiness) }).([]*knowledge.ReadyRule)
}

// byID lists the values of a map by their keys.
func byID[V any](m map[string]*V) []*V {
	ids := make([]string, 0, len(m))
	for id := range m {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	out := make([]*V, len(ids))
	for i, id := range ids {
		out[i] = m[id]
	}
	return out
}

// Words of ReadyRule.From and ScreenRule.From.
const (
	fromUse    = "use"
	fromReport = "report"
)

// readyFires reports whether a rule fires, and until when. A rule whose time runs from a
// report looks at every earlier check-in too: fever ten days ago is not over for two weeks.
func readyFires(facts *knowledge.Base, scene *clues.Scene, r *knowledge.ReadyRule) (*skinafter.Elapsed, bool) {
	now := scene.Holds(&r.When)
	if r.UntilH == nil {
		return nil, now
	}
	until, fires := untilOf(scene, &r.When, *r.UntilH, r.From), now
	if r.From != fromReport {
		return until, fires
	}
	if !now {
		until = nil
	}
	s := scene.Situation
	for i := range s.CheckIns {
		then := s
		then.CheckIns, then.At = s.CheckIns[i:i+1], s.CheckIns[i].At
		end := then.At.Max + skinafter.Hours(*r.UntilH)
		if end > s.At.Min && (until == nil || end > *until) && clues.NewScene(facts, then, scene.Level, scene.Missing).Holds(&r.When) {
			until, fires = &end, true
		}
	}
	return until, fires
}

// untilOf is the end of a rule that fires: so many hours after the treatment, the last use
// that fits, or now.
func untilOf(scene *clues.Scene, when *knowledge.Clue, h float64, from string) *skinafter.Elapsed {
	end := skinafter.Hours(h)
	switch from {
	case fromUse:
		last, _ := scene.LastUse(when)
		end += last
	case fromReport:
		end += max(scene.Situation.At.Max, scene.Situation.Latest().At.Max)
	}
	return &end
}

// spared reports whether a rule is silent because the level comes only from what skin does
// while it calms down, and the usual waiting time still runs.
func spared(facts *knowledge.Base, scene *clues.Scene, r *knowledge.ReadyRule, raised []string) bool {
	sp := r.Spares
	switch {
	case sp == nil, scene.Level.String() != sp.Level, !waiting(facts, scene),
		slices.ContainsFunc(scene.Situation.Exposures, func(e string) bool { return slices.Contains(sp.Exposures, e) }):
		return false
	}
	spareRule := func(id string) bool { return slices.Contains(sp.Rules, id) || slices.Contains(sp.Steps, id) }
	above, beyond, mild := standings(scene, sp)
	switch {
	case beyond:
		return false
	case len(raised) == 0:
		// Nobody says what gave the level: a spared sign or condition does, or, where nothing
		// else is more than usual, a modifier that lifted one.
		pregnant := slices.ContainsFunc(scene.Conditions, func(c string) bool { return slices.Contains(sp.Conditions, c) })
		return pregnant || mild || !above && len(scene.Signs) > 0
	case above && slices.ContainsFunc(raised, func(id string) bool { return slices.Contains(sp.Steps, id) }):
		return false
	}
	return !slices.ContainsFunc(raised, func(id string) bool { return !spareRule(id) })
}

// standings says how the signs stand: whether one that is not spared is more than usual, or
// beyond its time, and whether a spared one is beyond its time.
func standings(scene *clues.Scene, sp *knowledge.Spares) (above, beyond, mild bool) {
	for i := range scene.Signs {
		s := &scene.Signs[i]
		spare := slices.Contains(sp.Symptoms, s.Code)
		switch {
		case !s.Counts, s.Band == clues.BandNormal:
		case spare:
			mild = mild || s.Band == clues.BandBeyond
		default:
			above = true
			beyond = beyond || s.Band == clues.BandBeyond
		}
	}
	return above, beyond, mild
}

// waiting reports whether the usual time between two sessions still runs.
func waiting(facts *knowledge.Base, scene *clues.Scene) bool {
	return slices.ContainsFunc(readyRules(facts), func(r *knowledge.ReadyRule) bool { return r.Waiting && scene.Holds(&r.When) })
}
