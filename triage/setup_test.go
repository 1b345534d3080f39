package triage_test

import (
	"sync"
	"testing"

	"skinafter"
	"skinafter/knowledge"
)

// embedded loads the facts once for all tests.
var embedded = sync.OnceValues(func() (*knowledge.Base, error) { return knowledge.Load(knowledge.Embedded()) })

func facts(t testing.TB) *knowledge.Base {
	t.Helper()
	b, err := embedded()
	if err != nil {
		t.Fatal(err)
	}
	return b
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
