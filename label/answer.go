package label

import (
	"slices"
	"strings"

	"skinafter"
	"skinafter/label/spelling"
)

// noisyShare is the share of corrected names from which a text counts as badly read: then
// the open grammar, which trusts the spelling, is not used.
const noisyShare = 0.08

// finish turns the findings into the answer.
func (s *scan) finish(out *skinafter.Label) {
	corrected, known := 0, 0
	for _, f := range s.found {
		if f.hit.Found() {
			known++
			if f.hit.Status == skinafter.Corrected {
				corrected++
			}
		}
	}
	noisy := float64(corrected) > noisyShare*float64(known)
	for _, f := range s.found {
		if !f.hit.Found() && !noisy {
			b := s.unbracket(f.at)
			if h, ok := s.names.Open(b.outer); ok {
				f.hit, f.percent = h, max(b.percent, s.innerStrength(b))
			}
		}
		out.Ingredients = append(out.Ingredients, s.ingredient(f))
	}
	for _, m := range s.mentions {
		out.Mentions = append(out.Mentions, s.ingredient(m))
	}
	out.Ingredients = mergeUnknown(out.Ingredients)
	s.remark(out)
}

// mergeUnknown drops an unknown piece that stands on the label a second time.
func mergeUnknown(list []skinafter.Ingredient) []skinafter.Ingredient {
	seen := map[string]bool{}
	return slices.DeleteFunc(list, func(i skinafter.Ingredient) bool {
		if i.Known() {
			return false
		}
		k := spelling.Key(i.Text)
		if seen[k] {
			return true
		}
		seen[k] = true
		return false
	})
}

func (s *scan) remark(out *skinafter.Label) {
	note := func(n string) {
		if !slices.Contains(out.Notes, n) {
			out.Notes = append(out.Notes, n)
		}
	}
	for _, i := range out.Ingredients {
		switch {
		case i.Status == skinafter.Unknown:
			out.Incomplete = true
			note(NoteUnknown)
		case i.Status == skinafter.Corrected:
			note(NoteCorrected)
		case len(i.Families) == 0:
			out.Incomplete = true
		}
		if slices.Contains(i.Families, "hyaluronate_unspecified") {
			note(NoteWeight)
		}
	}
	if strings.ContainsRune(s.input, '\uFFFD') {
		note(NoteBadText)
	}
}

// ingredient is the finding as the answer shows it.
func (s *scan) ingredient(f finding) skinafter.Ingredient {
	i := skinafter.Ingredient{
		Text:       s.raw(f.at.from, f.at.to),
		Status:     skinafter.Unknown,
		Span:       skinafter.Span{From: s.at[f.at.from], To: s.at[f.at.to]},
		Part:       f.part,
		MayContain: f.may,
		Percent:    f.percent,
	}
	if !f.hit.Found() {
		return i
	}
	if i.Percent == 0 {
		i.Percent = s.strong[f.hit.INCI()]
	}
	k := s.names.Kin(f.hit)
	i.INCI, i.Status, i.Families, i.Hazards = f.hit.INCI(), f.hit.Status, k.Families, k.Hazards
	if slices.Contains(k.Families, "hyaluronate_unspecified") {
		s.weigh(&i)
	}
	return i
}

// weigh reads the molecular weight that a label states for a hyaluronate. Nothing stated
// stays unspecified: the weight is never guessed.
func (s *scan) weigh(i *skinafter.Ingredient) {
	i.Kilodalton = dalton(i.Text)
	low, high := i.Kilodalton > 0 && i.Kilodalton < 300, i.Kilodalton >= 1000
	switch t := strings.ToUpper(i.Text); {
	case strings.Contains(t, "LOW MOL"), strings.Contains(t, "L-M"), strings.Contains(t, "LMW"), strings.Contains(t, "LOW-MOL"):
		low = true
	case strings.Contains(t, "HIGH MOL"), strings.Contains(t, "H-M"), strings.Contains(t, "HMW"), strings.Contains(t, "HIGH-MOL"):
		high = !low
	}
	weight := ""
	switch {
	case low:
		weight = "hyaluronate_lmw"
	case high:
		weight = "hyaluronate_hmw"
	default:
		return
	}
	i.Families = replace(i.Families, weight)
	i.Hazards = replace(i.Hazards, skinafter.Hazard(weight))
}

func replace[T ~string](list []T, weight T) []T {
	out := slices.Clone(list)
	for n := range out {
		if out[n] == "hyaluronate_unspecified" {
			out[n] = weight
		}
	}
	return out
}
