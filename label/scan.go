package label

import (
	"strings"

	"skinafter"
	"skinafter/label/inci"
	"skinafter/label/spelling"
)

// scan is one reading of one page.
type scan struct {
	*page
	names    *inci.Index
	found    []finding
	mentions []finding
	part     int                // part of a kit within the block, from 0
	parts    []string           // headings of the parts from the second on
	may      bool               // after "may contain"
	excluded bool               // in a "free from" stretch
	dropped  int                // names that were left out there
	gap      bool               // something could not be read, or the list is cut off
	strong   map[string]float64 // strengths stated anywhere in the text, by name
	prose    int                // pieces that were running text
	unknown  int
	nested   int // brackets inside brackets that are being read
	lookups  int // misreadings looked up so far, bounded by maxLookups
}

// maxLookups bounds the work that one label may cause, whatever it holds.
const maxLookups = 400

// list reads a stretch of the page that looks like a list.
func (s *scan) list(at span) {
	for _, q := range s.rejoin(s.pieces(at)) {
		if inner, ok := s.wrapped(q); ok {
			may := s.may
			s.list(inner)
			s.may = may
			continue
		}
		if s.unreadable(q) {
			s.gap = true
			continue
		}
		s.numbered(q)
	}
}

// wrapped reports whether the piece is one bracket from end to end that holds a list:
// "[+/- Mica, Iron Oxides (CI 77491)]".
func (s *scan) wrapped(q span) (span, bool) {
	for q.from < q.to && spelling.IsSpace(s.runes[q.from]) {
		q.from++
	}
	for q.from < q.to && (spelling.IsSpace(s.runes[q.to-1]) || s.runes[q.to-1] == '.') {
		q.to--
	}
	if q.to-q.from < 8 {
		return span{}, false
	}
	if match := s.pairs(q); match[0] == q.to-1 {
		return span{q.from + 1, q.to - 1}, true
	}
	return span{}, false
}

// marked reads a piece that may hold a "may contain" mark.
func (s *scan) marked(q span) {
	from, to, ok := s.mayContain(q)
	if !ok {
		s.keep(s.read(q, 0), q)
		return
	}
	if before := s.trim(span{q.from, from}); !before.empty() {
		s.keep(s.read(before, 0), before)
	}
	s.may, s.excluded = true, false
	if rest := (span{to, q.to}); !s.trim(rest).empty() {
		if inner, ok := s.wrapped(rest); ok {
			s.list(inner)
			return
		}
		s.list(rest)
	}
}

// keep files what a piece gave.
func (s *scan) keep(found []finding, q span) {
	for _, f := range found {
		f.may = s.may
		if !f.hit.Found() {
			s.unknown++
		}
		s.found = append(s.found, f)
	}
	if s.excluded && s.endsSentence(q) {
		s.excluded = false
	}
}

// endsSentence reports whether the piece ends in a full stop or a line break.
func (s *scan) endsSentence(q span) bool {
	i := q.to - 1
	for i > q.from && spelling.IsSpace(s.runes[i]) {
		if s.runes[i] == '\n' {
			return true
		}
		i--
	}
	if s.runes[i] == '.' {
		return true
	}
	return q.to < len(s.runes) && s.runes[q.to] == '\n'
}

const maxDepth = 6

// read resolves a piece that holds no list separator: a name, a name behind a heading,
// several names without separators, running text, or something unknown.
func (s *scan) read(q span, depth int) []finding {
	raw := q
	q = s.trim(q)
	if q.empty() || s.footnoteOnly(raw) {
		return nil
	}
	if f := s.namedOrCut(q); len(f) > 0 {
		return s.admit(f)
	}
	if s.junk(q) {
		return nil
	}
	if depth < maxDepth {
		if f, ok := s.headed(q, depth); ok {
			return f
		}
		if f, ok := s.split(q, depth, s.sentenceEndAt(q)); ok {
			return f
		}
		if f, ok := s.split(q, depth, s.footnoteAt(q)); ok {
			return f
		}
		if (s.claims(q) || s.running(q)) && s.columned(q) {
			f, _ := s.split(q, depth, s.newlineAt(q))
			return f
		}
	}
	if f, ok := s.claim(q, depth); ok {
		return f
	}
	if s.running(q) {
		s.prose++
		if f := s.beforeHeading(q); len(f) > 0 && len(s.words(q)) <= shortProse {
			return s.admit(f) // "Retinol and more"
		}
		s.mention(q)
		return nil
	}
	if s.footnote(raw) {
		return nil
	}
	return s.admit(s.dirty(q, depth))
}

// namedOrCut is named, but where only brackets hold a name the piece is cut into names if
// that explains more of it: "Phenoxyethanol Titanium Dioxide (CI 77891)".
func (s *scan) namedOrCut(q span) []finding {
	f := s.named(q)
	if len(f) > 0 && f[0].weak {
		if g := s.segment(q, false); len(g) > len(f) && complete(g) {
			return g
		}
	}
	return f
}

// claims reports whether a line of the piece says what is not in the product.
func (s *scan) claims(q span) bool {
	for _, l := range s.cutAt(q, s.newlineAt(q)) {
		if s.saysFree(l) || s.freeFrom(l) {
			return true
		}
	}
	return false
}

