package inci

import (
	"slices"
	"strings"

	"skinafter"
	"skinafter/knowledge"
	"skinafter/label/spelling"
)

// plant is a plant of the dictionary with its usual endings by key.
type plant struct {
	*knowledge.Plant
	endings map[string]string // key of part + preparation -> as written
}

func (x *Index) addPlants() {
	for i := range x.facts.Plants {
		k := &x.facts.Plants[i]
		p := &plant{Plant: k, endings: make(map[string]string, len(k.Phrases))}
		for _, e := range k.Phrases {
			p.endings[spelling.Key(e)] = e
			name := k.Latin + " " + e
			x.add(name, Hit{entry: &entry{inci: name, given: x.plantFamilies(p, e)}, Status: skinafter.Exact})
			x.words.Learn(e)
		}
		x.words.Learn(k.Latin)
		x.nameplant(k.Latin, p)
	}
	for i := range x.facts.Plants {
		k := &x.facts.Plants[i]
		for _, a := range k.Also {
			x.nameplant(a, x.plants[spelling.Key(k.Latin)])
		}
	}
}

func (x *Index) nameplant(name string, p *plant) {
	if k := spelling.Key(name); x.plants[k] == nil {
		x.plants[k] = p
	}
}

// plantWords is the most words a plant's name has.
const plantWords = 5

// PlantName reads text as a plant with its parts and preparation, in any order and in any
// of the languages: "Sunflower (Helianthus) Seed Oil", "huile de graines de tournesol".
// Every word must be understood.
func (x *Index) PlantName(text string) (Hit, bool) {
	words := strings.FieldsFunc(text, func(c rune) bool {
		return spelling.IsSpace(c) || c == '/' || c == ',' || c == '\'' || c == '(' || c == ')'
	})
	if len(words) == 0 || len(words) > 14 {
		return Hit{}, false
	}
	keys := make([]string, len(words))
	for i, w := range words {
		keys[i] = spelling.Key(w)
	}
	p, from, to := x.findPlant(keys)
	if p == nil {
		return Hit{}, false
	}
	if !x.mayPrecede(keys[:from]) {
		return Hit{}, false
	}
	rest := append(keys[:from:from], keys[to:]...)
	latin := strings.Join(keys[from:to], "") == spelling.Key(p.Latin)
	ending, ok := x.plantEnding(p, latin, rest)
	if !ok || ending == "" && !latin {
		return Hit{}, false
	}
	return x.distilled(x.plantHit(p, ending, latin), keys), true
}

// distilled adds to an oil what its label calls it: an essential oil or an absolute is one
// whatever is known of the plant.
func (x *Index) distilled(h Hit, keys []string) Hit {
	said := slices.Contains(keys, "ESSENTIAL") || slices.Contains(keys, "ABSOLUTE")
	if !said || slices.Contains(x.Kin(h).Families, "essential_oil") {
		return h
	}
	h.entry = &entry{inci: h.entry.inci, given: append([]string{"essential_oil"}, x.Kin(h).Families...)}
	return h
}

// connectors stand between a preparation and its plant where the preparation comes first:
// "huile d'amande", "olio di oliva".
var connectors = spelling.Set("de du des d di del della dello of von aus da")

// mayPrecede reports whether the words before a plant's name belong to it: idle words, or a
// preparation with a connector. "EXTRACT CITRUS LIMON PEEL EXTRACT" and "AQUA CITRUS LIMON
// PEEL OIL" are two names.
func (x *Index) mayPrecede(keys []string) bool {
	for _, k := range keys {
		_, part := x.parts[k]
		_, prep := x.preps[k]
		if x.english[k] || (part || prep) && !connectors[keys[len(keys)-1]] {
			return false
		}
	}
	return true
}

// findPlant is the longest plant name among the words; of two equally long ones the first.
func (x *Index) findPlant(keys []string) (p *plant, from, to int) {
	for n := min(plantWords, len(keys)); n > 0; n-- {
		for i := 0; i+n <= len(keys); i++ {
			if q := x.plants[strings.Join(keys[i:i+n], "")]; q != nil {
				return q, i, i + n
			}
		}
	}
	return nil, 0, 0
}

// plantEnding reads what stands around the plant's name: parts, then preparation.
func (x *Index) plantEnding(p *plant, latin bool, keys []string) (string, bool) {
	var parts, preps []string
	for i := 0; i < len(keys); {
		n, part, prep := x.endingWord(keys[i:])
		switch {
		case n > 0 && part != "":
			if !slices.Contains(parts, part) {
				parts = append(parts, part)
			}
		case n > 0:
			if len(preps) > 0 && !secondPreps[prep] {
				return "", false // "BUTTER AQUA" is two names
			}
			if !slices.Contains(preps, prep) {
				preps = append(preps, prep)
			}
		default:
			if n = x.idle(p, latin, keys[i:]); n == 0 {
				return "", false
			}
		}
		i += n
	}
	ending := strings.Join(append([]string{strings.Join(parts, "/")}, preps...), " ")
	return strings.TrimSpace(ending), true
}

