package spelling

import "strings"

// A key is the form in which names are compared: upper-case letters, digits and Hangul,
// nothing else, except that two numbers stay apart ("1,2-HEXANEDIOL" is "1-2HEXANEDIOL").
// Hyphens, spaces and slashes do not count, so that line wraps and stripped punctuation
// do not matter; digits always do.

// AppendKey appends the key of text to dst.
func AppendKey(dst []byte, text string) []byte {
	gap := false // something that does not count stands between here and the last rune
	for _, r := range text {
		if r < 0x80 {
			f := Fold(r)
			if f == 0 {
				gap = true
				continue
			}
			if gap && IsDigit(f) && len(dst) > 0 && IsDigit(rune(dst[len(dst)-1])) {
				dst = append(dst, '-')
			}
			dst, gap = append(dst, byte(f)), false
			continue
		}
		if s := spelled(r); s != "" {
			dst, gap = append(dst, s...), false
			continue
		}
		switch f := Fold(r); {
		case f == 0:
			gap = true
		case spelled(f) != "":
			dst, gap = append(dst, spelled(f)...), false
		default:
			dst, gap = append(dst, string(f)...), false
		}
	}
	return dst
}

// Key is the key of text as a string.
func Key(text string) string { return string(AppendKey(nil, text)) }

// Template replaces the numbers of a key by "#" and returns them beside it, joined by
// spaces: "PEG100STEARATE" is "PEG#STEARATE" and "100". Letters and numbers never mix, so
// a misread letter cannot change a number.
func Template(k string) (shape, numbers string) {
	first := -1
	for i := range len(k) {
		if k[i] >= '0' && k[i] <= '9' {
			first = i
			break
		}
	}
	if first < 0 {
		return k, ""
	}
	s := make([]byte, first, len(k))
	copy(s, k)
	var n []byte
	for i := first; i < len(k); {
		if c := k[i]; c < '0' || c > '9' {
			s = append(s, c)
			i++
			continue
		}
		if len(n) > 0 {
			n = append(n, ' ')
		}
		for i < len(k) && (k[i] >= '0' && k[i] <= '9') {
			n = append(n, k[i])
			i++
		}
		s = append(s, '#')
	}
	return string(s), string(n)
}

// Set are the words of a text as a set of keys.
func Set(words string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		set[Key(w)] = true
	}
	return set
}

// LeadingZero reports whether one of the numbers begins with 0: no name counts from 0, so a
// digit was lost.
func LeadingZero(numbers string) bool {
	return numbers[0] == '0' || strings.Contains(numbers, " 0")
}
