package label_test

import (
	"slices"
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

// plainNames are names that stand on labels; each is found as it stands.
var plainNames = []string{
	"Aqua", "Glycerin", "Niacinamide", "Panthenol", "Phenoxyethanol", "Xanthan Gum", "Carbomer", "Squalane", "Retinol", "Dimethicone",
	"Caprylic/Capric Triglyceride", "1,2-Hexanediol", "PEG-40 Hydrogenated Castor Oil", "Butyrospermum Parkii (Shea) Butter",
	"Helianthus Annuus (Sunflower) Seed Oil", "CI 77491", "Tocopherol (Vitamin E)", "Alcohol Denat.", "Sodium Hyaluronate", "Ceramide NP",
	"Salicylic Acid 2%", "Ascorbic Acid (10%)", "Parfum (Fragrance)", "Limonene*", "Disodium EDTA", "Citric Acid", "Ethylhexylglycerin",
}

func TestLaw3NoNameOfAListIsLost(t *testing.T) {
	t.Parallel()
	r := label.NewReader(base(t))
	want := map[string]string{}
	for _, n := range plainNames {
		want[n] = names(r.Parse("Aqua, Glycerin, Xanthan Gum, "+n).Ingredients, nil)[len(names(r.Parse("Aqua, Glycerin, Xanthan Gum, "+n).Ingredients, nil))-1]
	}
	want["Aqua"], want["Glycerin"], want["Xanthan Gum"] = "AQUA", "GLYCERIN", "XANTHAN GUM"
	rapid.Check(t, func(t *rapid.T) {
		list := rapid.SliceOfNDistinct(rapid.SampledFrom(plainNames), 6, 20, rapid.ID).Draw(t, "names")
		sep := rapid.SampledFrom([]string{", ", ",", " , ", "; ", " • ", ",\n", "\n", " | ", ", \n\n"}).Draw(t, "separator")
		head := rapid.SampledFrom([]string{"", "Ingredients: ", "INCI:\n", "Zutaten / Ingredients:\n", "Free from: parabens.\nIngredients: "}).Draw(t, "head")
		cut := rapid.IntRange(3, len(list)-3).Draw(t, "cut")
		middle := rapid.SampledFrom([]string{sep, ".\n\nStep 2:\n", "\nStep 2: ", ". May contain: ", " [+/- ", "\nMADE IN ITALY\n\nPart B:\n", sep + "fragrance free" + sep, ". Without parabens.\n\nPeel:\n", ". Free of parabens. May contain: "}).Draw(t, "middle")
		text := head + strings.Join(list[:cut], sep) + middle + strings.Join(list[cut:], sep)
		if middle == " [+/- " {
			text += "]"
		}
		got := names(r.Parse(text).Ingredients, nil)
		for _, n := range list {
			if !slices.Contains(got, want[n]) {
				t.Fatalf("%s is lost in %q: %q", want[n], text, got)
			}
		}
	})
}
