package label

import "skinafter/label/spelling"

// piece of a label: a range of runes on the page.
type span struct{ from, to int }

func (s span) empty() bool { return s.from >= s.to }

// trim drops spaces, bullets, footnote marks and stray punctuation from both ends.
func (p *page) trim(s span) span {
	for s.from < s.to && edge(p.runes[s.from]) {
		s.from++
	}
	for s.from < s.to && (edge(p.runes[s.to-1]) || p.runes[s.to-1] == '.') {
		s.to--
	}
	return s
}

func edge(r rune) bool {
	switch r {
	case ' ', '\n', spelling.Bullet, '*', ',', ';', '"', '\'', '†', '‡', '^', '°', '~', '-', '_', '|', '+', '/', '=', ':', '!', '?', '¹', '²', '³', '#', '±', '$', '§':
		return true
	}
	return false
}

// maxNesting is how deep brackets stand in each other on labels, with room to spare; deeper
// ones are no brackets.
const maxNesting = 5

// pairs finds, for each opening bracket in s, its closing one: 0 where it has none. The
// answer is indexed by rune minus s.from. Brackets of different shape close each other,
// because labels mix them; one without a partner is no bracket at all.
func (p *page) pairs(s span) []int {
	match := make([]int, s.to-s.from)
	var open []int
	deeper := 0 // brackets open below maxNesting
	for i := s.from; i < s.to; i++ {
		switch p.runes[i] {
		case '(', '[', '{':
			if len(open) == maxNesting {
				deeper++
				continue
			}
			open = append(open, i)
		case ')', ']', '}':
			if deeper > 0 {
				deeper--
				continue
			}
			if len(open) > 0 {
				match[open[len(open)-1]-s.from] = i
				open = open[:len(open)-1]
			}
		}
	}
	return match
}

// pieces cuts s at every separator that stands outside brackets.
func (p *page) pieces(s span) []span {
	match := p.pairs(s)
	var out []span
	start := s.from
	for i := s.from; i < s.to; i++ {
		r := p.runes[i]
		if end := match[i-s.from]; end > 0 {
			if p.joiner(span{i, end + 1}) {
				out = append(out, span{start, i})
				start = end + 1
			}
			i = end
			continue
		}
		if !separator(r) || r == ',' && p.insideNumber(s, start, i) {
			continue
		}
		out = append(out, span{start, i})
		start = i + 1
	}
	return append(out, span{start, s.to})
}

func separator(r rune) bool {
	return r == ',' || r == ';' || r == spelling.Bullet || r == '|' || r == '¦'
}

// joiner reports whether the bracket s is "(and)".
func (p *page) joiner(s span) bool {
	switch spelling.Key(p.text(s.from, s.to)) {
	case "AND", "UND", "ET", "Y", "E":
		return true
	}
	return false
}

// maxLocant is how many digits a number inside a chemical name has.
const maxLocant = 2

// insideNumber reports whether the comma at i stands inside a name or a number: "1,2-",
// "1, 2-Hexanediol", "0,5 %".
func (p *page) insideNumber(s span, start, i int) bool {
	if i == s.from || i+1 >= s.to || !spelling.IsDigit(p.runes[i-1]) && !p.misreadOne(start, i) {
		return false
	}
	digits := 0
	for j := i - 1; j >= start && spelling.IsDigit(p.runes[j]); j-- {
		digits++
	}
	if digits > maxLocant {
		return false // "CI 77491,1,2-Hexanediol"
	}
	next := i + 1
	if spelling.IsDigit(p.runes[next]) {
		end := next
		for end < s.to && spelling.IsDigit(p.runes[end]) {
			end++
		}
		if end-next > 2 { // a colour number: "CI 77491,77492"
			return false
		}
		return end < s.to && (p.runes[end] == '-' || p.runes[end] == ',' || p.percentAt(end, s.to) > 0 || p.runes[end] == '\'')
	}
	for next < s.to && spelling.IsSpace(p.runes[next]) {
		next++
	}
	// "1, 2-Hexanediol": only a locant before the comma, and one more behind it
	before := p.trim(span{start, i})
	return before.to-before.from <= 2 && next+1 < s.to && spelling.IsDigit(p.runes[next]) && p.runes[next+1] == '-'
}

