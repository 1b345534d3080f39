package triage

import (
	"slices"

	"skinafter"
	"skinafter/knowledge"
	"skinafter/narrative/prose"
)

// CheckIns are the planned check-ins since treatment: twice a day to 48 hours, every day to
// day 7, days 10 and 14, every week to week 6, and months 3, 6 and 12 for late reactions.
func CheckIns(facts *knowledge.Base) []skinafter.Elapsed {
	return slices.Clone(engineOf(facts).checkIns)
}

// NextCheckIn is the first planned check-in after a time; false when there is none any more.
func NextCheckIn(facts *knowledge.Base, after skinafter.Elapsed) (skinafter.Elapsed, bool) {
	return engineOf(facts).nextCheckIn(after)
}

func (e *engine) nextCheckIn(after skinafter.Elapsed) (skinafter.Elapsed, bool) {
	for _, at := range e.checkIns {
		if at > after {
			return at, true
		}
	}
	return 0, false
}

// Numbers are the telephone numbers of a country by its ISO 3166 code ("de", "US"). For a
// country that is not known it answers false, and 112, which mobile phones in most countries
// put through.
func Numbers(facts *knowledge.Base, country string) (knowledge.Emergency, bool) {
	if n := facts.Emergency[prose.Fold(country)]; n != nil {
		return *n, true
	}
	return knowledge.Emergency{Number: "112", Basis: "choice"}, false
}
