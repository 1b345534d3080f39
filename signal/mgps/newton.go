package mgps

import (
	"math"
	"slices"
)

// newton is how damped Newton steps go downhill.
type newton struct {
	damping float64 // of the first step
	longest float64 // step in any coordinate
	enough  float64 // gradient at which to stop
	rounds  int
	rough   bool // second derivatives from one side
}

var (
	// creeping steps stay in the valley in which they start.
	creeping = newton{damping: 1e-3, longest: 1, enough: 1e-3, rounds: 100, rough: true}
	// polishing ends at an optimum that was found already.
	polishing = newton{damping: 1e-6, longest: 4, enough: 1e-6, rounds: 12}
)

// run goes downhill with second derivatives from differences of the gradient, until the
// gradient is as good as 0 or no step helps.
func (w newton) run(m *marginal, x []float64) []float64 {
	value, gradient := m.at(x)
	damping := w.damping
	for range w.rounds {
		if largest(gradient) < w.enough {
			break
		}
		h := m.curvature(x, gradient, w.rough)
		moved := false
		for range 20 {
			step, ok := solve(h, gradient, damping)
			damping *= 10
			if !ok || largest(step[:]) > w.longest {
				continue
			}
			next := make([]float64, len(x))
			for i := range x {
				next[i] = x[i] - step[i]
			}
			v, g := m.at(next)
			// Close to the optimum values differ by rounding alone, and the gradient decides.
			if level := 1e-12 * math.Abs(value); v < value-level || (v <= value+level && largest(g) < largest(gradient)) {
				x, value, gradient, moved = next, v, g, true
				damping = math.Max(damping/100, 1e-12)
				break
			}
		}
		if !moved {
			break
		}
	}
	return x
}

// curvature is the matrix of second derivatives, from differences of the gradient.
func (m *marginal) curvature(x, gradient []float64, rough bool) (h [5][5]float64) {
	for i := range x {
		up, down, d := [5]float64(x), [5]float64(x), 2e-4
		up[i] += d / 2
		g0 := gradient
		if rough {
			d /= 2
		} else {
			down[i] -= d / 2
			_, g0 = m.at(down[:])
		}
		_, g1 := m.at(up[:])
		for j := range x {
			h[i][j] += (g1[j] - g0[j]) / (2 * d)
			h[j][i] += (g1[j] - g0[j]) / (2 * d)
		}
	}
	return h
}

// solve solves (h + damping diag|h|) step = gradient by Cholesky's method; ok is false if the
// damped matrix is not positive definite.
func solve(h [5][5]float64, gradient []float64, damping float64) (step [5]float64, ok bool) {
	for i := range h {
		h[i][i] += damping * (math.Abs(h[i][i]) + 1e-8)
	}
	var l [5][5]float64
	for i := range h {
		for j := 0; j <= i; j++ {
			s := h[i][j]
			for k := range j {
				s -= l[i][k] * l[j][k]
			}
			switch {
			case i != j:
				l[i][j] = s / l[j][j]
			case s <= 0 || math.IsNaN(s):
				return step, false
			default:
				l[i][i] = math.Sqrt(s)
			}
		}
	}
	copy(step[:], gradient)
	for i := range step {
		for k := range i {
			step[i] -= l[i][k] * step[k] //nolint:gosec // G602 is wrong: i and k are below 5
		}
		step[i] /= l[i][i] //nolint:gosec // G602 is wrong: i is below 5
	}
	for i := range slices.Backward(step[:]) {
		for k := i + 1; k < len(step); k++ {
			step[i] -= l[k][i] * step[k]
		}
		step[i] /= l[i][i]
	}
	return step, true
}
