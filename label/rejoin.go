package label

import "skinafter/label/spelling"

// rejoin mends what a stray separator tore: "Argan Oil, Polyglyceryl-6 Esters" where the
// two are one name, "Glycerin 1, 2-Hexanediol" where a number was left behind. Only a
// name of the dictionary, exactly as it stands, joins two pieces.
func (s *scan) rejoin(list []span) []span {
	out := list[:0:len(list)]
	for i := 0; i < len(list); i++ {
		q := list[i]
		if i+1 < len(list) {
			next := list[i+1]
			if cut := s.tornNumber(q, next); cut > 0 {
				out = append(out, span{q.from, cut})
				list[i+1].from = cut
				continue
			}
			if whole := (span{q.from, next.to}); s.tornName(q, next, whole) {
				out = append(out, whole)
				i++
				continue
			}
		}
		out = append(out, q)
	}
	return out
}

// tornName reports whether whole is a name and at least one of its halves is not.
func (s *scan) tornName(q, next, whole span) bool {
	if whole.to-whole.from > 90 {
		return false
	}
	a, b := s.trim(q), s.trim(next)
	if a.empty() || b.empty() || s.names.Find(s.text(a.from, a.to)).Found() && s.names.Find(s.text(b.from, b.to)).Found() {
		return false
	}
	return s.names.Find(s.text(a.from, b.to)).Found()
}

// tornNumber is where the number begins that ends q and belongs to next: the "1" of
// "Glycerin 1" before "2-Hexanediol". 0 if there is none.
func (s *scan) tornNumber(q, next span) int {
	n := s.trim(next)
	if n.to-n.from < 4 || !spelling.IsDigit(s.runes[n.from]) || s.runes[n.from+1] != '-' {
		return 0
	}
	t := s.trim(q)
	cut := t.to
	for cut > t.from && spelling.IsDigit(s.runes[cut-1]) {
		cut--
	}
	if cut == t.to || t.to-cut > 1 || cut <= t.from+2 || !spelling.IsSpace(s.runes[cut-1]) {
		return 0
	}
	if s.names.Find(s.text(t.from, t.to)).Found() || !s.names.Find(s.text(cut, t.to)+","+s.text(n.from, n.to)).Found() {
		return 0
	}
	return cut
}
