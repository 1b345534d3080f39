package verdict_test

import (
	"strings"
	"testing"
	"time"

	"skinafter"
	"skinafter/verdict"
	"skinafter/verdict/wording"
)

// cet is a zone without a table of daylight saving, so that tests need no files.
var cet = time.FixedZone("CET", 3600)

func TestAnswersInPlainWords(t *testing.T) {
	t.Parallel()
	b := facts(t)
	tuesday := time.Date(2026, 11, 17, 21, 0, 0, 0, cet)
	cases := []struct {
		name        string
		ingredient  string
		at          float64
		end         time.Time
		edit        func(*verdict.Question)
		english, de string
	}{
		{
			"a wait that ends within six days names weekday and time", "GLYCERIN", 1, tuesday, nil,
			"from Thursday 09:00, if no reaction", "ab Donnerstag 09:00 Uhr, wenn keine Reaktion auftritt",
		},
		{
			"a wait that ends later names the date", "RETINOL", 20, tuesday, nil,
			"from Tuesday 1 December, 21:00, if no reaction", "ab Dienstag, 1. Dezember, 21:00 Uhr, wenn keine Reaktion auftritt",
		},
		{
			"another year is named", "RETINOL", 20, time.Date(2026, 12, 24, 10, 0, 0, 0, cet), nil,
			"from Thursday 7 January 2027, 10:00, if no reaction", "ab Donnerstag, 7. Januar 2027, 10:00 Uhr, wenn keine Reaktion auftritt",
		},
		{
			"a part of a minute counts as a whole one", "GLYCERIN", 1, tuesday.Add(time.Second), nil,
			"from Thursday 09:01, if no reaction", "ab Donnerstag 09:01 Uhr, wenn keine Reaktion auftritt",
		},
		{
			"without the end of the treatment there are hours", "GLYCERIN", 1,
			time.Time{},
			nil,
			"from 36 hours after the treatment, if no reaction", "ab 36 Stunden nach der Behandlung, wenn keine Reaktion auftritt",
		},
		{
			"ok is now", "AQUA", 40, tuesday, nil, "now", "jetzt",
		},
		{
			"ok is tied to calm skin where nobody said how it is", "GLYCERIN", 40, tuesday, nil, "now, if no reaction", "jetzt",
		},
		{
			"a no about the person holds for all skin", "RETINOL", 900, tuesday, func(q *verdict.Question) { q.Person.Conditions = []string{"pregnancy"} },
			"do not use it, not until the pregnancy ends", "nicht verwenden, nicht bis zum Ende der Schwangerschaft",
		},
		{
			"no says why not", "ASCORBIC ACID", 40, tuesday, nil,
			"not in this course, not while this skin heals", "nicht in dieser Heilzeit, nicht, bis diese Haut wieder fest geschlossen ist",
		},
		{
			"a lock has no date", "GLYCERIN", 60, tuesday, func(q *verdict.Question) {
				q.Person.Latest = &skinafter.CheckIn{At: q.At, Symptoms: []skinafter.Symptom{{Code: "hives", Onset: elapsed(50)}}}
			},
			"wait, not until your skin has been calm for 24 hours", "warten, erst wenn Ihre Haut 24 Stunden lang ruhig war",
		},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			q := after(c.at)
			q.Course.End = c.end
			if c.edit != nil {
				c.edit(&q)
			}
			a := verdict.Judge(b, q, product(t, c.ingredient))
			if got := wording.Speak(b, "en").Answer(&a); got != c.english {
				t.Errorf("English: %q, want %q", got, c.english)
			}
			if got := wording.Speak(b, "de-CH").Item(&a, &a.Items[0]); got != c.de {
				t.Errorf("German: %q, want %q", got, c.de)
			}
		})
	}
}

func TestTheZoneIsThatOfTheTreatment(t *testing.T) {
	t.Parallel()
	q := after(1)
	q.Course.End = time.Date(2026, 11, 17, 21, 0, 0, 0, cet)
	q.Now = q.Course.End.Add(time.Hour).UTC()
	a := verdict.Judge(facts(t), q, product(t, "GLYCERIN"))
	when, ok := a.UntilTime()
	if !ok || !when.Equal(q.Course.End.Add(36*time.Hour)) || when.Location() != cet {
		t.Errorf("until %v, want 36 h after the end in its zone", when)
	}
	if got := wording.Speak(facts(t), "en").Answer(&a); !strings.Contains(got, "Thursday 09:00") {
		t.Errorf("%q, want Thursday 09:00", got)
	}
}
