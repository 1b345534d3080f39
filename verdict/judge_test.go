package verdict_test

import (
	"errors"
	"math"
	"slices"
	"testing"

	"skinafter"
	"skinafter/knowledge"
	"skinafter/verdict"
	"skinafter/verdict/wording"
)

func TestDissentShowsBothArticlesAndTheirSources(t *testing.T) {
	t.Parallel()
	it := verdict.Judge(facts(t), after(20), product(t, "CERAMIDE NP")).Items[0]
	if len(it.Dissent) != 1 || it.Dissent[0].Protocol != skinafter.General || it.Dissent[0].Verdict != verdict.OK || len(it.Dissent[0].Cites) == 0 {
		t.Errorf("dissent %+v, want the general article's ok", it.Dissent)
	}
	it = verdict.Judge(facts(t), after(20), product(t, "RETINOL")).Items[0]
	if len(it.Dissent) != 2 || hours(it.Dissent[0].Until) != 48.0 || hours(it.Dissent[1].Until) != 120.0 {
		t.Errorf("dissent %+v, want 48 and 120 h of the general article", it.Dissent)
	}
	q := after(20)
	q.Protocol = skinafter.Conservative
	it = verdict.Judge(facts(t), q, product(t, "ASCORBIC ACID")).Items[0]
	if it.Verdict != verdict.No || len(it.Dissent) != 1 || it.Dissent[0].Protocol != skinafter.General {
		t.Errorf("%v, dissent %+v, want no against the general article", it.Verdict, it.Dissent)
	}
	if !slices.Contains(it.Conflicts, "C3") {
		t.Errorf("conflicts %v, want C3", it.Conflicts)
	}
}

func TestTheGeneralArticleDoesNotSpeakOfRemovedSkin(t *testing.T) {
	t.Parallel()
	q := verdict.Question{Course: skinafter.Course{Modality: skinafter.PeelDeep}, Protocol: skinafter.General, At: skinafter.At(skinafter.Hours(20))}
	a := verdict.Judge(facts(t), q, product(t, "GLYCERIN"))
	if a.Verdict != verdict.Wait || hours(a.Until) != 336.0 || !slices.Contains(a.Notes, "protocol-silent") {
		t.Errorf("%v until %v, notes %v", a.Verdict, hours(a.Until), a.Notes)
	}
}

func TestWhatToAsk(t *testing.T) {
	t.Parallel()
	a := verdict.Judge(facts(t), after(20), product(t, "SODIUM HYALURONATE", "GLYCERIN", unread))
	if !slices.Contains(a.Asks, "i3") || !slices.Contains(a.Asks, "unrecognised") {
		t.Errorf("asks %v, want the weight and the unread name", a.Asks)
	}
	if wording.Speak(facts(t), "de").Ask("i3") == wording.Speak(facts(t), "en").Ask("i3") {
		t.Error("the question has no German")
	}
	if a := verdict.Judge(facts(t), after(20), product(t, "PETROLATUM")); len(a.Asks) != 0 {
		t.Errorf("asks %v after needling, want none about ointment", a.Asks)
	}
}

func TestALabelWithoutAListIsNeverOKAndNamesWhatItMentions(t *testing.T) {
	t.Parallel()
	p := skinafter.Product{Label: skinafter.Label{Kind: skinafter.Prose, Mentions: []skinafter.Ingredient{ing(t, "ASCORBIC ACID")}}}
	a := verdict.Judge(facts(t), after(40), p)
	if a.Verdict != verdict.No || len(a.Items) != 2 || !a.Items[0].Mention || !slices.Contains(a.Notes, "label-prose") {
		t.Errorf("%v, items %d, notes %v", a.Verdict, len(a.Items), a.Notes)
	}
	a = verdict.Judge(facts(t), after(1000), skinafter.Product{Name: "cream", Label: skinafter.Label{Kind: skinafter.Empty}})
	if a.Verdict != verdict.Unknown || !slices.Contains(a.Notes, "label-empty") {
		t.Errorf("an empty label: %v %v", a.Verdict, a.Notes)
	}
}

