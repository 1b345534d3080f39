package verdict_test

import (
	"cmp"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"skinafter"
	"skinafter/verdict"
	"skinafter/verdict/wording"
)

// pool holds names of every class; what has a place rule stands in placed.
var pool = []string{
	"AQUA", "SODIUM HYALURONATE", "HYDROLYZED HYALURONIC ACID", "CERAMIDE NP", "CHOLESTEROL", "SQUALANE", "COPPER TRIPEPTIDE-1",
	"GLYCERIN", "PANTHENOL", "CETYL ALCOHOL", "PETROLATUM", "LANOLIN", "DIMETHICONE", "OCTOCRYLENE", "HOMOSALATE", "RETINOL",
	"RETINYL PALMITATE", "TRETINOIN", "SALICYLIC ACID", "GLYCOLIC ACID", "AZELAIC ACID", "ASCORBIC ACID", "ASCORBYL GLUCOSIDE",
	"NIACINAMIDE", "ALOE BARBADENSIS LEAF JUICE", "CENTELLA ASIATICA EXTRACT", "PARFUM", "LINALOOL", "ALCOHOL DENAT.", "PAPAIN",
	"HYDROQUINONE", "BENZOYL PEROXIDE", "TRANEXAMIC ACID", "SH-OLIGOPEPTIDE-1", "BACITRACIN", "HYDROCORTISONE", "LIDOCAINE",
	"DECYL GLUCOSIDE", "SODIUM LAURYL SULFATE", "MICA", "BENZYL ALCOHOL", "METHYLISOTHIAZOLINONE", "DIHYDROXYACETONE", "CARBOMER",
	"PHENOXYETHANOL", "CHLORHEXIDINE DIGLUCONATE", "HYDROLYZED WHEAT PROTEIN", "PLATELET-RICH PLASMA",
}

var placed = []string{"CITRIC ACID", "LACTIC ACID", "TOCOPHEROL", "BHT", "UREA", "ZINC OXIDE", "TITANIUM DIOXIDE", "IRON OXIDES"}

const unread = "XQZ BRABBLE"

// unsureRule is the one rule that takes over when a class rule's wait is over: a strength that
// is not stated may be above its limit, and nobody knows until when.
const unsureRule = "pregnancy-salicylic"

func drawCourse(rt *rapid.T) skinafter.Course {
	d := rapid.SampledFrom(depths).Draw(rt, "treatment")
	return skinafter.Course{Modality: d.modality, Depth: d.depth}
}

// hoursAround draws a time around everything that happens in a course.
func hoursAround(rt *rapid.T, from, until int) skinafter.Elapsed {
	return skinafter.Elapsed(rapid.IntRange(from*60, until*60).Draw(rt, "minutes"))
}

func drawNames(rt *rapid.T, from ...string) []string {
	return rapid.SliceOfNDistinct(rapid.SampledFrom(from), 1, 12, rapid.ID[string]).Draw(rt, "names")
}

var conditions = []string{"pregnancy", "breastfeeding", "aspirin_allergy", "anaesthetic_allergy", "diabetes", "eczema", "melasma", "allergy:lanolin"}

func drawPerson(rt *rapid.T) skinafter.Person {
	return skinafter.Person{
		Age:        rapid.SampledFrom([]int{0, 14, 30, 70}).Draw(rt, "age"),
		SkinType:   rapid.SampledFrom([]string{"", "II", "V"}).Draw(rt, "skin type"),
		Conditions: rapid.SliceOfDistinct(rapid.SampledFrom(conditions), rapid.ID[string]).Draw(rt, "conditions"),
	}
}

