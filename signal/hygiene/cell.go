package hygiene

import (
	"fmt"

	"skinafter"
	"skinafter/signal"
)

// Cells says how many pairs of a collection may be shown. A cell of one or two reports can
// point at a person.
type Cells struct {
	Least    int64 // reports that a cell needs
	Shown    int
	Withheld int
}

// LeastCell is the smallest cell of a list that is published. A choice of this project, as is
// usual for registries.
const LeastCell = 3

// CountCells counts the pairs with at least and with fewer than least reports. Whoever leaves the
// small ones out says how many there are. An InputError says that least is below 1.
func CountCells(counts *signal.Counts, least int64) (Cells, error) {
	if least < 1 {
		return Cells{}, &skinafter.InputError{Field: "smallest cell", Value: fmt.Sprint(least), Want: "1 or more reports"}
	}
	c := Cells{Least: least}
	for _, n := range counts.Names() {
		if n >= least {
			c.Shown++
		} else {
			c.Withheld++
		}
	}
	return c, nil
}
