package chart

import (
	"math"
	"strconv"
	"strings"
)

// scale turns values into places on an axis.
type scale struct {
	lo, hi   float64 // values at the two ends, lo < hi
	from, to float64 // their places
	log      bool    // lo above 0, steps of equal ratio
}

// at is the place of a value. Values outside are held at the nearer end.
func (s scale) at(v float64) float64 {
	v = min(max(v, s.lo), s.hi)
	share := (v - s.lo) / (s.hi - s.lo)
	if s.log {
		share = math.Log(v/s.lo) / math.Log(s.hi/s.lo)
	}
	return s.from + share*(s.to-s.from)
}

// linear is a scale whose ends are round numbers around the values.
func linear(lo, hi float64, n int) scale {
	lo, hi = widen(lo, hi)
	step := roundStep((hi - lo) / float64(n))
	return scale{lo: math.Floor(lo/step+1e-9) * step, hi: math.Ceil(hi/step-1e-9) * step}
}

// logarithmic is a scale of ratios around the values; what is not above 0 does not count.
func logarithmic(lo, hi float64) scale {
	lo, hi = min(max(lo, 0), far), min(hi, far)
	if !(lo >= 1/far) {
		lo = min(0.1, max(hi/10, 1/far))
	}
	if !(hi > lo) {
		lo, hi = lo/2, lo*2
	}
	return scale{lo: ratioBelow(lo), hi: roundStep(hi), log: true}
}

// far is the largest value that an axis reaches; what lies beyond is drawn at its end.
const far = 1e9

// widen gives two ends a distance that numbers of their size can show.
func widen(lo, hi float64) (float64, float64) {
	lo, hi = min(max(lo, -far), far), min(max(hi, -far), far)
	switch {
	case math.IsNaN(lo + hi):
		return 0, 1
	case hi-lo > 1e-6*max(1, math.Abs(lo), math.Abs(hi)):
		return lo, hi
	default:
		return lo - 0.5, lo + 0.5
	}
}

// roundStep is 1, 2 or 5 times a power of ten, at least step.
func roundStep(step float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(step)))
	for _, m := range []float64{1, 2, 5} {
		if m*power >= step*(1-1e-9) {
			return m * power
		}
	}
	return 10 * power
}

// ratioBelow is the largest of 1, 2, 5 times a power of ten that is not above v.
func ratioBelow(v float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(v)))
	for _, m := range []float64{5, 2, 1} {
		if m*power <= v*(1+1e-9) {
			return m * power
		}
	}
	return power
}

// tick is a value that is written at an axis.
type tick struct {
	value float64
	text  string
}

// ticks are the values to write, about n of them.
func (s scale) ticks(n int) []tick {
	if s.log {
		return s.logTicks(n)
	}
	step := roundStep((s.hi - s.lo) / float64(n))
	var out []tick
	for i := math.Ceil(s.lo/step - 1e-9); i*step <= s.hi+step*1e-9; i++ {
		out = append(out, tick{i * step, short(i * step)})
	}
	return out
}

func (s scale) logTicks(n int) []tick {
	factors := []float64{1, 2, 5}
	decades := math.Log10(s.hi / s.lo)
	if decades*3 > float64(n) {
		factors = []float64{1}
	}
	skip := max(1, int(math.Ceil(decades/float64(n))))
	var out []tick
	for power := math.Floor(math.Log10(s.lo)); power <= math.Ceil(math.Log10(s.hi)); power++ {
		for _, m := range factors {
			v := m * math.Pow(10, power)
			if v >= s.lo*(1-1e-9) && v <= s.hi*(1+1e-9) && int(math.Abs(power))%skip == 0 {
				out = append(out, tick{v, short(v)})
			}
		}
	}
	return out
}

// short writes a number in few letters: no more than six digits that mean something, a
// real minus sign, thousands set apart.
func short(v float64) string {
	if v == 0 {
		return "0"
	}
	s := strconv.FormatFloat(v, 'g', 6, 64)
	if a := math.Abs(v); a >= 1e-4 && a < 1e7 {
		s = strconv.FormatFloat(v, 'f', max(0, 5-int(math.Floor(math.Log10(a)))), 64)
		if strings.Contains(s, ".") {
			s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
		}
	}
	s = strings.Replace(s, "-", "−", 1)
	if whole, _, _ := strings.Cut(s, "."); len(whole) > 4 && !strings.Contains(s, "e") {
		s = whole[:len(whole)-3] + "\u202f" + whole[len(whole)-3:] + s[len(whole):]
	}
	return s
}
