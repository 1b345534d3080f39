package signal

import "skinafter"

// MarshalText is the English word.
func (r Role) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// UnmarshalText reads what ParseRole reads. The error is an *skinafter.InputError.
func (r *Role) UnmarshalText(text []byte) error {
	role, ok := ParseRole(string(text))
	if !ok {
		return &skinafter.InputError{Field: "role", Value: string(text), Want: "unknown, suspect, interacting or concomitant"}
	}
	*r = role
	return nil
}

// String is yes, no, or nothing for what was not said.
func (a Answer) String() string {
	switch a {
	case Yes:
		return "yes"
	case No:
		return "no"
	case NotSaid:
	}
	return ""
}
