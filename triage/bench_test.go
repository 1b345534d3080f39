package triage_test

import (
	"testing"

	"skinafter"
	"skinafter/triage"
)

// BenchmarkAssess goes round the cases of all rules; the bar is 20,000 a second.
func BenchmarkAssess(b *testing.B) {
	base := facts(b)
	cases := ruleCases(b)
	var situations []skinafter.Situation
	for i := range cases {
		situations = append(situations, cases[i].Situation())
	}
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		triage.Assess(base, situations[i%len(situations)])
		i++
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "assessments/s")
}
