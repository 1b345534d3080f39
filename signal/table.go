package signal

import "math"

// z975 is the 97.5 % quantile of the standard normal distribution.
const z975 = 1.959963984540054

// Table is the 2x2 table of one pair in distinct reports.
type Table struct {
	A int64 // reports with the product and the event
	B int64 // with the product, without the event
	C int64 // without the product, with the event
	D int64 // with neither
}

// Ratio is a ratio with its 95 % confidence limits. A limit or value that cannot be estimated
// is +Inf (empty comparison) or NaN; see Estimable.
type Ratio struct{ Value, Lo, Hi float64 }

// Estimable says whether a figure is a number that may be printed. What is not is shown as
// "not estimable", an empty cell or null, never as Inf or NaN.
func Estimable(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

// Reports is the number of reports of the whole table.
func (t Table) Reports() int64 { return t.A + t.B + t.C + t.D }

// Expected is the number of reports of the pair if product and event were independent:
// (a+b)(a+c)/n. NaN in an empty table.
func (t Table) Expected() float64 {
	return float64(t.A+t.B) * float64(t.A+t.C) / float64(t.Reports())
}

// PRR is the proportional reporting ratio (a/(a+b)) / (c/(c+d)) with its 95 % limits
// PRR exp(-+1.96 sqrt(1/a - 1/(a+b) + 1/c - 1/(c+d))). +Inf when no report without the product
// names the event. Source: Evans, Waller, Davis 2001.
func (t Table) PRR() Ratio {
	a, c := float64(t.A), float64(t.C)
	n1, n0 := float64(t.A+t.B), float64(t.C+t.D)
	v := (a / n1) / (c / n0)
	return limits(v, math.Sqrt(1/a-1/n1+1/c-1/n0))
}

// ROR is the reporting odds ratio ad/(bc) with its 95 % limits
// ROR exp(-+1.96 sqrt(1/a + 1/b + 1/c + 1/d)). +Inf when b or c is 0, with a lower limit that is
// NaN. Sources: van Puijenbroek 2002, Rothman 2004.
func (t Table) ROR() Ratio {
	a, b, c, d := float64(t.A), float64(t.B), float64(t.C), float64(t.D)
	return limits(a*d/(b*c), math.Sqrt(1/a+1/b+1/c+1/d))
}

// limits are the 95 % limits of a ratio whose logarithm has the standard error se.
func limits(v, se float64) Ratio {
	w := math.Exp(z975 * se)
	return Ratio{Value: v, Lo: v / w, Hi: v * w}
}

// ChiSquared is Pearson's chi-squared of the table with one degree of freedom, uncorrected. NaN
// when a margin is 0.
func (t Table) ChiSquared() float64 { return t.chi2(0) }

// ChiSquaredYates is chi-squared with Yates' correction: |ad-bc| becomes
// max(|ad-bc| - n/2, 0). Evans' rule uses it.
func (t Table) ChiSquaredYates() float64 { return t.chi2(float64(t.Reports()) / 2) }

func (t Table) chi2(correction float64) float64 {
	a, b, c, d := float64(t.A), float64(t.B), float64(t.C), float64(t.D)
	n := a + b + c + d
	diff := math.Max(math.Abs(a*d-b*c)-correction, 0)
	return n * diff / (a + b) * diff / (c + d) / (a + c) / (b + d)
}
