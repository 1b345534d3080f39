package verdict

import (
	"slices"

	"skinafter"
	"skinafter/knowledge"
	"skinafter/verdict/words"
)

// standing is how the product as a whole stands to the locks.
type standing struct {
	suspect  bool                    // it was on the skin before the first sign
	tolerant bool                    // a mineral sunscreen this skin already knows
	wound    bool                    // plain wound ointment and nothing else
	leaveOn  bool                    // said to stay on
	culprits []*skinafter.Ingredient // of every suspect product
}

func (e *enquiry) standing(p *skinafter.Product, list []piece) standing {
	in := standing{leaveOn: p.Form == skinafter.LeaveOn, wound: e.isWound(list)}
	if !e.signs.Reaction {
		return in
	}
	uses := e.q.Person.Uses
	known := p.Tolerated
	for i := range uses {
		u := &uses[i]
		same := sameProduct(p, &u.Product)
		if e.suspects()[i] {
			in.suspect = in.suspect || same
			for j := range u.Product.Label.Ingredients {
				in.culprits = append(in.culprits, &u.Product.Label.Ingredients[j])
			}
			continue
		}
		// Used after the first sign is not used without trouble.
		known = known || same && u.At <= e.signs.First
	}
	in.tolerant = known && !in.suspect && e.isSunscreen(list)
	return in
}

// suspects says of each use whether it is a suspect.
func (e *enquiry) suspects() []bool {
	if e.suspected == nil {
		e.suspected = make([]bool, len(e.q.Person.Uses))
		for i := range e.q.Person.Uses {
			e.suspected[i] = e.isSuspect(&e.q.Person.Uses[i])
		}
	}
	return e.suspected
}

// isSuspect reports whether a use came since the treatment, or during it, and before the
// first sign. A mineral sunscreen is a suspect only for a while after its use.
func (e *enquiry) isSuspect(u *skinafter.Use) bool {
	if !u.During && !u.Unknown && u.At < 0 {
		return false
	}
	s := &e.signs
	if u.During || u.Unknown || s.Unsure {
		return true
	}
	if u.At > s.First {
		return false
	}
	window := skinafter.Hours(e.ix.facts.Care.Locks.SunscreenH)
	return s.First-u.At <= window || !e.isSunscreen(e.pieces(&u.Product))
}

// isSunscreen reports whether a product is a mineral sunscreen and nothing that acts.
func (e *enquiry) isSunscreen(list []piece) bool {
	locks := &e.ix.facts.Care.Locks
	filter := false
	for i := range list {
		class := list[i].rule.Class
		isFilter := slices.Contains(locks.Sunscreen, class)
		if !isFilter && !slices.Contains(locks.Beside, class) {
			return false
		}
		filter = filter || isFilter
	}
	return filter
}

// isWound reports whether a product is plain wound ointment.
func (e *enquiry) isWound(list []piece) bool {
	return len(list) > 0 && !slices.ContainsFunc(list, func(pc piece) bool { return !pc.isAny(e.ix.facts.Care.Locks.Wound) })
}

// sameProduct reports whether a is b, or holds nothing but water that b does not hold.
func sameProduct(a, b *skinafter.Product) bool {
	if a.Name != "" && words.Plain(a.Name) == words.Plain(b.Name) {
		return true
	}
	found := false
	for i := range a.Label.Ingredients {
		in := &a.Label.Ingredients[i]
		if slices.Contains(in.Families, "water") {
			continue
		}
		if !holds(b.Label.Ingredients, in) {
			return false
		}
		found = true
	}
	return found
}

func holds(list []skinafter.Ingredient, in *skinafter.Ingredient) bool {
	return slices.ContainsFunc(list, func(o skinafter.Ingredient) bool { return sameIngredient(&o, in) })
}

func sameIngredient(a, b *skinafter.Ingredient) bool {
	if a.Known() || b.Known() {
		return a.INCI == b.INCI
	}
	return words.Plain(a.Text) == words.Plain(b.Text)
}

// lock applies what the skin shows: a suspect waits, a reaction holds everything new, and
// rough or open skin holds actives after their own time. No stays No.
func (e *enquiry) lock(f *finding, pc *piece, in *standing) {
	if e.q.During || f.at < 0 || f.verdict == No {
		return
	}
	locks := &e.ix.facts.Care.Locks
	switch {
	case pc.rule.Class == classMedicine:
		if in.suspect { // never stopped, but somebody has to know today
			f.condition, f.because = condCallToday, locks.Suspect.Because
			f.cites, f.basis = locks.Suspect.Cites, locks.Suspect.Basis
			f.fired = append(f.fired, locks.Suspect.ID)
		}
	case e.held(f, pc, in):
		e.hold(f, &locks.Suspect)
		if pc.presc {
			f.condition, f.until = condCallToday, forever
		}
	case e.signs.Reaction && f.at >= e.ix.check && !e.passes(f, pc, in):
		e.hold(f, &locks.Reaction)
	case e.signs.Actives && pc.rule.active && f.verdict < Wait && !(pc.presc && pc.rule.Prescribed != knowledge.AskPrescriber):
		e.hold(f, &locks.Actives)
		if pc.presc {
			f.condition = condAskPrescriber
		}
	}
}

// help puts help before every product: nothing is ok on skin, or on a person, that needs it
// now. What would harm when left out stays: water, medicines by mouth.
func (e *enquiry) help(f *finding, pc *piece) {
	l := &e.ix.facts.Care.Locks.Help
	if !e.signs.HelpNow || f.verdict > Unknown || slices.Contains(l.Exempt, pc.rule.Class) {
		return
	}
	e.hold(f, l)
}

// hold makes an answer wait. An end that the class rule gives is kept: the lock comes on top.
func (e *enquiry) hold(f *finding, l *knowledge.Lock) {
	if f.verdict != Wait {
		f.verdict, f.until = Wait, forever
	}
	f.rule, f.condition, f.because, f.cites, f.basis = l.ID, l.Condition, l.Because, l.Cites, l.Basis
	f.fired = append(f.fired, l.ID)
}

// held reports whether the piece is a suspect.
func (e *enquiry) held(f *finding, pc *piece, in *standing) bool {
	if !e.signs.Reaction || slices.Contains(e.ix.facts.Care.Locks.Suspect.Exempt, pc.rule.Class) {
		return false
	}
	if f.clock.ablated && in.wound && (f.clock.open || f.at < f.clock.newSkin) {
		return false
	}
	if in.suspect {
		return true
	}
	// What the reaction lock would let through is looked at piece by piece.
	return pc.rule.Class == classHyaluronate &&
		slices.ContainsFunc(in.culprits, func(c *skinafter.Ingredient) bool { return sameIngredient(c, pc.ing) })
}

// passes reports whether the reaction lock lets the piece through.
func (e *enquiry) passes(f *finding, pc *piece, in *standing) bool {
	switch {
	case pc.presc, in.tolerant:
		return true
	case f.clock.ablated && pc.isAny(e.ix.facts.Care.Locks.Wound):
		return true
	case pc.rule.Class == classCleanser:
		return !in.leaveOn
	}
	return pc.rule.exempt
}
