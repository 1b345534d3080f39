package casebook

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"skinafter/knowledge"
	"skinafter/knowledge/fact"
)

// Outcome is what the program answers to a case.
type Outcome struct {
	Verdict    string   // no, wait, ok, unknown
	UntilH     *float64 // hours since the treatment; nil = no end
	Condition  string
	Class      string   // class of the ingredient asked for, or of the worst one of a label
	Fired      []string // ids of every rule that took part in the answer
	Hazards    []string // public hazards found on the label
	Incomplete bool     // a name was not recognised
	Err        error    // the case could not be asked
}

// Judge answers a case. Package knowledge does not know how; the caller passes package
// verdict in.
type Judge func(Case) Outcome

// Result is a case with its answer.
type Result struct {
	Case   Case
	Got    Outcome
	Missed []string // what differs from expect, in words; empty = passed
}

// Passed reports whether the answer is the expected one.
func (r Result) Passed() bool { return len(r.Missed) == 0 }

// Report is the outcome of a run over all cases.
type Report struct {
	Passed, Failed int
	Results        []Result // in the order of the cases
}

// Test asks every case and compares the answers. The facts b say which rules belong to the
// file that a case mirrors.
func Test(b *knowledge.Base, cases []Case, judge Judge) Report {
	inFile := map[string][]string{}
	for _, e := range fact.Rules(b) {
		inFile[e.File] = append(inFile[e.File], e.ID)
	}
	var r Report
	for _, c := range cases {
		got := judge(c)
		result := Result{Case: c, Got: got, Missed: c.compare(got, inFile[c.ruleFile()])}
		r.Results = append(r.Results, result)
		if result.Passed() {
			r.Passed++
		} else {
			r.Failed++
		}
	}
	return r
}

// compare lists how an answer differs from what the case expects; mirrored are the ids of
// the rules in the file that the case mirrors.
func (c Case) compare(got Outcome, mirrored []string) []string {
	if got.Err != nil {
		return []string{fmt.Sprintf("cannot be asked: %v", got.Err)}
	}
	var missed []string
	differ := func(what, want, have string) {
		if want != "" && want != have {
			missed = append(missed, fmt.Sprintf("%s: want %s, got %s", what, want, cmp.Or(have, "none")))
		}
	}
	e := c.Expect
	differ("verdict", e.Verdict, got.Verdict)
	differ("condition", e.Condition, got.Condition)
	differ("class", e.Class, got.Class)
	if e.UntilH != nil {
		differ("until_h", hourText(e.UntilH), hourText(got.UntilH))
	}
	if e.OpenEnd && got.UntilH != nil {
		missed = append(missed, "until_h: want no end, got "+hourText(got.UntilH))
	}
	for _, h := range e.NoneOf {
		if slices.Contains(got.Hazards, h) {
			missed = append(missed, "hazard "+h+" was found; want it absent")
		}
	}
	if e.Complete && got.Incomplete {
		missed = append(missed, "the label is incomplete; want every name recognised")
	}
	return append(missed, c.compareFired(got.Fired, mirrored)...)
}

func (c Case) compareFired(fired, mirrored []string) []string {
	var missed []string
	if c.Fires != "" && !slices.Contains(fired, c.Fires) {
		missed = append(missed, fmt.Sprintf("rule %s did not fire; fired: %s", c.Fires, cmp.Or(strings.Join(fired, " "), "none")))
	}
	for _, id := range fired {
		if id == c.NotFires || c.Silent && slices.Contains(mirrored, id) {
			missed = append(missed, fmt.Sprintf("rule %s fired; want it silent", id))
		}
	}
	return missed
}

func hourText(h *float64) string {
	if h == nil {
		return "no end"
	}
	return fmt.Sprintf("%g h", *h)
}

// Change is a case that two sets of facts answer differently.
type Change struct {
	Case     Case
	Old, New Outcome
	Stricter bool // the new answer is more cautious
}

// Diff lists the cases whose answers change from old to new facts: what a medical reviewer
// signs.
func Diff(old, updated *knowledge.Base, cases []Case, judge func(*knowledge.Base, Case) Outcome) []Change {
	var out []Change
	for _, c := range cases {
		a, b := judge(old, c), judge(updated, c)
		if a.answer() != b.answer() {
			out = append(out, Change{Case: c, Old: a, New: b, Stricter: b.caution() > a.caution()})
		}
	}
	return out
}

// answer is an outcome in one line, as people compare it.
func (o Outcome) answer() string {
	if o.Err != nil {
		return "error: " + o.Err.Error()
	}
	text := o.Verdict
	if o.Verdict == knowledge.Wait {
		text += " " + hourText(o.UntilH)
	}
	return strings.Join([]string{text, o.Condition, o.Class}, " | ")
}

// caution orders outcomes: no > wait without end > wait longer > wait shorter > unknown > ok.
func (o Outcome) caution() float64 {
	const noEnd, never = 1e8, 1e9
	switch {
	case o.Verdict == knowledge.No:
		return never
	case o.Verdict == knowledge.Wait && o.UntilH == nil:
		return noEnd
	case o.Verdict == knowledge.Wait:
		return 2 + *o.UntilH
	case o.Verdict == knowledge.OK:
		return 0
	default:
		return 1
	}
}
