package hygiene

import (
	"strings"

	"skinafter"
	"skinafter/signal"
)

// Roles says which rows are counted by the role of their product. The zero value counts all.
type Roles uint8

// Choices of roles.
const (
	// AnyRole counts every row.
	AnyRole Roles = iota
	// SuspectRoles leaves out products that the reporter does not suspect (concomitant). Rows
	// that name no role stay, because a collection without roles has suspects only.
	SuspectRoles
	// NamedSuspects counts only rows that name their product suspect or interacting.
	NamedSuspects
)

var rolesWords = [...]string{"any", "suspect", "named-suspect"}

// String is the word of the command line.
func (r Roles) String() string {
	if int(r) < len(rolesWords) {
		return rolesWords[r]
	}
	return rolesWords[AnyRole]
}

// ParseRoles reads a choice: any, suspect or named-suspect; empty is any. The error is an
// *skinafter.InputError.
func ParseRoles(text string) (Roles, error) {
	word := strings.ToLower(strings.TrimSpace(text))
	if word == "" {
		return AnyRole, nil
	}
	for i, w := range rolesWords {
		if w == word {
			return Roles(i), nil
		}
	}
	return AnyRole, &skinafter.InputError{Field: "role", Value: text, Want: "any, suspect (all but concomitant) or named-suspect"}
}

// Takes says whether a row with this role is counted, and if not, why: a few words for the list of
// what was left out.
func (r Roles) Takes(role signal.Role) (ok bool, because string) {
	switch {
	case r != AnyRole && role == signal.RoleConcomitant:
		return false, "product is concomitant, not suspected"
	case r == NamedSuspects && role == signal.RoleUnknown:
		return false, "the row names no role"
	}
	return true, ""
}
