package verdict

import (
	"fmt"
	"time"

	"skinafter"
)

// Question is what is asked about every product: which treatment, who, when.
type Question struct {
	Course skinafter.Course
	// Also are further treatments of the same day; the longest wait of all counts.
	Also   []skinafter.Course
	Person skinafter.Person
	// At is the time since treatment that the answer is for. Where it is uncertain the
	// smallest possible time decides; see skinafter.Moment.
	At skinafter.Moment
	// During asks about putting the product on while the skin is being opened; At is ignored.
	During bool
	// Protocol is the column of rules that decides; empty = combined.
	Protocol skinafter.Protocol
	// Now is the wall-clock time of the question, only used to word dates ("from Thursday").
	// Zero = Course.End plus At.
	Now time.Time
}

// deepestNeedle bounds what can be a depth and not a slip of the decimal point.
const deepestNeedle skinafter.Millimetres = 10

// Check reports the first value that is in no closed list, as a *skinafter.InputError. Judge
// does not need it: it reads a depth class it does not know as the deepest one, and a
// protocol it does not know as combined.
func (q Question) Check() error {
	for i, c := range append([]skinafter.Course{q.Course}, q.Also...) {
		if !c.Modality.Valid() && (c.Class == "" || c.Modality != "") {
			return &skinafter.InputError{Field: courseField(i, "modality"), Value: string(c.Modality), Want: "a modality of the vocabulary, such as needling"}
		}
		if !c.DepthClass().Valid() {
			return &skinafter.InputError{Field: courseField(i, "class"), Value: string(c.Class), Want: "a depth class A to G or U"}
		}
		if !(c.Depth >= 0) || c.Depth > deepestNeedle {
			return &skinafter.InputError{Field: courseField(i, "depth"), Value: fmt.Sprint(c.Depth), Want: "millimetres from 0 to 10; 0 = not known"}
		}
	}
	if q.Protocol != "" && !q.Protocol.Valid() {
		return &skinafter.InputError{Field: "protocol", Value: string(q.Protocol), Want: "general, conservative, combined or combined-plus"}
	}
	if q.At.Max < q.At.Min {
		return &skinafter.InputError{Field: "elapsed", Value: q.At.Max.String(), Want: "a largest time that is not below the smallest"}
	}
	return nil
}

func courseField(i int, name string) string {
	if i == 0 {
		return "course." + name
	}
	return fmt.Sprintf("course %d.%s", i+1, name)
}

func (q Question) protocol() skinafter.Protocol {
	if q.Protocol.Valid() {
		return q.Protocol
	}
	return skinafter.Combined
}

// now is the wall-clock time of the question; zero where nobody knows it.
func (q Question) now() time.Time {
	if q.Now.IsZero() && !q.Course.End.IsZero() {
		return q.Course.End.Add(q.At.Min.Duration())
	}
	return q.Now
}