// secondPreps are the preparations that may be made of another one: "LEAF JUICE POWDER",
// "SEED OIL GLYCERIDES", "FRUIT EXTRACT FILTRATE".
var secondPreps = map[string]bool{
	"POWDER": true, "EXTRACT": true, "ESTERS": true, "GLYCERIDES": true, "UNSAPONIFIABLES": true, "FILTRATE": true, "LYSATE": true,
	"STEROLS": true, "POLYPHENOLS": true, "FERMENT": true, "FERMENT FILTRATE": true, "FERMENT EXTRACT": true, "FERMENT LYSATE": true, "WAX": true, "CERA": true,
}

// endingWord is the part or preparation at the start of keys, of up to three words.
func (x *Index) endingWord(keys []string) (n int, part, prep string) {
	for n = min(3, len(keys)); n > 0; n-- {
		k := strings.Join(keys[:n], "")
		if w, ok := x.preps[k]; ok {
			return n, "", w
		}
		if w, ok := x.parts[k]; ok {
			return n, w, ""
		}
	}
	return 0, "", ""
}

// idle is how many words at the start of keys say nothing new: another name of the same
// plant, or a word such as "organic" or "of".
func (x *Index) idle(p *plant, latin bool, keys []string) int {
	for n := min(plantWords, len(keys)); n > 0; n-- {
		k := strings.Join(keys[:n], "")
		if q := x.plants[k]; q == p || q != nil && latin && k != spelling.Key(q.Latin) {
			return n // behind a Latin name any common name only repeats it, even another plant's
		}
	}
	if keys[0] == "" || Qualifies(keys[0]) {
		return 1
	}
	return 0
}

// plantHit puts the name together. An ending that the plant is not known with is still
// read: the family follows from the grammar.
func (x *Index) plantHit(p *plant, ending string, latin bool) Hit {
	status := skinafter.Synonym
	if latin {
		status = skinafter.Exact
	}
	if usual, ok := p.usual(ending); ok {
		h := x.Find(p.Latin + " " + usual)
		if h.entry != nil {
			h.Status = status
			return h
		}
	}
	name := strings.TrimSpace(p.Latin + " " + ending)
	if h := x.Find(name); h.entry != nil {
		h.Status = status
		return h
	}
	return Hit{entry: &entry{inci: name, given: x.plantFamilies(p, ending)}, Status: skinafter.Grammar}
}

// usual is the ending as the plant is known with it. A bare preparation ("oil") stands for
// the part that the plant usually gives it from ("seed oil").
func (p *plant) usual(ending string) (string, bool) {
	if e, ok := p.endings[spelling.Key(ending)]; ok {
		return e, true
	}
	if ending == "" || strings.Contains(ending, " ") {
		return "", false
	}
	for _, e := range p.Phrases { // the most usual one comes first
		if strings.HasSuffix(e, " "+ending) {
			return e, true
		}
	}
	return "", false
}

// plantFamilies is what a part and preparation of the plant is.
func (x *Index) plantFamilies(p *plant, ending string) []string {
	families := slices.Clone(p.Families)
	flag := func(f string) bool { return slices.Contains(p.Flags, f) }
	has := func(words ...string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(ending, w) })
	}
	switch {
	case has("OIL", "ABSOLUTE") && !has("UNSAPONIFIABLES", "GLYCERIDES", "ESTERS"):
		fixed := has("SEED", "KERNEL", "NUT", "BRAN", "GERM")
		if flag(knowledge.FlagEssentialSeed) || flag(knowledge.FlagEssential) && !fixed {
			families = append(families, "essential_oil")
			if flag(knowledge.FlagAllergen2023) {
				families = append(families, "fragrance_allergen_2023")
			}
			break
		}
		families = append(families, "plant_oil")
	case has("BUTTER"):
		families = append(families, "plant_oil")
	case has("WAX", "CERA"):
		families = append(families, "wax")
	case has("PROTEIN"):
		families = append(families, "protein")
	case has("STARCH", "FLOUR"):
		families = append(families, "filler")
	}
	return families
}

// BracketedPart reads a plant part that only stands in the brackets: "Salix Alba (Willow
// Bark) Extract" is the bark's extract.
func (x *Index) BracketedPart(text string, outer []Hit) (Hit, bool) {
	if len(outer) != 1 {
		return Hit{}, false
	}
	h, ok := x.PlantName(text)
	if !ok {
		return Hit{}, false
	}
	known := strings.Fields(outer[0].INCI())
	added := 0
	for _, w := range strings.Fields(h.INCI()) {
		if slices.Contains(known, w) {
			continue
		}
		if _, prep := x.preps[spelling.Key(w)]; prep || x.parts[spelling.Key(w)] != w {
			return Hit{}, false
		}
		added++
	}
	if added == 0 {
		return Hit{}, false
	}
	p, q := x.plantOf(h), x.plantOf(outer[0])
	return h, p != nil && p == q
}

// plantOf is the plant that the name begins with.
func (x *Index) plantOf(h Hit) *plant {
	words := strings.Fields(h.INCI())
	for n := min(plantWords, len(words)); n > 0; n-- {
		if p := x.plants[spelling.Key(strings.Join(words[:n], ""))]; p != nil {
			return p
		}
	}
	return nil
}

// IsPlant reports whether the name is that of a plant alone, without part or preparation.
func (x *Index) IsPlant(name string) bool { return x.plants[spelling.Key(name)] != nil }