// misreadOne reports whether a lone l or I stands before the comma at i: "l,2-Hexanediol".
func (p *page) misreadOne(start, i int) bool {
	t := p.trim(span{start, i})
	return t.to-t.from == 1 && (p.runes[t.from] == 'l' || p.runes[t.from] == 'I') && spelling.IsDigit(p.runes[i+1])
}

// percentAt is the length of a per-cent or ppm sign at i, spaces included; 0 if none.
func (p *page) percentAt(i, end int) int {
	j := i
	for j < end && spelling.IsSpace(p.runes[j]) {
		j++
	}
	if j < end && p.runes[j] == '%' {
		return j + 1 - i
	}
	if j+3 <= end && spelling.Key(p.text(j, j+3)) == "PPM" {
		return j + 3 - i
	}
	return 0
}

// cutAt cuts s at the places where at says that a separator of n runes begins, outside brackets.
func (p *page) cutAt(s span, at func(i int) int) []span {
	match := p.pairs(s)
	var out []span
	start := s.from
	for i := s.from; i < s.to; i++ {
		if end := match[i-s.from]; end > 0 {
			i = end
			continue
		}
		if n := at(i); n > 0 {
			out = append(out, span{start, i})
			start = i + n
			i += n - 1
		}
	}
	return append(out, span{start, s.to})
}

// Secondary separators, tried on a piece that is no name as it stands, surest first.

func (p *page) colonAt(s span) func(int) int {
	return func(i int) int {
		if p.runes[i] == ':' {
			return 1
		}
		return 0
	}
}

func (p *page) sentenceEndAt(s span) func(int) int {
	return func(i int) int {
		if p.runes[i] == '.' && i+1 < s.to && (spelling.IsSpace(p.runes[i+1]) || p.runes[i+1] == '*') && !p.abbreviated(s.from, i) {
			return 1
		}
		return 0
	}
}

// footnoteAt cuts before a footnote mark that stands apart from the name in front of it:
// "Phenoxyethanol * Organic".
func (p *page) footnoteAt(s span) func(int) int {
	return func(i int) int {
		if i > s.from && spelling.IsSpace(p.runes[i]) && i+1 < s.to && p.runes[i+1] == '*' {
			return 1
		}
		return 0
	}
}

// abbreviated reports whether the full stop at i ends an abbreviation, not a sentence:
// "Ext. Violet 2", "FD&C Yellow No. 5".
func (p *page) abbreviated(from, i int) bool {
	start := i
	for start > from && !spelling.IsSpace(p.runes[start-1]) {
		start--
	}
	switch spelling.Key(p.text(start, i)) {
	case "EXT", "NO", "VAR", "SPP", "SP", "ST", "SUBSP", "SSP", "L", "CV":
		return true
	}
	return false
}

func (p *page) wordJoinAt(s span) func(int) int {
	return func(i int) int {
		if p.runes[i] == '&' || p.runes[i] == '+' {
			return 1
		}
		if !spelling.IsSpace(p.runes[i]) {
			return 0
		}
		for _, w := range [...]string{" and ", " und ", " et "} {
			if i+len(w) <= s.to && equalFold(p.runes[i:i+len(w)], w) {
				return len(w)
			}
		}
		return 0
	}
}

func (p *page) dashAt(s span) func(int) int {
	return func(i int) int {
		if p.runes[i] == ' ' && i+2 < s.to && p.runes[i+1] == '-' && p.runes[i+2] == ' ' {
			return 3
		}
		return 0
	}
}

func (p *page) newlineAt(s span) func(int) int {
	return func(i int) int {
		if p.runes[i] == '\n' && i > s.from && p.runes[i-1] != '-' {
			return 1
		}
		return 0
	}
}

func (p *page) periodAt(s span) func(int) int {
	return func(i int) int {
		if p.runes[i] == '.' && i+1 < s.to && !spelling.IsDigit(p.runes[i+1]) {
			return 1
		}
		return 0
	}
}

func equalFold(a []rune, b string) bool {
	i := 0
	for _, r := range b {
		if x := a[i]; x != r && spelling.Fold(x) != spelling.Fold(r) || spelling.IsSpace(r) != spelling.IsSpace(a[i]) {
			return false
		}
		i++
	}
	return true
}
