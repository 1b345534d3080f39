package clinic

import (
	"bytes"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"skinafter"
	"skinafter/internal/clinic/assessment"
	"skinafter/internal/testkit"
	"skinafter/verdict"
)

// desk judges files without a store.
func desk(t testing.TB) *Care {
	t.Helper()
	facts := testkit.Facts(t)
	return &Care{facts: facts, labels: readerOf(facts), clock: func() time.Time { return noon }}
}

var noon = time.Date(2026, 11, 19, 12, 0, 0, 0, time.UTC)

// said are words that people write.
var said = []string{
	"", "my face is red and it itches", "since yesterday there is pus", "no fever, no pain", "Es brennt und ist geschwollen",
	"I cannot breathe well", "had microneedling two days ago and used retinol", "all good",
}

// drawnSign is any sign.
func drawnSign(t *rapid.T, c *Care, at time.Time) Sign {
	s := Sign{
		Code:     rapid.SampledFrom(codesOf(c.facts.Care.Vocabulary.Symptoms)).Draw(t, "code"),
		Severity: rapid.SampledFrom([]skinafter.Severity{"", skinafter.Mild, skinafter.Moderate, skinafter.Severe}).Draw(t, "severity"),
		Trend:    rapid.SampledFrom([]string{"", "improving", "stable", "worsening"}).Draw(t, "trend"),
		Before:   rapid.IntRange(0, 9).Draw(t, "before") == 0,
	}
	if rapid.Bool().Draw(t, "timed") {
		since := at.Add(-time.Duration(rapid.IntRange(0, 200).Draw(t, "hours")) * time.Hour)
		s.Since = &since
	}
	return s
}

// drawnUse is any use of a product.
func drawnUse(t *rapid.T, at time.Time) Applied {
	a := Applied{
		Use:  Use{When: rapid.SampledFrom([]When{Before, During, After, Unknown}).Draw(t, "when")},
		What: Product{Name: "cream", Label: rapid.SampledFrom([]string{"", "INGREDIENTS: Aqua, Retinol", "INGREDIENTS: Aqua, Glycerin", "Inhaltsstoffe: Parfum, Qqqzz"}).Draw(t, "label")},
	}
	if rapid.Bool().Draw(t, "hour known") {
		used := at.Add(-time.Duration(rapid.IntRange(-5, 100).Draw(t, "used")) * time.Hour)
		a.At = &used
	}
	return a
}

// drawnFile is any file: a treatment known or not, some check-ins, some products.
func drawnFile(t *rapid.T, c *Care) *File {
	f := &File{
		At: noon, Lang: rapid.SampledFrom([]string{"en", "de"}).Draw(t, "lang"),
		Person: Person{
			BirthYear:  rapid.SampledFrom([]int{0, 1950, 1999, 2012}).Draw(t, "born"),
			Conditions: rapid.SliceOfN(rapid.SampledFrom(codesOf(c.facts.Care.Vocabulary.Conditions)), 0, 2).Draw(t, "conditions"),
			Medicines:  rapid.SampledFrom([][]string{nil, {"methotrexate"}, {"isotretinoin"}}).Draw(t, "medicines"),
		},
		Course: Course{
			Modality: rapid.SampledFrom(append(skinafter.Modalities(), "")).Draw(t, "modality"),
			DepthMM:  rapid.SampledFrom([]float64{0, 0.3, 1, 2.5}).Draw(t, "depth"),
			Area:     rapid.SampledFrom([]skinafter.Area{"", "face", "scalp"}).Draw(t, "area"),
			Zone:     "Europe/Berlin",
		},
	}
	if rapid.IntRange(0, 4).Draw(t, "end known") > 0 {
		ended := noon.Add(-time.Duration(rapid.IntRange(-48*60, 90*24*60).Draw(t, "minutes")) * time.Minute)
		f.Course.Ended = Span{ended.Add(-time.Duration(rapid.IntRange(0, 720).Draw(t, "unsure")) * time.Minute), ended}
	}
	for i := range rapid.IntRange(1, 3).Draw(t, "check-ins") {
		in := Told{At: noon.Add(-time.Duration(24*i) * time.Hour)}
		in.Text = rapid.SampledFrom(said).Draw(t, "text")
		for range rapid.IntRange(0, 3).Draw(t, "signs") {
			in.Signs = append(in.Signs, drawnSign(t, c, in.At))
		}
		f.CheckIns = append([]Told{in}, f.CheckIns...)
	}
	for range rapid.IntRange(0, 2).Draw(t, "uses") {
		f.Uses = append(f.Uses, drawnUse(t, noon))
	}
	return f
}

