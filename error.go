package skinafter

import "fmt"

// InputError is an error of the person's or program's input: it names the field and says
// what is allowed, and is safe to show.
type InputError struct {
	Field string // "depth", "line 3: course.modality"
	Value string // as given, shortened
	Want  string // what is allowed, in words
}

// Error is one line that a person can act on.
func (e *InputError) Error() string {
	if e.Value == "" {
		return fmt.Sprintf("%s: want %s", e.Field, e.Want)
	}
	return fmt.Sprintf("%s: %q is not allowed; want %s", e.Field, e.Value, e.Want)
}
