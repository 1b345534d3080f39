package catalogue

import (
	"strings"
	"testing"

	"skinafter/knowledge"
	"skinafter/verdict/wording"
)

// TestEverySentenceOfTheKnowledgeIsTranslated goes over what a page can show.
func TestEverySentenceOfTheKnowledgeIsTranslated(t *testing.T) {
	t.Parallel()
	facts, err := knowledge.Load(knowledge.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range Langs()[1:] {
		c, speaker := load(t, lang), wording.Speak(facts, lang)
		used := map[string]bool{}
		need := func(where, english string) {
			used[english] = true
			if english != "" && speaker.Sentence(english) == english && c.Sentence(english) == english {
				t.Errorf("%s: %s is not translated: %q", lang, where, english)
			}
		}
		for id, conflict := range facts.Conflicts {
			need(id, conflict.Title)
			need(id, conflict.Decided)
			for _, s := range append(conflict.Sides, conflict.Studies...) {
				need(id, s.Says)
			}
		}
		for id, r := range facts.Rules {
			need(id, r.Because)
			need(id, r.Ask)
			for _, s := range r.Says {
				need(id, s.Text)
			}
		}
		for id, src := range facts.Sources {
			used[src.Title], used[src.Grade] = true, true
			if src.Interest != "" && !strings.HasPrefix(src.Interest, "none") {
				need(id, src.Interest)
			}
		}
		for english := range c.sentences {
			if !used[english] {
				t.Errorf("knowledge_%s.yaml translates a sentence that nobody says: %q", lang, english)
			}
		}
	}
}
