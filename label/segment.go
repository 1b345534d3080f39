package label

import (
	"slices"

	"skinafter"
	"skinafter/label/inci"
	"skinafter/label/spelling"
)

// A piece with missing separators ("Glycerin Niacinamide", "Lauryl Glucoside\nLimonene") is
// cut into names by a shortest path over its words: names of the dictionary cost least,
// corrected misreadings more, pieces that are no name most.
const (
	segmentWords = 12  // words of the longest name
	pieceWords   = 120 // words of the longest piece that is cut
	partialWords = 6   // words from which a cut may leave some of them unknown
	costName     = 100
	costWeak     = 120 // for each word before brackets that alone hold a name
	costUnknown  = 350
)

type segment struct {
	cost int
	from int // word where the last segment begins
	name finding
}

// words are the words of the piece, as ranges of runes; a bracket stays with its word.
func (p *page) words(s span) []span {
	match := p.pairs(s)
	var out []span
	start := -1
	for i := s.from; i < s.to; i++ {
		if end := match[i-s.from]; end > 0 {
			if start < 0 {
				start = i
			}
			i = end
			continue
		}
		if spelling.IsSpace(p.runes[i]) {
			if start >= 0 {
				out = append(out, span{start, i})
				start = -1
			}
			continue
		}
		if start < 0 {
			start = i
		}
	}
	if start >= 0 {
		out = append(out, span{start, s.to})
	}
	return out
}

// segment cuts the piece into names. With fuzzy set, misread names count too. It answers
// nothing if less than the larger part of the words belongs to names.
func (s *scan) segment(at span, fuzzy bool) []finding {
	words := s.words(at)
	n := len(words)
	if n < 2 || n > pieceWords {
		return nil
	}
	best := make([]segment, n+1)
	for j := 1; j <= n; j++ {
		best[j] = segment{cost: best[j-1].cost + costUnknown, from: j - 1}
		for i := max(0, j-segmentWords); i < j; i++ {
			q := s.trim(span{words[i].from, words[j-1].to})
			if q.empty() {
				continue
			}
			f, ok := s.segmentName(q, fuzzy && j-i < n)
			c := best[i].cost + costName + f.edits
			if f.weak {
				c += costWeak * len(s.words(q))
			}
			if ok && c < best[j].cost {
				best[j] = segment{c, i, f}
			}
		}
	}
	return s.segmentPath(words, best)
}

// segmentName is the name that the words of q are, if they are one.
func (s *scan) segmentName(q span, fuzzy bool) (finding, bool) {
	text := s.text(q.from, q.to)
	if h := s.names.Find(text); h.Found() {
		return finding{hit: h, at: q}, len(spelling.Key(text)) > 3 || h.Status == skinafter.Exact
	}
	if f := s.named(q); len(f) == 1 {
		return f[0], f[0].weak || q.to-q.from > 3
	}
	if fuzzy && q.to-q.from >= 5 {
		if h, d := s.names.Correct(s.unbracket(q).outer); h.Found() {
			return finding{hit: h, at: q, edits: d}, true
		}
	}
	return finding{}, false
}

// mergeTorn makes one unknown piece of a bare plant name and an unknown piece beside it: what
// stands there is a preparation of the plant that could not be read.
func (s *scan) mergeTorn(list []finding) []finding {
	out := list[:0]
	for _, f := range list {
		if k := len(out) - 1; k >= 0 {
			a, b := out[k].hit, f.hit
			if !a.Found() && s.barePlant(b) || !b.Found() && s.barePlant(a) {
				out[k] = finding{at: span{out[k].at.from, f.at.to}}
				continue
			}
		}
		out = append(out, f)
	}
	return out
}

func (s *scan) barePlant(h inci.Hit) bool { return h.Found() && s.names.IsPlant(h.INCI()) }

// segmentPath walks the best path back. Neighbouring words that belong to no name are one
// unknown piece.
func (s *scan) segmentPath(words []span, best []segment) []finding {
	var out []finding
	unknown := 0
	for j := len(words); j > 0; {
		b := best[j]
		at := s.trim(span{words[b.from].from, words[j-1].to})
		if !b.name.hit.Found() {
			unknown++
			if k := len(out) - 1; k >= 0 && !out[k].hit.Found() {
				out[k].at.from = at.from
			} else if !at.empty() && !s.junk(at) {
				out = append(out, finding{at: at})
			}
		} else {
			out = append(out, b.name)
		}
		j = b.from
	}
	if 3*unknown > len(words) || unknown > 0 && len(words) < partialWords {
		return nil
	}
	slices.Reverse(out)
	out = s.mergeTorn(out)
	return slices.CompactFunc(out, func(a, b finding) bool {
		return a.hit.Found() && b.hit.Found() && a.hit.Same(b.hit)
	})
}
