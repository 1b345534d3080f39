package signal

import (
	"cmp"
	"slices"
	"strings"
)

// Intake says what became of every line or report of a file that was imported.
type Intake struct {
	Read      int64    // lines after the header of a table, or reports of a list
	Used      int64    // of these, those that gave rows
	Rows      int64    // rows that they gave
	Refused   []Remark // what could not be used; most first
	LeftOut   []Remark // what was not asked for
	Noted     []Remark // used, with something that could not be read or must be known
	Converted int64    // of those read, those that were not UTF-8 and were read as Windows-1252
}

// Remark is one reason, and where it held.
type Remark struct {
	Text  string // in plain words
	Count int64
	Lines []int64 // where the first few begin; the first line of the file is 1
}

// remarkLines is how many lines a Remark names.
const remarkLines = 5

// Remarks gathers reasons. The zero value has none.
type Remarks struct {
	list []Remark
	at   map[string]int
}

// mostRemarks is how many different reasons are told apart: whoever writes the file may make each
// row a reason of its own.
const mostRemarks = 100

// otherRemark gathers all reasons after the first mostRemarks.
const otherRemark = "something else (the file has very many different reasons)"

// Add counts one more case of a reason.
func (r *Remarks) Add(text string, line int64) {
	if _, known := r.at[text]; !known && len(r.list) >= mostRemarks {
		text = otherRemark
	}
	i, known := r.at[text]
	if !known {
		if r.at == nil {
			r.at = map[string]int{}
		}
		text = strings.Clone(text)
		i, r.at[text] = len(r.list), len(r.list)
		r.list = append(r.list, Remark{Text: text})
	}
	x := &r.list[i]
	x.Count++
	if len(x.Lines) < remarkLines {
		x.Lines = append(x.Lines, line)
	}
}

// List is what was gathered, most first.
func (r *Remarks) List() []Remark {
	out := slices.Clone(r.list)
	slices.SortStableFunc(out, func(a, b Remark) int { return cmp.Compare(b.Count, a.Count) })
	return out
}

// Serious says by the outcomes of a report, as the FDA words them, whether it is serious: death,
// danger to life, hospital, disability, birth defect, an intervention that was needed, an event
// that is medically important (the FDA's "other serious" one), or lasting disfigurement. A visit
// to a doctor or an emergency room alone is not. NotSaid without outcomes.
// Source: 21 CFR 314.80(a), "important medical events", and section 604(5) of the FD&C Act for
// cosmetics.
func Serious(outcomes []string) Answer {
	answer := NotSaid
	for _, o := range outcomes {
		o = strings.ToLower(strings.TrimSpace(o))
		switch {
		case o == "" || o == "none" || o == "unknown" || o == "not available":
			continue
		case strings.Contains(o, "non-serious") || strings.Contains(o, "not serious") || strings.Contains(o, "not medically important"):
		case slices.ContainsFunc(seriousWords, func(w string) bool { return strings.Contains(o, w) }):
			return Yes
		}
		answer = No
	}
	return answer
}

var seriousWords = []string{
	"death", "died", "life threatening", "life-threatening", "hospitali", "disab", "congenital", "intervention",
	"serious", "disfigure", "medically important", "important medical",
}

// Years is an age in years, by its unit as the FDA writes it: "year(s)", "Months", "DAY(S)", "DEC". ok is
// false for a unit that is not known; no unit is years.
func Years(age float64, unit string) (years float64, ok bool) {
	unit = strings.ToLower(strings.TrimSpace(unit))
	if unit == "mo" {
		unit = "month"
	}
	for _, u := range []struct {
		begins string
		years  float64
	}{{"y", 1}, {"dec", 10}, {"mon", 1.0 / 12}, {"w", 7 / 365.25}, {"d", 1 / 365.25}, {"h", 1 / 8766.0}} {
		if strings.HasPrefix(unit, u.begins) {
			return age * u.years, true
		}
	}
	return age, unit == ""
}
