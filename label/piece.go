package label

import (
	"slices"
	"strings"

	"skinafter"
)

// finding is one ingredient as it was found on the page.
type finding struct {
	hit     hit // entry is nil for what was not recognised
	at      span
	percent float64
	part    int
	may     bool
	edits   int  // distance of a correction, hundredths of an edit
	weak    bool // read from the brackets alone; what stands outside was no name
}

// bracketed is a piece taken apart at its brackets.
type bracketed struct {
	outer   string // everything outside brackets
	head    string // before the first bracket
	tail    string // behind the last one
	inner   []span // what the brackets hold
	percent float64
}

func (p *page) unbracket(s span) bracketed {
	match := p.pairs(s)
	var b bracketed
	var outer strings.Builder
	last := s.from
	for i := s.from; i < s.to; i++ {
		end := match[i-s.from]
		if end == 0 {
			if c := p.runes[i]; c == '(' || c == ')' || c == '[' || c == ']' || c == '{' || c == '}' {
				outer.WriteByte(' ')
			} else {
				outer.WriteRune(c)
			}
			continue
		}
		if b.inner == nil {
			b.head = p.text(s.from, i)
		}
		b.inner = append(b.inner, span{i + 1, end})
		if i > s.from && !isSpace(p.runes[i-1]) && end+1 < s.to && isSpace(p.runes[end+1]) || i == s.from || isSpace(p.runes[i-1]) {
			outer.WriteByte(' ')
		}
		i = end
		last = end + 1
	}
	b.tail = p.text(min(last, s.to), s.to)
	b.outer, b.percent = strength(outer.String())
	return b
}

// named resolves a piece that may hold brackets, misreadings apart. Brackets hold five
// things: a common name, a synonym, a colour number, a strength, or the parts of a complex.
func (s *scan) named(at span) []finding {
	text, percent := strength(s.text(at.from, at.to))
	whole := s.r.find(text) // brackets may be part of the name: "TRIS(TRIMETHYLSILOXY)SILYL..."
	if whole.status == skinafter.Exact {
		return s.findings([]hit{whole}, at, percent)
	}
	b := s.unbracket(at)
	if len(b.inner) == 0 {
		return s.findings(s.r.nameList(withoutWeight(b.outer)), at, b.percent)
	}
	if b.percent == 0 {
		b.percent = s.innerStrength(b)
	}
	if outer := s.r.nameList(b.outer); len(outer) > 0 {
		if h, ok := s.r.bracketedPart(text, outer); ok {
			return s.findings([]hit{h}, at, b.percent)
		}
		return s.namedOuter(at, b, outer)
	}
	if whole.entry != nil {
		return s.findings([]hit{whole}, at, percent)
	}
	return s.unnamedOuter(at, b)
}

// bracketedPart reads a plant part that only stands in the brackets: "Salix Alba (Willow
// Bark) Extract" is the bark's extract.
func (r *Reader) bracketedPart(text string, outer []hit) (hit, bool) {
	if len(outer) != 1 {
		return hit{}, false
	}
	h, ok := r.plantName(text)
	if !ok {
		return hit{}, false
	}
	known := strings.Fields(outer[0].inci())
	added := 0
	for _, w := range strings.Fields(h.inci()) {
		if slices.Contains(known, w) {
			continue
		}
		if _, prep := r.preps[key(w)]; prep || r.parts[key(w)] != w {
			return hit{}, false
		}
		added++
	}
	if added == 0 {
		return hit{}, false
	}
	p, q := r.plantOf(h), r.plantOf(outer[0])
	return h, p != nil && p == q
}

// plantOf is the plant that the name begins with.
func (r *Reader) plantOf(h hit) *plant {
	words := strings.Fields(h.inci())
	for n := min(plantWords, len(words)); n > 0; n-- {
		if p := r.plants[key(strings.Join(words[:n], ""))]; p != nil {
			return p
		}
	}
	return nil
}

func (s *scan) innerStrength(b bracketed) float64 {
	for _, in := range b.inner {
		if _, v := strength(s.text(in.from, in.to)); v > 0 {
			return v
		}
	}
	return 0
}

