package check

import (
	"skinafter"
	"skinafter/verdict"
)

// bar is a line of time. All bars of a page share one scale, of 1,000 units.
type bar struct {
	Parts []barPart
	Now   int
}

// barPart is one answer for a stretch of the bar. Height tells the answers apart, not only
// colour: the more careful, the higher.
type barPart struct {
	X, Width, Y, Height int
	Verdict             string
}

const barWidth, barHeight = 1000, 24

// scale is the stretch of time that all bars of a page share.
type scale struct{ from, to, now skinafter.Elapsed }

// scaleOf is the course, and what lies outside it.
func scaleOf(a *verdict.Answer, items []*verdict.Item) scale {
	s := scale{0, 14 * skinafter.Day, a.At.Min}
	if s.now < 0 {
		s.from = min(s.now, -7*skinafter.Day)
	}
	for _, item := range items {
		if item.Until != nil {
			s.to = max(s.to, *item.Until)
		}
	}
	return s
}

func (s scale) x(e skinafter.Elapsed) int {
	e = min(max(e, s.from), s.to)
	return int(int64(e-s.from) * barWidth / int64(s.to-s.from))
}

// draw lays the rule's windows, and what holds now over them.
func (s scale) draw(item *verdict.Item) bar {
	out := bar{Now: min(s.x(s.now), barWidth-4)}
	for _, w := range item.Windows {
		if w.Until != nil && *w.Until <= s.now {
			continue // what is over
		}
		out.add(s, max(w.From, s.now), w.Until, w.Verdict)
	}
	if item.Verdict != verdict.OK {
		// Locks and persons are not in the windows.
		out.add(s, s.now, item.Until, item.Verdict)
	}
	return out
}

func (b *bar) add(s scale, from skinafter.Elapsed, until *skinafter.Elapsed, v verdict.Verdict) {
	x, end := s.x(from), barWidth
	if until != nil {
		end = s.x(*until)
	}
	if end <= x {
		return
	}
	height := map[verdict.Verdict]int{verdict.OK: 4, verdict.Unknown: 12, verdict.Wait: 16, verdict.No: barHeight}[v]
	b.Parts = append(b.Parts, barPart{X: x, Width: end - x, Y: (barHeight - height) / 2, Height: height, Verdict: v.String()})
}
