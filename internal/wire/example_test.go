package wire_test

import (
	"encoding/json"
	"fmt"
	"time"

	"skinafter/internal/intake"
	"skinafter/internal/wire"
	"skinafter/knowledge"
	"skinafter/label"
	"skinafter/verdict"
)

func newDesk() (intake.Desk, error) {
	facts, err := knowledge.Load(knowledge.Embedded())
	if err != nil {
		return intake.Desk{}, err
	}
	return intake.Desk{Facts: facts, Labels: label.NewReader(facts), Lang: "en"}, nil
}

func ExampleTriage() {
	d, err := newDesk()
	if err != nil {
		fmt.Println(err)
		return
	}
	in, err := intake.ReadReport("report.yaml", []byte("modality: needling\ndepth_mm: 1\nhours_since: 60\nsymptoms: [pus]\n"))
	if err != nil {
		fmt.Println(err)
		return
	}
	r, err := d.Report(in)
	if err != nil {
		fmt.Println(err)
		return
	}
	answer := wire.Triage(d.Facts, r, d.Assess(r), "")
	fmt.Println(answer.Level, answer.Causes[0], len(answer.Problems))
	// Output: same-day infection 0
}

func ExampleCheck() {
	d, err := newDesk()
	if err != nil {
		fmt.Println(err)
		return
	}
	var line intake.CheckLine
	body := `{"text":"Aqua, Retinol","course":{"modality":"needling","depth_mm":1.5},"elapsed_h":20,"protocol":"combined"}`
	if err := json.Unmarshal([]byte(body), &line); err != nil {
		fmt.Println(err)
		return
	}
	q, p, err := d.Question(&line, intake.Defaults{}, time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC))
	if err != nil {
		fmt.Println(err)
		return
	}
	a := verdict.Judge(d.Facts, q, p)
	answer := wire.Check(d.Facts, p.Label, &a)
	fmt.Println(answer.Judgement.Verdict, *answer.UntilH)
	// Output: wait 336
}
