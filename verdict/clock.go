package verdict

import (
	"slices"

	"skinafter"
	"skinafter/knowledge"
	"skinafter/verdict/ownlist"
)

// clock is one treatment as the rules see it.
type clock struct {
	depth   skinafter.DepthClass
	class   classSet
	ablated bool
	newSkin skinafter.Elapsed // F and G: when new skin has closed over
	stated  bool              // a clinician said so
	open    bool              // skin is open or weeping: new skin has not closed over, whatever the day
	barrier skinafter.Elapsed // the channels may be open until here; 0 = not a needling class
	moves   bool              // and under combined-plus the 36 h entries wait for that
}

func (ix *index) clock(q Question, c skinafter.Course, open bool) clock {
	depth := c.DepthClass()
	if !depth.Valid() {
		depth = skinafter.ClassG
	}
	k := clock{depth: depth, class: bit(depth), ablated: depth.Ablated(), open: open || c.OpenSkin}
	if k.ablated {
		k.newSkin = ix.newSkin(c, depth)
		if c.Closed != nil {
			k.newSkin, k.stated = *c.Closed, true
		}
	}
	k.barrier, k.moves = ix.barrier(c, depth, q.Person)
	k.moves = k.moves && q.protocol() == skinafter.CombinedPlus
	return k
}

// newSkin is when new skin has usually closed over after this treatment.
func (ix *index) newSkin(c skinafter.Course, depth skinafter.DepthClass) skinafter.Elapsed {
	for _, n := range ix.facts.Care.Barrier.NewSkin {
		fits := len(n.Modalities) == 0 || slices.Contains(n.Modalities, string(c.Modality))
		if fits && slices.Contains(n.Classes, string(depth)) {
			return skinafter.Hours(n.AtH)
		}
	}
	return ix.course[1]
}

// barrier is the end of the barrier window of this treatment and person.
func (ix *index) barrier(c skinafter.Course, depth skinafter.DepthClass, p skinafter.Person) (skinafter.Elapsed, bool) {
	b := &ix.facts.Care.Barrier
	for _, w := range b.Windows {
		if !slices.Contains(w.Classes, string(depth)) {
			continue
		}
		add := 0.0
		for i := range b.Modifiers {
			if modifierFits(&b.Modifiers[i], c, p) {
				add += b.Modifiers[i].AddH
			}
		}
		return skinafter.Hours(w.UntilH + min(add, b.MaxModifierH)), w.Moves
	}
	return 0, false
}

func modifierFits(m *knowledge.Modifier, c skinafter.Course, p skinafter.Person) bool {
	return m.FromYears > 0 && p.Age >= m.FromYears ||
		m.Occluded && c.Occluded ||
		slices.Contains(m.SkinTypes, p.SkinType) ||
		slices.ContainsFunc(m.Conditions, p.Has) ||
		ownlist.TakesAny(p, m.Medicines)
}

// span is the window on the clock of the treatment. Where new skin is overdue and has not
// closed over, a window that runs from it has no end.
func (w *window) span(k *clock, t skinafter.Elapsed) (from, until skinafter.Elapsed) {
	from, until = w.from, w.until
	if w.newSkin {
		if w.fromSkin {
			from += k.newSkin
		}
		if until < forever {
			until += k.newSkin
		}
		if k.open && t >= k.newSkin {
			until = forever
		}
	}
	if w.barrier && k.moves {
		until = max(until, k.barrier)
	}
	return from, until
}

func (w *window) fits(k *clock, pc *piece) bool {
	return w.classes.has(k.class) && (!w.newSkin || k.ablated) && (len(w.only) == 0 || pc.isAny(w.only))
}

// ownWindows reports whether some windows speak of this very piece; those of the whole class
// then do not count for it.
func (pc *piece) ownWindows(k *clock, list []window) bool {
	for i := range list {
		if len(list[i].only) > 0 && list[i].fits(k, pc) {
			return true
		}
	}
	return false
}

// ruling is an answer while it is being found.
type ruling struct {
	verdict   Verdict
	until     skinafter.Elapsed // forever = no end
	condition string
	rule      string // id of the rule that decides
	because   string
	cites     []string
	basis     string
	notes     []string
}

// Conditions that this package gives itself; their texts stand in knowledge/texts.
const (
	condSkinOpen      = "skin-open"
	condAsPrescribed  = "as-prescribed"
	condPrescribed36  = "as-prescribed-treated-skin"
	condAskPrescriber = "ask-prescriber"
	condAskPause      = "ask-prescriber-pause"
	condCallToday     = "call-prescriber-today"
	// ConditionNoReaction ties an answer to skin that shows no reaction.
	ConditionNoReaction = "no-reaction"
	condShowList        = "show-list"
)

// decided is the answer of the decided rules (the columns combined and combined-plus) at
// time t.
func (k *clock) decided(pc *piece, t skinafter.Elapsed) ruling {
	list := pc.rule.after
	if t < 0 {
		list = pc.rule.before
	}
	r := ruling{verdict: OK, until: forever, rule: pc.rule.ID, because: pc.rule.Because, cites: pc.rule.Cites, basis: pc.rule.Basis}
	own := pc.ownWindows(k, list)
	for i := range list {
		w := &list[i]
		if !w.fits(k, pc) || own && len(w.only) == 0 {
			continue
		}
		from, until := w.span(k, t)
		if t < from || t >= until {
			continue
		}
		r.verdict, r.condition = w.verdict, w.condition
		if w.verdict == Wait {
			r.until = until
			if w.newSkin && until == forever {
				r.condition = condSkinOpen
			}
		}
		if len(w.cites) > 0 {
			r.cites = w.cites
		}
		if w.basis != "" {
			r.basis = w.basis
		}
		return r
	}
	return r
}

// base is the answer of the protocol's column at time t, before anything about the person.
func (e *enquiry) base(k *clock, pc *piece, t skinafter.Elapsed) ruling {
	if e.q.During {
		return during(pc)
	}
	r := k.decided(pc, t)
	if p := e.q.protocol(); t >= 0 && (p == skinafter.General || p == skinafter.Conservative) {
		if own, ok := e.ix.column(pc, p, k, t); ok {
			return own
		}
	}
	return r
}

// during is the answer while the skin is being opened.
func during(pc *piece) ruling {
	step := &pc.rule.During
	if pc.alone {
		step = pc.rule.DuringAlone
	}
	r := ruling{
		verdict: word(step.Verdict), until: forever, condition: step.Condition, rule: pc.rule.ID,
		because: pc.rule.Because, cites: pc.rule.Cites, basis: pc.rule.Basis,
	}
	if step.Basis != "" {
		r.basis = step.Basis
	}
	return r
}
