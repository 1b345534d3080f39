package verdict

import (
	"strings"
	"unicode"
)

// plainWords is a text as people compare it: small letters, words with single spaces.
func plainWords(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for _, r := range s {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			b.WriteRune(unicode.ToLower(r))
		default:
			space = true
		}
	}
	return b.String()
}

// holdsWords reports whether the words stand in the text, whole and in a row. Both are plain.
// A plural s at the end of either is not looked at.
func holdsWords(text, words string) bool {
	if words == "" {
		return false
	}
	for from := 0; ; {
		i := strings.Index(text[from:], words)
		if i < 0 {
			break
		}
		i += from
		end := i + len(words)
		if (i == 0 || text[i-1] == ' ') && (end == len(text) || text[end] == ' ' || text[end:] == "s" || strings.HasPrefix(text[end:], "s ")) {
			return true
		}
		from = i + 1
	}
	single, plural := strings.CutSuffix(words, "s")
	return plural && len(single) > 3 && holdsWords(text, single)
}
