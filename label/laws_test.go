package label_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"

	"skinafter"
	"skinafter/label"
)

// The laws are numbered as in the design of the project.

// drawLabel makes a text with the signs and words of labels.
func drawLabel(t *rapid.T) string {
	piece := rapid.SampledFrom([]string{
		"Aqua", "Glycerin", "Niacinamide", "CI 77491", "(", ")", "[", "]", ",", ", ", ";", "\n", "\n\n", "/", " ", "1,2-Hexanediol", "5%",
		"+/-", "may contain", "Ingredients:", "정제수", "소듐", "*", "•", "-", "Zorblax", "Huile de", "\u202e", "\ufffd", "\xff", "7", "ppm", "(and)",
		"Helianthus Annuus", "(Sunflower)", "Seed Oil", "Extract", "frei von:", "Step 2:", "0,5", "％", "é", "the", "helps", "PEG-", "100",
	})
	return strings.Join(rapid.SliceOfN(piece, 0, 60).Draw(t, "pieces"), "")
}

func TestLaw3UnknownPiecesMakeALabelIncomplete(t *testing.T) {
	t.Parallel()
	r := label.NewReader(base(t))
	rapid.Check(t, func(t *rapid.T) {
		got := r.Parse(drawLabel(t))
		for _, i := range got.Ingredients {
			if !i.Known() && (!got.Incomplete || i.Status != skinafter.Unknown || len(i.Hazards) > 0) {
				t.Fatalf("unknown piece %q: incomplete %v, status %s, hazards %v", i.Text, got.Incomplete, i.Status, i.Hazards)
			}
			if i.Known() == (i.Status == skinafter.Unknown) {
				t.Fatalf("%q has status %s", i.INCI, i.Status)
			}
		}
	})
}

func TestLaw8SpansPointIntoTheInput(t *testing.T) {
	t.Parallel()
	r := label.NewReader(base(t))
	rapid.Check(t, func(t *rapid.T) {
		text := drawLabel(t)
		checkSpans(t, text, r.Parse(text))
	})
}

// failer is what checkSpans needs of *testing.T, *testing.F and *rapid.T.
type failer interface{ Fatalf(string, ...any) }

func checkSpans(t failer, text string, got skinafter.Label) {
	for _, i := range append(got.Ingredients[:len(got.Ingredients):len(got.Ingredients)], got.Mentions...) {
		if s := i.Span; s.From < 0 || s.To > len(text) || s.From >= s.To || text[s.From:s.To] != i.Text {
			t.Fatalf("span %v of %q in a text of %d bytes", s, i.Text, len(text))
		}
	}
}

func TestLaw8TimeIsBoundedWhateverIsRead(t *testing.T) {
	t.Parallel()
	r := label.NewReader(base(t))
	texts := map[string]string{
		"ten thousand commas":    strings.Repeat(",", 10_000),
		"open brackets":          strings.Repeat("(", 20_000),
		"nested brackets":        strings.Repeat("(a", 5_000) + strings.Repeat(")", 5_000),
		"one long word":          strings.Repeat("x", label.MaxBytes),
		"one word and no comma":  strings.Repeat("glycerim niacinamid ", 3_000),
		"misread names":          strings.Repeat("Glycerim, Niacinarnide, Phenoxyethano1, Zodium Chlorid, ", 1_100),
		"unknown long names":     strings.Repeat("Polymethylzorblaxyl Dimethicoxanol Ferrnentate Qq, ", 1_200),
		"slashes":                strings.Repeat("a/", 30_000),
		"Hangul":                 strings.Repeat("소듐하이알루", 3_000),
		"Hangul in short pieces": strings.Repeat("소듐하이알루로네이트디소듐글라이콜, ", 800),
		"lines":                  strings.Repeat("-x:\n", 15_000),
		"full stops":             strings.Repeat("a. ", 20_000),
		"numbers":                strings.Repeat("77491 ", 10_000),
	}
	for name, text := range texts {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			start := time.Now()
			got := r.Parse(text)
			checkSpans(t, text, got)
			// A wide bound: it catches a quadratic step, not a slow machine.
			if d := time.Since(start); d > 5*time.Second {
				t.Errorf("took %v", d)
			}
		})
	}
}

func FuzzLabelText(f *testing.F) {
	for _, d := range dirty(f) {
		f.Add(d.Text)
	}
	f.Add("((((")
	f.Add("\xff\xfe, Aqua")
	r := label.NewReader(base(f))
	f.Fuzz(func(t *testing.T, text string) {
		got := r.Parse(text)
		checkSpans(t, text, got)
		if utf8.ValidString(text) && strings.TrimSpace(text) == "" && got.Kind != skinafter.Empty {
			t.Fatalf("blank text is %s", got.Kind)
		}
	})
}

func FuzzBarcodes(f *testing.F) {
	f.Add("4006381333931")
	f.Add("0 12345 67890 5")
	f.Fuzz(func(t *testing.T, text string) {
		for _, b := range label.Barcodes(text) {
			if !label.ValidGTIN(b) {
				t.Fatalf("%q is no GTIN", b)
			}
		}
	})
}
