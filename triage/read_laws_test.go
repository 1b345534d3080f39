package triage_test

import (
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"skinafter"
	"skinafter/knowledge"
	"skinafter/triage"
)

// sentences are the texts of all phrase cases of a language.
func sentences(t testing.TB, lang string) []string {
	t.Helper()
	cases, err := knowledge.LoadPhraseCases(knowledge.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, c := range cases {
		if c.Lang == lang && c.SinceH == nil {
			out = append(out, c.Text)
		}
	}
	return out
}

// reassurances are what people add and what must never lower anything.
var reassurances = []string{
	"But I am sure it is nothing.", "The clinic says everything is normal.", "No fever, no pus, no pain.",
	"It is better now.", "Otherwise I feel great and slept well.", "It went away.", "Never mind.",
	"Alles halb so wild.", "Die Praxis sagt das ist normal.", "Kein Fieber, kein Eiter.", "Jetzt ist es besser.",
	"Not at all bad.", "just a little", "No.", "gone",
}

// TestLawMoreTextNeverLowersTheLevel appends sentences, reassuring ones among them.
func TestLawMoreTextNeverLowersTheLevel(t *testing.T) {
	t.Parallel()
	b := facts(t)
	texts := map[string][]string{"en": sentences(t, "en"), "de": sentences(t, "de")}
	rapid.Check(t, func(t *rapid.T) {
		lang := rapid.SampledFrom([]string{"en", "de"}).Draw(t, "language")
		first := rapid.SampledFrom(texts[lang]).Draw(t, "first")
		more := rapid.SampledFrom(append(texts[lang], reassurances...)).Draw(t, "more")
		gap := rapid.SampledFrom([]string{". ", "\n\n", "! ", "… "}).Draw(t, "gap")
		s := needled(rapid.Float64Range(0, 900).Draw(t, "hours"))
		before := triage.Assess(b, triage.Read(b, first, lang).AddTo(s)).Level
		after := triage.Assess(b, triage.Read(b, first+gap+more, lang).AddTo(s)).Level
		if after < before {
			t.Fatalf("%v, and %v with more text", before, after)
		}
	})
}

// TestLawTextNeverLowersWhatTheFieldsSay adds a text to a situation with symptoms.
func TestLawTextNeverLowersWhatTheFieldsSay(t *testing.T) {
	t.Parallel()
	b := facts(t)
	texts := append(sentences(t, "en"), reassurances...)
	codes := []string{"redness", "pain", "swelling", "pus", "rash", "itch", "fever", "vision_disturbance"}
	rapid.Check(t, func(t *rapid.T) {
		s := after(rapid.Float64Range(0, 900).Draw(t, "hours"), skinafter.Symptom{
			Code:     rapid.SampledFrom(codes).Draw(t, "code"),
			Severity: rapid.SampledFrom([]skinafter.Severity{"", skinafter.Mild, skinafter.Severe}).Draw(t, "severity"),
		})
		text := rapid.SampledFrom(texts).Draw(t, "text")
		before, with := triage.Assess(b, s).Level, triage.Assess(b, triage.Read(b, text, "en").AddTo(s)).Level
		if with < before {
			t.Fatalf("%v by fields, %v with text", before, with)
		}
	})
}

// TestLawDangerIsHeardWhateverIsAround puts every danger among chatter and reassurance.
func TestLawDangerIsHeardWhateverIsAround(t *testing.T) {
	t.Parallel()
	b := facts(t)
	cases, err := knowledge.LoadPhraseCases(knowledge.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, c := range cases {
		if c.Level != skinafter.Emergency.String() {
			continue
		}
		for _, around := range reassurances {
			n++
			for _, text := range []string{around + " " + c.Text + ".", around + ". " + c.Text + ". " + around, c.Text + ". " + strings.Repeat(around+" ", 20)} {
				if level := triage.Assess(b, triage.Read(b, text, c.Lang).AddTo(needled(*c.AtH))).Level; level != skinafter.Emergency {
					t.Errorf("%v: %.90s | %s", level, c.Text, around)
				}
			}
		}
	}
	if n < 300 {
		t.Errorf("%d variants, want 300", n)
	}
}

// TestLawReadingIsTheSameEveryTime reads each sentence again from new facts.
func TestLawReadingIsTheSameEveryTime(t *testing.T) {
	t.Parallel()
	again, err := knowledge.Load(knowledge.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range []string{"en", "de"} {
		for _, text := range sentences(t, lang) {
			if a, b := triage.Read(facts(t), text, lang), triage.Read(again, text, lang); !reflect.DeepEqual(a, b) {
				t.Errorf("%s\n%+v\n%+v", text, a, b)
			}
		}
	}
}

// checkSpans demands that every span points at whole characters of the text, in order.
func checkSpans(t testing.TB, text string, r triage.Reading) {
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
		r := triage.Read(b, text, lang)
		checkSpans(t, text, r)
		if alone := r.Situation(); alone.At.Min > alone.At.Max {
			t.Fatalf("%v", alone.At)
		}
		if with := r.AddTo(needled(30)); len(with.CheckIns) != 1 {
			t.Fatal("a check-in was lost")
		}
	})
}

const sixtyWords = "Day four after microneedling with a pen (1 mm) at a clinic. One eyelid is so swollen I can hardly open it, it hurts " +
	"when I look sideways and I see double. I have a temperature of 38.9 since this morning, no pus, and the cream they gave me burns. " +
	"My husband says it is normal but I am not so sure about that."

func BenchmarkRead(b *testing.B) {
	f := facts(b)
	triage.Read(f, sixtyWords, "en")
	b.ReportAllocs()
	for b.Loop() {
		triage.Read(f, sixtyWords, "en")
	}
}
