package label

import (
	"strings"
	"unicode"

	"skinafter"
	"skinafter/label/inci"
	"skinafter/label/spelling"
)

// running reports whether a piece that is no name is running text.
func (s *scan) running(q span) bool {
	words, prose := 0, 0
	for _, w := range s.words(q) {
		k := spelling.Key(s.text(w.from, w.to))
		if k == "" {
			continue
		}
		words++
		if inci.InProse(k) {
			prose++
		}
	}
	if words > unknownWords && !s.printed(q) {
		return true // a sentence in letters that INCI names are not printed in
	}
	return prose >= 2 || prose == 1 && words <= 6 && words > 1 || words > 14 && prose >= 1
}

// shortProse is how many words a piece of prose has that may begin with a name of the list.
const shortProse = 6

// admit lets names pass unless they stand in a "free from" stretch.
func (s *scan) admit(f []finding) []finding {
	if !s.excluded {
		for i := range f {
			f[i].part = s.part
		}
		return f
	}
	for _, x := range f {
		if x.hit.Found() {
			s.dropped++
		}
	}
	return nil
}

// claim reads a piece that says what the product does not hold. What stands before the
// claim is kept. Only where the claim begins a sentence or a line does it reach over the
// pieces behind it: "Free from: parabens, sulfates." In the middle of a list it is one piece.
func (s *scan) claim(q span, depth int) ([]finding, bool) {
	at, n := s.freePhrase(q)
	if n == 0 {
		return nil, s.saysFree(q)
	}
	var out []finding
	if before := s.trim(span{q.from, at}); !before.empty() && depth < maxDepth {
		out = s.read(before, depth+1)
	}
	if s.beginsSentence(at) {
		s.excluded = true
	}
	return out, true
}

// beginsSentence reports whether a sentence, a line or the text begins at i.
func (s *scan) beginsSentence(i int) bool {
	for i--; i >= 0; i-- {
		switch r := s.runes[i]; {
		case r == '\n' || r == '.' || r == '!' || r == spelling.Bullet || r == '*':
			return true
		case r != ' ':
			return false
		}
	}
	return true
}

// freePhrase finds the words of a "free from" claim in the piece; n = 0 if there are none.
func (s *scan) freePhrase(q span) (at, n int) {
	for i := q.from; i < q.to; i++ {
		if i > q.from && spelling.Fold(s.runes[i-1]) != 0 {
			continue
		}
		for _, f := range freePhrases {
			if k := len([]rune(f)); i+k <= q.to && equalFold(s.runes[i:i+k], f) && (f[len(f)-1] == ' ' || i+k == q.to || spelling.Fold(s.runes[i+k]) == 0) {
				return i, k
			}
		}
	}
	return 0, 0
}

// saysFree reports whether the piece only says that something is not in the product:
// "fragrance free", "paraben-free".
func (s *scan) saysFree(q span) bool {
	text := strings.TrimRight(strings.ToLower(s.text(q.from, q.to)), " .")
	return strings.HasSuffix(text, "-free") || strings.HasSuffix(text, " free")
}

// cutOffs are the words of a page that shows only part of a list.
var cutOffs = []string{"read more", "see more", "show more", "see box", "see pack", "see full", "see carton", "continued on", "[continued", "siehe packung", "mehr anzeigen", "mehr lesen", "voir emballage", "lire la suite", "\u2026"}

// cutOff reports whether the text says, or three dots show, that the list goes on elsewhere.
func (p *page) cutOff() bool {
	text := strings.ToLower(string(p.runes))
	for _, c := range cutOffs {
		if strings.Contains(text, c) {
			return true
		}
	}
	return strings.Contains(text, "...")
}

// unreadable reports whether the piece holds signs but no letter and no digit, or a single
// letter: something stood there that nobody can read any more.
func (s *scan) unreadable(q span) bool {
	signs, letters, digits := 0, 0, 0
	for i := q.from; i < q.to; i++ {
		switch r := s.runes[i]; {
		case spelling.IsDigit(r):
			digits++
		case spelling.Fold(r) != 0 || r > 0x2FF && unicode.IsLetter(r):
			letters++
		case spelling.IsSpace(r) || strings.ContainsRune("*.+-/()[]{}\"'†‡°^", r):
		default:
			signs++
		}
	}
	lost := strings.ContainsRune(s.raw(q.from, q.to), '\uFFFD')
	if letters == 0 && digits > 0 {
		text := s.text(q.from, q.to)
		return digits > 2 && len(s.names.Colours(text)) == 0 && len(Barcodes(text)) == 0
	}
	return letters == 0 && (signs > 0 || lost) || letters == 1 && digits == 0 && signs == 0
}

var freePhrases = []string{"free from", "free of", "frei von", "made without", "formulated without", "without", "ohne", "sans", "does not contain", "no added", "contains no", "senza", "not contain", "0% "}

// freeFrom reports whether a heading announces what the product does NOT hold.
func (s *scan) freeFrom(q span) bool {
	_, n := s.freePhrase(q)
	return n > 0
}

