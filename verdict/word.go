package verdict

import (
	"cmp"
	"fmt"

	"skinafter"
	"skinafter/knowledge"
)

// Verdict is an answer word. The order means something: a later word is more careful.
type Verdict uint8

// The answer words. The zero value is OK; nothing in this package returns it for something
// that was not recognised.
const (
	OK      Verdict = iota // may touch the skin
	Unknown                // not recognised, and the course is over: ask the maker, patch test
	Wait                   // not before Until, or, where that is nil, not while the condition holds
	No                     // not in this course
)

// Verdicts lists the answer words, most careful last.
func Verdicts() []Verdict { return []Verdict{OK, Unknown, Wait, No} }

// String is the word of the machine interface: ok, unknown, wait, no.
func (v Verdict) String() string {
	switch v {
	case OK:
		return knowledge.OK
	case Unknown:
		return knowledge.Unknown
	case Wait:
		return knowledge.Wait
	case No:
		return knowledge.No
	}
	return fmt.Sprintf("verdict(%d)", uint8(v))
}

// MarshalText writes the word of the machine interface.
func (v Verdict) MarshalText() ([]byte, error) { return []byte(v.String()), nil }

// UnmarshalText reads a word of the machine interface; any other text is an InputError.
func (v *Verdict) UnmarshalText(text []byte) error {
	for _, w := range Verdicts() {
		if w.String() == string(text) {
			*v = w
			return nil
		}
	}
	return &skinafter.InputError{Field: "verdict", Value: string(text), Want: "ok, unknown, wait or no"}
}

// word reads the verdict of a rule. Knowledge is linted; a word that is none of ours is read
// as the most careful one.
func word(s string) Verdict {
	for _, v := range Verdicts() {
		if v.String() == s {
			return v
		}
	}
	return No
}

// Compare orders two answers by caution: no > wait without end > wait longer > wait shorter
// > unknown > ok. It is negative when the first is less careful.
func Compare(a Verdict, untilA *skinafter.Elapsed, b Verdict, untilB *skinafter.Elapsed) int {
	if a != b || a != Wait {
		return cmp.Compare(a, b)
	}
	switch {
	case untilA == nil && untilB == nil:
		return 0
	case untilA == nil:
		return 1
	case untilB == nil:
		return -1
	}
	return cmp.Compare(*untilA, *untilB)
}