func TestListsInAlphabeticalOrderSayNothingAboutStrength(t *testing.T) {
	t.Parallel()
	p := product(t, "BENZYL ALCOHOL", "CETYL ALCOHOL", "DIMETHICONE", "GLYCERIN", "LACTIC ACID", "SQUALANE")
	a := verdict.Judge(facts(t), after(400), p)
	if it := a.Items[4]; it.Class != "I14" {
		t.Errorf("lactic acid is %s, want I14", it.Class)
	}
	p = product(t, "SQUALANE", "CETYL ALCOHOL", "DIMETHICONE", "GLYCERIN", "BENZYL ALCOHOL", "LACTIC ACID")
	if it := verdict.Judge(facts(t), after(400), p).Items[5]; it.Class != "I7" || !slices.Contains(it.Notes, "ph-adjuster") {
		t.Errorf("lactic acid at the end is %s %v, want I7", it.Class, it.Notes)
	}
}

func TestTwoOrThreeNamesHaveNoLastThird(t *testing.T) {
	t.Parallel()
	for _, list := range [][]string{{"LACTIC ACID"}, {"AQUA", "LACTIC ACID"}, {"AQUA", "GLYCERIN", "LACTIC ACID"}} {
		a := verdict.Judge(facts(t), after(40), product(t, list...))
		if it := a.Items[len(list)-1]; it.Class != "I14" {
			t.Errorf("%v: lactic acid is %s, want I14", list, it.Class)
		}
	}
}

func TestAStatedStrengthBeatsThePlace(t *testing.T) {
	t.Parallel()
	p := product(t, "AQUA", "GLYCERIN", "CETYL ALCOHOL", "SQUALANE", "PHENOXYETHANOL", "LACTIC ACID")
	p.Label.Ingredients[5].Percent = 5
	if it := verdict.Judge(facts(t), after(40), p).Items[5]; it.Class != "I14" {
		t.Errorf("5 %% lactic acid at the end is %s, want I14", it.Class)
	}
}

func TestAnAllergyMeetsCommonNamesAndOtherLanguages(t *testing.T) {
	t.Parallel()
	oil := skinafter.Ingredient{INCI: "HELIANTHUS ANNUUS SEED OIL", Text: "Helianthus Annuus Seed Oil", Status: skinafter.Grammar, Families: []string{"plant_oil"}}
	for _, name := range []string{"sunflower", "Helianthus annuus", "plant oils"} {
		q := after(1000)
		q.Person.Allergies = []string{name}
		p := skinafter.Product{Label: skinafter.Label{Kind: skinafter.List, Ingredients: []skinafter.Ingredient{oil}}}
		if a := verdict.Judge(facts(t), q, p); a.Verdict != verdict.No {
			t.Errorf("allergy to %q: %v, want no", name, a.Verdict)
		}
	}
	q := after(1000)
	q.Person.Allergies = []string{"rose water", "nuts"}
	if a := verdict.Judge(facts(t), q, product(t, "AQUA", "GLYCERIN")); a.Verdict != verdict.OK {
		t.Errorf("an allergy to rose water: water is %v", a.Verdict)
	}
}

func TestAPrescribedNameCoversItsIngredientOnly(t *testing.T) {
	t.Parallel()
	q := after(400)
	q.Person.Conditions = []string{"pregnancy"}
	q.Person.Medicines = []string{"tretinoin cream (prescribed)"}
	a := verdict.Judge(facts(t), q, product(t, "TRETINOIN", "RETINOL"))
	if a.Items[0].Verdict != verdict.Wait || a.Items[0].Condition != "call-prescriber-today" || a.Items[1].Verdict != verdict.No {
		t.Errorf("tretinoin %v %s, retinol %v", a.Items[0].Verdict, a.Items[0].Condition, a.Items[1].Verdict)
	}
}

func TestTheBarrierWindowIsShownWithItsModifiers(t *testing.T) {
	t.Parallel()
	q := after(40)
	q.Person = skinafter.Person{Age: 70, SkinType: "VI", Medicines: []string{"Insulin"}}
	a := verdict.Judge(facts(t), q, product(t, "GLYCERIN"))
	if a.Verdict != verdict.OK || hours(a.Barrier) != 96.0 || !slices.Contains(a.Notes, "channels-open") {
		t.Errorf("%v, barrier %v, notes %v, want ok with 48 + 48 h shown", a.Verdict, hours(a.Barrier), a.Notes)
	}
}

