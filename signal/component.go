package signal

import (
	"math"

	"skinafter/signal/gamma"
)

// Component is the information component of a pair in bits: log2((N+0.5)/(E+0.5)), with exact
// credibility limits log2 of the quantiles of a gamma distribution of shape N+0.5 and rate
// E+0.5. Source: Noren, Hopstadius, Bate 2013. (The older BCPNN variants and the approximate
// limits give other numbers.)
type Component struct {
	Value float64
	Lo    float64 // IC025
	Hi    float64 // IC975
	Lo999 float64 // IC0005, the lower end of the 99.9 % interval
}

// InformationComponent is the component of a pair that n reports name where e were expected.
func InformationComponent(n int64, e float64) Component {
	return newComponentConstants(n).at(e)
}

// componentConstants are the parts of a component that depend on N alone; the expectation only
// shifts them.
type componentConstants struct{ value, lo, hi, lo999 float64 }

func newComponentConstants(n int64) componentConstants {
	g := gamma.New(float64(n) + 0.5)
	return componentConstants{
		value: math.Log2(g.A), lo: g.LnQuantile(0.025) / math.Ln2,
		hi: g.LnQuantile(0.975) / math.Ln2, lo999: g.LnQuantile(0.0005) / math.Ln2,
	}
}

func (c componentConstants) at(e float64) Component {
	shift := math.Log2(e + 0.5)
	return Component{Value: c.value - shift, Lo: c.lo - shift, Hi: c.hi - shift, Lo999: c.lo999 - shift}
}
