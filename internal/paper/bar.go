package paper

import "strings"

// Bar is a line of time: what is shut and what is open, and where now is.
type Bar struct {
	From, To float64 // hours at the two ends; To above From
	Now      float64 // drawn as a caret on a line of its own, within the ends
	Width    int     // columns between the ends
}

// Stretch is a part of a Bar from one hour to another.
type Stretch struct {
	From, To float64
	Mark     rune // what the part is drawn with
}

// Draw is the line of time: every column takes the mark of the stretch that holds its
// middle; columns that no stretch holds are drawn with rest.
func (b Bar) Draw(stretches []Stretch, rest rune) string {
	var line strings.Builder
	for i := range b.Width {
		at := b.From + (b.To-b.From)*(float64(i)+0.5)/float64(b.Width)
		mark := rest
		for _, s := range stretches {
			if at >= s.From && at < s.To {
				mark = s.Mark
				break
			}
		}
		line.WriteRune(mark)
	}
	return line.String()
}

// Caret is the column of now, from 0; the nearest end where now lies outside.
func (b Bar) Caret() int {
	if b.To <= b.From || b.Width < 1 {
		return 0
	}
	at := int((b.Now - b.From) / (b.To - b.From) * float64(b.Width))
	return min(max(at, 0), b.Width-1)
}
