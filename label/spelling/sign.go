package spelling

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Bullet is the one rune that all list bullets and middle dots become.
const Bullet = '•'

// Unify maps a rune to the one that labels are read with; 0 drops it.
func Unify(r rune) rune {
	if r < 0x80 {
		switch r {
		case '\r', '\v', '\f':
			return '\n'
		case '\t', 0x00:
			return ' '
		case '\\':
			return '/'
		case '`':
			return '\''
		case '<':
			return '('
		case '>':
			return ')'
		}
		return r
	}
	switch r {
	case 0xFFFD, 0xA0, 0x1680, 0x202F, 0x205F, 0x3000:
		return ' '
	case 0x2028, 0x2029, 0x85:
		return '\n'
	case '‐', '‑', '‒', '–', '—', '―', '−', '﹣', '－':
		return '-'
	case '，', '、', '،', '﹐', '‚':
		return ','
	case '；':
		return ';'
	case '·', '∙', '⋅', '・', '･', '•', '●', '▪', '■', '◆', '◦', '‣', '※', '○', '▶':
		return Bullet
	case '‘', '’', '′', '´':
		return '\''
	case '“', '”', '„', '«', '»':
		return '"'
	case '（', '［', '【', '〔':
		return '('
	case '）', '］', '】', '〕':
		return ')'
	case '⁄', '∕', '／':
		return '/'
	case '™', '®', '©', '℠', 0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, 0x61C:
		return 0
	}
	switch {
	case r >= 0x2000 && r <= 0x200A:
		return ' '
	case r >= 0xFF01 && r <= 0xFF5E:
		return Unify(r - 0xFEE0)
	case r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
		return 0 // direction marks
	}
	return r
}

// Fold writes a rune in the form in which names are compared: upper case, no accents.
// It returns 0 for what does not count (spaces, punctuation, marks).
func Fold(r rune) rune {
	switch {
	case r >= 'a' && r <= 'z':
		return r - 'a' + 'A'
	case r >= 'A' && r <= 'Z', r >= '0' && r <= '9':
		return r
	case r < 0x80:
		return 0
	case IsHangul(r):
		return r
	}
	return foldForeign(r)
}

// foldForeign folds what is not ASCII: accents fall, Greek letters stay for greek to spell.
func foldForeign(r rune) rune {
	if d := norm.NFD.PropertiesString(string(r)).Decomposition(); len(d) > 0 {
		base, _ := utf8.DecodeRune(d)
		if base < 0x80 {
			return Fold(base)
		}
		r = base
	}
	if unicode.IsLetter(r) {
		return unicode.ToUpper(r)
	}
	return 0
}

// spelled gives the letters that a single sign stands for.
func spelled(r rune) string {
	switch r {
	case 'Α', 'α':
		return "ALPHA"
	case 'Β', 'β':
		return "BETA"
	case 'Γ', 'γ':
		return "GAMMA"
	case 'Δ', 'δ':
		return "DELTA"
	case 'ẞ', 'ß':
		return "SS"
	case 'Œ', 'œ', 'Ö', 'ö': // "Sesamöl" is an oil, SESAMOL is not
		return "OE"
	case 'Æ', 'æ':
		return "AE"
	case 'Ø', 'ø':
		return "O"
	case 'ﬁ':
		return "FI"
	case 'ﬂ':
		return "FL"
	}
	return ""
}

// IsHangul reports a Korean syllable.
func IsHangul(r rune) bool { return r >= 0xAC00 && r <= 0xD7A3 }

// IsDigit reports an ASCII digit.
func IsDigit(r rune) bool { return r >= '0' && r <= '9' }

// IsSpace reports a space as Unify leaves it: a space or the end of a line.
func IsSpace(r rune) bool { return r == ' ' || r == '\n' }

// IsDigits reports whether a text is nothing but digits, or nothing.
func IsDigits(s string) bool { return strings.Trim(s, "0123456789") == "" }

// IsWordBreak reports whether a rune parts the words of a name.
func IsWordBreak(c rune) bool {
	return c == ' ' || c == '\n' || c == '/' || c == '-' || c == '(' || c == ')' || c == ',' || IsDigit(c) || c == '#' || c == '.'
}

// isTokenBreak reports whether a rune parts the tokens of a text, numbers among them.
func isTokenBreak(c rune) bool {
	return c == ' ' || c == '\n' || c == '-' || c == '/' || c == ',' || c == '(' || c == ')' || c == '.'
}

// IndexFold is the first place of word in text, whatever the case; -1 = none.
func IndexFold(text, word string) int {
	for i := 0; i+len(word) <= len(text); i++ {
		if strings.EqualFold(text[i:i+len(word)], word) {
			return i
		}
	}
	return -1
}
