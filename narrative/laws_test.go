package narrative_test

import (
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"skinafter/knowledge"
	"skinafter/narrative"
)

// TestLawReadingIsTheSameEveryTime reads each sentence again from new facts.
func TestLawReadingIsTheSameEveryTime(t *testing.T) {
	t.Parallel()
	again, err := knowledge.Load(knowledge.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range []string{"en", "de"} {
		for _, text := range sentences(t, lang) {
			if a, b := narrative.Read(facts(t), text, lang), narrative.Read(again, text, lang); !reflect.DeepEqual(a, b) {
				t.Errorf("%s\n%+v\n%+v", text, a, b)
			}
		}
	}
}

// checkSpans demands that every span points at whole characters of the text, in order.
func checkSpans(t testing.TB, text string, r narrative.Reading) {
	t.Helper()
	for _, h := range r.Heard {
		last := 0
		for _, s := range h.Spans {
			if s.From < last || s.To <= s.From || s.To > len(text) {
				t.Fatalf("%s: span %v of %d bytes", h.Code, s, len(text))
			}
			if utf8.ValidString(text) && !utf8.ValidString(text[s.From:s.To]) {
				t.Fatalf("%s: span %v cuts a character", h.Code, s)
			}
			last = s.To
		}
		if len(h.Spans) == 0 {
			t.Fatalf("%s was heard nowhere", h.Code)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, lang := range []string{"en", "de"} {
		for i, text := range sentences(f, lang) {
			if i%9 == 0 {
				f.Add(text, lang)
			}
		}
	}
	f.Add("", "")
	f.Add("día 3 \xff\xfe 4.4.4 ,,, 38,9 °C ’’ 'n't", "xx")
	f.Add(strings.Repeat("no pus and ", 400), "en")
	b := facts(f)
	f.Fuzz(func(t *testing.T, text, lang string) {
		r := narrative.Read(b, text, lang)
		checkSpans(t, text, r)
		if alone := r.Situation(); alone.At.Min > alone.At.Max {
			t.Fatalf("%v", alone.At)
		}
		if with := r.AddTo(after(30)); len(with.CheckIns) != 1 {
			t.Fatal("a check-in was lost")
		}
	})
}

const sixtyWords = "Day four after microneedling with a pen (1 mm) at a clinic. One eyelid is so swollen I can hardly open it, it hurts " +
	"when I look sideways and I see double. I have a temperature of 38.9 since this morning, no pus, and the cream they gave me burns. " +
	"My husband says it is normal but I am not so sure about that."

func BenchmarkRead(b *testing.B) {
	f := facts(b)
	narrative.Read(f, sixtyWords, "en")
	b.ReportAllocs()
	for b.Loop() {
		narrative.Read(f, sixtyWords, "en")
	}
}
