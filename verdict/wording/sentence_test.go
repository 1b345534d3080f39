package wording_test

import (
	"testing"

	"skinafter/internal/testkit"
	"skinafter/verdict/wording"
)

func TestEverySentenceOfTheRulesHasAGermanOne(t *testing.T) {
	t.Parallel()
	b := testkit.Facts(t)
	german := wording.Speak(b, "de")
	check := func(sentences ...string) {
		for _, s := range sentences {
			if s != "" && german.Sentence(s) == s {
				t.Errorf("no German for %q", s)
			}
		}
	}
	for id, r := range b.Rules {
		check(r.Title, r.Because, r.Ask)
		for _, s := range r.Says {
			check(s.Text)
		}
		if german.Title(id) == r.Title {
			t.Errorf("no German title for %s", id)
		}
	}
	for _, p := range b.Care.Persons.Rules {
		check(p.Title, p.Because)
	}
	for _, p := range b.Care.Protocols.Protocols {
		check(p.Title, p.Because)
	}
	for _, a := range append(b.Care.Behaviour.Rules, b.Care.Omissions.Rules...) {
		check(a.Title, a.Text)
	}
	l := b.Care.Locks
	check(l.Reaction.Because, l.Suspect.Because, l.Actives.Because, b.Care.Barrier.Because, b.Care.Normal.Because)
}

func TestTheSameSentenceHasOneTranslation(t *testing.T) {
	t.Parallel()
	b := testkit.Facts(t)
	seen := map[string]string{}
	add := func(english, key string) {
		if english == "" {
			return
		}
		german := b.Text("de", key)
		if other, ok := seen[english]; ok && other != german {
			t.Errorf("%q is %q and %q", english, german, other)
		}
		seen[english] = german
	}
	for id, r := range b.Rules {
		add(r.Because, wording.SentenceKey(id, "because"))
		for i, s := range r.Says {
			add(s.Text, wording.SentenceKey(id, "says."+string(rune('1'+i))))
		}
	}
}
