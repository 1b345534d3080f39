package spelling

import "strings"

// Vocabulary are the words that names are made of, as keys.
type Vocabulary map[string]bool

// Learn adds the words of a name to the vocabulary.
func (v Vocabulary) Learn(name string) {
	for w := range strings.FieldsFuncSeq(name, IsWordBreak) {
		if k := Key(w); len(k) > 1 {
			v[k] = true
		}
	}
}

// Right reports whether the parts of a word are words of names or built of stems.
func (v Vocabulary) Right(word string) bool {
	for part := range strings.FieldsFuncSeq(word, IsWordBreak) {
		if k := Key(part); len(k) > 3 && !v[k] && !stemmed(k) {
			return false
		}
	}
	return true
}

// Misread reports whether some word of the text is no word of any name, nor built like one.
func (v Vocabulary) Misread(text string) bool {
	found := false
	for w := range strings.FieldsFuncSeq(text, IsWordBreak) {
		k := Key(w)
		if len(k) == 0 {
			continue
		}
		found = true
		if !v[k] && !stemmed(k) {
			return true
		}
	}
	return !found
}

// Mend puts letters for digits inside words ("G1ycerin") and digits for letters inside
// numbers ("C1O-30", "147O0").
func (v Vocabulary) Mend(text string) string {
	var b strings.Builder
	text = strings.ReplaceAll(text, "-\n", "")
	b.Grow(len(text))
	for len(text) > 0 {
		n := strings.IndexFunc(text, isTokenBreak)
		if n < 0 {
			n = len(text)
		}
		if n == 0 {
			n = 1
			for n < len(text) && text[n]&0xC0 == 0x80 {
				n++
			}
			b.WriteString(text[:n])
			text = text[n:]
			continue
		}
		if t := text[:n]; (t == "l" || t == "I") && n+1 < len(text) && text[n] == ',' && IsDigit(rune(text[n+1])) {
			b.WriteByte('1')
		} else {
			b.WriteString(chainLength(b.String(), v.token(t)))
		}
		text = text[n:]
	}
	return b.String()
}

// chainLength writes the second half of a range of chain lengths without its C:
// "C10-C30" is "C10-30".
func chainLength(before, token string) string {
	if len(token) < 2 || token[0] != 'C' && token[0] != 'c' || !IsDigits(token[1:]) || len(before) < 3 || before[len(before)-1] != '-' || !IsDigit(rune(before[len(before)-2])) {
		return token
	}
	return token[1:]
}

// TornDigit reports whether a letter that may be a digit stands alone behind a number:
// "PEG-1 O Dimethicone". Nobody can say which number that is.
func TornDigit(text string) bool {
	words := strings.Fields(text)
	for i := 1; i < len(words); i++ {
		w, before := words[i], words[i-1]
		if len(w) == 1 && strings.Contains("OoIlSBZ", w) && IsDigit(rune(before[len(before)-1])) {
			return true
		}
	}
	return false
}

// token reads one word or number that mixes letters and digits.
func (v Vocabulary) token(t string) string {
	letters, digits, fits := 0, 0, 0
	for i := range len(t) {
		switch {
		case t[i] >= '0' && t[i] <= '9':
			digits++
		case strings.IndexByte("OoQDlIiSsBZ|!", t[i]) >= 0:
			fits++
			letters++
		default:
			letters++
		}
	}
	switch {
	case digits == 0 || letters == 0:
		return t
	case len(t) > 2 && v[Key(strings.Map(toLetter, t))]:
		return strings.Map(toLetter, t)
	case len(t) > 2 && v[Key(strings.ReplaceAll(strings.Map(notOne, t), "1", "L"))]:
		return strings.ReplaceAll(strings.Map(notOne, t), "1", "L")
	case t[0] == '0':
		return strings.Map(toLetter, t)
	case (t[0] == 'C' || t[0] == 'c') && letters-1 <= fits && digits >= letters-1:
		return t[:1] + strings.Map(toDigit, t[1:]) // C1O, C2O
	case len(t) > 2 && (hasFold(t, "ci") || hasFold(t, "cl")) && digits >= letters-2:
		return "CI" + strings.Map(toDigit, t[2:])
	case fits == letters && (digits >= letters || t[0] >= '0' && t[0] <= '9' && len(t) <= 4):
		return strings.Map(toDigit, t)
	case letters > 2*digits && (!trailingNumber(t) || letters > 3 && digits == 1 && strings.ContainsAny(t[len(t)-1:], "015")):
		return strings.Map(toLetter, t)
	}
	return t
}

func hasFold(t, prefix string) bool {
	return len(t) >= len(prefix) && strings.EqualFold(t[:len(prefix)], prefix)
}

// trailingNumber reports whether t is letters and then digits, as in "VIOLET2" or "RED33".
func trailingNumber(t string) bool {
	i := len(t)
	for i > 0 && t[i-1] >= '0' && t[i-1] <= '9' {
		i--
	}
	return i < len(t) && i > 0 && !strings.ContainsAny(t[:i], "0123456789")
}

// notOne is toLetter but for 1, which may be I or L.
func notOne(r rune) rune {
	if r == '1' {
		return r
	}
	return toLetter(r)
}

func toDigit(r rune) rune {
	switch r {
	case 'O', 'o', 'Q', 'D':
		return '0'
	case 'l', 'I', 'i', '|', '!':
		return '1'
	case 'S', 's':
		return '5'
	case 'B':
		return '8'
	case 'Z':
		return '2'
	}
	return r
}

func toLetter(r rune) rune {
	switch r {
	case '0':
		return 'O'
	case '1':
		return 'I'
	case '5':
		return 'S'
	case '8':
		return 'B'
	case '6', '9':
		return 'G'
	case '2':
		return 'Z'
	case '4':
		return 'A'
	case '7':
		return 'T'
	}
	return r
}