func TestSeveralTreatmentsOfOneDayWaitForTheLongest(t *testing.T) {
	t.Parallel()
	q := after(40)
	q.Also = []skinafter.Course{{Modality: skinafter.PeelMedium}}
	if a := verdict.Judge(facts(t), q, product(t, "GLYCERIN")); a.Verdict != verdict.Wait || hours(a.Until) != 240.0 {
		t.Errorf("%v until %v, want the peel's 240 h", a.Verdict, hours(a.Until))
	}
}

func TestAMentionedBoastBesideAListDoesNotDecide(t *testing.T) {
	t.Parallel()
	p := product(t, "AQUA", "GLYCERIN")
	p.Label.Mentions = []skinafter.Ingredient{ing(t, "ASCORBIC ACID")}
	if a := verdict.Judge(facts(t), after(40), p); a.Verdict != verdict.OK {
		t.Errorf("%v, want ok", a.Verdict)
	}
}

func TestCheckNamesTheFieldThatIsWrong(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		q     verdict.Question
		field string
	}{
		"a modality nobody knows":           {verdict.Question{Course: skinafter.Course{Modality: "sanding"}}, "course.modality"},
		"a depth class nobody knows":        {verdict.Question{Course: skinafter.Course{Class: "Z"}}, "course.class"},
		"a negative depth":                  {verdict.Question{Course: skinafter.Course{Modality: skinafter.Needling, Depth: -1}}, "course.depth"},
		"a modality beside a class":         {verdict.Question{Course: skinafter.Course{Modality: "sanding", Class: "A"}}, "course.modality"},
		"a depth that is no number":         {verdict.Question{Course: skinafter.Course{Modality: skinafter.Needling, Depth: skinafter.Millimetres(math.NaN())}}, "course.depth"},
		"a second treatment nobody knows":   {verdict.Question{Course: skinafter.Course{Class: "A"}, Also: []skinafter.Course{{}}}, "course 2.modality"},
		"a protocol nobody knows":           {verdict.Question{Course: skinafter.Course{Class: "A"}, Protocol: "mine"}, "protocol"},
		"a largest time below the smallest": {verdict.Question{Course: skinafter.Course{Class: "A"}, At: skinafter.Moment{Min: 2, Max: 1}}, "elapsed"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var input *skinafter.InputError
			if err := c.q.Check(); !errors.As(err, &input) || input.Field != c.field {
				t.Errorf("%v, want an error of %s", err, c.field)
			}
			verdict.Judge(facts(t), c.q, product(t, "GLYCERIN")) // never panics
		})
	}
	if err := after(20).Check(); err != nil {
		t.Errorf("%v, want none", err)
	}
}

func TestFactsWithoutRulesSayNo(t *testing.T) {
	t.Parallel()
	for _, at := range []float64{-30, 0, 40, 2000} {
		if a := verdict.Judge(&knowledge.Base{}, after(at), product(t, "AQUA", "GLYCERIN")); a.Verdict != verdict.No {
			t.Errorf("at %v: %v, want no", at, a.Verdict)
		}
	}
}

func TestVerdictsReadAndWriteTheirWords(t *testing.T) {
	t.Parallel()
	for _, v := range verdict.Verdicts() {
		text, err := v.MarshalText()
		var back verdict.Verdict
		if err != nil || back.UnmarshalText(text) != nil || back != v {
			t.Errorf("%v: %s, %v, back %v", v, text, err, back)
		}
	}
	var v verdict.Verdict
	if v.UnmarshalText([]byte("maybe")) == nil {
		t.Error("maybe was read as a verdict")
	}
}

func BenchmarkJudge(b *testing.B) {
	list := append(slices.Clone(pool), placed...)[:40]
	p := product(b, list...)
	q := after(40)
	q.Person = skinafter.Person{Age: 30, Conditions: []string{"eczema"}, Latest: &skinafter.CheckIn{At: q.At, Symptoms: []skinafter.Symptom{{Code: "redness", Severity: skinafter.Mild, Onset: elapsed(1)}}}}
	base := facts(b)
	verdict.Judge(base, q, p)
	b.ReportAllocs()
	for b.Loop() {
		verdict.Judge(base, q, p)
	}
}

func BenchmarkShelf(b *testing.B) {
	base := facts(b)
	shelf := []skinafter.Product{product(b, pool[:20]...), product(b, pool[20:40]...), product(b, "GLYCERIN", "AQUA"), product(b, "ZINC OXIDE")}
	b.ReportAllocs()
	for b.Loop() {
		verdict.Shelf(base, after(2), shelf)
	}
}
