package signal

import "strings"

// Role is what a report says of a product: whether the reporter suspects it.
type Role uint8

// The roles of FDA and ICH reports. RoleUnknown is the zero value: the collection does not say.
const (
	RoleUnknown Role = iota
	RoleSuspect
	RoleInteracting
	RoleConcomitant
)

var roleNames = [...]string{"unknown", "suspect", "interacting", "concomitant"}

// String is the English word, as it stands in files.
func (r Role) String() string {
	if int(r) < len(roleNames) {
		return roleNames[r]
	}
	return roleNames[RoleUnknown]
}

// ParseRole reads a role as collections write it: words, the codes of FAERS (PS, SS, I, C) and
// of ICH E2B (1 suspect, 2 concomitant, 3 interacting). Empty is RoleUnknown; ok is false for a
// word that is none of them.
func ParseRole(text string) (role Role, ok bool) {
	switch strings.ToLower(strings.TrimSpace(text)) {
	case "", "unknown", "u":
		return RoleUnknown, true
	case "suspect", "s", "ps", "ss", "primary suspect", "secondary suspect", "1":
		return RoleSuspect, true
	case "interacting", "i", "3":
		return RoleInteracting, true
	case "concomitant", "c", "2":
		return RoleConcomitant, true
	}
	return RoleUnknown, false
}

// Answer is yes, no or not said.
type Answer uint8

// NotSaid is the zero value and is neither yes nor no.
const (
	NotSaid Answer = iota
	Yes
	No
)

// Number is a measured number that may be missing. The zero value is "not said".
type Number struct {
	Value float64
	Known bool
}

// Row is one line of a collection of reports: this report names this product and this event.
// Every field but Report, Product and Event may be empty, which means "not said".
type Row struct {
	Report  string
	Product string // as reported
	Event   string // as reported
	Role    Role
	Strata  string // the values of the chosen columns, joined by " | "; "" is a stratum of its own
	Sex     string // as reported
	Age     Number // years
	AgeBand string // as reported, where the collection has bands in place of years
	Year    int    // of the report; 0 is not said
	Date    string // of the report or onset, as reported
	// Modality and Depth are the codes of the treatment before the event, as reported.
	Modality, Depth string
	OnsetH          Number // hours from the end of the treatment or the use to the event
	Serious         Answer
}

// PairName is a product and an event.
type PairName struct{ Product, Event string }

// Report is one report of a collection with every pair it names, each once, in order of
// product and event.
type Report struct {
	Name    string
	Stratum string
	Pairs   []PairName
}
