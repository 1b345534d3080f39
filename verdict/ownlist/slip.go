package ownlist

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"skinafter/verdict/words"
)

// slip is the first or the last half of a name. Of two names that differ by one letter one of
// both halves is the same, where halves are counted in the shorter name.
type slip struct {
	half uint64 // its hash
	name int32
}

// halves are the hashes of both halves of a name beside another whose shorter one has so many
// letters; the letter in the middle is in neither.
func halves(name []rune, shorter int) [2]uint64 {
	first := (shorter - 1) / 2
	last := shorter - 1 - first
	return [2]uint64{hash(name[:first], shorter, 1), hash(name[len(name)-last:], shorter, 2)}
}

func hash(letters []rune, shorter, side int) uint64 {
	const basis, prime = 14695981039346656037, 1099511628211 // FNV-1a
	h := uint64(basis)
	for _, r := range letters {
		h = (h ^ uint64(r)) * prime
	}
	return ((h^uint64(shorter))*prime ^ uint64(side)) * prime
}

// addSlips makes near possible.
func (p *phrases) addSlips() {
	for i := range p.list {
		name := []rune(p.list[i].Plain)
		for shorter := max(words.Short, len(name)-1); shorter <= len(name); shorter++ {
			for _, h := range halves(name, shorter) {
				p.slips = append(p.slips, slip{h, int32(i)})
			}
		}
	}
	slices.SortFunc(p.slips, func(a, b slip) int { return cmp.Or(cmp.Compare(a.half, b.half), cmp.Compare(a.name, b.name)) })
}

// near are the names that differ from the text by one letter, in order.
func (p *phrases) near(text string, work *int) (out []int32) {
	if len(text) > p.longest+utf8.UTFMax {
		return nil
	}
	name := []rune(text)
	for shorter := max(words.Short, len(name)-1); shorter <= len(name); shorter++ {
		for _, h := range halves(name, shorter) {
			at, _ := slices.BinarySearchFunc(p.slips, h, func(s slip, h uint64) int { return cmp.Compare(s.half, h) })
			for ; at < len(p.slips) && p.slips[at].half == h; at++ {
				*work++
				if i := p.slips[at].name; oneEdit(text, p.list[i].Plain) {
					out = append(out, i)
				}
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// oneEdit reports whether two words of some length differ by one letter: another one, one
// too many or too few, or two that changed places.
func oneEdit(a, b string) bool {
	if len(a)-len(b) > utf8.UTFMax || len(b)-len(a) > utf8.UTFMax {
		return false
	}
	x, y := []rune(a), []rune(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) < words.Short || len(y)-len(x) > 1 {
		return false
	}
	i := 0
	for i < len(x) && x[i] == y[i] {
		i++
	}
	if len(x) < len(y) {
		return slices.Equal(x[i:], y[i+1:])
	}
	if i == len(x) {
		return true
	}
	return slices.Equal(x[i+1:], y[i+1:]) ||
		i+1 < len(x) && x[i] == y[i+1] && x[i+1] == y[i] && slices.Equal(x[i+2:], y[i+2:])
}
