package speech_test

import (
	"testing"
	"time"

	"skinafter"
	"skinafter/internal/catalogue"
	"skinafter/internal/speech"
	"skinafter/knowledge"
	"skinafter/verdict"
)

func TestTimesAndAnswersAreSaidInBothLanguages(t *testing.T) {
	t.Parallel()
	facts, err := knowledge.Load(knowledge.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	end := time.Date(2026, 11, 20, 18, 0, 0, 0, time.UTC)
	wait := 14 * skinafter.Day
	for lang, want := range map[string][]string{
		"en": {"36 h", "1 h 05 min", "5 days", "Friday 4 December, 18:00 (14 days after the treatment)", "14 days after the treatment", "from 14 days", "not this time", "1.5"},
		"de": {"36 Std.", "1 Std. 05 Min.", "5 Tage", "Freitag, 4. Dezember, 18:00 Uhr (14 Tage nach der Behandlung)", "14 Tage nach der Behandlung", "Wartezeit: 14 Tage", "diesmal nicht", "1,5"},
	} {
		texts, err := catalogue.Load(lang)
		if err != nil {
			t.Fatal(err)
		}
		plain := speech.New(texts, facts)
		dated := plain.At(end.Add(20*time.Hour), end)
		for i, got := range []string{
			plain.Span(-36 * skinafter.Hour), plain.Span(65), plain.Span(5 * skinafter.Day), dated.Until(wait), plain.Until(wait),
			plain.Short(verdict.Wait, &wait), plain.Short(verdict.No, nil), plain.Number(1.5),
		} {
			if got != want[i] {
				t.Errorf("%s: %q, want %q", lang, got, want[i])
			}
		}
	}
	if got := speech.Sentence("ärger"); got != "Ärger" || speech.Sentence("") != "" {
		t.Errorf("a sentence begins %q", got)
	}
}