// Law 10: an answer depends on its file and the facts alone: packed and opened again, the file
// gives the same answer to the byte.
func TestAPackedFileGivesTheSameAnswer(t *testing.T) {
	t.Parallel()
	c := desk(t)
	rapid.Check(t, func(t *rapid.T) {
		f := drawnFile(t, c)
		b, err := packed(f)
		if err != nil {
			t.Fatal(err)
		}
		again, err := unpacked(b)
		if err != nil {
			t.Fatal(err)
		}
		one, err1 := c.answer(c.judge(f))
		two, err2 := c.answer(c.judge(again))
		if err1 != nil || err2 != nil || !bytes.Equal(one, two) {
			t.Fatalf("%v, %v\n%s\n%s", err1, err2, one, two)
		}
	})
}

// Law 1: reporting more never lowers the level: a sign, a worse severity, words, a product that
// was used, a condition, an exposure.
func TestReportingMoreNeverLowersTheLevel(t *testing.T) {
	t.Parallel()
	c := desk(t)
	rapid.Check(t, func(t *rapid.T) {
		f := drawnFile(t, c)
		before := c.judge(f).Assessment.Finding
		more := *f
		more.CheckIns = slices.Clone(f.CheckIns)
		last := &more.CheckIns[len(more.CheckIns)-1]
		what := rapid.SampledFrom([]string{"sign", "use", "condition", "exposure"}).Draw(t, "more")
		switch what {
		case "sign":
			sign := drawnSign(t, c, last.At)
			sign.Before, sign.Trend = false, "worsening"
			if slices.ContainsFunc(last.Signs, func(s Sign) bool { return s.Code == sign.Code }) {
				return // another word about the same sign is not more
			}
			last.Signs = append(slices.Clip(last.Signs), sign)
		case "use":
			more.Uses = append(slices.Clip(f.Uses), drawnUse(t, noon))
		case "condition":
			code := rapid.SampledFrom(codesOf(c.facts.Care.Vocabulary.Conditions)).Draw(t, "condition")
			more.Person.Conditions = append(slices.Clip(f.Person.Conditions), code)
		case "exposure":
			more.Course.Exposures = append(slices.Clip(f.Course.Exposures), rapid.SampledFrom(c.facts.Care.Vocabulary.Exposures).Draw(t, "exposure"))
		}
		if after := c.judge(&more).Assessment.Finding; after.Level < before.Level {
			t.Fatalf("%v, and with one %s more %v", before.Level, what, after.Level)
		}
	})
}

// Law 5: a treatment whose time nobody knows is judged as if it had just ended.
func TestAnUnknownTimeIsAsCarefulAsJustNow(t *testing.T) {
	t.Parallel()
	c := desk(t)
	rapid.Check(t, func(t *rapid.T) {
		f := drawnFile(t, c)
		f.CheckIns = nil
		use := drawnUse(t, noon)
		p := use.What.Read(c.Labels())
		known, unknown := *f, *f
		known.Course.Ended, unknown.Course.Ended = Span{noon, noon}, Span{}
		a := verdict.Judge(c.facts, assessment.Question(known.Readings(c.facts, c.Labels())[0]), p)
		b := verdict.Judge(c.facts, assessment.Question(unknown.Readings(c.facts, c.Labels())[0]), p)
		if verdict.Compare(b.Verdict, b.Until, a.Verdict, a.Until) < 0 {
			t.Fatalf("just now %v until %v, at an unknown time %v until %v", a.Verdict, a.Until, b.Verdict, b.Until)
		}
	})
}

func FuzzUnpacked(f *testing.F) {
	b, err := packed(&File{At: noon, CheckIns: []Told{{At: noon, CheckIn: CheckIn{Text: "red"}}}})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Add([]byte("\x1f\x8b"))
	f.Fuzz(func(t *testing.T, b []byte) {
		got, err := unpacked(b)
		if (err == nil) != (got != nil) {
			t.Errorf("%v, %v", got, err)
		}
	})
}
