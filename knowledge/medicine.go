package knowledge

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"skinafter"
)

// MedicineGroups say which names of medicines mean the same thing for a rule. One file,
// rules/medicines.yaml.
type MedicineGroups struct {
	Groups     []MedicineGroup `yaml:"groups"`
	Since      string          `yaml:"since"`
	ReviewBy   string          `yaml:"review_by"`
	ReviewedBy string          `yaml:"reviewed_by"`
}

// MedicineGroup is a list of names. A name counts wherever it begins a word of what the
// person wrote.
type MedicineGroup struct {
	ID    string   `yaml:"id"`    // "weakens_immunity"
	Title string   `yaml:"title"` // plain words: "medicine that weakens the immune system"
	Names []string `yaml:"names"`
	// With: one of these words must stand beside the name ("tablet"); Without: none of them
	// ("cream").
	With    []string `yaml:"with,omitempty"`
	Without []string `yaml:"without,omitempty"`
	// Means are the condition codes that follow from taking it.
	Means []string `yaml:"means,omitempty"`
	// LastsDays: a medicine that was stopped longer ago no longer counts; 0 = it always counts,
	// because nobody here knows how long it lasts.
	LastsDays float64  `yaml:"lasts_days,omitempty"`
	Cites     []string `yaml:"cites,omitempty"`
	Basis     string   `yaml:"basis,omitempty"`
}

// Medicines lists the groups that the person's medicines belong to, in the order of the
// file, none twice. A medicine in no group belongs to nothing.
func (b *Base) Medicines(list []string) []string {
	if len(list) == 0 {
		return nil
	}
	var out []string
	for i := range b.Care.Medicines.Groups {
		g := &b.Care.Medicines.Groups[i]
		if slices.ContainsFunc(list, g.holds) {
			out = append(out, g.ID)
		}
	}
	return out
}

// Conditions are the person's condition codes with those that the medicines mean, none
// twice: methotrexate means immunosuppression. The vocabulary's equals are added too: a
// transplant, chemotherapy and hiv are immunosuppression in every rule.
func (b *Base) Conditions(p skinafter.Person) []string {
	out := slices.Clip(p.Conditions)
	add := func(code string) {
		if !slices.Contains(out, code) {
			out = append(out, code)
		}
	}
	for _, id := range b.Medicines(p.Medicines) {
		for i := range b.Care.Medicines.Groups {
			if g := &b.Care.Medicines.Groups[i]; g.ID == id {
				for _, code := range g.Means {
					add(code)
				}
			}
		}
	}
	for _, code := range []string{"transplant", "chemotherapy", "hiv"} {
		if slices.Contains(out, code) {
			add("immunosuppression")
		}
	}
	return out
}

// holds reports whether what a person wrote about one medicine names the group.
func (g *MedicineGroup) holds(text string) bool {
	text = strings.ToLower(text)
	begins := func(word string) bool { return wordBegins(text, strings.ToLower(word)) }
	switch {
	case !slices.ContainsFunc(g.Names, begins),
		len(g.With) > 0 && !slices.ContainsFunc(g.With, begins),
		slices.ContainsFunc(g.Without, begins):
		return false
	case g.LastsDays > 0:
		days, stopped := stoppedDays(text)
		return !stopped || days <= g.LastsDays
	}
	return true
}

// wordBegins reports whether a word of text begins with prefix.
func wordBegins(text, prefix string) bool {
	for from := 0; ; {
		i := strings.Index(text[from:], prefix)
		if i < 0 {
			return false
		}
		i += from
		before := strings.TrimRightFunc(text[:i], unicode.IsLetter)
		if before == text[:i] {
			return true
		}
		from = i + 1
	}
}

// Days of the units in "(stopped 3 months)".
var unitDays = map[string]float64{
	"day": 1, "days": 1, "week": 7, "weeks": 7, "month": 30.5, "months": 30.5, "year": 365, "years": 365,
}

// stoppedDays reads "(stopped 3 months)" and "(stopped 3 months ago)". A stop without a
// number of days is no stop: it may have been yesterday.
func stoppedDays(text string) (days float64, stopped bool) {
	_, note, found := strings.Cut(text, "stopped")
	if !found {
		return 0, false
	}
	words := strings.FieldsFunc(note, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '.' })
	for i := 0; i+1 < len(words); i++ {
		n, err := strconv.ParseFloat(words[i], 64)
		if unit := unitDays[words[i+1]]; err == nil && unit > 0 {
			return n * unit, true
		}
	}
	return 0, false
}
