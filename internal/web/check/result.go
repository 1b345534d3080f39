package check

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"skinafter"
	"skinafter/internal/clinic"
	"skinafter/internal/clinic/view"
	"skinafter/internal/paper"
	"skinafter/internal/speech"
	"skinafter/internal/web/frame"
	"skinafter/internal/wire"
	"skinafter/verdict"
)

// resultPage is the answer about one product.
type resultPage struct {
	Record    bool       // purpose record: what sources say, and no answer of ours
	Help      string     // said before everything else
	Line      frame.Line // the answer
	Count     string     // how many of how many
	Because   string     // of the deciding ingredient
	Name      string     // of the deciding ingredient
	Situation string     // what was asked
	Warnings  []string   // about every product on this skin
	Scale     *ends      // of the bars; nil = there are none
	Groups    []group    // worst first
	OK        []string   // what may be used
	Corrected []correction
	Unread    []string
	Asks      []string
	Notes     []string
	Says      []says // purpose record: by class
	Reviewed  string
	Checked   string // when and with which rules

	Keep  bool        // it can be put on the shelf
	Loose bool        // for a treatment that nobody has kept
	Asked asked       // what was asked, for the shelf
	Sent  []frame.Row // everything that was asked, so that the question can be changed
	Kept  *kept       // the product on the shelf this is about; nil = a pasted one
}

// asked is what goes along when a product is put on the shelf.
type asked struct {
	Text, Name, Barcode, Form string
	Prescribed                bool
}

// ends are the two ends of the bars, in words.
type ends struct{ From, To string }

// correction is a misreading that was put right.
type correction struct{ Text, INCI string }

// group is one answer with all ingredients that have it for the same reason.
type group struct {
	Verdict, Word string // "wait", "from 14 days"
	Until         string // with the date; empty = none
	Condition     string
	Names         []string
	Because       string
	Rule          string // id
	Choice        string // where no source dictates it
	Bar           bar
	Basis         []source
	Dissent       []dissent
	Conflicts     []conflict
}

// result puts an answer into words.
func (p *pages) result(v *frame.Visit, c *view.Checked) *resultPage {
	a := &c.Answer
	said := &telling{Speech: v.Speech.At(p.Now(), a.End), v: v}
	items := worstFirst(a)
	page := &resultPage{Record: c.Purpose == clinic.PurposeRecord, Situation: said.situation(c)}
	if slices.Contains(a.Notes, verdict.NoteHelp) {
		page.Help = said.Note(verdict.NoteHelp)
	}
	page.Warnings = said.warnings(c)
	if page.Record {
		page.Says = p.says(said, items)
	} else {
		p.judged(page, said, a, items)
	}
	for _, in := range slices.Concat(c.Product.Label.Ingredients, c.Product.Label.Mentions) {
		switch {
		case !in.Known():
			page.Unread = append(page.Unread, paper.Clean(in.Text))
		case in.Status == skinafter.Corrected:
			page.Corrected = append(page.Corrected, correction{paper.Clean(in.Text), in.INCI})
		}
	}
	page.Asks = said.asks(a)
	page.Notes = said.remarks(a, items)
	page.Checked = v.Text("check_page.checked", "date", p.Now().Format("2006-01-02 15:04"), "version", a.Version)
	return page
}

// judged fills in what is ours to say.
func (p *pages) judged(page *resultPage, said *telling, a *verdict.Answer, items []*verdict.Item) {
	page.Line = frame.Line{Verdict: a.Verdict.String(), Main: true}
	page.Line.Word, page.Line.When = said.Action(a)
	if d := a.Deciding(); d != nil && a.Verdict != verdict.OK {
		page.Because = said.Say(d.Because)
		if !wire.Nameless(d) {
			page.Name = said.shown(d)
		}
	}
	page.Groups, page.OK = p.groups(said, a, items)
	n := 0
	for i := range page.Groups {
		n += len(page.Groups[i].Names)
	}
	if n > 0 && len(items) > 1 {
		page.Count = said.v.Speech.Texts.Count("check_page.count", n, "all", len(items))
	}
	if !a.During && len(page.Groups) > 0 {
		s := scaleOf(a, items)
		page.Scale = &ends{said.signed(s.from), said.signed(s.to)}
	}
	page.Reviewed = said.v.Text("check.not_reviewed")
	if a.ReviewedBy != "" && a.ReviewedBy != "none" {
		page.Reviewed = said.v.Text("check.reviewed", "name", a.ReviewedBy)
	}
}

