package label

import (
	"slices"
	"strings"

	"skinafter"
	"skinafter/label/inci"
	"skinafter/label/spelling"
)

// finding is one ingredient as it was found on the page.
type finding struct {
	hit     inci.Hit // entry is nil for what was not recognised
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
		if i > s.from && !spelling.IsSpace(p.runes[i-1]) && end+1 < s.to && spelling.IsSpace(p.runes[end+1]) || i == s.from || spelling.IsSpace(p.runes[i-1]) {
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
	whole := s.names.Find(text) // brackets may be part of the name: "TRIS(TRIMETHYLSILOXY)SILYL..."
	if whole.Status == skinafter.Exact {
		return s.findings([]inci.Hit{whole}, at, percent)
	}
	b := s.unbracket(at)
	if len(b.inner) == 0 {
		return s.findings(s.names.Resolve(withoutWeight(b.outer)), at, b.percent)
	}
	if b.percent == 0 {
		b.percent = s.innerStrength(b)
	}
	if outer := s.names.Resolve(b.outer); len(outer) > 0 {
		if h, ok := s.names.BracketedPart(text, outer); ok {
			return s.findings([]inci.Hit{h}, at, b.percent)
		}
		return s.namedOuter(at, b, outer)
	}
	if whole.Found() {
		return s.findings([]inci.Hit{whole}, at, percent)
	}
	return s.unnamedOuter(at, b)
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
func (s *scan) namedOuter(at span, b bracketed, outer []inci.Hit) []finding {
	whole := s.findings(outer, at, b.percent)
	inner, _ := s.inners(b)
	inner = slices.DeleteFunc(inner, func(f finding) bool { return f.hit.In(outer) })
	if len(inner) == 0 || len(outer) > 1 {
		return whole
	}
	o := outer[0]
	if s.colour(o) {
		if numbers := slices.DeleteFunc(slices.Clone(inner), func(f finding) bool { return !strings.HasPrefix(f.hit.INCI(), "CI ") }); len(numbers) > 0 {
			if strings.HasPrefix(o.INCI(), "IRON OXIDE") || len(numbers) > 1 {
				return numbers
			}
		}
		return whole
	}
	if len(inner) > 1 && distinct(inner) > 1 && !s.onlyPlants(inner) {
		return append(whole, inner...)
	}
	if in := inner[0].hit; len(inner) == 1 && o.Status == skinafter.Synonym && in.Status == skinafter.Exact && !s.names.IsPlant(in.INCI()) {
		inner[0].at, inner[0].percent = at, max(inner[0].percent, b.percent)
		return inner
	}
	return whole
}

// unnamedOuter reads a piece whose outer text is no name: "Vitamin Complex (Retinol, ...)".
func (s *scan) unnamedOuter(at span, b bracketed) []finding {
	if head := s.names.Resolve(b.head); len(head) > 0 && len(b.inner) == 1 && strings.TrimSpace(strings.Trim(b.tail, " .*")) == "" {
		return s.findings(head, at, b.percent)
	}
	if head := s.names.Resolve(b.head); len(head) > 0 && s.code(b.inner[0]) {
		return s.findings(head, at, b.percent) // "PARFUM (F.I.L. C242918/1) Formula in France"
	}
	inner, unknown := s.inners(b)
	if len(inner) == 0 || unknown > len(inner) || len(b.inner) > 1 {
		return nil
	}
	if len(inner) == 1 {
		if inner[0].hit.Status != skinafter.Exact && len(strings.Fields(b.head)) > 1 || strings.Contains(b.head, "*") || len(strings.Fields(b.head)) > maxOuter {
			return nil // "Tocophcryl Acetate (Vitamin E)": the misread name outside says more
		}
		// a Latin name in brackets inside a common one: "Gotu Kola (Centella Asiatica) Leaf"
		joined := inner[0].hit.INCI() + " " + b.tail
		if tail := strings.TrimSpace(b.tail); tail != "" {
			if h, ok := s.names.PlantName(joined); ok {
				return s.findings([]inci.Hit{h}, at, b.percent)
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
	k := spelling.Key(s.text(at.from, at.to))
	return strings.HasPrefix(k, "FIL") || lot(k)
}

func (s *scan) colour(h inci.Hit) bool {
	k := s.names.Kin(h)
	return strings.HasPrefix(h.INCI(), "IRON OXIDE") || slices.Contains(k.Families, "colourant") || slices.Contains(k.Families, "iron_oxide")
}

func (s *scan) onlyPlants(list []finding) bool {
	for _, f := range list {
		if !s.names.IsPlant(f.hit.INCI()) {
			return false
		}
	}
	return true
}

func distinct(list []finding) int {
	n := 0
	for i, f := range list {
		if !slices.ContainsFunc(list[:i], func(g finding) bool { return g.hit.INCI() == f.hit.INCI() }) {
			n++
		}
	}
	return n
}

func (s *scan) findings(hits []inci.Hit, at span, percent float64) []finding {
	if len(hits) == 0 {
		return nil
	}
	out := make([]finding, len(hits))
	for i, h := range hits {
		out[i] = finding{hit: h, at: at, percent: percent}
	}
	return out
}
