package verdict

import (
	"cmp"
	"slices"

	"skinafter"
	"skinafter/knowledge"
	"skinafter/verdict/ownlist"
	"skinafter/verdict/signs"
	"skinafter/verdict/words"
)

// enquiry is a question made ready: everything that does not depend on the product.
type enquiry struct {
	ix     *index
	q      Question
	clocks []clock // the treatment, then those of the same day
	times  []skinafter.Elapsed
	signs  signs.Signs
	people []personRule
	// Entries of the person's lists that nobody can place.
	unknownAllergies, unknownAvoid []string
	mine                           ownlist.Names // what was prescribed
	taken                          ownlist.Names // medicines the person takes
	said                           []string      // plain words: the same, as written
	suspected                      []bool        // see suspects
}

func newEnquiry(facts *knowledge.Base, q Question) *enquiry {
	e := &enquiry{ix: indexOf(facts), q: q}
	e.signs = signs.Read(facts, q.Person.Latest, signs.Moment{At: q.At, During: q.During}, slices.Concat([]skinafter.Course{q.Course}, q.Also)...)
	e.clocks = append(e.clocks, e.ix.clock(q, q.Course, e.signs.OpenSkin))
	for _, c := range q.Also {
		e.clocks = append(e.clocks, e.ix.clock(q, c, e.signs.OpenSkin))
	}
	e.times = e.ix.timesOf(q)
	e.people, e.unknownAllergies, e.unknownAvoid = e.ix.personRules(q.Person)
	e.mine, e.taken = ownlist.Prescribed(q.Person), ownlist.Medicines(q.Person)
	for _, m := range q.Person.Medicines {
		e.said = append(e.said, words.Plain(m))
	}
	return e
}

// timesOf are the times at which an uncertain question has to be asked: the smallest, the
// largest, and the end of the treatment where it lies between them, because before the
// treatment is not the careful side of after it. The most careful answer counts.
func (ix *index) timesOf(q Question) []skinafter.Elapsed {
	times := []skinafter.Elapsed{q.At.Min}
	if q.During || q.At.Max <= q.At.Min {
		return times
	}
	if q.At.Min < 0 && q.At.Max >= 0 {
		times = append(times, 0)
	}
	if q.At.Min < 0 {
		for _, r := range ix.classes {
			for i := range r.before {
				if f := r.before[i].from; f > q.At.Min && f < min(q.At.Max, 0) {
					times = append(times, f)
				}
			}
		}
	}
	times = append(times, q.At.Max)
	slices.Sort(times)
	return slices.Compact(times)
}

// Judge says whether a product may touch the skin at the moment that q asks about.
//
// The worst ingredient decides for the product. A label that could not be read, or not
// wholly, is never OK: it waits to the end of the course and is Unknown after it. Where
// sources disagree the column of q.Protocol decides and the others stay visible in
// Item.Dissent. Judge never fails; check input from strangers with Question.Check first.
//
// facts must come from knowledge.Load; the first call for a Base compiles its rules, later
// ones reuse them. Judge may be called from many goroutines.
func Judge(facts *knowledge.Base, q Question, p skinafter.Product) Answer {
	return newEnquiry(facts, q).judge(&p)
}

func (e *enquiry) judge(p *skinafter.Product) Answer {
	list := e.pieces(p)
	a := Answer{
		Product: p.Name, Protocol: e.q.protocol(), Worst: -1, At: e.q.At, During: e.q.During,
		End: e.q.Course.End, Now: e.q.now(), Version: e.ix.facts.Version, Hash: e.ix.facts.Hash,
		Items: make([]Item, len(list)),
	}
	in := e.standing(p, list)
	for i := range list {
		e.item(&a.Items[i], &list[i], &in)
		if a.Worst < 0 || worse(&a.Items[i], &list[i], &a.Items[a.Worst], &list[a.Worst]) {
			a.Worst = i
		}
	}
	if it := a.Deciding(); it != nil {
		a.Verdict, a.Until, a.Condition = it.Verdict, it.Until, it.Condition
	}
	e.remarks(&a, list, p)
	return a
}

// worse reports whether item a decides rather than b. Between equally careful answers the
// stricter class decides, so that the order on the label changes nothing.
func worse(a *Item, pa *piece, b *Item, pb *piece) bool {
	if c := Compare(a.Verdict, a.Until, b.Verdict, b.Until); c != 0 {
		return c > 0
	}
	return cmp.Or(cmp.Compare(pa.rule.rank, pb.rule.rank), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Condition, b.Condition)) < 0
}

// finding is a ruling with everything that took part in it.
type finding struct {
	ruling
	clock *clock
	at    skinafter.Elapsed
	fired []string
}

// find is the most careful ruling over the treatments and times of the question.
func (e *enquiry) find(pc *piece, in *standing) finding {
	var worst finding
	for i := range e.clocks {
		for j, t := range e.times {
			f := e.findAt(&e.clocks[i], pc, in, t)
			if i == 0 && j == 0 || stricter(&f.ruling, &worst.ruling) {
				worst = f
			}
		}
	}
	return worst
}

// findAt is the ruling for one treatment and time: the class rule, then the prescription,
// then what the person sees on the skin, then who the person is.
func (e *enquiry) findAt(k *clock, pc *piece, in *standing, t skinafter.Elapsed) finding {
	f := finding{ruling: e.base(k, pc, t), clock: k, at: t}
	if pc.word && f.verdict == OK { // nobody can tell what is in it
		f.verdict, f.until, f.condition = Unknown, forever, condShowList
	}
	e.prescription(&f, pc)
	if in != nil {
		e.lock(&f, pc, in)
	}
	e.person(&f, pc)
	if in != nil {
		e.help(&f, pc)
	}
	return f
}

