package verdict_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"skinafter"
	"skinafter/verdict"
	"skinafter/verdict/wording"
)

func named(t testing.TB, name string, list ...string) skinafter.Product {
	t.Helper()
	p := product(t, list...)
	p.Name = name
	return p
}

func names(list []verdict.Entry) []string {
	out := []string{}
	for _, e := range list {
		out = append(out, e.Name)
	}
	return out
}

func slots(s *verdict.Schedule) map[string]float64 {
	out := map[string]float64{}
	for _, slot := range s.Slots {
		out[slot.Name] = slot.From.Hours()
	}
	return out
}

func TestShelfStartsOneNewProductAtATime(t *testing.T) {
	t.Parallel()
	s := verdict.Shelf(facts(t), after(2), []skinafter.Product{
		named(t, "retinol", "RETINOL", "GLYCERIN"),
		named(t, "cream", "AQUA", "GLYCERIN", "CERAMIDE NP"),
		named(t, "sunscreen", "ZINC OXIDE", "DIMETHICONE"),
		named(t, "vitamin C", "AQUA", "ASCORBIC ACID"),
		named(t, "mystery", "AQUA", unread),
	})
	got := slots(&s)
	if got["sunscreen"] != 60 && got["cream"] != 60 || got["sunscreen"]+got["cream"] != 96 {
		t.Errorf("cream and sunscreen start at %v and %v, want 36 and 60 in some order", got["cream"], got["sunscreen"])
	}
	if got["retinol"] != 336 {
		t.Errorf("retinol starts at %v, want 336", got["retinol"])
	}
	if !slices.Equal(names(s.Never), []string{"vitamin C"}) || !slices.Equal(names(s.Ask), []string{"mystery"}) {
		t.Errorf("never %v, ask %v", names(s.Never), names(s.Ask))
	}
	if s.StopsOn != "reaction-lock" || s.Spacing != skinafter.Hours(24) {
		t.Errorf("stops on %q, spacing %v", s.StopsOn, s.Spacing)
	}
}

func TestShelfLeavesTwoDaysAfterANewActive(t *testing.T) {
	t.Parallel()
	s := verdict.Shelf(facts(t), after(400), []skinafter.Product{
		named(t, "retinol", "RETINOL"), named(t, "acid", "GLYCOLIC ACID"), named(t, "cream", "GLYCERIN"),
	})
	if got := slots(&s); got["cream"] != 400 || got["retinol"]+got["acid"] != 424+424+48 {
		t.Errorf("slots %v, want the cream at 400, an active at 424 and the other at 472", got)
	}
}

func TestShelfDoesNotCountKnownAndPrescribedProductsAsNew(t *testing.T) {
	t.Parallel()
	known, prescribed, used := named(t, "known", "GLYCERIN"), named(t, "ointment", "HYDROCORTISONE"), named(t, "used", "CERAMIDE NP")
	known.Tolerated, prescribed.Prescribed = true, true
	q := after(40)
	q.Person.Uses = []skinafter.Use{{Product: used, At: skinafter.Hours(-50)}}
	s := verdict.Shelf(facts(t), q, []skinafter.Product{known, prescribed, used, named(t, "water", "AQUA")})
	if len(s.Slots) != 0 || len(s.Now) != 4 {
		t.Errorf("slots %v, now %v, want all four now", slots(&s), names(s.Now))
	}
	q = after(10)
	s = verdict.Shelf(facts(t), q, []skinafter.Product{known})
	if len(s.Later) != 1 || s.Later[0].At.Hours() != 36 {
		t.Errorf("later %v, want the known cream at 36", s.Later)
	}
}

func TestShelfWaitsForTheProductThatWasStartedLast(t *testing.T) {
	t.Parallel()
	q := after(40)
	q.Person.Uses = []skinafter.Use{{Product: named(t, "gel", "CARBOMER"), At: skinafter.Hours(37)}}
	s := verdict.Shelf(facts(t), q, []skinafter.Product{named(t, "cream", "GLYCERIN")})
	if got := slots(&s); got["cream"] != 61 {
		t.Errorf("the cream starts at %v, want 61", got["cream"])
	}
}

