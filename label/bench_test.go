package label_test

import (
	"strings"
	"testing"
	"time"

	"skinafter/internal/testkit"
	"skinafter/knowledge"
	"skinafter/label"
)

// benchTexts are clean and misread labels: the real ones where they are present, ours elsewhere.
func benchTexts(b *testing.B) (clean, noisy []string) {
	b.Helper()
	for _, d := range dirty(b) {
		clean = append(clean, d.Text)
		noisy = append(noisy, misread(d.Text))
	}
	if path, ok := testkit.Shared(b, "data/labels/labels_dev.jsonl.gz"); ok {
		clean = nil
		for _, l := range lines[struct{ Raw string }](b, path) {
			clean = append(clean, l.Raw)
		}
	}
	if path, ok := testkit.Shared(b, "data/labels/truth_dev_noisy.jsonl"); ok {
		noisy = nil
		for _, l := range lines[truth](b, path) {
			noisy = append(noisy, l.Raw)
		}
	}
	return clean, noisy
}

// misread puts a reading error into every eleventh letter.
func misread(text string) string {
	b := []byte(text)
	for i := 10; i < len(b); i += 11 {
		switch b[i] {
		case 'e':
			b[i] = 'c'
		case 'l', 'i':
			b[i] = '1'
		case 'o':
			b[i] = '0'
		}
	}
	return string(b)
}

// naive is the baseline of the same run: cut at commas, look up the upper-case text.
func naive(names map[string]bool, text string) int {
	n := 0
	for piece := range strings.SplitSeq(text, ",") {
		if names[strings.ToUpper(strings.TrimSpace(piece))] {
			n++
		}
	}
	return n
}

func BenchmarkParse(b *testing.B) {
	facts := base(b)
	r := label.NewReader(facts)
	r.Parse("Glycerim") // build the index of misreadings outside the timing
	names := map[string]bool{}
	for _, n := range facts.Names {
		names[n.INCI] = true
	}
	clean, noisy := benchTexts(b)
	for _, set := range []struct {
		name  string
		texts []string
	}{{"clean", clean}, {"noisy", noisy}} {
		b.Run(set.name, func(b *testing.B) {
			var worst, spent, base time.Duration
			i := 0
			for b.Loop() {
				text := set.texts[i%len(set.texts)]
				i++
				start := time.Now()
				r.Parse(text)
				d := time.Since(start)
				spent, worst = spent+d, max(worst, d)
				start = time.Now()
				naive(names, text)
				base += time.Since(start)
			}
			b.ReportMetric(float64(i)/spent.Seconds(), "labels/s")
			b.ReportMetric(float64(worst.Microseconds())/1000, "worst-ms")
			b.ReportMetric(float64(spent)/float64(base), "x-naive-split")
		})
	}
}

// BenchmarkFirstAnswer is the time from nothing to the first label: load, index, parse.
func BenchmarkFirstAnswer(b *testing.B) {
	for b.Loop() {
		facts, err := knowledge.Load(knowledge.Embedded())
		if err != nil {
			b.Fatal(err)
		}
		label.Parse(facts, "Aqua, Glycerin, Niacinamide")
	}
}
