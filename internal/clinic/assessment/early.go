package assessment

import (
	"slices"

	"skinafter"
	"skinafter/knowledge"
	"skinafter/verdict"
)

// WithEarly is the situation with what the label verdict said about every product at the hour
// it was used: by the rules of the combined protocol, for this treatment and this person.
func WithEarly(facts *knowledge.Base, s skinafter.Situation) skinafter.Situation {
	uses := slices.Clone(s.Person.Uses)
	for i := range uses {
		if !uses[i].Early.Judged {
			uses[i].Early = early(facts, &s, &uses[i])
		}
	}
	s.Person.Uses = uses
	return s
}

// early judges one use. An hour that nobody knows may be any since the treatment.
func early(facts *knowledge.Base, s *skinafter.Situation, u *skinafter.Use) skinafter.Early {
	answer := verdict.Judge(facts, atUse(s, u), u.Product)
	out := skinafter.Early{Judged: true, Inside: inside(answer.Verdict)}
	for i := range answer.Items {
		item := &answer.Items[i]
		classes := []string{item.Class}
		if unlabelled(item) && item.Class != unknownClass {
			classes = append(classes, unknownClass)
		}
		for _, class := range classes {
			out.Holds = joined(out.Holds, class)
			if inside(item.Verdict) {
				out.Classes = joined(out.Classes, class)
			}
		}
	}
	return out
}

// Classes of what nobody knows the content of.
const (
	unknownClass = "unknown"
	ampouleClass = "I24" // where it is known only by a plain word: "unknown serum"
)

// unlabelled reports whether an item stands for a product whose label nobody has.
func unlabelled(item *verdict.Item) bool {
	return item.Class == unknownClass || item.Class == ampouleClass && !item.Ingredient.Known()
}

// atUse asks about a product at the hour it was used. Whether that was too early is a matter
// of the clock, not of what the skin showed later.
func atUse(s *skinafter.Situation, u *skinafter.Use) verdict.Question {
	q := verdict.Question{Course: s.Course, Person: s.Person, At: skinafter.At(u.At), During: u.During}
	q.Person.Uses, q.Person.Latest = nil, nil
	if u.Unknown {
		q.At = skinafter.Between(0, max(s.At.Max, 0))
	}
	return q
}

func joined(list []string, word string) []string {
	if slices.Contains(list, word) {
		return list
	}
	return append(list, word)
}

func inside(v verdict.Verdict) bool { return v == verdict.No || v == verdict.Wait }

// Question asks about a product now, in this situation: the latest check-in locks, and what
// was used since the treatment is a suspect.
func Question(s skinafter.Situation) verdict.Question {
	q := verdict.Question{Course: s.Course, Person: s.Person, At: s.At}
	if len(s.CheckIns) > 0 {
		latest := Standing(s)
		q.Person.Latest = &latest
	}
	return q
}

// Standing is what the check-ins say together: a symptom that was not mentioned again keeps
// what was last said of it, because nobody was asked whether it has gone.
func Standing(s skinafter.Situation) skinafter.CheckIn {
	last := s.Latest()
	now := skinafter.CheckIn{At: last.At, Cleared: last.Cleared}
	for i := range s.CheckIns {
		gone := s.CheckIns[i].Gone
		now.Symptoms = slices.DeleteFunc(now.Symptoms, func(o skinafter.Symptom) bool { return slices.Contains(gone, o.Code) })
		known := len(now.Symptoms)
		fresh := map[string]bool{}
		for _, sym := range s.CheckIns[i].Symptoms {
			at := slices.IndexFunc(now.Symptoms[:known], func(o skinafter.Symptom) bool { return o.Code == sym.Code })
			if at >= 0 && !fresh[sym.Code] {
				now.Symptoms[at] = sym
			} else {
				now.Symptoms = append(now.Symptoms, sym)
			}
			fresh[sym.Code] = true
		}
	}
	return now
}

// Reacts reports whether the skin reacts: the reaction lock holds.
func Reacts(facts *knowledge.Base, s skinafter.Situation) bool {
	return verdict.React(facts, Question(s)).Locks
}
