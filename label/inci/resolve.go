package inci

import (
	"strings"

	"skinafter"
	"skinafter/label/spelling"
)

// name resolves a text without brackets as one ingredient, misreadings apart.
func (x *Index) name(text string) (Hit, bool) {
	if h := x.Find(text); h.entry != nil {
		return h, true
	}
	if bare := undress(text); bare != text {
		if h := x.Find(bare); h.entry != nil {
			return h.dressed(), true
		}
		text = bare
	}
	if h, ok := x.PlantName(text); ok {
		return h, true
	}
	return x.hangulName(text)
}

// dressed marks a hit that was found only after words were taken off.
func (h Hit) dressed() Hit {
	if h.Status == skinafter.Exact {
		h.Status = skinafter.Synonym
	}
	return h
}

// undress takes off what stands around a name and says nothing about what it is:
// "certified organic", "from coconut", "nano".
func undress(text string) string {
	text = strings.TrimSpace(text)
	for _, cut := range [...]string{" from ", " derived from", " (from", " aus ", " issu de", " issue de", " and/or "} {
		if i := spelling.IndexFold(text, cut); i > 3 {
			text = text[:i]
		}
	}
	for {
		first, rest, more := strings.Cut(text, " ")
		if !more || !Qualifies(spelling.Key(first)) && !number(first) {
			break
		}
		text = strings.TrimSpace(rest)
	}
	for {
		i := strings.LastIndexByte(text, ' ')
		if i < 0 || !trailers[spelling.Key(text[i:])] {
			break
		}
		text = strings.TrimSpace(text[:i])
	}
	return strings.Trim(text, " .*+-:;'\"")
}

// number reports whether w is a list number such as "1." or "3)".
func number(w string) bool {
	return len(w) > 1 && len(w) < 4 && w[0] >= '0' && w[0] <= '9' && (w[len(w)-1] == '.' || w[len(w)-1] == ')')
}

var trailers = spelling.Set("nano organic natural bio preservative vegan usp nf")

// foreignWords mark the half of "Barley Extract / Extrait d'orge" that only repeats the other.
var foreignWords = spelling.Set(`extrait huile eau beurre jus sel cire proteine poudre feuille fleur racine graine ecorce
	acqua agua wasser extrakt extracto estratto olio aceite oel ol manteca sal maris
	glycerine miel melasse orge riz`)

// slashed resolves "Aqua/Water/Eau": a slash between names of one thing, or between things.
func (x *Index) slashed(text string) []Hit {
	if !strings.Contains(text, "/") {
		return nil
	}
	var known []Hit
	var unknown []string
	last := ""
	for half := range strings.SplitSeq(text, "/") {
		if spelling.Key(half) == "" {
			continue
		}
		h, ok := x.name(half)
		if !ok {
			unknown = append(unknown, half)
			continue
		}
		last = lastWord(half)
		if !h.In(known) {
			known = append(known, h)
		} else if n := len(known) - 1; pigments[known[n].INCI()] == h.INCI() {
			known[n] = h
		}
	}
	for _, half := range unknown {
		if !echoes(half, last) {
			return nil
		}
	}
	if len(unknown) > 0 && len(known) > 1 {
		return known[:1]
	}
	return known
}

// echoes reports whether a half that is no name at least looks like a translation of the
// other, or ends as the other ends: "Oat Kernel Extract / Avena Sativa Kernel Extract".
func echoes(half, last string) bool {
	words := 0
	if strings.Contains(strings.TrimSpace(half), "\n") {
		return false
	}
	for w := range strings.FieldsFuncSeq(half, func(c rune) bool { return spelling.IsSpace(c) || c == '\'' }) {
		if foreignWords[spelling.Key(w)] {
			return true
		}
		words++
	}
	return words > 1 && last != "" && lastWord(half) == last && last != "COPOLYMER" && last != "CROSSPOLYMER"
}

func lastWord(text string) string {
	text = strings.TrimRight(text, " .*\n")
	return spelling.Key(text[strings.LastIndexAny(text, " \n")+1:])
}

// Colours resolves a run of colour index numbers: "CI 77491, 77492" without its comma,
// "CI 77491/77492/77499".
func (x *Index) Colours(text string) []Hit {
	var out []Hit
	var buf [8]byte
	for w := range strings.FieldsFuncSeq(text, func(c rune) bool { return spelling.IsSpace(c) || c == '/' || c == ',' || c == ':' || c == '&' }) {
		k := spelling.AppendKey(buf[:0], w)
		switch {
		case string(k) == "CI" || string(k) == "AND":
			continue
		case len(k) == 7 && (string(k[:2]) == "CI" || string(k[:2]) == "CL"):
			k = k[2:]
		}
		if len(k) != 5 || !spelling.IsDigits(string(k)) {
			return nil
		}
		h := x.Find("CI " + string(k))
		if h.entry == nil {
			return nil
		}
		if !h.In(out) {
			out = append(out, h)
		}
	}
	return out
}

// In reports whether one of the hits is the same thing.
func (h Hit) In(list []Hit) bool {
	for _, x := range list {
		if h.Same(x) {
			return true
		}
	}
	return false
}

// pigments are the two minerals that are a sun filter by name and a colour by number; side
// by side in one piece they are one thing, and the name says more.
var pigments = map[string]string{"CI 77891": "TITANIUM DIOXIDE", "CI 77947": "ZINC OXIDE"}

// Same reports whether two hits are one thing: the same name, or a pigment by name and by
// number.
func (h Hit) Same(other Hit) bool {
	x, y := h.INCI(), other.INCI()
	return x == y || pigments[x] == y || pigments[y] == x
}

// Resolve reads a text without brackets: one name, or several joined by slashes.
func (x *Index) Resolve(text string) []Hit {
	text = strings.TrimSpace(text)
	if text == "" {
		return nil
	}
	if h, ok := x.name(text); ok {
		return []Hit{h}
	}
	if h := x.Colours(text); len(h) > 0 {
		return h
	}
	return x.slashed(text)
}
