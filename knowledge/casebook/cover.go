package casebook

import (
	"slices"

	"skinafter/knowledge"
	"skinafter/knowledge/fact"
)

// Coverage counts the cases of one rule.
type Coverage struct {
	Rule   string // id
	File   string // the rule's file
	Fires  int    // cases in which it took part in the answer
	Silent int    // cases written to show it silent, and it was
	Needed bool   // the rule changes answers, so it needs both
}

// Tested reports whether a case shows the rule firing and another shows it silent; true for
// a rule that needs no cases.
func (c Coverage) Tested() bool { return !c.Needed || c.Fires > 0 && c.Silent > 0 }

// Cover counts, for every rule, the cases that show it firing and staying silent. Rules come
// by file and id, untested ones included.
func Cover(b *knowledge.Base, cases []Case, judge Judge) []Coverage {
	var out []Coverage
	for _, e := range fact.Rules(b) {
		out = append(out, Coverage{Rule: e.ID, File: e.File, Needed: e.NeedsCases})
	}
	for _, c := range cases {
		fired := judge(c).Fired
		for i := range out {
			fires := slices.Contains(fired, out[i].Rule)
			meant := c.NotFires == out[i].Rule || c.Silent && c.ruleFile() == out[i].File
			switch {
			case fires:
				out[i].Fires++
			case meant:
				out[i].Silent++
			}
		}
	}
	return out
}
