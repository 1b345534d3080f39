package signal

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"skinafter"
)

// Condition is one line of a threshold: this figure is at least (or more than) this number.
type Condition struct {
	Column string // as in Columns, or IC0005
	Than   float64
	Equal  bool // whether the number itself is enough: >= in place of >
}

// Threshold says which pairs are shown as signals: all its conditions hold. A figure that is
// NaN meets none; +Inf meets every one.
type Threshold struct {
	Name       string // "" for one's own
	Conditions []Condition
}

// LowerIC is the default: IC025 > 0 with N >= 3. It needs no fit and stays finite in small
// collections.
func LowerIC() Threshold {
	return Threshold{"ic", []Condition{{"IC025", 0, false}, {"N", 3, true}}}
}

// Evans is N >= 3, PRR >= 2 and chi-squared (Yates) >= 4. Source: Evans, Waller, Davis 2001.
func Evans() Threshold {
	return Threshold{"evans", []Condition{{"PRR", 2, true}, {"chi2_yates", 4, true}, {"N", 3, true}}}
}

// LowerROR is a lower limit of the reporting odds ratio above 1 with N >= 3.
func LowerROR() Threshold {
	return Threshold{"ror", []Condition{{"ROR_lo", 1, false}, {"N", 3, true}}}
}

// LowerEB is EB05 >= 2, the usual threshold of MGPS. Source: DuMouchel 1999.
func LowerEB() Threshold { return Threshold{"eb05", []Condition{{"EB05", 2, true}}} }

// Thresholds are the named ones.
func Thresholds() []Threshold { return []Threshold{LowerIC(), Evans(), LowerROR(), LowerEB()} }

// Holds says whether the pair is a signal by this threshold.
func (t Threshold) Holds(p *Pair) bool {
	for _, c := range t.Conditions {
		v, ok := p.Figure(c.Column)
		if !ok || !c.holds(v) {
			return false
		}
	}
	return true
}

func (c Condition) holds(v float64) bool { return v > c.Than || (c.Equal && v == c.Than) }

// Shrunk says whether the threshold needs a prior.
func (t Threshold) Shrunk() bool {
	return slices.ContainsFunc(t.Conditions, func(c Condition) bool { return slices.Contains(shrunkColumns, c.Column) })
}

// String is the conditions as people read them and as ParseThreshold reads them:
// "IC025 > 0, N >= 3".
func (t Threshold) String() string {
	var parts []string
	for _, c := range t.Conditions {
		op := ">"
		if c.Equal {
			op = ">="
		}
		parts = append(parts, c.Column+" "+op+" "+strconv.FormatFloat(c.Than, 'g', -1, 64))
	}
	return strings.Join(parts, ", ")
}

// ParseThreshold reads a name (ic, evans, ror, eb05) or one's own conditions, such as
// "EB05 >= 1.5, N >= 3"; columns in any case. The error is an *skinafter.InputError.
func ParseThreshold(text string) (Threshold, error) {
	for _, t := range Thresholds() {
		if strings.EqualFold(strings.TrimSpace(text), t.Name) {
			return t, nil
		}
	}
	var t Threshold
	for part := range strings.SplitSeq(text, ",") {
		c, err := parseCondition(part)
		if err != nil {
			return Threshold{}, err
		}
		t.Conditions = append(t.Conditions, c)
	}
	return t, nil
}

func parseCondition(text string) (Condition, error) {
	wrong := func(want string) error {
		return &skinafter.InputError{Field: "threshold", Value: strings.TrimSpace(text), Want: want}
	}
	name, number, found := strings.Cut(text, ">")
	if !found {
		return Condition{}, wrong(`ic, evans, ror, eb05, or conditions such as "IC025 > 0, N >= 3"`)
	}
	number, equal := strings.CutPrefix(number, "=")
	v, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
	if err != nil || !Estimable(v) {
		return Condition{}, wrong("a number after > or >=")
	}
	for column := range figures {
		if strings.EqualFold(column, strings.TrimSpace(name)) {
			return Condition{Column: column, Than: v, Equal: equal}, nil
		}
	}
	return Condition{}, wrong(fmt.Sprintf("one of the columns %s", strings.Join(append(Columns()[2:], "IC0005"), ", ")))
}
