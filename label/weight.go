package label

import "regexp"

// statedWeight is a molecular weight behind a name without brackets: "1.8 MDa", "50 kDa".
var statedWeight = regexp.MustCompile(`(?i)\s+[0-9][0-9.,]*\s*(mda|kda|million dalton|million da|dalton)s?\s*$`)

// withoutWeight is a name without the molecular weight that stands behind it; the weight is
// read from the text as printed.
func withoutWeight(name string) string { return statedWeight.ReplaceAllString(name, "") }