func drawCheckIn(rt *rapid.T, at skinafter.Elapsed) *skinafter.CheckIn {
	codes := []string{"redness", "itch", "rash", "dryness", "oozing", "crust", "dark_patches", "swelling", "hives", "roughness"}
	seen := &skinafter.CheckIn{At: skinafter.At(at)}
	for _, code := range rapid.SliceOfDistinct(rapid.SampledFrom(codes), rapid.ID[string]).Draw(rt, "symptoms") {
		s := skinafter.Symptom{Code: code, Severity: rapid.SampledFrom([]skinafter.Severity{"", skinafter.Mild, skinafter.Moderate, skinafter.Severe}).Draw(rt, "severity")}
		if rapid.Bool().Draw(rt, "onset known") {
			onset := min(at, hoursAround(rt, -10, 400))
			s.Onset = &onset
		}
		seen.Symptoms = append(seen.Symptoms, s)
	}
	return seen
}

// Law 3: unknown never becomes ok.
func TestLaw3WhatWasNotReadIsNeverOK(t *testing.T) {
	t.Parallel()
	b := facts(t)
	rapid.Check(t, func(rt *rapid.T) {
		p := product(t, drawNames(rt, append(slices.Clone(pool), placed...)...)...)
		switch rapid.IntRange(0, 4).Draw(rt, "gap") {
		case 0:
			p.Label.Incomplete = true
		case 1:
			p.Label.Ingredients = append(p.Label.Ingredients, ing(t, unread))
		case 2:
			p.Label = skinafter.Label{Kind: skinafter.Prose, Mentions: p.Label.Ingredients}
		case 3:
			p.Label = skinafter.Label{Kind: skinafter.Empty}
		case 4:
			p.Label.Ingredients = append([]skinafter.Ingredient{ing(t, unread)}, p.Label.Ingredients...)
			p.Label.Incomplete = true
		}
		p.Form = rapid.SampledFrom([]skinafter.Form{"", skinafter.LeaveOn, skinafter.RinseOff, skinafter.Sunscreen, skinafter.Makeup, skinafter.HeavyMakeupForm}).Draw(rt, "form")
		p.Prescribed = rapid.Bool().Draw(rt, "prescribed")
		p.Tolerated = rapid.Bool().Draw(rt, "tolerated")
		p.Name = rapid.SampledFrom([]string{"", "cream", "gentle cleanser", "mineral sunscreen"}).Draw(rt, "name")
		at := hoursAround(rt, -400, 3000)
		q := verdict.Question{
			Course: drawCourse(rt), At: skinafter.At(at), During: rapid.Bool().Draw(rt, "during"), Person: drawPerson(rt),
			Protocol: rapid.SampledFrom(skinafter.Protocols()).Draw(rt, "protocol"),
		}
		if a := verdict.Judge(b, q, p); a.Verdict == verdict.OK {
			rt.Fatalf("ok for %+v", p)
		}
	})
}

// Law 4: the strictest protocol wins, except on the omission list.
func TestLaw4CombinedIsNeverLessCarefulThanAnArticle(t *testing.T) {
	t.Parallel()
	b := facts(t)
	rapid.Check(t, func(rt *rapid.T) {
		p := product(t, rapid.SampledFrom(pool).Draw(rt, "name"))
		q := verdict.Question{Course: drawCourse(rt), At: skinafter.At(hoursAround(rt, 0, 335))}
		answer := func(protocol skinafter.Protocol) verdict.Answer {
			q.Protocol = protocol
			return verdict.Judge(b, q, p)
		}
		combined := answer(skinafter.Combined)
		for _, protocol := range []skinafter.Protocol{skinafter.General, skinafter.Conservative} {
			if a := answer(protocol); verdict.Compare(combined.Verdict, combined.Until, a.Verdict, a.Until) < 0 {
				rt.Fatalf("%s answers %v until %v, combined %v until %v", protocol, a.Verdict, hours(a.Until), combined.Verdict, hours(combined.Until))
			}
		}
		if plus := answer(skinafter.CombinedPlus); verdict.Compare(plus.Verdict, plus.Until, combined.Verdict, combined.Until) < 0 {
			rt.Fatalf("combined-plus answers %v, combined %v", plus.Verdict, combined.Verdict)
		}
	})
}

