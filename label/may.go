package label

import "skinafter/label/spelling"

var mayMarks = []string{"MAYCONTAIN", "MAYALSOCONTAIN", "PEUTCONTENIR", "KANNENTHALTEN", "PUEDECONTENER", "PUOCONTENERE", "MAYCDNTAIN", "CONTIENTPEUT"}

// mayContain finds a "may contain" mark in the piece: "+/-", "±" or the words in several
// languages, also misread by a letter.
func (s *scan) mayContain(q span) (from, to int, ok bool) {
	for i := q.from; i < q.to; i++ {
		switch s.runes[i] {
		case '±':
			return i, i + 1, true
		case '+':
			if n := s.plusMinus(i, q.to); n > 0 {
				return i, i + n, true
			}
		case 'M', 'm', 'P', 'p', 'K', 'k':
			if i > q.from && !spelling.IsWordBreak(s.runes[i-1]) && s.runes[i-1] != '[' {
				continue
			}
			if n := s.mayWords(i, q.to); n > 0 {
				return i, i + n, true
			}
		}
	}
	return 0, 0, false
}

func (s *scan) plusMinus(i, end int) int {
	n := 1
	for i+n < end && (s.runes[i+n] == ' ' || s.runes[i+n] == '/') {
		n++
	}
	if i+n < end && s.runes[i+n] == '-' {
		return n + 1
	}
	return 0
}

func (s *scan) mayWords(i, end int) int {
	for _, m := range mayMarks {
		n, k := 0, 0
		for i+n < end && k < len(m) {
			f := spelling.Fold(s.runes[i+n])
			if f != 0 && f != rune(m[k]) {
				break
			}
			if f != 0 {
				k++
			}
			n++
		}
		if k == len(m) {
			for i+n < end && (spelling.IsSpace(s.runes[i+n]) || s.runes[i+n] == ':' || s.runes[i+n] == ')' || s.runes[i+n] == ']') {
				n++
			}
			return n
		}
	}
	return 0
}
