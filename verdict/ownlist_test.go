package verdict_test

import (
	"slices"
	"testing"

	"skinafter"
	"skinafter/verdict"
)

func TestWhatAPersonWroteIsKnownOrNamed(t *testing.T) {
	t.Parallel()
	for entry, unknown := range map[string][]string{
		"lanolin":                       nil,
		"Duftstoffe, Nickel und Latex":  nil,
		"Parabens; MI / MCI":            nil,
		"allergic to tree nuts":         nil,
		"parfume":                       nil,
		"formaldehdye":                  nil,
		"1,2-Hexanediol":                nil,
		"ätherische Öle":                nil,
		"Asteraceae (daisy family)":     nil,
		"none":                          nil,
		"":                              nil,
		"   ":                           nil,
		"blorptane":                     {"blorptane"},
		"lanolin and blorptane":         {"blorptane"},
		"blorptane, zinc, the red soap": {"blorptane", "the red soap"},
		"???":                           {"???"},
	} {
		t.Run(entry, func(t *testing.T) {
			t.Parallel()
			for _, avoid := range []bool{false, true} {
				q := after(900)
				q.Person.Allergies = []string{entry}
				if avoid {
					q.Person.Allergies, q.Person.Avoid = nil, []string{entry}
				}
				a := verdict.Judge(facts(t), q, product(t, "GLYCERIN"))
				got := a.UnknownAllergies
				if avoid {
					got = a.UnknownAvoid
				}
				if !slices.Equal(got, unknown) {
					t.Errorf("not known: %q, want %q", got, unknown)
				}
				if (a.Verdict == verdict.OK) != (len(unknown) == 0) {
					t.Errorf("%v (%s), with %q not known", a.Verdict, a.Condition, unknown)
				}
			}
		})
	}
}

func TestRemarksThatDependOnWhatIsKnown(t *testing.T) {
	t.Parallel()
	seen := func(code string, at float64) *skinafter.CheckIn {
		c := &skinafter.CheckIn{At: skinafter.At(skinafter.Hours(at))}
		if code != "" {
			c.Symptoms = []skinafter.Symptom{{Code: code}}
		}
		return c
	}
	peel := skinafter.Course{Modality: skinafter.PeelDeep, Class: skinafter.ClassA}
	for name, c := range map[string]struct {
		edit       func(*verdict.Question)
		note       string
		fires      bool
		ingredient string
	}{
		"ok is tied to calm skin":                       {nil, verdict.NoteIfCalm, true, "GLYCERIN"},
		"water is not":                                  {nil, verdict.NoteIfCalm, false, "AQUA"},
		"calm skin that was seen needs no such remark":  {func(q *verdict.Question) { q.Person.Latest = seen("", 60) }, verdict.NoteIfCalm, false, "GLYCERIN"},
		"a wait needs none either":                      {nil, verdict.NoteIfCalm, false, "RETINOL"},
		"a tight throat needs help":                     {func(q *verdict.Question) { q.Person.Latest = seen("throat_tightness", 60) }, verdict.NoteHelp, true, "AQUA"},
		"and does so when an earlier hour is asked for": {func(q *verdict.Question) { q.Person.Latest = seen("chest_pain", 90) }, verdict.NoteHelp, true, "AQUA"},
		"redness does not":                              {func(q *verdict.Question) { q.Person.Latest = seen("redness", 60) }, verdict.NoteHelp, false, "AQUA"},
		"a deep peel is not class A":                    {func(q *verdict.Question) { q.Course = peel }, verdict.NoteContradicts, true, "AQUA"},
		"nor is one of the same day":                    {func(q *verdict.Question) { q.Also = []skinafter.Course{peel} }, verdict.NoteContradicts, true, "AQUA"},
		"needling of 1 mm is class B":                   {func(q *verdict.Question) { q.Course.Class = skinafter.ClassB }, verdict.NoteContradicts, false, "AQUA"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			q := after(60)
			if c.edit != nil {
				c.edit(&q)
			}
			a := verdict.Judge(facts(t), q, product(t, c.ingredient))
			if slices.Contains(a.Notes, c.note) != c.fires {
				t.Errorf("notes %v, want %s: %v", a.Notes, c.note, c.fires)
			}
		})
	}
}

func TestArticlesThatDoNotSpeakOfRemovedSkinDoNotDisagreeThere(t *testing.T) {
	t.Parallel()
	q := verdict.Question{Course: skinafter.Course{Modality: skinafter.PeelDeep}, At: skinafter.At(skinafter.Hours(20))}
	for name, dissent := range map[string]int{"GLYCERIN": 0, "RETINOL": 0, "CERAMIDE NP": 0, "PETROLATUM": 1} {
		it := verdict.Judge(facts(t), q, product(t, name)).Items[0]
		if len(it.Dissent) != dissent {
			t.Errorf("%s: dissent %+v, want %d", name, it.Dissent, dissent)
		}
	}
}