func TestLaw4NoMergeOverridesTheOmissionList(t *testing.T) {
	t.Parallel()
	b := facts(t)
	rapid.Check(t, func(rt *rapid.T) {
		at := hoursAround(rt, -300, 1000)
		q := verdict.Question{
			Course: drawCourse(rt), At: skinafter.At(at), During: rapid.Bool().Draw(rt, "during"),
			Person: drawPerson(rt), Protocol: rapid.SampledFrom(skinafter.Protocols()).Draw(rt, "protocol"),
		}
		q.Person.Latest = drawCheckIn(rt, at)
		p := product(t, drawNames(rt, pool...)...)
		p.Prescribed = true
		if rapid.Bool().Draw(rt, "used") {
			q.Person.Uses = []skinafter.Use{{Product: p, During: true}}
		}
		if a := verdict.Judge(b, q, p); a.Verdict == verdict.No {
			rt.Fatalf("a prescribed product is no: %s %s", a.Deciding().Rule, a.Condition)
		}
		tablets := product(t, "PREDNISOLONE")
		tablets.Form = skinafter.Medicine
		if a := verdict.Judge(b, q, tablets); a.Verdict != verdict.OK {
			rt.Fatalf("tablets: %v %s", a.Verdict, a.Condition)
		}
	})
}

func TestLaw4SkinThatWasRemovedKeepsItsOintment(t *testing.T) {
	t.Parallel()
	b := facts(t)
	rapid.Check(t, func(rt *rapid.T) {
		modality := rapid.SampledFrom([]skinafter.Modality{skinafter.LaserFractionalAblative, skinafter.LaserFullAblative, skinafter.PeelMedium, skinafter.PeelDeep}).Draw(rt, "modality")
		at := hoursAround(rt, 0, 160)
		p := product(t, "PETROLATUM")
		q := verdict.Question{
			Course: skinafter.Course{Modality: modality}, At: skinafter.At(at), Person: skinafter.Person{Latest: drawCheckIn(rt, at)},
			Protocol: rapid.SampledFrom(skinafter.Protocols()).Draw(rt, "protocol"),
		}
		if rapid.Bool().Draw(rt, "used") {
			q.Person.Uses = []skinafter.Use{{Product: p, At: 0}}
		}
		q.Person.Avoid = []string{"petrolatum"}
		if a := verdict.Judge(b, q, p); a.Verdict != verdict.OK {
			rt.Fatalf("petrolatum on open skin: %v %s", a.Verdict, a.Condition)
		}
	})
}

// Law 5: a wait ends at exactly until, and not a minute earlier.
func TestLaw5AWaitEndsAtItsMinute(t *testing.T) {
	t.Parallel()
	b := facts(t)
	rapid.Check(t, func(rt *rapid.T) {
		p := product(t, drawNames(rt, append(slices.Clone(pool), append(placed, unread)...)...)...)
		q := verdict.Question{
			Course: drawCourse(rt), At: skinafter.At(hoursAround(rt, 0, 900)), Person: drawPerson(rt),
			Protocol: rapid.SampledFrom(skinafter.Protocols()).Draw(rt, "protocol"),
		}
		for i, it := range verdict.Judge(b, q, p).Items {
			if it.Until == nil {
				continue
			}
			if *it.Until <= q.At.Min {
				rt.Fatalf("%s waits until %v, asked at %v", it.Ingredient.INCI, *it.Until, q.At.Min)
			}
			at := q
			at.At = skinafter.At(*it.Until - skinafter.Minute)
			if before := verdict.Judge(b, at, p).Items[i]; before.Verdict != verdict.Wait || before.Until == nil || *before.Until != *it.Until {
				rt.Fatalf("%s: a minute before %v it is %v until %v", it.Ingredient.INCI, *it.Until, before.Verdict, hours(before.Until))
			}
			at.At = skinafter.At(*it.Until)
			if then := verdict.Judge(b, at, p).Items[i]; then.Verdict == verdict.Wait && then.Until != nil && *then.Until <= *it.Until {
				rt.Fatalf("%s: at %v it still waits for %v", it.Ingredient.INCI, *it.Until, *then.Until)
			}
		}
	})
}

