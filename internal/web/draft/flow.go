package draft

import "slices"

// Flow is the pages of a journey by the numbers of their steps, in order; the last one shows
// everything once more.
type Flow []int

// After is the step that follows a step; the last one where the step is not on the way.
func (f Flow) After(step int) int {
	at := slices.Index(f, step)
	if at < 0 || at+1 == len(f) {
		return f[len(f)-1]
	}
	return f[at+1]
}

// Back is the step before a step, false before the first; the last one where the step is not on
// the way.
func (f Flow) Back(step int) (int, bool) {
	switch at := slices.Index(f, step); {
	case at == 0:
		return 0, false
	case at > 0:
		return f[at-1], true
	}
	return f[len(f)-1], true
}

// Place is the number of a page, from 1; that of the last one where the step is not on the way.
func (f Flow) Place(step int) int {
	at := slices.Index(f, step)
	if at < 0 {
		at = len(f) - 1
	}
	return at + 1
}
