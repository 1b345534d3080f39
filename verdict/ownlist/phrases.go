package ownlist

import (
	"slices"
	"strings"

	"skinafter/verdict/words"
)

// phrases are many plain names that are found by the words in them. Read-only. What a search
// costs depends on how many names share its rarest word, not on how many there are.
type phrases struct {
	list    []words.Phrase
	stems   map[string]*posting
	longest int // bytes
	slips   []slip
}

// posting is what stands under one word.
type posting struct {
	in     []int32 // the names that hold it
	rarest []int32 // those in which no other word is rarer
}

func newPhrases(list []string) *phrases {
	p := &phrases{list: make([]words.Phrase, len(list)), stems: map[string]*posting{}}
	for i, s := range list {
		p.list[i] = words.OfPlain(s)
		p.longest = max(p.longest, len(s))
		for w := range strings.FieldsSeq(s) {
			stem := words.Stem(w)
			at := p.stems[stem]
			if at == nil {
				at = &posting{}
				p.stems[stem] = at
			}
			if n := len(at.in); n == 0 || at.in[n-1] != int32(i) {
				at.in = append(at.in, int32(i))
			}
		}
	}
	for i, s := range list {
		if at := p.rarest(s); at != nil {
			at.rarest = append(at.rarest, int32(i))
		}
	}
	return p
}

// rarest is what stands under the rarest word of a text; nil where one of its words stands in
// no name, or the text has none.
func (p *phrases) rarest(text string) *posting {
	var best *posting
	for w := range strings.FieldsSeq(text) {
		at := p.stems[words.Stem(w)]
		if at == nil {
			return nil
		}
		if best == nil || len(at.in) < len(best.in) {
			best = at
		}
	}
	return best
}

// holding are the names that hold the words, in order. most > 0 stops after as many.
func (p *phrases) holding(w *words.Phrase, most int, work *int) (out []int32) {
	if len(words.Stem(w.Plain)) > p.longest {
		return nil
	}
	at := p.rarest(w.Plain)
	if at == nil {
		return nil
	}
	for _, i := range at.in {
		*work++
		if p.list[i].Holds(w) {
			if out = append(out, i); len(out) == most {
				break
			}
		}
	}
	return out
}

// within are the names of at least so many bytes that stand in the text, in order.
func (p *phrases) within(text *words.Phrase, shortest int, work *int) (out []int32) {
	for from, until := 0, 0; from < len(text.Plain); from = until + 1 {
		until = len(text.Plain)
		if i := strings.IndexByte(text.Plain[from:], ' '); i >= 0 {
			until = from + i
		}
		*work++
		at := p.stems[words.Stem(text.Plain[from:until])]
		if at == nil {
			continue
		}
		for _, i := range at.rarest {
			*work++
			if n := &p.list[i]; len(n.Plain) >= shortest && text.MayHold(n) && words.Hold(around(text.Plain, from, until, len(n.Plain)), n.Plain) {
				out = append(out, i)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// around is the part of a text, in whole words, in which a name of so many bytes stands that
// has the word in it.
func around(text string, from, until, room int) string {
	from, until = max(0, from-room-1), min(len(text), until+room+1)
	if i := strings.LastIndexByte(text[:from], ' '); i >= 0 {
		from = i + 1
	} else {
		from = 0
	}
	if i := strings.IndexByte(text[until:], ' '); i >= 0 {
		until += i
	} else {
		until = len(text)
	}
	return text[from:until]
}
