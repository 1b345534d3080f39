package verdict

import (
	"slices"

	"skinafter"
)

// appliesTo reports whether a protocol has answers of its own for this depth class.
func (ix *index) appliesTo(p skinafter.Protocol, depth skinafter.DepthClass) bool {
	for i := range ix.facts.Care.Protocols.Protocols {
		if r := &ix.facts.Care.Protocols.Protocols[i]; r.ID == string(p) {
			return slices.Contains(r.Applies, string(depth))
		}
	}
	return false
}

// column is the answer of one article at time t after the treatment: the most careful of its
// positions that name a time. False = it names none, or does not speak of this treatment.
func (ix *index) column(pc *piece, p skinafter.Protocol, k *clock, t skinafter.Elapsed) (ruling, bool) {
	if !ix.appliesTo(p, k.depth) {
		return ruling{}, false
	}
	var worst ruling
	found := false
	for i := range pc.rule.says {
		s := &pc.rule.says[i]
		if s.protocol != p || s.phase != "" || s.Verdict == "" || !s.speaksOf(pc) {
			continue
		}
		v, until := s.at(t)
		r := ruling{verdict: v, until: until, rule: pc.rule.ID, because: s.Text, cites: s.Cites, condition: ConditionNoReaction}
		if !found || stricter(&r, &worst) {
			worst, found = r, true
		}
	}
	return worst, found
}

func (s *says) speaksOf(pc *piece) bool { return len(s.Families) == 0 || pc.isAny(s.Families) }

// at is the position's answer at time t.
func (s *says) at(t skinafter.Elapsed) (Verdict, skinafter.Elapsed) {
	if t < s.from || t >= s.until {
		return OK, forever
	}
	if s.verdict == Wait {
		return Wait, s.until
	}
	return s.verdict, forever
}

// stricter reports whether a is more careful than b.
func stricter(a, b *ruling) bool {
	if a.verdict != b.verdict {
		return a.verdict > b.verdict
	}
	return a.verdict == Wait && a.until > b.until
}

// dissent lists what the other columns answer where that differs from the class rule.
func (e *enquiry) dissent(k *clock, pc *piece, t skinafter.Elapsed) []Dissent {
	own := e.base(k, pc, t)
	phase := ""
	switch {
	case e.q.During:
		phase = "during"
	case t < 0:
		phase = "before"
	}
	var out []Dissent
	for i := range pc.rule.says {
		s := &pc.rule.says[i]
		if s.phase != phase || s.Verdict == "" || s.protocol == e.q.protocol() || !s.speaksOf(pc) {
			continue
		}
		v, until := s.at(t)
		if !e.ix.appliesTo(s.protocol, k.depth) && !(v > own.verdict && pc.isAny(e.ix.facts.Care.Locks.Wound)) {
			continue // of skin that was removed an article speaks only where it would take away the ointment
		}
		if v != own.verdict || until != own.until {
			out = append(out, Dissent{Protocol: s.protocol, Verdict: v, Until: endOf(v, until), Text: s.Text, Cites: s.Cites})
		}
	}
	if p := e.q.protocol(); phase == "" && (p == skinafter.General || p == skinafter.Conservative) {
		if d := k.decided(pc, t); d.verdict != own.verdict || d.until != own.until {
			out = append(out, Dissent{Protocol: skinafter.Combined, Verdict: d.verdict, Until: endOf(d.verdict, d.until), Text: d.because, Cites: d.cites})
		}
	}
	return out
}

// endOf is the end of a wait as answers carry it.
func endOf(v Verdict, until skinafter.Elapsed) *skinafter.Elapsed {
	if v != Wait || until >= forever {
		return nil
	}
	return &until
}
