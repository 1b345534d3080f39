package triage

import (
	"cmp"
	"slices"

	"skinafter/knowledge"
	"skinafter/knowledge/clues"
)

// causeIndexKey and causeRankKey are Derive keys.
type (
	causeIndexKey struct{}
	causeRankKey  struct{}
)

// causeRules are the rules of the facts; of two with the same points the earlier wins.
func causeRules(facts *knowledge.Base) []*knowledge.CauseRule {
	return facts.Derive(causeIndexKey{}, func() any {
		list := make([]*knowledge.CauseRule, 0, len(facts.Causes))
		for _, r := range facts.Causes {
			list = append(list, r)
		}
		slices.SortFunc(list, func(a, b *knowledge.CauseRule) int {
			return cmp.Or(cmp.Compare(a.Tie, b.Tie), cmp.Compare(a.ID, b.ID))
		})
		return list
	}).([]*knowledge.CauseRule)
}

// causeRank is the place of each cause in that order.
func causeRank(facts *knowledge.Base) map[string]int {
	return facts.Derive(causeRankKey{}, func() any {
		rank := map[string]int{}
		for i, r := range causeRules(facts) {
			rank[r.ID] = i
		}
		return rank
	}).(map[string]int)
}

// causeScore adds up what speaks for and against a cause, and reports whether it is listed:
// something speaks for it and outweighs the rest, or it has a key sign.
func causeScore(scene *clues.Scene, r *knowledge.CauseRule) (Cause, bool) {
	if r.OnlyWhen != nil && !scene.Holds(r.OnlyWhen) {
		return Cause{}, false
	}
	c := Cause{ID: r.ID, Title: r.Title, Cites: r.Cites, ReviewedBy: r.ReviewedBy}
	c.For, c.Points = causeReasons(scene, r.For)
	key := slices.ContainsFunc(r.KeySigns, func(k knowledge.Clue) bool { return scene.Holds(&k) })
	if len(c.For) == 0 && !key {
		return Cause{}, false
	}
	against, minus := causeReasons(scene, r.Against)
	c.Against, c.Points, c.KeySign = against, c.Points-minus, key
	return c, c.Points > 0 || key
}

// causeReasons are the points that hold, weightiest first, with their sum.
func causeReasons(scene *clues.Scene, points []knowledge.CausePoint) ([]CauseReason, int) {
	var out []CauseReason
	sum := 0
	for i := range points {
		p := &points[i]
		if scene.Holds(&p.When) {
			sum += p.Points
			out = append(out, CauseReason{ID: p.ID, Points: p.Points, Because: p.Because, Cites: p.Cites, Basis: p.Basis})
		}
	}
	slices.SortStableFunc(out, func(a, b CauseReason) int { return cmp.Compare(b.Points, a.Points) })
	return out, sum
}