func TestShelfStopsOnAReaction(t *testing.T) {
	t.Parallel()
	q := after(60)
	q.Person.Latest = &skinafter.CheckIn{At: q.At, Symptoms: []skinafter.Symptom{{Code: "rash", Severity: skinafter.Mild, Onset: elapsed(50)}}}
	prescribed := named(t, "ointment", "HYDROCORTISONE")
	prescribed.Prescribed = true
	s := verdict.Shelf(facts(t), q, []skinafter.Product{named(t, "cream", "GLYCERIN"), named(t, "cleanser", "DECYL GLUCOSIDE"), prescribed})
	if !s.Stopped || len(s.Slots) != 0 || !slices.Equal(names(s.Held), []string{"cream", "cleanser"}) || !slices.Equal(names(s.Now), []string{"ointment"}) {
		t.Errorf("stopped %v, slots %v, held %v, now %v", s.Stopped, slots(&s), names(s.Held), names(s.Now))
	}
}

func TestShelfBeforeTheTreatmentPlansForAfterIt(t *testing.T) {
	t.Parallel()
	s := verdict.Shelf(facts(t), after(-24), []skinafter.Product{named(t, "cream", "GLYCERIN"), named(t, "retinol", "RETINOL")})
	if got := slots(&s); got["cream"] != 36 || got["retinol"] != 336 {
		t.Errorf("slots %v, want 36 and 336", got)
	}
}

// Law 5 and rules 3c: every start is ok at its time, in order, never two in one slot, and
// each product stands in exactly one list.
func TestShelfKeepsItsPromises(t *testing.T) {
	t.Parallel()
	b := facts(t)
	rapid.Check(t, func(rt *rapid.T) {
		at := hoursAround(rt, -100, 500)
		q := verdict.Question{Course: drawCourse(rt), At: skinafter.At(at), Person: drawPerson(rt)}
		if at >= 0 {
			q.Person.Latest = drawCheckIn(rt, at)
		}
		var shelf []skinafter.Product
		for range rapid.IntRange(0, 6).Draw(rt, "products") {
			p := product(t, drawNames(rt, append(slices.Clone(pool), unread)...)...)
			p.Tolerated = rapid.Bool().Draw(rt, "tolerated")
			p.Prescribed = rapid.Bool().Draw(rt, "prescribed")
			shelf = append(shelf, p)
		}
		s := verdict.Shelf(b, q, shelf)
		seen := map[int]int{}
		for _, list := range [][]verdict.Entry{s.Now, s.Later, s.Held, s.Ask, s.Never} {
			for _, e := range list {
				seen[e.Product]++
			}
		}
		for i, slot := range s.Slots {
			seen[slot.Product]++
			if i > 0 && slot.From < s.Slots[i-1].Next {
				rt.Fatalf("slot %d starts at %v, before %v", i, slot.From, s.Slots[i-1].Next)
			}
			if slot.From < at || slot.Next-slot.From < s.Spacing {
				rt.Fatalf("slot %d: %v to %v, asked at %v", i, slot.From, slot.Next, at)
			}
			then := q
			then.At = skinafter.At(slot.From)
			if a := verdict.Judge(b, then, shelf[slot.Product]); a.Verdict != verdict.OK {
				rt.Fatalf("slot %d at %v: %v %s", i, slot.From, a.Verdict, a.Condition)
			}
		}
		for i := range shelf {
			if seen[i] != 1 {
				rt.Fatalf("product %d stands in %d lists", i, seen[i])
			}
		}
		if s.Stopped && len(s.Slots) > 0 {
			rt.Fatal("new products start while the skin reacts")
		}
		if lines := wording.Speak(b, "de").Schedule(&s, time.Time{}, time.Time{}); len(shelf) > 0 && len(lines) == 0 {
			rt.Fatal("a schedule without words")
		}
	})
}
