package signal

import (
	"slices"

	"skinafter/signal/mgps"
)

// Pair is a pair that at least one report names, with all its figures.
type Pair struct {
	Product, Event string
	Table          Table
	// E is the expected number of reports: crude (n1 n2 / n), or the sum of the strata's
	// expectations where Options.Stratified was asked for. RR, IC and MGPS use it; PRR, ROR and
	// chi-squared stay crude.
	E         float64
	RR        float64 // N / E
	PRR, ROR  Ratio
	Chi2      float64
	Chi2Yates float64
	IC        Component
	Posterior mgps.Posterior // zero where no prior was given
	Shrunk    bool           // whether Posterior was computed
}

// N is the number of distinct reports that name the pair.
func (p *Pair) N() int64 { return p.Table.A }

// Columns are the names of the columns of a table of pairs, in order.
func Columns() []string {
	return []string{
		"product", "event", "N", "E", "RR", "PRR", "PRR_lo", "PRR_hi", "chi2", "chi2_yates",
		"ROR", "ROR_lo", "ROR_hi", "IC", "IC025", "IC975", "EBGM", "EB05", "EB95",
	}
}

// figures read one column of a pair, by name.
var figures = map[string]func(*Pair) float64{
	"N":          func(p *Pair) float64 { return float64(p.Table.A) },
	"E":          func(p *Pair) float64 { return p.E },
	"RR":         func(p *Pair) float64 { return p.RR },
	"PRR":        func(p *Pair) float64 { return p.PRR.Value },
	"PRR_lo":     func(p *Pair) float64 { return p.PRR.Lo },
	"PRR_hi":     func(p *Pair) float64 { return p.PRR.Hi },
	"chi2":       func(p *Pair) float64 { return p.Chi2 },
	"chi2_yates": func(p *Pair) float64 { return p.Chi2Yates },
	"ROR":        func(p *Pair) float64 { return p.ROR.Value },
	"ROR_lo":     func(p *Pair) float64 { return p.ROR.Lo },
	"ROR_hi":     func(p *Pair) float64 { return p.ROR.Hi },
	"IC":         func(p *Pair) float64 { return p.IC.Value },
	"IC025":      func(p *Pair) float64 { return p.IC.Lo },
	"IC975":      func(p *Pair) float64 { return p.IC.Hi },
	"IC0005":     func(p *Pair) float64 { return p.IC.Lo999 },
	"EBGM":       func(p *Pair) float64 { return p.Posterior.EBGM },
	"EB05":       func(p *Pair) float64 { return p.Posterior.EB05 },
	"EB95":       func(p *Pair) float64 { return p.Posterior.EB95 },
}

// shrunkColumns need a prior.
var shrunkColumns = []string{"EBGM", "EB05", "EB95"}

// Figure is the value of one column by its name (Columns, and IC0005, the 99.9 % lower limit).
// ok is false for an unknown name and for an MGPS column of a pair without a prior; the value
// may still be not estimable.
func (p *Pair) Figure(column string) (value float64, ok bool) {
	read, known := figures[column]
	if !known || (!p.Shrunk && slices.Contains(shrunkColumns, column)) {
		return 0, false
	}
	return read(p), true
}
