package label

import (
	"strconv"
	"strings"

	"skinafter/label/inci"
	"skinafter/label/spelling"
)

// strength takes a stated strength out of a text without brackets: "Niacinamide 5 %",
// "2% Salicylic Acid", "(200 ppm)". It answers the rest and the strength in per cent, 0 if none.
func strength(text string) (rest string, percent float64) {
	i := strings.IndexByte(text, '%')
	per := 1.0
	end := i + 1
	if i < 0 {
		if i = spelling.IndexFold(text, "ppm"); i < 0 {
			return text, 0
		}
		per, end = 1e-4, i+3
	}
	from := i
	for from > 0 && (text[from-1] == ' ' || text[from-1] == '\n') {
		from--
	}
	stop := from
	for from > 0 && (text[from-1] >= '0' && text[from-1] <= '9' || text[from-1] == '.' || text[from-1] == ',') {
		from--
	}
	if from == stop {
		return text[:i] + " " + text[end:], 0
	}
	number := strings.ReplaceAll(strings.Trim(text[from:stop], ".,"), ",", ".")
	v, err := strconv.ParseFloat(number, 64)
	if err != nil || v*per > 100 {
		v = 0
	}
	tail := text[end:]
	for _, unit := range [...]string{"w/w", "w/v", "v/v", "vol.", "vol", "(w/w)"} {
		if t := strings.TrimLeft(tail, " "); len(t) >= len(unit) && strings.EqualFold(t[:len(unit)], unit) {
			tail = t[len(unit):]
		}
	}
	return text[:from] + " " + tail, v * per
}

// strengths finds the strengths that the text states for a name anywhere, also outside its
// list: "10 % Urea Cream. Ingredients: Aqua, Urea".
func (s *scan) strengths() map[string]float64 {
	out := map[string]float64{}
	words := s.words(span{0, len(s.runes)})
	for i, w := range words {
		_, v := strength(s.text(w.from, w.to))
		if v == 0 && i > 0 && s.text(w.from, w.to) == "%" {
			_, v = strength(s.text(words[i-1].from, w.to))
		}
		if v == 0 {
			continue
		}
		var h inci.Hit
		if !s.closes(w) {
			h = s.nameAt(words, i+1, 1)
		}
		if !h.Found() && i > 0 && !s.closes(words[i-1]) {
			h = s.nameAt(words, i-1, -1)
		}
		if h.Found() {
			out[h.INCI()] = max(out[h.INCI()], v)
		}
	}
	return out
}

// closes reports whether the word ends a piece: a separator or a bracket follows it.
func (s *scan) closes(w span) bool {
	r := s.runes[w.to-1]
	return separator(r) || r == '.' || r == ')' || r == ']' || r == ':'
}

// claimWords is the most words of a name that a strength stands beside.
const claimWords = 3

// nameAt is the longest name that begins (step 1) or ends (step -1) at word i.
func (s *scan) nameAt(words []span, i, step int) inci.Hit {
	for n := claimWords; n > 0; n-- {
		from, to := i, i+n-1
		if step < 0 {
			from, to = i-n+1, i
		}
		if from < 0 || to >= len(words) {
			continue
		}
		q := s.trim(span{words[from].from, words[to].to})
		if q.empty() {
			continue
		}
		if h := s.names.Find(s.text(q.from, q.to)); h.Found() {
			return h
		}
	}
	return inci.Hit{}
}

// units of molecular weight, in kilodalton.
var units = []struct {
	unit string
	kilo float64
}{{"million dalton", 1000}, {"million da", 1000}, {"mda", 1000}, {"kda", 1}, {"dalton", 1e-3}}

// dalton reads the lowest stated molecular weight in kilodalton: "1.8 MDa", "20-50 kDa and
// 1.5 MDa". 0 if none. The lowest counts, because small molecules go deeper.
func dalton(text string) float64 {
	lowest := 0.0
	text = strings.ToLower(text)
	for i := range len(text) {
		kilo, n := unitAt(text, i)
		if n == 0 {
			continue
		}
		for end := i; end > 0; {
			v, from := numberBefore(text, end, kilo)
			if from == end {
				break
			}
			if w := v * kilo; v > 0 && (lowest == 0 || w < lowest) {
				lowest = w
			}
			end = rangeBefore(text, from)
			if end == from {
				break
			}
		}
	}
	return lowest
}

func unitAt(text string, i int) (kilo float64, n int) {
	for _, u := range units {
		if strings.HasPrefix(text[i:], u.unit) && (i == 0 || text[i-1] < 'a' || text[i-1] > 'z') {
			return u.kilo, len(u.unit)
		}
	}
	return 0, 0
}

// numberBefore reads the number that ends at end, spaces skipped; from is where it begins,
// end if there is none.
func numberBefore(text string, end int, kilo float64) (v float64, from int) {
	stop := end
	for stop > 0 && text[stop-1] == ' ' {
		stop--
	}
	from = stop
	for from > 0 && (text[from-1] >= '0' && text[from-1] <= '9' || text[from-1] == '.' || text[from-1] == ',') {
		from--
	}
	number := strings.Trim(text[from:stop], ".,")
	if number == "" {
		return 0, end
	}
	if kilo < 1 || strings.Count(number, ",") == 1 && len(number)-strings.IndexByte(number, ',') == 4 {
		number = strings.ReplaceAll(number, ",", "")
	}
	v, err := strconv.ParseFloat(strings.ReplaceAll(number, ",", "."), 64)
	if err != nil {
		return 0, end
	}
	return v, from
}

// rangeBefore is where the first number of a range may end, "20-50" or "20 to 50"; from if
// there is no range.
func rangeBefore(text string, from int) int {
	t := strings.TrimRight(text[:from], " ")
	for _, sign := range [...]string{"-", " to", " bis", "/"} {
		if strings.HasSuffix(t, sign) {
			return len(t) - len(sign)
		}
	}
	return from
}
