package wording

import (
	"fmt"

	"skinafter/knowledge"
)

// sentenceKey is the Derive key of the sentences.
type sentenceKey struct{}

// Sentence is an English sentence of the rules (a title, a reason, a question, what an
// article says) in the Speaker's language; the sentence itself where nobody translated it.
func (s Speaker) Sentence(english string) string {
	if english == "" {
		return ""
	}
	keys := s.facts.Derive(sentenceKey{}, func() any { return sentences(s.facts) }).(map[string]string)
	key, ok := keys[english]
	if !ok {
		return english
	}
	if text := s.facts.Text(s.lang, key); text != key {
		return text
	}
	return english
}

// sentences maps every English sentence of the rules to the key of its translations. The
// same sentence has the same meaning wherever it stands.
func sentences(b *knowledge.Base) map[string]string {
	out := map[string]string{}
	add := func(english, id, field string) {
		if _, taken := out[english]; english != "" && !taken {
			out[english] = SentenceKey(id, field)
		}
	}
	for id, r := range b.Rules {
		add(r.Title, id, "title")
		add(r.Because, id, "because")
		add(r.Ask, id, "ask")
		for i := range r.Says {
			add(r.Says[i].Text, id, fmt.Sprintf("says.%d", i+1))
		}
	}
	c := &b.Care
	for _, l := range []knowledge.Lock{c.Locks.Reaction, c.Locks.Suspect, c.Locks.Actives, c.Locks.Help} {
		add(l.Title, l.ID, "title")
		add(l.Because, l.ID, "because")
	}
	for _, p := range c.Persons.Rules {
		add(p.Title, p.ID, "title")
		add(p.Because, p.ID, "because")
	}
	for _, p := range c.Protocols.Protocols {
		add(p.Title, p.ID, "title")
		add(p.Because, p.ID, "because")
	}
	for _, list := range [][]knowledge.Advice{c.Behaviour.Rules, c.Omissions.Rules} {
		for _, a := range list {
			add(a.Title, a.ID, "title")
			add(a.Text, a.ID, "text")
		}
	}
	add(c.Barrier.Because, "barrier", "because")
	add(c.Normal.Because, "normal", "because")
	return out
}

// SentenceKey is the key under which texts/<lang>.yaml holds the translation of a rule's
// sentence: "rule.i13.because".
func SentenceKey(rule, field string) string { return "rule." + rule + "." + field }