// columned reports whether the piece is a list of one name a line: at least half of its
// lines are names as they stand.
func (s *scan) columned(q span) bool {
	lines := s.cutAt(q, s.newlineAt(q))
	names := 0
	for _, l := range lines {
		if l = s.trim(l); !l.empty() && len(s.named(l)) > 0 {
			names++
		}
	}
	return len(lines) > 2 && 2*names >= len(lines)
}

// dirty reads a piece that is neither a name nor prose.
func (s *scan) dirty(q span, depth int) []finding {
	if depth < maxDepth {
		for _, at := range []func(int) int{s.strengthAt(q), s.wordJoinAt(q), s.dashAt(q)} {
			if f, ok := s.splitAll(q, depth, at); ok {
				return f
			}
		}
	}
	if f := s.segment(q, false); len(f) > 0 && complete(f) {
		return f
	}
	if f := s.corrected(q); len(f) > 0 {
		return f
	}
	if depth < maxDepth {
		for _, at := range []func(int) int{s.newlineAt(q), s.slashAt(q), s.periodAt(q)} {
			if f, ok := s.splitAll(q, depth, at); ok {
				return f
			}
		}
	}
	if f := s.segment(q, s.lookups < maxLookups); len(f) > 0 {
		return f
	}
	return []finding{{at: q}}
}

// corrected reads the piece as one misread name.
func (s *scan) corrected(q span) []finding {
	if s.lookups >= maxLookups || q.to-q.from > 110 {
		return nil
	}
	s.lookups++
	b := s.unbracket(q)
	if hits := s.names.Resolve(s.names.Mend(b.outer)); len(hits) == 1 {
		hits[0].Status = skinafter.Corrected
		f := s.findings(hits, q, b.percent)
		f[0].edits = spelling.LookAlike
		return f
	}
	h, d := s.names.Correct(b.outer)
	if !h.Found() {
		h, d = s.names.CorrectHalves(b.outer)
	}
	if !h.Found() && len(b.inner) > 0 {
		h, d = s.names.Correct(b.head)
		if t := strings.TrimSpace(b.tail); t != "" && t != "." {
			h = inci.Hit{}
		}
	}
	if !h.Found() {
		return s.innerOnly(q, b)
	}
	f := s.findings([]inci.Hit{h}, q, b.percent)
	f[0].edits = d
	if s.colour(h) && len(b.inner) > 0 {
		if inner, _ := s.inners(b); len(inner) > 0 && strings.HasPrefix(inner[0].hit.INCI(), "CI ") {
			return inner
		}
	}
	return f
}

// maxOuter is the most words that may stand before brackets which alone hold a name.
const maxOuter = 4

// innerOnly reads a piece whose outer text is nothing, not even a misreading, by what its
// brackets hold: "RFD 4 (CI 14700)".
func (s *scan) innerOnly(q span, b bracketed) []finding {
	if t := strings.Trim(b.tail, " .*\n"); len(b.inner) != 1 || t != "" || len(strings.Fields(b.head)) > maxOuter {
		return nil
	}
	hits := s.names.Resolve(s.names.Mend(s.text(b.inner[0].from, b.inner[0].to)))
	if len(hits) != 1 {
		return nil
	}
	if hits[0].Status == skinafter.Exact {
		hits[0].Status = skinafter.Synonym
	}
	return s.findings(hits, q, b.percent)
}

// complete reports whether every piece of a cut is a name.
func complete(list []finding) bool {
	for _, f := range list {
		if !f.hit.Found() {
			return false
		}
	}
	return true
}

// split cuts q where at says and reads the parts, if there are several.
func (s *scan) split(q span, depth int, at func(int) int) ([]finding, bool) {
	parts := s.cutAt(q, at)
	if len(parts) < 2 {
		return nil, false
	}
	var out []finding
	for i, p := range parts {
		out = append(out, s.read(p, depth+1)...)
		if i < len(parts)-1 {
			s.excluded = false // a "free from" stretch ends with its sentence
		}
	}
	return out, true
}

// splitAll is split that counts only if every part is a name, right or misread.
func (s *scan) splitAll(q span, depth int, at func(int) int) ([]finding, bool) {
	parts := s.cutAt(q, at)
	if len(parts) < 2 || len(parts) > 40 {
		return nil, false
	}
	var out []finding
	for _, p := range parts {
		t := s.trim(p)
		if t.empty() || s.junk(t) || s.footWords(t) {
			continue
		}
		f := s.namedOrCut(t)
		if len(f) == 0 {
			f = s.segment(t, false)
		}
		if len(f) == 0 || !complete(f) {
			f = s.corrected(t)
		}
		if len(f) == 0 || !complete(f) {
			return nil, false
		}
		out = append(out, f...)
	}
	return out, len(out) > 0
}

// strengthAt cuts behind a strength that stands between two names: "1.6%Water".
func (s *scan) strengthAt(q span) func(int) int {
	return func(i int) int {
		if i > q.from && spelling.IsDigit(s.runes[i-1]) {
			if n := s.percentAt(i, q.to); n > 0 {
				return n
			}
		}
		return 0
	}
}

func (s *scan) slashAt(q span) func(int) int {
	return func(i int) int {
		if s.runes[i] == '/' && (spelling.IsSpace(s.runes[max(i-1, q.from)]) || i+1 < q.to && spelling.IsSpace(s.runes[i+1])) {
			return 1
		}
		return 0
	}
}
