package clues

import (
	"math"
	"slices"
	"strings"

	"skinafter"
	"skinafter/knowledge"
)

// Scene is a situation as clues see it: the symptoms that stand, the conditions with what the
// medicines mean, the classes of the products.
type Scene struct {
	Situation skinafter.Situation
	Level     skinafter.Level // passed in
	Missing   []string        // answers nobody has given, passed in

	Signs      []Sign   // the symptoms that stand, in the order they were first reported
	Conditions []string // codes, with those that the medicines mean
	Medicines  []string // groups

	class skinafter.DepthClass
	uses  []usedProduct
	facts *knowledge.Base
}

// Sign is a symptom that stands, with how it stands to the limits of the normal.
type Sign struct {
	skinafter.Symptom
	Band   string // normal, watch, beyond
	Counts bool   // false for worry, which is no sign of the skin or the body
	// Cleared: a clinician has seen it, or what was reported later without it.
	Cleared bool
}

// Bands of a sign.
const (
	BandNormal = "normal" // as healing goes
	BandWatch  = "watch"  // a little beyond
	BandBeyond = "beyond" // beyond its watch time, or in no row
)

// Words of Clue.Products that are no class.
const (
	AnyProduct     = "any"
	unknownProduct = "unknown"
)

// worry are the codes that are no sign.
var worry = []string{"anxiety"}

// usedProduct is a use with the ingredient classes that were in the product.
type usedProduct struct {
	*skinafter.Use
	classes []string
	unknown bool
}

// NewScene prepares a situation for clues. The level and the missing answers are passed in,
// because those who know them stand elsewhere.
func NewScene(b *knowledge.Base, s skinafter.Situation, level skinafter.Level, missing []string) *Scene {
	sc := &Scene{
		Situation: s, Level: level, Missing: missing, facts: b,
		Conditions: b.Conditions(s.Person), Medicines: b.Medicines(s.Person.Medicines),
		class: s.Course.DepthClass(),
	}
	if !sc.class.Valid() {
		sc.class = skinafter.ClassU
	}
	if s.Course.Area == "" {
		sc.Situation.Course.Area = "unknown"
	}
	for i := range s.CheckIns {
		sc.see(&s.CheckIns[i])
	}
	uses := s.Person.Uses
	for i := range uses {
		sc.uses = append(sc.uses, newUse(b, &uses[i]))
	}
	return sc
}

// see takes a check-in in: what is not mentioned again keeps its last state, what is said to
// be gone goes. The same symptom twice in one check-in stands twice.
func (sc *Scene) see(c *skinafter.CheckIn) {
	sc.Signs = slices.DeleteFunc(sc.Signs, func(s Sign) bool { return slices.Contains(c.Gone, s.Code) })
	known := len(sc.Signs)
	at := max(c.At.Max, sc.Situation.At.Max)
	for _, sym := range c.Symptoms {
		sign := Sign{Symptom: sym, Band: BandOf(sc.facts, sym, sc.class, at), Counts: !slices.Contains(worry, sym.Code) || sym.Severity == skinafter.Severe}
		i := slices.IndexFunc(sc.Signs[:known], func(o Sign) bool { return o.Code == sym.Code })
		if i >= 0 {
			sc.Signs[i] = sign
			continue
		}
		sc.Signs = append(sc.Signs, sign)
	}
	for i := range sc.Signs {
		sc.Signs[i].Cleared = sc.Signs[i].Cleared || c.Cleared
	}
}

// normalKey is the Derive key of the limits of the normal.
type normalKey struct{}

type normalAt struct {
	code     string
	severity skinafter.Severity
	class    skinafter.DepthClass
}

// BandOf says how a symptom stands to the limits of the normal at time t: normal, watch, or
// beyond. What is in no row is beyond.
func BandOf(b *knowledge.Base, s skinafter.Symptom, class skinafter.DepthClass, t skinafter.Elapsed) string {
	limits := b.Derive(normalKey{}, func() any { return normalLimits(b) }).(map[normalAt][2]skinafter.Elapsed)
	limit, known := limits[normalAt{s.Code, s.Graded(), class}]
	switch {
	case s.Code == "anxiety" && s.Severity != skinafter.Severe:
		return BandNormal
	case !known || t >= limit[1]:
		return BandBeyond
	case t >= limit[0]:
		return BandWatch
	}
	return BandNormal
}

func normalLimits(b *knowledge.Base) map[normalAt][2]skinafter.Elapsed {
	out := map[normalAt][2]skinafter.Elapsed{}
	for _, row := range b.Care.Normal.Rows {
		for _, code := range row.Symptoms {
			for _, severity := range row.Severity {
				for _, l := range row.Limits {
					for _, class := range l.Classes {
						key := normalAt{code, skinafter.Severity(severity), skinafter.DepthClass(class)}
						out[key] = [2]skinafter.Elapsed{skinafter.Hours(l.NormalH), skinafter.Hours(l.WatchH)}
					}
				}
			}
		}
	}
	return out
}

