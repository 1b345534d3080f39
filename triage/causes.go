package triage

import (
	"cmp"
	"slices"

	"skinafter"
	"skinafter/knowledge"
	"skinafter/knowledge/clues"
)

// topCauses is how many causes are named.
const topCauses = 3

// Cause is something that what was reported fits with. It is never more than that: nobody was
// examined.
type Cause struct {
	ID     string // of the closed list: "infection"
	Title  string // English, after "fits with"; CauseTitleKey gives other languages
	Points int    // what speaks for it less what speaks against it
	// KeySign: a sign that keeps this cause listed, however few points it has.
	KeySign bool
	For     []CauseReason // what speaks for it, weightiest first
	Against []CauseReason // what speaks against it, weightiest first

	Cites      []string
	ReviewedBy string // "none" until a clinician signs
}

// CauseReason is one thing that speaks for or against a cause.
type CauseReason struct {
	ID      string // "infection-pus"; CauseReasonKey gives other languages
	Points  int    // above 0, on either side
	Because string // one plain English sentence
	Cites   []string
	Basis   string // "choice" where no source dictates it
}

// CauseTitleKey is the key of a cause's title in texts of other languages than English.
func CauseTitleKey(id string) string { return "rule.cause-" + id + ".title" }

// CauseReasonKey is the key of a reason in texts of other languages than English.
func CauseReasonKey(id string) string { return "rule." + id + ".because" }

// Causes lists what a situation fits with: the three causes with the most points, likeliest
// first, and after them every cause that one of its key signs keeps in sight. A cause without
// a point in its favour is not listed. The level is that of the finding; it only decides
// between causes and nothing here changes it.
//
// Before the treatment the answer is pre-care, with whatever signs fit beside it. Without a
// sign it is normal-healing for two weeks and none-identified after that.
func Causes(facts *knowledge.Base, s skinafter.Situation, level skinafter.Level) []Cause {
	scene := clues.NewScene(facts, s, level, nil)
	var listed []Cause
	for _, r := range causeRules(facts) {
		if c, fits := causeScore(scene, r); fits {
			listed = append(listed, c)
		}
	}
	rank := causeRank(facts)
	slices.SortStableFunc(listed, func(a, b Cause) int {
		return cmp.Or(cmp.Compare(b.Points, a.Points), cmp.Compare(rank[a.ID], rank[b.ID]))
	})
	for i := len(listed) - 1; i >= topCauses; i-- {
		if !listed[i].KeySign {
			listed = slices.Delete(listed, i, i+1)
		}
	}
	return listed
}
