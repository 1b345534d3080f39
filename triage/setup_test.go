package triage_test

import (
	"testing"

	"skinafter"
	"skinafter/internal/testkit"
	"skinafter/knowledge"
)

func facts(t testing.TB) *knowledge.Base {
	t.Helper()
	return testkit.Facts(t)
}

func hours(h float64) *skinafter.Elapsed {
	e := skinafter.Hours(h)
	return &e
}

// after is a situation h hours after needling of 1 mm with some symptoms.
func after(h float64, symptoms ...skinafter.Symptom) skinafter.Situation {
	at := skinafter.At(skinafter.Hours(h))
	return skinafter.Situation{
		Course: skinafter.Course{Modality: skinafter.Needling, Depth: 1, Area: "face"}, At: at, Setting: "clinic",
		CheckIns: []skinafter.CheckIn{{At: at, Symptoms: symptoms}},
	}
}