func TestLaw5AnUncertainTimeCountsAsTheSmallest(t *testing.T) {
	t.Parallel()
	b := facts(t)
	rapid.Check(t, func(rt *rapid.T) {
		p := product(t, drawNames(rt, pool...)...)
		from := hoursAround(rt, 0, 600)
		q := verdict.Question{Course: drawCourse(rt), Person: drawPerson(rt), At: skinafter.Between(from, from+hoursAround(rt, 0, 300))}
		exact := q
		exact.At = skinafter.At(from)
		a, e := verdict.Judge(b, q, p), verdict.Judge(b, exact, p)
		if a.Deciding().Rule != unsureRule && verdict.Compare(a.Verdict, a.Until, e.Verdict, e.Until) != 0 {
			rt.Fatalf("between: %v until %v, smallest: %v until %v", a.Verdict, hours(a.Until), e.Verdict, hours(e.Until))
		}
	})
}

func TestLaw5AnUncertainTimeIsNeverLessCarefulThanAnyTimeInIt(t *testing.T) {
	t.Parallel()
	b := facts(t)
	rapid.Check(t, func(rt *rapid.T) {
		p := product(t, drawNames(rt, pool...)...)
		from := hoursAround(rt, -300, 500)
		q := verdict.Question{Course: drawCourse(rt), Person: drawPerson(rt), At: skinafter.Between(from, from+hoursAround(rt, 0, 300))}
		q.Person.Latest = drawCheckIn(rt, from)
		inside := q
		inside.At = skinafter.At(from + skinafter.Elapsed(rapid.IntRange(0, int(q.At.Max-from)).Draw(rt, "inside")))
		a, e := verdict.Judge(b, q, p), verdict.Judge(b, inside, p)
		if verdict.Compare(a.Verdict, nil, e.Verdict, nil) < 0 {
			rt.Fatalf("between %v and %v: %v, at %v: %v", q.At.Min, q.At.Max, a.Verdict, inside.At.Min, e.Verdict)
		}
	})
}

// Without a check-in nothing becomes stricter with time after the treatment.
func TestLaterIsNeverStricter(t *testing.T) {
	t.Parallel()
	b := facts(t)
	rapid.Check(t, func(rt *rapid.T) {
		p := product(t, drawNames(rt, append(slices.Clone(pool), append(placed, unread)...)...)...)
		q := verdict.Question{Course: drawCourse(rt), Person: drawPerson(rt), Protocol: rapid.SampledFrom(skinafter.Protocols()).Draw(rt, "protocol")}
		early := hoursAround(rt, 0, 900)
		q.At = skinafter.At(early)
		first := verdict.Judge(b, q, p)
		q.At = skinafter.At(early + hoursAround(rt, 0, 900))
		later := verdict.Judge(b, q, p)
		if later.Deciding().Rule != unsureRule && verdict.Compare(first.Verdict, first.Until, later.Verdict, later.Until) < 0 {
			rt.Fatalf("at %v %v until %v, at %v %v until %v", early, first.Verdict, hours(first.Until), q.At.Min, later.Verdict, hours(later.Until))
		}
	})
}

