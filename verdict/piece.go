package verdict

import (
	"slices"
	"strings"

	"skinafter"
	"skinafter/verdict/words"
)

// piece is one ingredient of a product with the class it is judged as.
type piece struct {
	ing     *skinafter.Ingredient
	rule    *classRule
	placing []string // ids of the rules of placing that moved it
	notes   []string
	part    int
	at, of  int  // place in the list of its part, from 0; of = 0 where it has none
	afterPr bool // stands after a preservative
	mention bool // named in prose
	gap     bool // stands for what could not be read
	alone   bool // the product holds nothing of another class, and nothing that excuses it
	presc   bool // prescribed
	asked   bool // said to be a medicine, though not known as one: a question to the prescriber
	word    bool // a plain word or a product's name stands where the list should
	taken   bool // on the person's list of medicines

	inci, text words.Phrase // see names
	named      bool         // they are made ready
	concerned  []bool       // see meant
}

// names are the name and what was printed, ready to be held against the person's lists.
func (pc *piece) names() (inci, text *words.Phrase) {
	if !pc.named {
		pc.inci, pc.text, pc.named = words.Of(pc.ing.INCI), words.Of(pc.ing.Text), true
	}
	return &pc.inci, &pc.text
}

// isAny reports whether the piece belongs to one of the families, or is one of the names or
// plain words.
func (pc *piece) isAny(list []string) bool {
	for _, l := range list {
		if slices.Contains(pc.ing.Families, l) || pc.ing.INCI == l {
			return true
		}
	}
	if pc.ing.Known() {
		return false
	}
	return pc.says(list)
}

// says reports whether one of the plain words stands in what was printed.
func (pc *piece) says(list []string) bool {
	text := words.Plain(pc.ing.Text + " " + pc.ing.INCI)
	return slices.ContainsFunc(list, func(w string) bool { return words.Hold(text, words.Plain(w)) })
}

// classOf is the rule of an ingredient before place and company are looked at: a rule that
// names it, else the first class of the order among its families.
func (ix *index) classOf(in *skinafter.Ingredient) *classRule {
	if !in.Known() {
		return ix.thingOf(in.Text)
	}
	if r := ix.members[in.INCI]; r != nil {
		return r
	}
	var best *classRule
	for _, f := range in.Families {
		r := ix.families[f]
		if r != nil && (best == nil || r.rank < best.rank) && !slices.Contains(r.Not, in.INCI) {
			best = r
		}
	}
	if best == nil {
		return ix.unlisted
	}
	return best
}

// thingOf finds the class of something that has a plain word instead of an INCI name. The
// whole text must be that word; inside a longer text only the words of strict classes count,
// because the rest of the text may be the part that matters.
func (ix *index) thingOf(text string) *classRule {
	plain := words.Plain(text)
	for i := range ix.things {
		if ix.things[i].words == plain {
			return ix.things[i].rule
		}
	}
	for i := range ix.things {
		t := &ix.things[i]
		if t.inside && words.Hold(plain, t.words) && !holdsAny(plain, t.rule.NotWith) &&
			(t.rule.Class != classMedicine || ix.activeIn(plain) == nil) {
			return t.rule
		}
	}
	return ix.unrecognised
}

// pieces reads a product: the class of everything in it, and, where the list is missing or
// has gaps, one piece for what could not be read.
func (e *enquiry) pieces(p *skinafter.Product) []piece {
	ix, l := e.ix, &p.Label
	out := make([]piece, 0, len(l.Ingredients)+len(l.Mentions)+1)
	for i := range l.Ingredients {
		out = append(out, piece{ing: &l.Ingredients[i], rule: ix.classOf(&l.Ingredients[i]), part: l.Ingredients[i].Part})
	}
	product := ""
	if !e.mine.Empty() {
		product = words.Plain(p.Name)
	}
	for i := range out {
		out[i].presc, out[i].taken = e.prescribed(&out[i], p, product), e.takes(&out[i])
	}
	ix.places(out, p)
	// What a text names beside a list is advertising; where there is no list it is all there is.
	for i := range l.Mentions {
		if len(l.Ingredients) > 0 {
			break
		}
		out = append(out, piece{ing: &l.Mentions[i], rule: ix.classOf(&l.Mentions[i]), mention: true})
	}
	e.medicines(out, p.Form)
	if len(out) == 1 && !out[0].mention && out[0].rule == ix.unrecognised {
		if r := ix.activeIn(words.Plain(out[0].ing.Text)); r != nil {
			out[0].rule = r
		}
	}
	thing := ix.isThing(l, out)
	whole := len(out) > 0 && (readable(l) || thing || explained(l, out, p.Form))
	if whole {
		ix.mix(out)
		out[0].word = thing && l.Incomplete && ix.hasList(&out[0])
	} else {
		out = e.addGap(out, p)
	}
	for i := range out {
		out[i].presc = e.prescribed(&out[i], p, product)
	}
	ix.form(out, p.Form)
	if r := out[0].rule; r.DuringAlone != nil && sameClass(out) && !slices.ContainsFunc(out, func(pc piece) bool { return pc.says(r.DuringAlone.Except) }) {
		for i := range out {
			out[i].alone = true
		}
	}
	return out
}