// worstFirst orders items by caution, the deciding one first; those alike stay in label order.
func worstFirst(answer *verdict.Answer) []*verdict.Item {
	out := make([]*verdict.Item, len(answer.Items))
	for i := range answer.Items {
		out[i] = &answer.Items[i]
	}
	decides := answer.Deciding()
	slices.SortStableFunc(out, func(a, b *verdict.Item) int {
		switch {
		case a == decides:
			return -1
		case b == decides:
			return 1
		}
		return -verdict.Compare(a.Verdict, a.Until, b.Verdict, b.Until)
	})
	return out
}

// groups gathers the ingredients with the same answer for the same reason, and names those that
// may be used.
func (p *pages) groups(said *telling, a *verdict.Answer, items []*verdict.Item) (groups []group, ok []string) {
	type key struct {
		rule, because, condition string
		verdict                  verdict.Verdict
		until                    skinafter.Elapsed
	}
	at := map[key]int{}
	s := scaleOf(a, items)
	for _, item := range items {
		if item.Verdict == verdict.OK {
			ok = append(ok, said.shown(item))
			continue
		}
		k := key{rule: item.Rule, because: item.Because, condition: item.Condition, verdict: item.Verdict}
		if item.Until != nil {
			k.until = *item.Until
		}
		i, known := at[k]
		if !known {
			i = len(groups)
			at[k] = i
			g := p.group(said, item)
			if !a.During {
				g.Bar = s.draw(item)
			}
			groups = append(groups, g)
		}
		groups[i].Names = append(groups[i].Names, said.shown(item))
	}
	return groups, ok
}

func (p *pages) group(said *telling, item *verdict.Item) group {
	g := group{
		Verdict: item.Verdict.String(), Word: speech.Sentence(said.Short(item.Verdict, item.Until)),
		Condition: said.Condition(item.Condition), Because: said.Say(item.Because), Rule: item.Rule,
	}
	if item.Verdict == verdict.No && said.Personal(item.Condition) {
		g.Word = said.v.Text("short.no_you")
	}
	if item.Verdict == verdict.Wait && item.Until != nil {
		g.Word = said.v.Text("check_page.wait", "span", said.Span(*item.Until))
	}
	if item.Until != nil {
		g.Until = speech.Sentence(said.Until(*item.Until))
	}
	switch {
	case len(item.Cites) == 0:
		g.Choice = said.v.Text("check_page.choice")
	case item.Basis != "":
		g.Choice = said.v.Text("check_page.choice_partly")
	}
	g.Basis = p.sources(said.v, item.Cites)
	for _, d := range item.Dissent {
		g.Dissent = append(g.Dissent, dissent{
			Protocol: said.v.Text("check_page.protocol." + string(d.Protocol)), Answer: said.Short(d.Verdict, d.Until), Text: said.Say(d.Text),
			Basis: p.sources(said.v, d.Cites),
		})
	}
	g.Conflicts = p.conflicts(said.v, item.Conflicts)
	return g
}

// telling says an answer to a visitor.
type telling struct {
	*speech.Speech
	v *frame.Visit
}

// shown is the name of an item, with its strength where one is stated.
func (p *telling) shown(item *verdict.Item) string {
	if wire.Nameless(item) {
		return p.v.Text("check.unread")
	}
	name := paper.Clean(wire.NameOf(item.Ingredient))
	if item.Ingredient.Percent != 0 {
		name += " " + p.Number(item.Ingredient.Percent) + " %"
	}
	if item.Ingredient.MayContain {
		name += " (" + p.v.Text("label.may_contain") + ")"
	}
	return name
}

func (p *telling) signed(e skinafter.Elapsed) string {
	if e < 0 {
		return "−" + p.Span(e)
	}
	return p.Span(e)
}

