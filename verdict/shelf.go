package verdict

import (
	"slices"

	"skinafter"
	"skinafter/knowledge"
)

// Schedule is what a shelf of products means for one person: what now, what when, in which
// order. Every product of the shelf stands in exactly one of the lists.
type Schedule struct {
	Now   []Entry // not new to this skin, or a medicine: may be used now
	Slots []Slot  // new products, one at a time; never two in one slot
	Later []Entry // not new, and still waiting; Entry.At says until when
	Held  []Entry // no date: a reaction, a person rule, open skin or a prescriber comes first
	Ask   []Entry // what is in it is not known: ask the maker
	Never []Entry // not in this course

	// Stopped: the skin reacts now, so nothing new starts; Slots is then empty.
	Stopped bool
	// StopsOn is the id of the condition that ends the schedule at any slot: a reaction.
	StopsOn string
	Spacing skinafter.Elapsed // the shortest time between two new products
	Settled skinafter.Elapsed // how long skin must be calm before anything new after a reaction
	Cites   []string
	Basis   string
}

// Entry is one product of the shelf.
type Entry struct {
	Product   int                // index in the products that were asked about
	Name      string             // as given
	Answer    Answer             // at the moment asked about
	At        *skinafter.Elapsed // when it may be used, since treatment; nil = no date
	Condition string             // id of a text; empty = none
}

// Slot is the start of one new product.
type Slot struct {
	Entry
	From skinafter.Elapsed // since treatment
	Next skinafter.Elapsed // no other new product before this
}

// Shelf judges many products at once and puts the new ones into an order.
//
// A product is new unless it was prescribed, is a medicine, holds only water, is marked
// Tolerated, or stands in Person.Uses without being a suspect. New products start one at a
// time, at the earliest when their own wait is over, with the spacing of the knowledge base
// between them, the plain ones first. The dates hold only while the skin does not react:
// with a new reaction ask again. Before the treatment the dates are those after it.
func Shelf(facts *knowledge.Base, q Question, products []skinafter.Product) Schedule {
	s := shelf{facts: facts, q: q, now: newEnquiry(facts, q)}
	b := &facts.Care.Behaviour
	s.out = Schedule{
		StopsOn: facts.Care.Locks.Reaction.Condition, Stopped: s.stopped(),
		Spacing: skinafter.Hours(b.SpacingH), Settled: skinafter.Hours(facts.Care.Locks.SettledH),
		Cites: b.Cites, Basis: b.Basis,
	}
	s.from = max(q.At.Min, 0)
	if q.During {
		s.from = 0
	}
	var fresh []candidate
	for i := range products {
		if c, ok := s.sort(i, &products[i]); ok {
			fresh = append(fresh, c)
		}
	}
	s.place(fresh)
	return s.out
}

type shelf struct {
	facts *knowledge.Base
	q     Question
	now   *enquiry
	from  skinafter.Elapsed // the first moment of the schedule
	out   Schedule
}

// candidate is a new product that has a date.
type candidate struct {
	entry    Entry
	product  *skinafter.Product
	earliest skinafter.Elapsed
	rank     int               // plain ones first
	spacing  skinafter.Elapsed // after it
}

func (s *shelf) stopped() bool {
	return s.now.signs.Reaction && !s.q.During && s.q.At.Max >= s.now.ix.check
}

// sort puts a product into its list; a new product with a date comes back as a candidate.
func (s *shelf) sort(i int, p *skinafter.Product) (candidate, bool) {
	e := Entry{Product: i, Name: p.Name, Answer: s.now.judge(p)}
	e.Condition = e.Answer.Condition
	at, last := s.earliest(p, s.from)
	if last.Verdict != OK {
		e.Condition = last.Condition
		switch last.Verdict {
		case No:
			s.out.Never = append(s.out.Never, e)
		case Unknown:
			s.out.Ask = append(s.out.Ask, e)
		case Wait, OK:
			s.out.Held = append(s.out.Held, e)
		}
		return candidate{}, false
	}
	e.At = &at
	if !s.isNew(p) {
		if e.Answer.Verdict == OK {
			s.out.Now = append(s.out.Now, e)
		} else {
			s.out.Later = append(s.out.Later, e)
		}
		return candidate{}, false
	}
	if s.out.Stopped {
		e.At, e.Condition = nil, s.out.StopsOn
		s.out.Held = append(s.out.Held, e)
		return candidate{}, false
	}
	rank, active := s.rank(p)
	spacing := s.out.Spacing
	if active {
		spacing = max(spacing, skinafter.Hours(s.facts.Care.Behaviour.SpacingActiveH))
	}
	return candidate{e, p, at, rank, spacing}, true
}