// Named is a product that is one thing without a list: an ingredient, or a plain word such as
// "sauna" or "unknown serum". What no rule knows by that name is not recognised.
func Named(name string) skinafter.Product {
	return skinafter.Product{Label: skinafter.Label{
		Kind:        skinafter.List,
		Ingredients: []skinafter.Ingredient{{Text: name, Status: skinafter.Unknown, Span: skinafter.Span{To: len(name)}}},
	}}
}

// readable reports whether a label is a list without gaps.
func readable(l *skinafter.Label) bool {
	return !l.Incomplete && (l.Kind == skinafter.List || l.Kind == skinafter.Multi || l.Kind == "")
}

// isThing reports whether the whole label is one plain word that a rule knows: nothing of it
// is missing, it just never had a list.
func (ix *index) isThing(l *skinafter.Label, list []piece) bool {
	return l.Kind == skinafter.List && len(list) == 1 && !list[0].mention && !list[0].ing.Known() && list[0].rule != ix.unrecognised
}

// hasList reports whether a thing that goes by a plain word usually has a list of ingredients
// that somebody could show. Medicines and saunas have none.
func (ix *index) hasList(pc *piece) bool {
	return pc.rule.Class != classMedicine && !slices.Contains(ix.facts.Care.Placing.NoList, words.Plain(pc.ing.Text))
}

// addGap adds a piece for what could not be read, unless an ingredient stands for it already.
// A thing without a list keeps its plain word.
func (e *enquiry) addGap(out []piece, p *skinafter.Product) []piece {
	for i := range out {
		if out[i].rule == e.ix.unrecognised && !out[i].mention {
			return out
		}
	}
	if len(out) == 0 && p.Name != "" {
		in := &skinafter.Ingredient{Text: p.Name, Status: skinafter.Unknown}
		named := []piece{{ing: in, rule: e.ix.thingOf(p.Name)}}
		e.medicines(named, p.Form)
		switch {
		case len(named[0].placing) > 0: // a known medicine has no list
			return named
		case named[0].rule != e.ix.unrecognised:
			out = named
		}
	}
	return append(out, piece{ing: &skinafter.Ingredient{Status: skinafter.Unknown}, rule: e.ix.unrecognised, gap: true})
}

func sameClass(list []piece) bool {
	for i := range list {
		if list[i].rule != list[0].rule {
			return false
		}
	}
	return true
}

// mix judges a part that holds nothing but the things of a mixture as one thing.
func (ix *index) mix(list []piece) {
	mixtures := ix.facts.Care.Placing.Mixtures
	for i := range mixtures {
		m := &mixtures[i]
		to := ix.classes[m.To]
		if to == nil {
			continue
		}
		for from, until := 0, 0; from < len(list); from = until {
			for until = from; until < len(list) && list[until].part == list[from].part; until++ {
			}
			part := list[from:until]
			needed := slices.ContainsFunc(part, func(pc piece) bool {
				return slices.Contains(m.Needs, pc.rule.Class) || slices.Contains(m.Needs, pc.ing.INCI)
			})
			allowed := func(pc piece) bool {
				return slices.Contains(m.Classes, pc.rule.Class) || slices.Contains(m.Members, pc.ing.INCI) ||
					pc.rule.Class == m.Of && pc.isAny(m.Families)
			}
			if !needed || slices.ContainsFunc(part, func(pc piece) bool { return !allowed(pc) }) {
				continue
			}
			for j := range part {
				if pc := &part[j]; !slices.Contains(m.Classes, pc.rule.Class) {
					pc.move(to, m.ID, m.Note)
				}
			}
		}
	}
}

// form moves the bland parts of a product into the class of what it is used as.
func (ix *index) form(list []piece, form skinafter.Form) {
	if form == "" {
		return
	}
	uses := ix.facts.Care.Placing.Forms
	for i := range uses {
		u := &uses[i]
		to := ix.classes[u.To]
		if u.Form != string(form) || to == nil {
			continue
		}
		if slices.ContainsFunc(list, func(pc piece) bool { return slices.Contains(u.Except, pc.rule.Class) }) {
			for j := range list {
				list[j].asked = form == skinafter.Medicine
			}
			continue
		}
		for j := range list {
			if list[j].rule != to && (len(u.Classes) == 0 || slices.Contains(u.Classes, list[j].rule.Class)) {
				list[j].move(to, u.ID, "")
			}
		}
	}
}

func (pc *piece) move(to *classRule, id, note string) {
	pc.rule = to
	pc.placing = append(pc.placing, id)
	if note != "" {
		pc.notes = append(pc.notes, note)
	}
}

// printedAsColour reports whether an ingredient is printed as a colour index number.
func printedAsColour(in *skinafter.Ingredient) bool {
	return colourIndex(in.INCI) || colourIndex(in.Text)
}

func colourIndex(s string) bool {
	s = strings.TrimLeft(s, " ([")
	return len(s) > 2 && (s[0] == 'C' || s[0] == 'c') && (s[1] == 'I' || s[1] == 'i') && (s[2] == ' ' || s[2] >= '0' && s[2] <= '9') ||
		strings.HasPrefix(s, "C.I.")
}