// newUse reads the classes of a product: those the label verdict named, and the first
// family of each name.
func newUse(b *knowledge.Base, u *skinafter.Use) usedProduct {
	p := usedProduct{Use: u, classes: slices.Clip(u.Early.Classes)}
	l := &u.Product.Label
	p.unknown = slices.Contains(p.classes, unknownProduct) || l.Incomplete || len(l.Ingredients)+len(l.Mentions)+len(p.classes) == 0
	for _, list := range [][]skinafter.Ingredient{l.Ingredients, l.Mentions} {
		for i := range list {
			if len(list[i].Families) == 0 {
				continue
			}
			if f := b.Families[list[i].Families[0]]; f != nil && !slices.Contains(p.classes, f.Class) {
				p.classes = append(p.classes, f.Class)
			}
		}
	}
	return p
}

// Holds reports whether everything that the clue gives is so.
func (sc *Scene) Holds(c *knowledge.Clue) bool {
	return sc.treatmentFits(c) && sc.personFits(c) && sc.signsFit(c) && sc.productsFit(c) && sc.togetherFit(c)
}

func (sc *Scene) togetherFit(c *knowledge.Clue) bool {
	for i := range c.All {
		if !sc.Holds(&c.All[i]) {
			return false
		}
	}
	for i := range c.None {
		if sc.Holds(&c.None[i]) {
			return false
		}
	}
	for i := range c.Any {
		if sc.Holds(&c.Any[i]) {
			return true
		}
	}
	return len(c.Any) == 0
}

// oneOf reports whether an empty list was given, or the list holds the word.
func oneOf(list []string, word string) bool { return len(list) == 0 || slices.Contains(list, word) }

// anyOf reports whether an empty list was given, or the lists share a word.
func anyOf(list, words []string) bool {
	return len(list) == 0 || slices.ContainsFunc(list, func(w string) bool { return slices.Contains(words, w) })
}

func (sc *Scene) treatmentFits(c *knowledge.Clue) bool {
	s := &sc.Situation
	switch {
	case c.FromH != nil && s.At.Max < skinafter.Hours(*c.FromH),
		c.UntilH != nil && s.At.Min >= skinafter.Hours(*c.UntilH),
		!oneOf(c.Modalities, string(s.Course.Modality)),
		!oneOf(c.Applies, string(sc.class)),
		!oneOf(c.Areas, string(s.Course.Area)),
		!oneOf(c.Settings, s.Setting),
		!anyOf(c.Exposures, s.Exposures),
		!oneOf(c.Levels, sc.Level.String()),
		!anyOf(c.Missing, sc.Missing):
		return false
	}
	return true
}

// AllergyPrefix stands alone in a clue for any allergy.
const AllergyPrefix = "allergy:"

func (sc *Scene) personFits(c *knowledge.Clue) bool {
	p := &sc.Situation.Person
	n := math.MinInt
	if sc.Situation.Sessions != nil {
		n = *sc.Situation.Sessions
	}
	switch {
	case !anyOf(c.Conditions, sc.Conditions) && !sc.anyAllergy(c),
		!anyOf(c.Medicines, sc.Medicines),
		!oneOf(c.SkinTypes, p.SkinType),
		c.FromYears > 0 && p.Age < c.FromYears,
		c.BelowYears > 0 && (p.Age <= 0 || p.Age >= c.BelowYears),
		c.FromSessions > 0 && n < c.FromSessions,
		c.UntilSessions > 0 && (n < 0 || n >= c.UntilSessions):
		return false
	}
	return true
}

func (sc *Scene) anyAllergy(c *knowledge.Clue) bool {
	return slices.Contains(c.Conditions, AllergyPrefix) &&
		(len(sc.Situation.Person.Allergies) > 0 || slices.ContainsFunc(sc.Conditions, func(s string) bool { return strings.HasPrefix(s, AllergyPrefix) }))
}

// asksSign reports whether the clue looks for a symptom.
func asksSign(c *knowledge.Clue) bool {
	return len(c.Symptoms)+len(c.Severity)+len(c.Trend)+len(c.Band) > 0 || c.Began != "" || c.KnownOnset || c.OnsetFromH != nil || c.OnsetUntilH != nil
}

