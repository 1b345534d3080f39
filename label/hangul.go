package label

import "strings"

// maxReadings is how many ways to cut a Hangul name are tried before it is given up.
const maxReadings = 48

// hangulName reads a Hangul name, which is a regular transliteration of the INCI name, by
// cutting it into known pieces and looking up what they spell together.
func (r *Reader) hangulName(text string) (hit, bool) {
	var runes []rune
	hangul := false
	for _, c := range text {
		if isHangul(c) {
			hangul = true
		}
		if !isSpace(c) {
			runes = append(runes, c)
		}
	}
	if !hangul || len(runes) > 80 {
		return hit{}, false
	}
	s := &hangulSearch{r: r, runes: runes, left: maxReadings, dead: make([]bool, len(runes)+1)}
	s.read(0, nil)
	if s.found.entry == nil && s.first != "" {
		return r.openName(s.first)
	}
	return s.found, s.found.entry != nil
}

type hangulSearch struct {
	r     *Reader
	runes []rune
	left  int
	dead  []bool // no reading of the rest exists from here
	found hit
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
		for n := min(s.r.longest, len(s.runes)-i); n > 0; n-- {
			if inci, ok := s.r.morphs[string(s.runes[i:i+n])]; ok {
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
	for i+n < len(s.runes) && !isHangul(s.runes[i+n]) {
		n++
	}
	return n
}

func (s *hangulSearch) look(name string) {
	if s.first == "" {
		s.first = name
	}
	if h := s.r.find(name); h.entry != nil {
		s.found = h
		return
	}
	if h, ok := s.r.plantName(name); ok {
		s.found = h
	}
}