// situation says what was asked: product, time, treatment, rules.
func (p *telling) situation(c *view.Checked) string {
	t := p.Texts
	name := paper.Clean(c.Product.Name)
	if name == "" {
		name = t.Text("check.product")
	}
	when := t.Text("check.during")
	switch at := c.Answer.At; {
	case c.Answer.During:
	case at.Max > 10*365*skinafter.Day:
		when = t.Text("check_page.when_unknown")
	case at.Min < 0:
		when = t.Text("check.before", "span", p.Span(whole(-at.Min)))
	case !at.Exact():
		when = t.Text("check.at_least", "span", p.Span(whole(at.Min)))
	default:
		when = t.Text("check.after", "span", p.Span(whole(at.Min)))
	}
	course := &c.Question.Course
	treatment := t.Text("check_page.treatment_unknown")
	if course.Modality != "" {
		treatment = t.Text("modality." + string(course.Modality))
	}
	if course.Depth > 0 {
		treatment += ", " + p.Number(float64(course.Depth)) + " mm"
	}
	class := t.Text("check.class", "class", course.DepthClass())
	if course.DepthClass() == skinafter.ClassU {
		class = t.Text("check.class_unknown")
	}
	said := t.Text("check_page.situation", "name", speech.Sentence(name), "when", when, "treatment", treatment, "class", class)
	if c.Answer.Protocol != skinafter.Combined {
		said += " " + t.Text("check_page.protocol_other", "protocol", t.Text("check_page.protocol."+string(c.Answer.Protocol)))
	}
	return said
}

// warnings concern every product on this skin.
func (p *telling) warnings(c *view.Checked) []string {
	a, t := &c.Answer, p.Texts
	var out []string
	if c.Product.Label.Kind == skinafter.Prose || c.Product.Label.Kind == skinafter.Empty && c.Product.Name == "" {
		out = append(out, t.Text("label."+string(c.Product.Label.Kind)))
	}
	if c.Product.Label.Incomplete {
		out = append(out, t.Text("label.incomplete"))
	}
	if slices.Contains(a.Notes, verdict.NoteContradicts) {
		out = append(out, p.Note(verdict.NoteContradicts))
	}
	if len(a.UnknownAllergies) > 0 {
		out = append(out, t.Text("check.unknown_allergy", "names", paper.Clean(strings.Join(a.UnknownAllergies, ", "))))
	}
	if len(a.UnknownAvoid) > 0 {
		out = append(out, t.Text("check.unknown_avoid", "names", paper.Clean(strings.Join(a.UnknownAvoid, ", "))))
	}
	if c.Purpose == clinic.PurposeRecord {
		return out // what follows is worked out from the treatment
	}
	switch {
	case a.SkinOpen:
		out = append(out, t.Text("check.skin_open"))
	case a.NewSkin != nil && !a.NewSkinStated:
		out = append(out, t.Text("check.new_skin", "span", p.Span(*a.NewSkin)))
	}
	if a.Barrier != nil {
		out = append(out, t.Text("check.barrier", "span", p.Span(*a.Barrier)))
	}
	return out
}

// asks are the questions to the maker or the clinic.
func (p *telling) asks(a *verdict.Answer) []string {
	var out []string
	for _, id := range a.Asks {
		if question := p.Ask(id); question != "" && !slices.Contains(out, question) {
			out = append(out, question)
		}
	}
	return out
}

// remarks are notes about the product and its ingredients, each once; what is said elsewhere on
// the page is left out.
func (p *telling) remarks(a *verdict.Answer, items []*verdict.Item) []string {
	seen := map[string]bool{
		"channels-open": true, "new-skin-usual": true, "label-prose": true, "label-empty": true,
		verdict.NoteHelp: true, verdict.NoteUnknownAllergy: true, verdict.NoteUnknownAvoid: true,
		verdict.NoteContradicts: true, verdict.NoteIfCalm: true,
	}
	ids := slices.Clone(a.Notes)
	for _, item := range items {
		ids = append(ids, item.Notes...)
	}
	var out []string
	for _, id := range ids {
		if !seen[id] {
			seen[id] = true
			out = append(out, p.Note(id))
		}
	}
	return out
}

// date is a moment as people write it.
func (p *telling) date(t time.Time) string {
	return p.v.Text("check_page.weekday."+strconv.Itoa(int(t.Weekday()))) + " " + t.Format("2006-01-02 15:04")
}
