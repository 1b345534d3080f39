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
	for w := range strings.FieldsSeq(text.Plain) {
		*work++
		at := p.stems[words.Stem(w)]
		if at == nil {
			continue
		}
		for _, i := range at.rarest {
			*work++
			if n := &p.list[i]; len(n.Plain) >= shortest && text.Holds(n) {
				out = append(out, i)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