// Law 6: the worst ingredient decides, and order changes nothing but by a place rule.
func TestLaw6TheWorstIngredientDecides(t *testing.T) {
	t.Parallel()
	b := facts(t)
	rapid.Check(t, func(rt *rapid.T) {
		at := hoursAround(rt, -300, 900)
		q := verdict.Question{Course: drawCourse(rt), At: skinafter.At(at), Person: drawPerson(rt), During: rapid.Bool().Draw(rt, "during")}
		q.Person.Latest = drawCheckIn(rt, at)
		names := drawNames(rt, append(slices.Clone(pool), unread)...)
		a := verdict.Judge(b, q, product(t, names...))
		worst := slices.MaxFunc(a.Items, compareItems)
		if verdict.Compare(worst.Verdict, worst.Until, a.Verdict, a.Until) != 0 {
			rt.Fatalf("product %v until %v, worst item %v until %v", a.Verdict, hours(a.Until), worst.Verdict, hours(worst.Until))
		}
		shuffled := verdict.Judge(b, q, product(t, rapid.Permutation(names).Draw(rt, "order")...))
		if a.Verdict != shuffled.Verdict || a.Condition != shuffled.Condition || verdict.Compare(a.Verdict, a.Until, shuffled.Verdict, shuffled.Until) != 0 {
			rt.Fatalf("%v: %v %s, shuffled %v %s", names, a.Verdict, a.Condition, shuffled.Verdict, shuffled.Condition)
		}
		for _, it := range a.Items {
			i := slices.IndexFunc(shuffled.Items, func(o verdict.Item) bool { return o.Ingredient.Text == it.Ingredient.Text })
			if o := shuffled.Items[i]; o.Verdict != it.Verdict || o.Class != it.Class || o.Condition != it.Condition {
				rt.Fatalf("%s: %v, shuffled %v", it.Ingredient.Text, it.Verdict, o.Verdict)
			}
		}
	})
}

func compareItems(a, b verdict.Item) int {
	return verdict.Compare(a.Verdict, a.Until, b.Verdict, b.Until)
}

func TestLaw6TheRiskierPartOfAKitDecides(t *testing.T) {
	t.Parallel()
	b := facts(t)
	rapid.Check(t, func(rt *rapid.T) {
		q := verdict.Question{Course: drawCourse(rt), At: skinafter.At(hoursAround(rt, 0, 400))}
		one, two := product(t, drawNames(rt, pool...)...), product(t, drawNames(rt, pool...)...)
		kit := skinafter.Product{Label: skinafter.Label{Kind: skinafter.Multi, Ingredients: slices.Clone(one.Label.Ingredients)}}
		for _, in := range two.Label.Ingredients {
			in.Part = 1
			kit.Label.Ingredients = append(kit.Label.Ingredients, in)
		}
		a, first, second := verdict.Judge(b, q, kit), verdict.Judge(b, q, one), verdict.Judge(b, q, two)
		worst := first
		if verdict.Compare(second.Verdict, second.Until, first.Verdict, first.Until) > 0 {
			worst = second
		}
		if verdict.Compare(a.Verdict, a.Until, worst.Verdict, worst.Until) != 0 {
			rt.Fatalf("kit %v until %v, parts %v and %v", a.Verdict, hours(a.Until), first.Verdict, second.Verdict)
		}
	})
}

