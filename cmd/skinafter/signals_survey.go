package main

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"skinafter/signal"
	"skinafter/signal/mgps"
)

// survey is a collection with everything that was found out about it.
type survey struct {
	asked
	command *signalsMethod
	heap    *collection
	options signal.Options
	fitted  *mgps.Fitted // nil: a prior was given or none is needed

	pairs   int           // listed, --min-n or more
	signals int           // meet the rule
	rules   []ruleCount   // other rules on the same pairs
	top     []signal.Pair // first by the rule's figure, those that meet it before the others
	ranked  string        // that figure
	specks  []signal.Pair // for a volcano, when asked for
	all     bool          // collect specks
	room    int           // how many pairs top keeps
	full    bool          // room is used up; the last of the first ones is known:
	lastIn  bool          // whether it meets the rule
	last    float64       // its figure
	compare bool          // count what other rules find
}

// ruleCount is how many pairs another rule finds.
type ruleCount struct {
	Name  string `json:"name"`
	Rule  string `json:"rule"`
	Pairs int    `json:"pairs"`
}

// survey fits what has to be fitted. The pairs are gone through by each.
func (c *signalsMethod) survey(a asked, h *collection) (*survey, error) {
	x := &survey{asked: a, command: c, heap: h, ranked: rankColumn(a.threshold)}
	x.options = signal.Options{Stratified: len(c.Stratify) > 0, MinN: int64(c.MinN)}
	if !slices.Contains(a.method, "mgps") || h.counts.Pairs() == 0 {
		return x, nil
	}
	if a.prior != nil {
		x.options.Prior = a.prior
		return x, nil
	}
	fitted, err := mgps.Fit(h.counts.Cells(x.options.Stratified), mgps.Options{Likelihood: a.likelihood})
	if err != nil {
		return nil, fmt.Errorf("fitting the prior of MGPS: %w", err)
	}
	if x.fitted = &fitted; fitted.Diagnostic.Several > 0 {
		x.options.Prior = &fitted.Prior // without any pair of two reports there is nothing to learn from
	}
	return x, nil
}

// rankColumn is the figure by which a list under a rule is sorted, the largest first.
func rankColumn(t signal.Threshold) string {
	if t.Name == signal.Evans().Name {
		return "chi2_yates" // PRR itself is largest where one report is all there is
	}
	for _, condition := range t.Conditions {
		if condition.Column != "N" {
			return condition.Column
		}
	}
	return "N"
}

// each goes through all pairs in order, keeps count of the rules and of the first ones, and
// hands every pair on.
func (x *survey) each(visit func(p *signal.Pair, isSignal bool) error) error {
	rules := x.otherRules()
	counts := make([]int, len(rules))
	for p := range signal.Score(x.heap.counts, x.options) {
		x.pairs++
		isSignal := x.threshold.Holds(p)
		if isSignal {
			x.signals++
		}
		for i := range rules {
			if rules[i].Holds(p) {
				counts[i]++
			}
		}
		if x.room > 0 {
			x.keep(p, isSignal)
		}
		if x.all {
			x.specks = append(x.specks, *p)
		}
		if visit != nil {
			if err := visit(p, isSignal); err != nil {
				return err
			}
		}
	}
	for i, t := range rules {
		x.rules = append(x.rules, ruleCount{t.Name, t.String(), counts[i]})
	}
	x.cut()
	return nil
}

// otherRules are the named rules whose figures are computed.
func (x *survey) otherRules() []signal.Threshold {
	if !x.compare {
		return nil
	}
	return slices.DeleteFunc(signal.Thresholds(), func(t signal.Threshold) bool {
		return slices.ContainsFunc(t.Conditions, func(c signal.Condition) bool { return !x.computes(c.Column) })
	})
}

// computes reports whether --method asks for a column.
func (a *asked) computes(column string) bool { return slices.Contains(a.columns, column) }

// keep holds the pair if it can be among the first.
func (x *survey) keep(p *signal.Pair, isSignal bool) {
	if x.full && (isSignal == x.lastIn && x.rank(p) < x.last || !isSignal && x.lastIn) {
		return
	}
	if x.top = append(x.top, *p); len(x.top) >= 4*x.room+64 {
		x.cut()
	}
}

// cut sorts the first pairs and drops the rest.
func (x *survey) cut() {
	slices.SortFunc(x.top, x.order)
	x.top = x.top[:min(len(x.top), x.room)]
	if x.full = x.room > 0 && len(x.top) == x.room; x.full {
		end := &x.top[len(x.top)-1]
		x.lastIn, x.last = x.threshold.Holds(end), x.rank(end)
	}
}

// order puts pairs that meet the rule first, then by its figure, then by reports and name.
func (x *survey) order(a, b signal.Pair) int {
	if inA, inB := x.threshold.Holds(&a), x.threshold.Holds(&b); inA != inB {
		if inA {
			return -1
		}
		return 1
	}
	return cmp.Or(
		cmp.Compare(x.rank(&b), x.rank(&a)), cmp.Compare(b.N(), a.N()),
		strings.Compare(a.Product, b.Product), strings.Compare(a.Event, b.Event),
	)
}

// rank is the figure to sort by; one that cannot be estimated comes last.
func (x *survey) rank(p *signal.Pair) float64 {
	v, ok := p.Figure(x.ranked)
	if !ok || !signal.Estimable(v) {
		return math.Inf(-1)
	}
	return v
}
