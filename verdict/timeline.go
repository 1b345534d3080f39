package verdict

import (
	"slices"

	"skinafter"
)

// timeline is the answer of the class rule over the whole course, with what is known about
// the person and without the locks, which nobody can foresee.
func (e *enquiry) timeline(k *clock, pc *piece) []Stretch {
	if e.q.During {
		return nil
	}
	var room [16]skinafter.Elapsed
	edges := append(room[:0], e.ix.course[0], 0)
	for _, list := range [][]window{pc.rule.before, pc.rule.after} {
		for i := range list {
			if w := &list[i]; w.fits(k, pc) {
				from, until := w.span(k, e.q.At.Min)
				edges = append(edges, from, until)
			}
		}
	}
	if p := e.q.protocol(); p == skinafter.General || p == skinafter.Conservative {
		for i := range pc.rule.says {
			edges = append(edges, pc.rule.says[i].until)
		}
	}
	edges = append(edges, e.ix.check)
	slices.Sort(edges)
	out := make([]Stretch, 0, len(edges))
	for i, t := range edges {
		if t < e.ix.course[0] || t >= forever || i > 0 && t == edges[i-1] {
			continue
		}
		f := e.findAt(k, pc, nil, t)
		s := Stretch{From: t, Verdict: f.verdict, Condition: f.condition}
		if n := len(out); n > 0 {
			if out[n-1].Verdict == s.Verdict && out[n-1].Condition == s.Condition {
				continue
			}
			out[n-1].Until = &s.From
		}
		out = append(out, s)
	}
	return out
}