// inners resolves what the brackets hold, piece by piece; unknown is how many pieces are
// no name.
func (s *scan) inners(b bracketed) (found []finding, unknown int) {
	if s.nested == maxNesting {
		return nil, len(b.inner)
	}
	s.nested++
	defer func() { s.nested-- }()
	for _, in := range b.inner {
		for _, q := range s.pieces(in) {
			q = s.trim(q)
			if q.empty() {
				continue
			}
			if f := s.named(q); len(f) > 0 {
				found = append(found, f...)
				continue
			}
			unknown++
		}
	}
	return found, unknown
}

// namedOuter decides between a name and what its brackets add to it.
func (s *scan) namedOuter(at span, b bracketed, outer []hit) []finding {
	whole := s.findings(outer, at, b.percent)
	inner, _ := s.inners(b)
	inner = slices.DeleteFunc(inner, func(f finding) bool { return contains(outer, f.hit) })
	if len(inner) == 0 || len(outer) > 1 {
		return whole
	}
	o := outer[0]
	if s.colour(o) {
		if numbers := slices.DeleteFunc(slices.Clone(inner), func(f finding) bool { return !strings.HasPrefix(f.hit.inci(), "CI ") }); len(numbers) > 0 {
			if strings.HasPrefix(o.inci(), "IRON OXIDE") || len(numbers) > 1 {
				return numbers
			}
		}
		return whole
	}
	if len(inner) > 1 && distinct(inner) > 1 && !s.onlyPlants(inner) {
		return append(whole, inner...)
	}
	if in := inner[0].hit; len(inner) == 1 && o.status == skinafter.Synonym && in.status == skinafter.Exact && s.r.plants[key(in.inci())] == nil {
		inner[0].at, inner[0].percent = at, max(inner[0].percent, b.percent)
		return inner
	}
	return whole
}

// unnamedOuter reads a piece whose outer text is no name: "Vitamin Complex (Retinol, ...)".
func (s *scan) unnamedOuter(at span, b bracketed) []finding {
	if head := s.r.nameList(b.head); len(head) > 0 && len(b.inner) == 1 && strings.TrimSpace(strings.Trim(b.tail, " .*")) == "" {
		return s.findings(head, at, b.percent)
	}
	if head := s.r.nameList(b.head); len(head) > 0 && s.code(b.inner[0]) {
		return s.findings(head, at, b.percent) // "PARFUM (F.I.L. C242918/1) Formula in France"
	}
	inner, unknown := s.inners(b)
	if len(inner) == 0 || unknown > len(inner) || len(b.inner) > 1 {
		return nil
	}
	if len(inner) == 1 {
		if inner[0].hit.status != skinafter.Exact && len(strings.Fields(b.head)) > 1 || strings.Contains(b.head, "*") || len(strings.Fields(b.head)) > maxOuter {
			return nil // "Tocophcryl Acetate (Vitamin E)": the misread name outside says more
		}
		// a Latin name in brackets inside a common one: "Gotu Kola (Centella Asiatica) Leaf"
		joined := inner[0].hit.inci() + " " + b.tail
		if tail := strings.TrimSpace(b.tail); tail != "" {
			if h, ok := s.r.plantName(joined); ok {
				return s.findings([]hit{h}, at, b.percent)
			}
			return nil
		}
		inner[0].at = at
		inner[0].percent = max(inner[0].percent, b.percent)
	}
	if len(b.tail) > 30 {
		return nil
	}
	for i := range inner {
		inner[i].weak = true
	}
	return inner
}

// code reports whether the brackets hold a formula or lot code.
func (s *scan) code(at span) bool {
	k := key(s.text(at.from, at.to))
	return strings.HasPrefix(k, "FIL") || lot(k)
}

func (s *scan) colour(h hit) bool {
	k := s.r.kin(h)
	return strings.HasPrefix(h.inci(), "IRON OXIDE") || slices.Contains(k.families, "colourant") || slices.Contains(k.families, "iron_oxide")
}

func (s *scan) onlyPlants(list []finding) bool {
	for _, f := range list {
		if s.r.plants[key(f.hit.inci())] == nil {
			return false
		}
	}
	return true
}

func distinct(list []finding) int {
	n := 0
	for i, f := range list {
		if !slices.ContainsFunc(list[:i], func(g finding) bool { return g.hit.inci() == f.hit.inci() }) {
			n++
		}
	}
	return n
}

func (s *scan) findings(hits []hit, at span, percent float64) []finding {
	if len(hits) == 0 {
		return nil
	}
	out := make([]finding, len(hits))
	for i, h := range hits {
		out[i] = finding{hit: h, at: at, percent: percent}
	}
	return out
}