func (sc *Scene) signsFit(c *knowledge.Clue) bool {
	if c.NoSigns && slices.ContainsFunc(sc.Signs, func(s Sign) bool { return s.Counts }) {
		return false
	}
	counted := 0
	for i := range sc.Signs {
		s := &sc.Signs[i]
		if !s.Counts {
			continue
		}
		counted++
		if !oneOf(c.EveryBand, s.Band) || !oneOf(c.OnlySigns, s.Code) || !oneOf(c.EveryTrend, s.Trend) {
			return false
		}
	}
	if len(c.EveryBand)+len(c.OnlySigns)+len(c.EveryTrend) > 0 && counted == 0 {
		return false
	}
	return !asksSign(c) || sc.count(c) >= max(c.AtLeast, 1)
}

// count is the number of codes that fit.
func (sc *Scene) count(c *knowledge.Clue) int {
	n := 0
	for i := range sc.Signs {
		fresh := !slices.ContainsFunc(sc.Signs[:i], func(o Sign) bool { return o.Code == sc.Signs[i].Code && sc.Signs[i].fits(c) && o.fits(c) })
		if fresh && sc.Signs[i].fits(c) {
			n++
		}
	}
	return n
}

func (s *Sign) fits(c *knowledge.Clue) bool {
	switch {
	case !oneOf(c.Symptoms, s.Code),
		!oneOf(c.Severity, string(s.Graded())),
		!oneOf(c.Trend, s.Trend),
		!oneOf(c.Band, s.Band):
		return false
	case len(c.Symptoms) == 0 && !s.Counts, c.Uncleared && s.Cleared:
		return false
	case s.Onset == nil:
		return !c.KnownOnset
	}
	onset := *s.Onset
	return (c.Began != "before" || onset < 0) && (c.Began != "after" || onset >= 0) &&
		(c.OnsetFromH == nil || onset >= skinafter.Hours(*c.OnsetFromH)) &&
		(c.OnsetUntilH == nil || onset < skinafter.Hours(*c.OnsetUntilH))
}

func asksProduct(c *knowledge.Clue) bool {
	return len(c.Products)+len(c.Used) > 0 || c.UseFromH != nil || c.LastUseH != nil || c.ThenSignH != nil
}

func (sc *Scene) productsFit(c *knowledge.Clue) bool {
	switch {
	case c.NotInUse && len(sc.uses) > 0:
		return false
	case c.NotEarly && slices.ContainsFunc(sc.uses, func(u usedProduct) bool { return u.Early.Inside }):
		return false
	case !asksProduct(c):
		return true
	}
	for i := range sc.uses {
		if u := &sc.uses[i]; u.fits(c, sc.Situation.At) && (c.ThenSignH == nil || sc.signAfter(c, u)) {
			return true
		}
	}
	return false
}

// LastUse is the hour of the last use that fits the clue; a use whose hour nobody knows may
// have been just now. False = none fits.
func (sc *Scene) LastUse(c *knowledge.Clue) (skinafter.Elapsed, bool) {
	last, found := skinafter.Elapsed(0), false
	for i := range sc.uses {
		u := &sc.uses[i]
		if !u.fits(c, sc.Situation.At) {
			continue
		}
		at := u.hour()
		if u.Unknown {
			at = sc.Situation.At.Max
		}
		if !found || at > last {
			last, found = at, true
		}
	}
	return last, found
}

func (u *usedProduct) fits(c *knowledge.Clue, now skinafter.Moment) bool {
	known := len(c.Products) == 0 || slices.Contains(c.Products, AnyProduct) || anyOf(c.Products, u.classes) ||
		u.unknown && slices.Contains(c.Products, unknownProduct)
	if !known || len(c.Used) > 0 && !slices.ContainsFunc(c.Used, u.was) {
		return false
	}
	if u.Unknown {
		return true
	}
	if c.UseFromH != nil && u.hour() < skinafter.Hours(*c.UseFromH) {
		return false
	}
	return c.LastUseH == nil || u.hour() > max(now.Min, 0)-skinafter.Hours(*c.LastUseH)
}

// hour is when the product was used; the treatment itself is hour 0.
func (u *usedProduct) hour() skinafter.Elapsed {
	if u.During {
		return 0
	}
	return u.At
}

// was reports whether the product was used at that time: before, during, after, early. An hour
// nobody knows is before and after.
func (u *usedProduct) was(when string) bool {
	switch when {
	case "early":
		return u.Early.Inside
	case "during":
		return u.During
	case "before":
		return !u.During && (u.Unknown || u.At < 0)
	default:
		return !u.During && (u.Unknown || u.At >= 0)
	}
}

// signAfter reports whether a symptom of the clue began within ThenSignH after the use.
func (sc *Scene) signAfter(c *knowledge.Clue, u *usedProduct) bool {
	return slices.ContainsFunc(sc.Signs, func(s Sign) bool {
		switch {
		case !s.fits(c):
			return false
		case u.Unknown || s.Onset == nil:
			return true
		}
		after := *s.Onset - u.hour()
		return after >= 0 && after <= skinafter.Hours(*c.ThenSignH)
	})
}
