package ownlist

import (
	"skinafter/knowledge"
	"skinafter/verdict/words"
)

// Looked is how many names were compared to read a list.
func Looked(facts *knowledge.Base, entries []string) int {
	r := newReader(facts)
	r.read(entries)
	return r.looked
}

// Dictionary are all names that an entry may go by.
func Dictionary(facts *knowledge.Base) []string { return namesOf(facts).sorted }

// Found are the names that hold the text, that stand in it, and that differ by one letter: by
// the words, and by looking at every name.
func Found(facts *knowledge.Base, text string) (byWords, byAll [3][]string) {
	p, said, looked := namesOf(facts).listed, words.OfPlain(text), 0
	for i, found := range [][]int32{p.holding(&said, 0, &looked), p.within(&said, words.Short, &looked), p.near(text, &looked)} {
		for _, at := range found {
			byWords[i] = append(byWords[i], p.list[at].Plain)
		}
	}
	for _, name := range Dictionary(facts) {
		for i, found := range []bool{words.Hold(name, text), len(name) >= words.Short && words.Hold(text, name), oneEdit(text, name)} {
			if found {
				byAll[i] = append(byAll[i], name)
			}
		}
	}
	return byWords, byAll
}
