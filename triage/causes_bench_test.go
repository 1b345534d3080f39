package triage_test

import (
	"testing"

	"skinafter"
	"skinafter/triage"
)

// BenchmarkCauses is the ranking of a report with four symptoms.
func BenchmarkCauses(b *testing.B) {
	facts := causeFacts(b)
	at, onset := skinafter.At(120*skinafter.Hour), 100*skinafter.Hour
	s := skinafter.Situation{
		Course: skinafter.Course{Modality: skinafter.Roller, Depth: 1}, At: at, Setting: "home",
		CheckIns: []skinafter.CheckIn{{At: at, Symptoms: []skinafter.Symptom{
			{Code: "pus", Onset: &onset},
			{Code: "warmth", Onset: &onset, Trend: "worsening"},
			{Code: "spreading_redness", Onset: &onset},
			{Code: "pain", Onset: &onset, Trend: "worsening"},
		}}},
	}
	for b.Loop() {
		triage.Causes(facts, s, skinafter.SameDay)
	}
}
