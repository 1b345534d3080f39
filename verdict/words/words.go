// Package words compares what people and labels write as plain words: small letters, single
// spaces, whole words.
package words

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Plain is a text as people compare it: small letters and digits, words with single spaces.
// A text of nothing but marks is empty.
func Plain(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for i := 0; i < len(s); {
		r, width := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, width = utf8.DecodeRuneInString(s[i:])
		}
		i += width
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
		case r >= 'A' && r <= 'Z':
			r += 'a' - 'A'
		case r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			r = unicode.ToLower(r)
		default:
			space = true
			continue
		}
		if space && b.Len() > 0 {
			b.WriteByte(' ')
		}
		space = false
		if r < utf8.RuneSelf {
			b.WriteByte(byte(r))
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Hold reports whether the words stand in the text, whole and in a row. Both are plain. A
// plural s at the end of either is not looked at.
func Hold(text, words string) bool {
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
	return plural && len(single) > 3 && Hold(text, single)
}

// Stem is a plain word without its plural s. Texts that hold one another have the stems of
// the inner one in common.
func Stem(word string) string { return strings.TrimRight(word, "s") }

// Phrase is a text made ready to be compared many times. The zero value holds nothing and
// stands in nothing.
type Phrase struct {
	Plain string
	stems mask
}

// Of makes a text ready.
func Of(s string) Phrase { return OfPlain(Plain(s)) }

// OfPlain is Of for a text that is plain already.
func OfPlain(plain string) Phrase { return Phrase{plain, maskOf(plain)} }

// MayHold is false where nothing that the phrase holds is inner; one look tells.
func (p *Phrase) MayHold(inner *Phrase) bool { return p.stems.covers(&inner.stems) }

// Holds is Hold; most phrases that have nothing in common are told apart by one look.
func (p *Phrase) Holds(inner *Phrase) bool {
	return p.stems.covers(&inner.stems) && Hold(p.Plain, inner.Plain)
}

// Short is the fewest letters of a name that counts inside a longer text, or with a slip.
const Short = 5

// GoesBy reports whether said names the thing whose name p is: it stands in p, or p stands in
// it ("hydrocortisone cream").
func (p *Phrase) GoesBy(said *Phrase) bool {
	return p.Plain != "" && (p.Holds(said) || len(p.Plain) >= Short && said.Holds(p))
}

// mask has a bit for the stem of every word; different stems may share one.
type mask [4]uint64

func (m *mask) covers(o *mask) bool {
	return o[0]&^m[0]|o[1]&^m[1]|o[2]&^m[2]|o[3]&^m[3] == 0
}

func maskOf(plain string) mask {
	const basis, prime = 2166136261, 16777619 // FNV-1a
	var m mask
	h, stem := uint32(basis), uint32(basis)
	for i := 0; i <= len(plain); i++ {
		if i < len(plain) && plain[i] != ' ' {
			h = (h ^ uint32(plain[i])) * prime
			if plain[i] != 's' {
				stem = h
			}
			continue
		}
		bit := (stem ^ stem>>16) & 255
		m[bit>>6] |= 1 << (bit & 63)
		h, stem = basis, basis
	}
	return m
}
