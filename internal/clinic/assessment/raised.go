package assessment

import (
	"slices"

	"skinafter"
	"skinafter/knowledge"
	"skinafter/triage"
)

// raised are the ids of what gave a level of contact or more, now or at any check-in that no
// clinician has cleared since. A level that was stated from outside is one of them: nobody
// knows what gave it.
func raised(facts *knowledge.Base, s *skinafter.Situation, now *triage.Finding, stated skinafter.Level) []string {
	out := above(now)
	if stated >= skinafter.Contact {
		out = append(out, "stated")
	}
	cleared := -1
	for i := range s.CheckIns {
		if s.CheckIns[i].Cleared {
			cleared = i
		}
	}
	for i := cleared + 1; i < len(s.CheckIns)-1; i++ {
		then := *s
		then.CheckIns, then.At = s.CheckIns[i:i+1], s.CheckIns[i].At
		f := triage.Assess(facts, then)
		out = append(out, above(&f)...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// above are the ids of what gave a level of contact or more.
func above(f *triage.Finding) []string {
	var out []string
	for i := range f.Fired {
		if f.Fired[i].Level >= skinafter.Contact {
			out = append(out, f.Fired[i].ID)
		}
	}
	return out
}
