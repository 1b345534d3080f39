package triage_test

import (
	"fmt"

	"skinafter"
	"skinafter/knowledge"
	"skinafter/triage"
)

func ExampleAssess() {
	facts, err := knowledge.Load(knowledge.Embedded())
	if err != nil {
		fmt.Println(err)
		return
	}
	at := skinafter.At(skinafter.Hours(120))
	began := skinafter.Hours(100)
	finding := triage.Assess(facts, skinafter.Situation{
		Course: skinafter.Course{Modality: skinafter.Roller, Depth: 1, Area: "face"},
		At:     at, Setting: "home",
		CheckIns: []skinafter.CheckIn{{At: at, Symptoms: []skinafter.Symptom{
			{Code: "pus", Severity: skinafter.Moderate, Onset: &began, Trend: "worsening"},
		}}},
	})
	fmt.Println(finding.Level)
	fmt.Println(finding.Advice[0].Text)
	fmt.Println(finding.Fired[0].ID, finding.Fired[0].Because, finding.Fired[0].Cites)
	// Output:
	// same-day
	// Be seen by a doctor today.
	// pus Pus is a sign of infection. [S22 S23]
}
