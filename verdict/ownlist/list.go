package ownlist

import (
	"slices"
	"strings"
	"sync"
	"weak"

	"skinafter/knowledge"
	"skinafter/verdict/words"
)

// List is a list that was read. The zero value is an empty list.
type List struct {
	// Unknown are the entries, or parts of entries, of which nobody knows what they are, as
	// written. They still count by their words.
	Unknown []string

	entries  []string       // as they came
	said     []words.Phrase // what counts by its words too
	exact    []string       // names of families: other words that hold them are something else
	families map[string]bool
	classes  map[string]bool
	means    []words.Phrase // INCI and Latin names that something on the list is another name of
	globs    []string       // names, and globs of names, of groups
}

// Most entries and bytes of one list. What follows is not looked up, and so is not known: no
// file can make an answer take minutes.
const (
	mostEntries = 200
	mostBytes   = 1 << 16
)

// none is the list without entries.
var none List

// Read reads a list by the names of the facts; the first call for a Base makes them ready.
// Lists share memory: read them, do not change them. Read may be called from many goroutines.
func Read(facts *knowledge.Base, entries []string) *List {
	if len(entries) == 0 {
		return &none
	}
	last := facts.Derive(recentKey{}, func() any { return new(recent) }).(*recent)
	if l := last.find(entries); l != nil {
		return l
	}
	r := newReader(facts)
	r.read(entries)
	r.list.entries = slices.Clone(entries)
	last.keep(r.list)
	return r.list
}

// recentKey is the Derive key of the recent lists.
type recentKey struct{}

// recent has the last lists that were read, as long as somebody uses them or no memory is
// needed: one page asks many times about the same person. It keeps nothing alive that a
// person wrote.
type recent struct {
	mu    sync.Mutex
	lists [4]weak.Pointer[List]
	next  int
}

func (s *recent) find(entries []string) *List {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, w := range s.lists {
		if l := w.Value(); l != nil && slices.Equal(l.entries, entries) {
			return l
		}
	}
	return nil
}

func (s *recent) keep(l *List) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.lists[s.next] = weak.Make(l)
	s.next = (s.next + 1) % len(s.lists)
}

// Empty reports whether nothing stands on the list.
func (l *List) Empty() bool { return len(l.said)+len(l.exact) == 0 }

// Thing is what a list is held against: an ingredient, as it is judged.
type Thing struct {
	INCI, Text *words.Phrase // its name, and what was printed
	Name       string        // the name that globs are about; empty = none
	Families   []string
	Class      string
	Water      bool // "rose water" is no allergy to water: water counts by its own name only
}

// Meets reports whether something on the list means the thing.
func (l *List) Meets(t *Thing) bool {
	inci := t.INCI.Plain
	switch {
	case l.classes[t.Class], slices.ContainsFunc(t.Families, func(f string) bool { return l.families[f] }),
		Globbed(l.globs, t.Name), inci != "" && slices.Contains(l.exact, inci):
		return true
	case t.Water:
		return inci != "" && slices.ContainsFunc(l.said, func(s words.Phrase) bool { return s.Plain == inci })
	}
	for i := range l.said {
		if s := &l.said[i]; t.INCI.GoesBy(s) || t.Text.GoesBy(s) {
			return true
		}
	}
	for i := range l.means {
		if t.INCI.Holds(&l.means[i]) {
			return true
		}
	}
	return false
}

// Globbed reports whether a name is on a list of names and globs of names.
func Globbed(list []string, name string) bool {
	return name != "" && slices.ContainsFunc(list, func(m string) bool {
		return m == name || strings.ContainsAny(m, "*#") && knowledge.Match(m, name)
	})
}