func (e *enquiry) item(it *Item, pc *piece, in *standing) {
	f := e.find(pc, in)
	r := pc.rule
	*it = Item{
		Ingredient: *pc.ing, Mention: pc.mention, Class: r.Class, ClassName: r.Name, ClassRule: r.ID,
		Rule: f.rule, Verdict: f.verdict, Until: endOf(f.verdict, f.until), Condition: f.condition,
		Because: f.because, Cites: f.cites, Basis: f.basis, Conflicts: r.Conflicts,
		Dissent: e.dissent(f.clock, pc, f.at), Prescribed: pc.presc,
		UnlessPrescribed: r.UnlessPrescribed && !pc.presc && f.verdict >= Wait && f.rule == r.ID,
		Notes:            e.notes(&f, pc),
		Windows:          e.timeline(f.clock, pc),
	}
	it.Fired = make([]string, 0, 1+len(pc.placing)+len(f.fired))
	it.Fired = append(it.Fired, r.ID)
	it.Fired = append(it.Fired, pc.placing...)
	it.Fired = append(it.Fired, f.fired...)
}

// notes are the remarks for this ingredient at this time.
func (e *enquiry) notes(f *finding, pc *piece) []string {
	out := slices.Clone(pc.notes)
	phase := ""
	switch {
	case e.q.During:
		phase = "during"
	case f.at < 0:
		phase = "before"
	}
	for i := range pc.rule.notes {
		if n := &pc.rule.notes[i]; n.phase == phase && n.classes.has(f.clock.class) && f.at >= n.from && f.at < n.until {
			out = append(out, n.key)
		}
	}
	for _, n := range f.ruling.notes {
		if !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}

// remarks adds what concerns the product or the question as a whole.
func (e *enquiry) remarks(a *Answer, list []piece, p *skinafter.Product) {
	k := &e.clocks[0]
	if e.signs.Help {
		a.Notes = append(a.Notes, NoteHelp)
	}
	a.UnknownAllergies, a.UnknownAvoid = e.unknownAllergies, e.unknownAvoid
	if len(a.UnknownAllergies) > 0 {
		a.Notes = append(a.Notes, NoteUnknownAllergy)
	}
	if len(a.UnknownAvoid) > 0 {
		a.Notes = append(a.Notes, NoteUnknownAvoid)
	}
	contradicts := slices.ContainsFunc(append([]skinafter.Course{e.q.Course}, e.q.Also...), skinafter.Course.Contradicts)
	if contradicts {
		a.Notes = append(a.Notes, NoteContradicts)
	}
	if e.dependsOnCalm(a, list) {
		a.Notes = append(a.Notes, NoteIfCalm)
	}
	if it := a.Deciding(); it != nil {
		a.ReviewedBy = list[a.Worst].rule.ReviewedBy
	}
	if k.ablated {
		r := k.newSkin
		a.NewSkin, a.NewSkinStated, a.SkinOpen = &r, k.stated, k.open
	}
	t := e.times[0]
	if !e.q.During && t >= 0 && t < k.barrier {
		b := k.barrier
		a.Barrier = &b
		a.Notes = append(a.Notes, "channels-open")
	}
	if k.ablated && !k.stated {
		a.Notes = append(a.Notes, "new-skin-usual")
	}
	if !e.q.During && !e.q.At.Exact() {
		a.Notes = append(a.Notes, "time-uncertain")
	}
	if !e.ix.appliesTo(e.q.protocol(), k.depth) {
		a.Notes = append(a.Notes, "protocol-silent")
	}
	if note := labelNote(&p.Label); note != "" && p.Form != skinafter.Medicine {
		a.Notes = append(a.Notes, note)
	}
	for i := range list {
		r := list[i].rule
		asks := r.Ask != "" && setOf(r.AskApplies).has(k.class) && a.Items[i].Verdict != OK && !slices.Contains(a.Asks, r.ID)
		if asks {
			a.Asks = append(a.Asks, r.ID)
		}
	}
}

// Remarks of Answer.Notes that a page says where they matter, and not among the others.
const (
	NoteHelp           = "help-now"        // the latest check-in shows a sign that needs help now
	NoteUnknownAllergy = "unknown-allergy" // see Answer.UnknownAllergies
	NoteUnknownAvoid   = "unknown-avoid"   // see Answer.UnknownAvoid
	NoteContradicts    = "course-contradicts"
	NoteIfCalm         = "if-calm" // ok holds while the skin shows no reaction, and nobody said that it does not
)

// dependsOnCalm reports whether an ok would be none if the skin showed a reaction, and nobody
// said how the skin is.
func (e *enquiry) dependsOnCalm(a *Answer, list []piece) bool {
	if a.Verdict != OK || e.q.During || e.q.Person.Latest != nil || e.times[0] < e.ix.check {
		return false
	}
	in := standing{leaveOn: true}
	f := finding{clock: &e.clocks[0], at: e.times[0]}
	return slices.ContainsFunc(list, func(pc piece) bool { return !e.passes(&f, &pc, &in) })
}

// labelNote says what is missing on a label.
func labelNote(l *skinafter.Label) string {
	switch {
	case l.Kind == skinafter.Prose:
		return "label-prose"
	case l.Kind == skinafter.Empty || len(l.Ingredients) == 0:
		return "label-empty"
	case l.Incomplete:
		return "label-incomplete"
	}
	return ""
}