// at judges p at another time, as uncertain as the question.
func (s *shelf) at(p *skinafter.Product, t skinafter.Elapsed) Answer {
	q := s.q
	q.During, q.At = false, skinafter.Moment{Min: t, Max: t + max(0, s.q.At.Max-s.q.At.Min)}
	if s.q.During {
		q.At = skinafter.At(t)
	}
	return Judge(s.facts, q, *p)
}

// maxSteps bounds the search for a date: more windows than any class has.
const maxSteps = 32

// earliest is the first moment from t on at which p is OK, with the answer then; or the
// answer that has no end.
func (s *shelf) earliest(p *skinafter.Product, t skinafter.Elapsed) (skinafter.Elapsed, Answer) {
	var a Answer
	for range maxSteps {
		a = s.at(p, t)
		if a.Verdict != Wait || a.Until == nil || *a.Until <= t {
			break
		}
		t = *a.Until
	}
	return t, a
}

// isNew reports whether p is new to this skin.
func (s *shelf) isNew(p *skinafter.Product) bool {
	if p.Tolerated || p.Prescribed || p.Form == skinafter.Medicine {
		return false
	}
	list := s.now.pieces(p)
	if !slices.ContainsFunc(list, func(pc piece) bool { return pc.rule.Class != classWater && pc.rule.Class != classMedicine }) {
		return false
	}
	for i := range s.q.Person.Uses {
		u := &s.q.Person.Uses[i]
		if sameProduct(p, &u.Product) && !(s.now.signs.Reaction && s.now.suspects()[i]) {
			return false
		}
	}
	return true
}

// rank orders products that could start together, and says whether p holds an active.
func (s *shelf) rank(p *skinafter.Product) (rank int, active bool) {
	first := s.facts.Care.Behaviour.First
	for _, pc := range s.now.pieces(p) {
		n := slices.Index(first, pc.rule.Class)
		if n < 0 {
			n = len(first) + pc.rule.rankFromEnd(s.now.ix)
		}
		rank, active = max(rank, n), active || pc.rule.active
	}
	return rank, active
}

// rankFromEnd turns the order of classes around: strict classes come last.
func (r *classRule) rankFromEnd(ix *index) int { return len(ix.rank) - r.rank }

// place gives each candidate its slot.
func (s *shelf) place(fresh []candidate) {
	next := max(s.from, s.afterLastNew())
	for len(fresh) > 0 {
		t := max(next, slices.MinFunc(fresh, func(a, b candidate) int { return int(a.earliest - b.earliest) }).earliest)
		pick := -1
		for i := range fresh {
			if fresh[i].earliest <= t && (pick < 0 || fresh[i].rank < fresh[pick].rank) {
				pick = i
			}
		}
		c := fresh[pick]
		at, last := s.earliest(c.product, t)
		if last.Verdict != OK {
			c.entry.At, c.entry.Condition = nil, last.Condition
			s.out.Held = append(s.out.Held, c.entry)
			fresh = slices.Delete(fresh, pick, pick+1)
			continue
		}
		if at > t {
			fresh[pick].earliest = at
			continue
		}
		c.entry.At = &at
		next = at + c.spacing
		s.out.Slots = append(s.out.Slots, Slot{Entry: c.entry, From: at, Next: next})
		fresh = slices.Delete(fresh, pick, pick+1)
	}
}

// afterLastNew is when the spacing after the last product that is already in use is over.
func (s *shelf) afterLastNew() skinafter.Elapsed {
	var after skinafter.Elapsed
	for i := range s.q.Person.Uses {
		u := &s.q.Person.Uses[i]
		if u.During || u.Unknown || u.At < 0 || u.At > s.from || u.Product.Tolerated || u.Product.Prescribed {
			continue
		}
		_, active := s.rank(&u.Product)
		spacing := s.out.Spacing
		if active {
			spacing = max(spacing, skinafter.Hours(s.facts.Care.Behaviour.SpacingActiveH))
		}
		after = max(after, u.At+spacing)
	}
	return after
}