// footnote reports whether a piece that is no name is the explanation of a footnote mark:
// "*Certified organic".
func (s *scan) footnote(raw span) bool {
	for i := raw.from; i < raw.to; i++ {
		switch s.runes[i] {
		case ' ', '\n', '.', '(':
			continue
		case '*', '†', '‡', '^', '°', '+', '¹', '²', '³':
			return true
		}
		break
	}
	return s.footWords(raw)
}

// footnoteOnly reports whether the piece is a footnote mark and its words: "*Organic".
func (s *scan) footnoteOnly(raw span) bool {
	i := raw.from
	for i < raw.to && spelling.IsSpace(s.runes[i]) {
		i++
	}
	return i < raw.to && (s.runes[i] == '*' || s.runes[i] == '+') && s.footWords(raw)
}

func (s *scan) footWords(at span) bool {
	words := 0
	for _, w := range s.words(at) {
		k := spelling.Key(s.text(w.from, w.to))
		if k != "" && !inci.Qualifies(k) && !inci.InFootnote(k) {
			return false
		}
		words++
	}
	return words > 0
}

var junkWords = []string{"fl.oz", "fl oz", "fl. oz", " oz", "www.", "http", ".com", "made in", "fabrique", "hergestellt", "lot ", "lot:", "lot.", "batch", "exp ", "exp.", "best before", "dist.", "distributed", "recycl", "patent", "n.w", "net wt", "code f.i.l", "f.i.l", "fil code", "12m", "24m", "6m", "36m", "item no", "manufactured", "©"}

// junk reports whether the piece is a size, a lot code, an address or nothing at all.
func (s *scan) junk(q span) bool {
	letters, digits, others := 0, 0, 0
	for i := q.from; i < q.to; i++ {
		switch r := s.runes[i]; {
		case spelling.IsDigit(r):
			digits++
		case spelling.Fold(r) != 0:
			letters++
		default:
			others++
		}
	}
	if letters == 0 || letters == 1 && digits == 0 {
		return true
	}
	if q.to-q.from > 60 {
		return false
	}
	text := strings.ToLower(s.text(q.from, q.to))
	for _, w := range junkWords {
		if strings.Contains(text, w) && !s.names.Find(text).Found() {
			if strings.HasSuffix(w, "m") && text != w && len(w) < 4 {
				continue
			}
			return true
		}
	}
	k := spelling.Key(text)
	return headings[k] || digits > 0 && lot(k)
}

// lot reports whether k is a lot code or a size: mostly digits, or digits and units.
func lot(k string) bool {
	if strings.HasPrefix(k, "CI") || strings.HasPrefix(k, "CL") {
		return false
	}
	if size(k) {
		return true
	}
	for _, unit := range [...]string{"ML", "G", "OZ", "FLOZ", "MLE", "GE", "M", "KG", "CM", "H", "SPF"} {
		if n := strings.TrimSuffix(k, unit); n != k && strings.Trim(n, "0123456789-E") == "" {
			return true
		}
	}
	digits := 0
	for i := range len(k) {
		if k[i] >= '0' && k[i] <= '9' {
			digits++
		}
	}
	return digits >= 4 && digits*2 > len(k)
}

// size reports whether k says how much is in the pack: "50MLE1-7FLOZ".
func size(k string) bool {
	letters, unit := 0, false
	for i := 0; i < len(k); i++ {
		if k[i] >= 'A' && k[i] <= 'Z' {
			letters++
			if i > 0 && k[i-1] >= '0' && k[i-1] <= '9' && (strings.HasPrefix(k[i:], "ML") || strings.HasPrefix(k[i:], "FL") || strings.HasPrefix(k[i:], "OZ") || strings.HasPrefix(k[i:], "G")) {
				unit = true
			}
		}
	}
	return unit && letters <= 8 && len(k) > letters+1
}

// headings are words that only announce a list.
var headings = spelling.Set(`ingredients ingredient inci ctfa composition contents inhaltsstoffe bestandteile zutaten ingrediens ingredientes ingredienti
	ingrédients ingredienser ingrediënten sastojci skład składniki složení 성분 전성분 activeingredients inactiveingredients activeingredient
	inactiveingredient otheringredients activeingredientpurpose drugfacts actives inactives purpose sunscreen ingredientsinci ingrédientsinci
	ingredientsingrédients ingredientsingredients fullingredients ingredientlist fullingredientlist keyingredients n/a none na`)

// mentionWords is the most words a mention has.
const mentionWords = 5

// mention looks for names in running text. Only names that mean something count: of two
// words or more, or with a hazard.
func (s *scan) mention(q span) {
	words := s.words(q)
	for i := 0; i < len(words); {
		n := min(mentionWords, len(words)-i)
		for ; n > 0; n-- {
			at := s.trim(span{words[i].from, words[i+n-1].to})
			if at.empty() || at.to-at.from < 5 {
				continue
			}
			h := s.names.Find(s.text(at.from, at.to))
			if !h.Found() || h.Status != skinafter.Exact && n < 2 || n < 2 && len(s.names.Kin(h).Hazards) == 0 {
				continue
			}
			s.mentions = append(s.mentions, finding{hit: h, at: at, part: s.part})
			break
		}
		i += max(n, 1)
	}
}
