package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/alecthomas/kong"

	"skinafter"
	"skinafter/internal/intake"
	"skinafter/signal"
	"skinafter/signal/mgps"
)

// signalsCommand is about many reports at once.
type signalsCommand struct {
	Detect   signalsDetect   `cmd:"" default:"withargs" help:"Which pairs of a collection are reported more often than expected?"`
	Import   signalsImport   `cmd:"" help:"Turn FDA CAERS or openFDA files into rows that signals reads."`
	Rates    signalsRates    `cmd:"" help:"How often came an event per 1,000 courses, where all courses are known?"`
	Together signalsTogether `cmd:"" help:"Is an event reported with two products together more often than the two alone explain?"`
	Diff     signalsDiff     `cmd:"" help:"What became a signal between two collections, what stopped being one, and why?"`
}

// signalsDetect finds the pairs.
type signalsDetect struct {
	signalsMethod
	CSV     bool     `name:"csv" help:"Every pair as CSV on standard output; what was read goes to standard error."`
	JSON    bool     `name:"json" help:"Every pair as JSON."`
	Top     int      `default:"20" placeholder:"N" help:"How many pairs the page and the forest plot show."`
	Explain pairFlag `placeholder:"PRODUCT EVENT" help:"Everything about one pair: its table, each figure with its formula, its reports."`
	Plot    string   `placeholder:"FILE" help:"Draw a picture, FILE.svg or FILE.png."`
	Figure  string   `placeholder:"KIND" help:"What to draw: forest, volcano; with --explain: trend, onset."`
	Save    string   `placeholder:"FILE" help:"Also write the counts to FILE, which signals reads in place of the rows."`
	Files   []string `arg:"" name:"reports" help:"Rows report,product,event as CSV or NDJSON, also gzipped, or counts of --save; several add up; - is standard input."`
}

// signalsMethod is how pairs are counted and judged; both detect and diff have it.
type signalsMethod struct {
	Method     []string `default:"ic,prr,ror,mgps" placeholder:"NAME,..." help:"Figures to compute: ic, prr, ror, mgps."`
	Likelihood string   `name:"mgps-likelihood" default:"Z" placeholder:"Z" help:"How MGPS finds its prior: Z (all cells), T1 (as openEBGM), T2 (truncated mixture)."`
	Hyper      string   `placeholder:"a1,b1,a2,b2,P" help:"A prior for MGPS in place of a fitted one."`
	Stratify   []string `placeholder:"COLUMN,..." help:"Expect within strata of these columns: sex, age, year, modality, depth."`
	By         string   `default:"product" placeholder:"product" help:"product, or ingredient (needs --labels)."`
	Labels     string   `placeholder:"FILE" help:"Labels of the products: CSV product,text or NDJSON {\"product\",\"text\"}."`
	Threshold  string   `default:"ic" placeholder:"RULE" help:"What counts as a signal: ic, evans, ror, eb05, or conditions such as \"EB05 >= 1.5, N >= 3\"."`
	MinN       int      `name:"min-n" default:"1" placeholder:"N" help:"Leave out pairs with fewer reports."`
	Role       string   `default:"suspect" placeholder:"suspect" help:"Rows to use: suspect (all but concomitant products), named-suspect, any."`
	Dedup      bool     `help:"Leave out near-copies of reports, and say which and why."`
	Events     string   `default:"reported" placeholder:"reported" help:"Names of events: reported, or own (those of the program's vocabulary, where it has one)."`
}

// asked is what the flags of signalsMethod ask, read.
type asked struct {
	method     []string // columns groups: ic, prr, ror, mgps
	likelihood mgps.Likelihood
	prior      *mgps.Prior // given, not fitted
	threshold  signal.Threshold
	columns    []string // to print
}

// read checks the flags before a long file is read.
func (c *signalsMethod) read() (asked, error) {
	var a asked
	known := []string{"ic", "prr", "ror", "mgps"}
	for i, m := range c.Method {
		if err := intake.OneOf(intake.Index("--method", i), m, strings.Join(known, " ")); err != nil {
			return a, err
		}
	}
	if c.MinN < 1 {
		return a, &skinafter.InputError{Field: "--min-n", Value: fmt.Sprint(c.MinN), Want: "a number from 1"}
	}
	for _, word := range []struct {
		flag, value string
		of          []string
	}{{"--by", c.By, []string{"product", "ingredient"}}, {"--events", c.Events, []string{"reported", "own"}}} {
		if err := intake.OneOf(word.flag, word.value, strings.Join(word.of, " ")); err != nil {
			return a, err
		}
	}
	if (c.By == "ingredient") != (c.Labels != "") {
		return a, &skinafter.InputError{Field: "--by ingredient", Want: "together with --labels FILE, which says what the products hold"}
	}
	var err error
	if a.threshold, err = signal.ParseThreshold(c.Threshold); err != nil {
		return a, flagged("--threshold", err)
	}
	if a.likelihood, err = mgps.ParseLikelihood(c.Likelihood); err != nil {
		return a, flagged("--mgps-likelihood", err)
	}
	if c.Hyper != "" {
		prior, err := mgps.ParsePrior(c.Hyper)
		if err != nil {
			return a, flagged("--hyper", err)
		}
		a.prior = &prior
	}
	return a, a.choose(c.Method, known)
}

// choose lists the columns to print; a threshold may ask only for figures that are computed.
func (a *asked) choose(method, known []string) error {
	groups := map[string]string{
		"PRR": "prr", "PRR_lo": "prr", "PRR_hi": "prr", "chi2": "prr", "chi2_yates": "prr", "ROR": "ror", "ROR_lo": "ror", "ROR_hi": "ror",
		"IC": "ic", "IC025": "ic", "IC975": "ic", "IC0005": "ic", "EBGM": "mgps", "EB05": "mgps", "EB95": "mgps",
	}
	for _, m := range known {
		if slices.Contains(method, m) {
			a.method = append(a.method, m)
		}
	}
	for _, column := range signal.Columns() {
		if group := groups[column]; group == "" || slices.Contains(method, group) {
			a.columns = append(a.columns, column)
		}
	}
	for _, condition := range a.threshold.Conditions {
		if group := groups[condition.Column]; group != "" && !slices.Contains(method, group) {
			return &skinafter.InputError{Field: "--threshold", Value: a.threshold.String(), Want: "figures that --method computes; add " + group}
		}
	}
	return nil
}

// flagged names the flag in place of the field in an input error.
func flagged(flag string, err error) error {
	if input, ok := err.(*skinafter.InputError); ok { //nolint:errorlint // parsers give it unwrapped
		return &skinafter.InputError{Field: flag, Value: input.Value, Want: input.Want}
	}
	return fmt.Errorf("%s: %w", flag, err)
}

// pairFlag is a flag that takes two values.
type pairFlag struct {
	Product, Event string
	given          bool
}

// Decode is called by kong.
func (p *pairFlag) Decode(ctx *kong.DecodeContext) error {
	p.given = true
	if err := ctx.Scan.PopValueInto("product", &p.Product); err != nil {
		return err
	}
	return ctx.Scan.PopValueInto("event", &p.Event)
}

// set reports whether the flag was given.
func (p pairFlag) set() bool { return p.given }
