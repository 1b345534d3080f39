package verdict

import (
	"slices"
	"strings"

	"skinafter"
	"skinafter/knowledge"
	"skinafter/verdict/words"
)

// company are the words that depend on what else stands on the label.
var company = []string{"with-actives", "with-mineral-filter"}

// part is what place rules look at in one part of a product.
type part struct {
	form      skinafter.Form
	short     int // lists with fewer names have no last third
	actives   int // ingredients of active classes
	filters   int // mineral filters
	countable int
	byMouth   []string // words of things that are swallowed, injected or dropped
	onSkin    []string // words beside which they do not count
	sorted    bool     // the list stands in the order of the alphabet: place says nothing about strength
}

// places moves ingredients to the class that their place, strength, weight or company says.
// Words about the company come last, when the classes of the others are known.
func (ix *index) places(list []piece, p *skinafter.Product) {
	for from, until := 0, 0; from < len(list); from = until {
		for until = from; until < len(list) && list[until].part == list[from].part; until++ {
		}
		ctx := part{form: p.Form, short: ix.facts.Care.Placing.ShortList, byMouth: ix.facts.Care.Placing.ByMouth}
		if r := ix.classes[classMedicine]; r != nil {
			ctx.onSkin = r.NotWith
		}
		ix.number(list[from:until], &ctx)
		ix.placePass(list[from:until], &ctx, false)
		for i := from; i < until; i++ {
			if slices.Contains(ix.facts.Care.Placing.Actives, list[i].rule.Class) {
				ctx.actives++
			}
			if !list[i].ing.MayContain && slices.Contains(list[i].ing.Families, "uv_filter_mineral") {
				ctx.filters++
			}
		}
		ix.placePass(list[from:until], &ctx, true)
	}
}

// number gives each piece its place in the list. What "may" be in it has none.
func (ix *index) number(list []piece, ctx *part) {
	for i := range list {
		if !list[i].ing.MayContain {
			ctx.countable++
		}
	}
	ctx.sorted = ix.alphabetical(list, ctx)
	at, preserved := 0, false
	for i := range list {
		pc := &list[i]
		if pc.ing.MayContain {
			continue
		}
		pc.at, pc.of, pc.afterPr = at, ctx.countable, preserved
		at++
		for _, f := range pc.ing.Families {
			preserved = preserved || slices.Contains(ix.facts.Care.Placing.Preservatives, f)
		}
	}
}

// longList is a list long enough to stand in the order of the alphabet with one slip, such as
// the active drug in front.
const longList = 10

// alphabetical reports whether a list stands in the order of the alphabet, as lists of US
// drugs do. Shorter lists than the rules look at may do so by chance; the careful side then
// is not to trust the place.
func (ix *index) alphabetical(list []piece, ctx *part) bool {
	if ctx.countable < ctx.short {
		return false
	}
	slips, last := 0, ""
	for i := range list {
		in := list[i].ing
		if in.MayContain {
			continue
		}
		name := words.Plain(in.Text)
		if name == "" {
			name = words.Plain(in.INCI)
		}
		if name < last {
			slips++
		}
		last = name
	}
	return slips == 0 || slips == 1 && ctx.countable >= longList
}

func (ix *index) placePass(list []piece, ctx *part, withCompany bool) {
	for i := range list {
		pc := &list[i]
		if !pc.ing.Known() || len(pc.placing) > 0 {
			continue
		}
		var best *placed
		consider := func(rules []*placed) {
			for _, r := range rules {
				if (best == nil || r.order < best.order) && r.company() == withCompany && r.fits(pc, ctx) {
					best = r
				}
			}
		}
		consider(ix.placesByName[pc.ing.INCI])
		for _, f := range pc.ing.Families {
			consider(ix.placesByFamily[f])
		}
		for _, r := range ix.placesByGlob {
			if slices.ContainsFunc(r.globs, func(g string) bool { return knowledge.Match(g, pc.ing.INCI) }) {
				consider([]*placed{r})
			}
		}
		if best != nil {
			pc.move(best.to, best.ID, best.Note)
		}
	}
}

func (r *placed) company() bool {
	isCompany := func(w string) bool { return slices.Contains(company, w) }
	return slices.ContainsFunc(r.Any, isCompany) || slices.ContainsFunc(r.All, isCompany)
}

func (r *placed) fits(pc *piece, ctx *part) bool {
	in := pc.ing
	switch {
	case len(r.From) > 0 && !slices.Contains(r.From, pc.rule.Class),
		slices.Contains(r.Not, in.INCI),
		slices.ContainsFunc(in.Families, func(f string) bool { return slices.Contains(r.Not, f) }),
		r.AbovePct > 0 && in.Percent <= r.AbovePct,
		r.UpToPct > 0 && in.Percent > r.UpToPct,
		r.FromKDa > 0 && in.Kilodalton < r.FromKDa,
		r.BelowKDa > 0 && (in.Kilodalton <= 0 || in.Kilodalton >= r.BelowKDa):
		return false
	}
	holds := func(w string) bool { return pc.holds(w, ctx) }
	return (len(r.Any) == 0 || slices.ContainsFunc(r.Any, holds)) &&
		!slices.ContainsFunc(r.All, func(w string) bool { return !holds(w) }) &&
		!slices.ContainsFunc(r.None, holds)
}

// holds answers one word of the closed list (see doc.go). A word that nobody knows never
// holds; the linter of knowledge refuses it.
func (pc *piece) holds(w string, ctx *part) bool {
	switch w {
	case "after-preservative":
		return pc.afterPr && !ctx.sorted
	case "last-third":
		return pc.of >= ctx.short && !ctx.sorted && 3*(pc.at+1) > 2*pc.of
	case "first-half":
		return pc.of == 0 || 2*pc.at < pc.of
	case "may-contain":
		return pc.ing.MayContain
	case "printed-as-colour":
		return printedAsColour(pc.ing)
	case "nano":
		return strings.Contains(strings.ToUpper(pc.ing.Text+pc.ing.INCI), "NANO")
	case "strength-not-stated":
		return pc.ing.Percent == 0
	case "prescribed":
		return pc.presc
	case "taken":
		return pc.taken
	case "by-mouth":
		return ctx.countable == 1 && pc.says(ctx.byMouth) && !pc.says(ctx.onSkin)
	case "with-actives":
		return ctx.actives > 0
	case "with-mineral-filter":
		return ctx.filters > 0
	case "form-sunscreen":
		return ctx.form == skinafter.Sunscreen
	case "form-makeup":
		return ctx.form == skinafter.Makeup
	case "form-heavy-makeup":
		return ctx.form == skinafter.HeavyMakeupForm
	case "form-rinse-off":
		return ctx.form == skinafter.RinseOff
	case "form-medicine":
		return ctx.form == skinafter.Medicine
	}
	return false
}

// PlaceWords is the closed list of words for place rules.
func PlaceWords() []string {
	return []string{
		"after-preservative", "last-third", "first-half", "may-contain", "printed-as-colour", "nano",
		"strength-not-stated", "prescribed", "taken", "by-mouth", "with-actives", "with-mineral-filter",
		"form-sunscreen", "form-makeup", "form-heavy-makeup", "form-rinse-off", "form-medicine",
	}
}