// Law 7: every answer opens to a rule, a reason, sources or our own choice, and words.
func TestLaw7EveryAnswerHasItsReason(t *testing.T) {
	t.Parallel()
	b := facts(t)
	german := wording.Speak(b, "de")
	rapid.Check(t, func(rt *rapid.T) {
		at := hoursAround(rt, -300, 900)
		q := verdict.Question{
			Course: drawCourse(rt), At: skinafter.At(at), Person: drawPerson(rt), During: rapid.Bool().Draw(rt, "during"),
			Protocol: rapid.SampledFrom(skinafter.Protocols()).Draw(rt, "protocol"),
		}
		q.Person.Latest = drawCheckIn(rt, at)
		p := product(t, drawNames(rt, append(slices.Clone(pool), append(placed, unread)...)...)...)
		p.Prescribed = rapid.Bool().Draw(rt, "prescribed")
		a := verdict.Judge(b, q, p)
		if a.Hash == "" || a.Version == "" || a.ReviewedBy == "" {
			rt.Fatal("the answer does not say on which facts it stands")
		}
		for _, it := range a.Items {
			if it.Because == "" || len(it.Cites) == 0 && it.Basis == "" || it.Rule == "" || len(it.Fired) == 0 {
				rt.Fatalf("%s: no reason (%s)", it.Ingredient.Text, it.Rule)
			}
			if german.Because(&it) == it.Because {
				rt.Fatalf("%s: no German for %q", it.Rule, it.Because)
			}
			cites := slices.Clone(it.Cites)
			for _, d := range it.Dissent {
				cites = append(cites, d.Cites...)
				if german.Sentence(d.Text) == d.Text {
					rt.Fatalf("%s: no German for %q", it.Rule, d.Text)
				}
			}
			for _, id := range cites {
				if src, _, ok := b.Cite(id); !ok || src.Interest == "" {
					rt.Fatalf("%s: source %s does not open", it.Rule, id)
				}
			}
			for _, key := range append(slices.Clone(it.Notes), a.Notes...) {
				if german.Note(key) == "note."+key {
					rt.Fatalf("no text for note %s", key)
				}
			}
			if it.Condition != "" && german.Condition(it.Condition) == "condition."+it.Condition {
				rt.Fatalf("no text for condition %s", it.Condition)
			}
		}
	})
}

// A person rule never makes an answer less careful, except for what was prescribed.
func TestMoreAboutThePersonIsNeverLessCareful(t *testing.T) {
	t.Parallel()
	b := facts(t)
	rapid.Check(t, func(rt *rapid.T) {
		q := verdict.Question{Course: drawCourse(rt), At: skinafter.At(hoursAround(rt, -300, 900)), During: rapid.Bool().Draw(rt, "during")}
		p := product(t, drawNames(rt, append(slices.Clone(pool), placed...)...)...)
		plain := verdict.Judge(b, q, p)
		q.Person = drawPerson(rt)
		q.Person.Allergies = rapid.SliceOfDistinct(rapid.SampledFrom([]string{"fragrance", "Retinoids", "alcohol", "sunflower"}), rapid.ID[string]).Draw(rt, "allergies")
		known := verdict.Judge(b, q, p)
		for i := range plain.Items {
			if cmp.Compare(known.Items[i].Verdict, plain.Items[i].Verdict) < 0 {
				rt.Fatalf("%s: %v became %v", plain.Items[i].Ingredient.INCI, plain.Items[i].Verdict, known.Items[i].Verdict)
			}
		}
	})
}

// Of each product the timeline says what Judge says.
func TestTheTimelineSaysWhatJudgeSays(t *testing.T) {
	t.Parallel()
	b := facts(t)
	rapid.Check(t, func(rt *rapid.T) {
		q := verdict.Question{
			Course: drawCourse(rt), At: skinafter.At(hoursAround(rt, -160, 900)), Person: drawPerson(rt),
			Protocol: rapid.SampledFrom(skinafter.Protocols()).Draw(rt, "protocol"),
		}
		p := product(t, rapid.SampledFrom(append(slices.Clone(pool), append(placed, unread)...)).Draw(rt, "name"))
		p.Prescribed = rapid.Bool().Draw(rt, "prescribed")
		it := verdict.Judge(b, q, p).Items[0]
		for i, s := range it.Windows {
			if i > 0 && (it.Windows[i-1].Until == nil || *it.Windows[i-1].Until != s.From) {
				rt.Fatalf("stretches do not meet: %+v", it.Windows)
			}
			if q.At.Min >= s.From && (s.Until == nil || q.At.Min < *s.Until) && (s.Verdict != it.Verdict || s.Condition != it.Condition) {
				rt.Fatalf("%s at %v: %v %s, timeline %v %s", it.Ingredient.Text, q.At.Min, it.Verdict, it.Condition, s.Verdict, s.Condition)
			}
		}
	})
}
