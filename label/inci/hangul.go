package inci

import (
	"strings"

	"skinafter/label/spelling"
)

// maxReadings is how many ways to cut a Hangul name are tried before it is given up.
const maxReadings = 48

// hangulName reads a Hangul name, which is a regular transliteration of the INCI name, by
// cutting it into known pieces and looking up what they spell together.
func (x *Index) hangulName(text string) (Hit, bool) {
	var runes []rune
	hangul := false
	for _, c := range text {
		if spelling.IsHangul(c) {
			hangul = true
		}
		if !spelling.IsSpace(c) {
			runes = append(runes, c)
		}
	}
	if !hangul || len(runes) > 80 {
		return Hit{}, false
	}
	s := &hangulSearch{names: x, runes: runes, left: maxReadings, dead: make([]bool, len(runes)+1)}
	s.read(0, nil)
	if s.found.entry == nil && s.first != "" {
		return x.Open(s.first)
	}
	return s.found, s.found.entry != nil
}

type hangulSearch struct {
	names *Index
	runes []rune
	left  int
	dead  []bool // no reading of the rest exists from here
	found Hit
	first string // what the first reading of the whole spells
}

// read extends the words by every morpheme at i, longest first. It reports whether the
// rest could be cut at all.
func (s *hangulSearch) read(i int, words []string) bool {
	if i == len(s.runes) {
		s.left--
		s.look(strings.Join(words, " "))
		return true
	}
	if s.dead[i] || s.left <= 0 || s.found.entry != nil {
		return !s.dead[i]
	}
	any := false
	if n := s.foreign(i); n > 0 {
		any = s.read(i+n, append(words, string(s.runes[i:i+n])))
	} else {
		for n := min(s.names.longest, len(s.runes)-i); n > 0; n-- {
			if inci, ok := s.names.morphs[string(s.runes[i:i+n])]; ok {
				any = s.read(i+n, append(words, inci)) || any
			}
		}
	}
	s.dead[i] = !any
	return any
}

// foreign is how many runes at i are not Hangul.
func (s *hangulSearch) foreign(i int) int {
	n := 0
	for i+n < len(s.runes) && !spelling.IsHangul(s.runes[i+n]) {
		n++
	}
	return n
}

func (s *hangulSearch) look(name string) {
	if s.first == "" {
		s.first = name
	}
	if h := s.names.Find(name); h.entry != nil {
		s.found = h
		return
	}
	if h, ok := s.names.PlantName(name); ok {
		s.found = h
	}
}
