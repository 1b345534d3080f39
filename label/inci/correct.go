package inci

import (
	"slices"
	"strings"

	"skinafter"
	"skinafter/label/spelling"
)

// margin is how much nearer the best name must be than the next one, and dangerMargin how
// much nearer than a name that carries a hazard which the best does not.
const (
	margin       = 45
	dangerMargin = 95
)

// Mend puts letters for digits inside words ("G1ycerin") and digits for letters inside
// numbers ("C1O-30"), as the words of the names say.
func (x *Index) Mend(text string) string { return x.words.Mend(text) }

// Correct finds the one name that a misread text meant, and how far away it is. It
// answers nothing when two names are equally likely, when a name with a hazard is nearly
// as near as a harmless one, or when every word of the text is a word of some name: then
// the text is not misread, it is a name that the dictionary lacks. The distance is in
// hundredths of an edit.
func (x *Index) Correct(text string) (Hit, int) {
	if !x.words.Misread(text) || spelling.TornDigit(text) {
		return Hit{}, 0
	}
	text = x.Mend(text)
	shape, numbers := spelling.Template(spelling.Key(text))
	if len(shape) < 4 || len(shape) > 90 {
		return Hit{}, 0
	}
	found := slices.DeleteFunc(x.misreadings().Near(shape, numbers), func(c spelling.Candidate) bool { return !c.Alike(text) })
	if len(found) == 0 {
		return Hit{}, 0
	}
	best := x.named(found[0].Name, numbers)
	name, hazards := best.INCI(), x.Kin(best).Hazards
	for _, c := range found[1:] {
		gap := c.Cost - found[0].Cost
		if gap >= dangerMargin {
			break
		}
		other := x.named(c.Name, numbers)
		if other.INCI() == name {
			continue
		}
		if gap < margin || len(hazards) == 0 && len(x.Kin(other).Hazards) > 0 {
			return Hit{}, 0
		}
	}
	best.Status = skinafter.Corrected
	return best, found[0].Cost
}

// CorrectHalves corrects names joined by slashes: every half must be the same thing.
func (x *Index) CorrectHalves(text string) (Hit, int) {
	if !strings.Contains(text, "/") {
		return Hit{}, 0
	}
	var found Hit
	total := 0
	for half := range strings.SplitSeq(text, "/") {
		h, ok := x.name(half)
		d := 0
		if !ok {
			if h, d = x.Correct(half); !h.Found() && len(spelling.Key(half)) > 3 {
				return Hit{}, 0
			}
		}
		if !h.Found() {
			continue
		}
		if found.Found() && found.INCI() != h.INCI() {
			return Hit{}, 0
		}
		found, total = h, total+d
	}
	if found.Found() {
		found.Status = skinafter.Corrected
	}
	return found, total
}

// named is the entry of a name, with the numbers that were read.
func (x *Index) named(n *spelling.Printed, numbers string) Hit {
	if n.Any {
		h := x.shapes[n.Key]
		h.numbers = numbers
		return h
	}
	return x.names[n.Key]
}
