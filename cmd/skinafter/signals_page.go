package main

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"skinafter/internal/catalogue"
	"skinafter/internal/paper"
	"skinafter/signal"
	"skinafter/signal/mgps"
)

// signalsPage writes about collections of reports for people.
type signalsPage struct {
	*survey
	texts *catalogue.Catalogue
	sheet *paper.Sheet
}

// page prints what was found.
func (c *signalsDetect) page(s *session, x *survey) error {
	texts, err := s.texts()
	if err != nil {
		return err
	}
	p := &signalsPage{x, texts, s.sheet()}
	p.found(c)
	p.counted()
	p.computed()
	p.reading()
	return s.print(p.sheet)
}

// found says how many pairs meet the rule, and lists the first.
func (p *signalsPage) found(c *signalsDetect) {
	t := p.texts
	switch {
	case p.pairs == 0:
		p.sheet.Para(paper.Bold, 0, t.Text("signals.empty"))
		return
	case p.signals == 0:
		p.sheet.Para(paper.Bold, 0, t.Text("signals.none", "pairs", p.whole(int64(p.pairs))))
	default:
		p.sheet.Para(paper.Bold, 0, t.Count("signals.found", p.signals, "pairs", p.whole(int64(p.pairs))))
		p.sheet.Para(paper.Plain, 0, t.Text("signals.first", "command", "skinafter signals --explain PRODUCT EVENT "+shellName(c.Files...)))
	}
	p.sheet.Para(paper.Plain, 0, t.Text("signals.rule", "rule", p.threshold))
	if len(p.rules) > 1 {
		var list []string
		for _, r := range p.rules {
			list = append(list, t.Text("signals.rules_item", "name", r.Name, "n", p.whole(int64(r.Pairs))))
		}
		p.sheet.Para(paper.Plain, 0, t.Text("signals.rules", "list", strings.Join(list, ", ")))
	}
	p.list()
	if more := p.signals - len(p.top); more > 0 {
		p.sheet.Para(paper.Plain, 2, t.Count("signals.more", more))
	}
}

// shellName is a file's name as it can stand in a command line.
func shellName(files ...string) string {
	if clean := paper.Clean(strings.Join(files, "")); len(files) == 1 && !strings.ContainsAny(clean, " '\"$&;|<>()*?!`\\") {
		return clean
	}
	return "FILE"
}

// pageColumns are the figures that a page has room for.
var pageColumns = []struct {
	name  string
	width int
}{{"N", 7}, {"E", 10}, {"IC", 9}, {"IC025", 9}, {"PRR", 10}, {"chi2_yates", 12}, {"EB05", 9}}

// list is the table of the first pairs: figures left, names right, product above event.
func (p *signalsPage) list() {
	t := p.texts
	shown := p.top
	if p.signals > 0 { // what meets no rule is listed only where nothing does
		shown = shown[:min(len(shown), p.signals)]
	}
	heading := "signals.top"
	if p.signals == 0 {
		heading = "signals.top_none"
	}
	if len(shown) == 0 {
		return
	}
	p.sheet.Heading(t.Text(heading, "n", len(shown), "column", p.ranked))
	var head strings.Builder
	columns := slices.Clone(pageColumns)
	columns = slices.DeleteFunc(columns, func(c struct {
		name  string
		width int
	},
	) bool {
		return !p.computes(c.name)
	})
	for _, c := range columns {
		head.WriteString(right(c.name, c.width))
	}
	names := map[string]string{"product": "signals.columns.pair", "ingredient": "signals.columns.ingredient"}[p.command.By]
	p.sheet.Exact(paper.Faint, "  "+t.Text(names))
	p.sheet.Exact(paper.Faint, "   "+head.String())
	for i := range shown {
		var line strings.Builder
		for _, c := range columns {
			line.WriteString(right(p.cell(&shown[i], c.name), c.width))
		}
		p.sheet.Item(paper.Bold, "  ", paper.Clean(shown[i].Product)+" / "+paper.Clean(shown[i].Event))
		p.sheet.Exact(paper.Plain, "   "+line.String())
	}
}

// right sets text at the right end of a column.
func right(text string, width int) string {
	return strings.Repeat(" ", max(width-paper.Columns(text), 1)) + text
}

// cell is a figure of a pair in few letters.
func (p *signalsPage) cell(pair *signal.Pair, column string) string {
	if column == "N" {
		return p.whole(pair.N())
	}
	v, ok := pair.Figure(column)
	if !ok || !signal.Estimable(v) {
		return p.texts.Text("signals.short_not_estimable")
	}
	return p.figure(v)
}

// figure is a number with three digits that mean something, and at least two behind the
// point where it is small.
func (p *signalsPage) figure(v float64) string {
	if !signal.Estimable(v) {
		return p.texts.Text("signals.not_estimable")
	}
	a := math.Abs(v)
	switch {
	case a >= 99.95:
		return p.whole(int64(math.Round(v)))
	case a >= 9.995:
		return p.point(strconv.FormatFloat(v, 'f', 1, 64))
	case a >= 0.1 || a == 0:
		return p.point(strconv.FormatFloat(v, 'f', 2, 64))
	case a >= 0.0001:
		return p.point(strconv.FormatFloat(v, 'f', 2-int(math.Floor(math.Log10(a)))-1, 64))
	}
	return p.point(strconv.FormatFloat(v, 'g', 2, 64))
}

func (p *signalsPage) point(s string) string {
	return strings.Replace(s, ".", p.texts.Text("number.point"), 1)
}

// whole is a whole number, thousands set apart by the language's sign.
func (p *signalsPage) whole(n int64) string {
	s := strconv.FormatInt(n, 10)
	mark := p.texts.Text("number.thousands")
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + mark + s[i:]
	}
	return s
}

// counted says what was read, what was left out and why.
func (p *signalsPage) counted() {
	p.sheet.Heading(p.texts.Text("signals.counted"))
	p.lines()
}

// lines are the items of counted.
func (p *signalsPage) lines() {
	t, l, h := p.texts, &p.heap.ledger, p.heap
	item := func(text string) { p.sheet.Item(paper.Plain, "  - ", text) }
	item(t.Text("signals.rows", "read", p.whole(l.Read), "used", p.whole(l.Used)))
	for i := range l.Refused {
		r := &l.Refused[i]
		p.sheet.Item(paper.Yellow, "  - ", t.Count("signals.refused", int(r.Rows), "why", p.why(r.Reason), "line", fmt.Sprint(r.first(), r.where())))
	}
	for i := range l.Unread {
		r := &l.Unread[i]
		p.sheet.Item(paper.Yellow, "  - ", t.Count("signals.unread", int(r.Rows), "what", paper.Clean(r.Reason), "line", fmt.Sprint(r.first(), r.where())))
	}
	if n := len(l.Files); n > 0 {
		p.sheet.Item(paper.Yellow, "  - ", t.Count("signals.files", n))
	}
	if l.Repeated > 0 {
		item(t.Count("signals.repeated", int(l.Repeated)))
	}
	size := map[string]string{"product": "signals.size", "ingredient": "signals.size_ingredient"}[p.command.By]
	item(t.Text(size, "reports", p.whole(h.counts.Reports()), "products", p.whole(int64(len(h.counts.Products()))),
		"events", p.whole(int64(len(h.counts.Events()))), "pairs", p.whole(int64(h.counts.Pairs()))))
	if l.Converted > 0 {
		p.sheet.Item(paper.Yellow, "  - ", t.Count("signals.latin1", int(l.Converted)))
	}
	if len(l.LeftOut) > 0 {
		left := int64(0)
		for i := range l.LeftOut {
			left += l.LeftOut[i].Rows
		}
		item(t.Text("signals.role") + " " + t.Count("signals.role_left", int(left)))
	}
	if p.command.MinN > 1 {
		item(t.Text("signals.min_n", "n", p.command.MinN))
	}
	p.strata(item)
	p.copies(item)
	p.ingredients(item)
	if l.Terms > 0 {
		item(t.Text("signals.mapped", "n", p.whole(int64(l.Mapped)), "all", p.whole(int64(l.Terms))))
	}
}

// why is a reason for which a row was refused, in the page's language where it has one.
func (p *signalsPage) why(reason string) string {
	key := "signals.why."
	key += strings.ReplaceAll(strings.ReplaceAll(reason, ",", ""), " ", "-")
	if p.texts.Has(key) {
		return p.texts.Text(key)
	}
	return paper.Clean(reason)
}

func (p *signalsPage) strata(item func(string)) {
	if len(p.command.Stratify) == 0 {
		return
	}
	strata := p.heap.counts.Strata()
	item(p.texts.Text("signals.strata", "columns", strings.Join(p.command.Stratify, ", "), "n", len(strata)))
	thin := 0
	for _, s := range strata {
		if s.Reports < thinStratum {
			thin++
		}
	}
	if thin > 0 {
		p.sheet.Item(paper.Yellow, "  - ", p.texts.Count("signals.thin", thin))
	}
	if n := p.heap.ledger.Conflicts; n > 0 {
		p.sheet.Item(paper.Yellow, "  - ", p.texts.Count("signals.conflicts", n))
	}
}

// thinStratum is the number of reports below which a stratum is warned about, as openEBGM does.
const thinStratum = 50

func (p *signalsPage) copies(item func(string)) {
	l := &p.heap.ledger
	switch {
	case !p.command.Dedup:
		item(p.texts.Text("signals.copies_unasked"))
		return
	case len(l.Copies) == 0:
		item(p.texts.Text("signals.copies_none"))
		return
	}
	item(p.texts.Count("signals.copies", len(l.Copies)))
	const most = 5
	for i := range l.Copies[:min(most, len(l.Copies))] {
		c := &l.Copies[i]
		p.sheet.Item(paper.Plain, "      ", p.texts.Text("signals.copy", "copy", paper.Clean(c.Report), "first", paper.Clean(c.Of),
			"chance", p.percent(c.Chance), "why", c.why()))
	}
}

func (p *signalsPage) ingredients(item func(string)) {
	if p.command.By != "ingredient" {
		return
	}
	l := &p.heap.ledger
	if n := len(l.Unlabelled); n > 0 {
		p.sheet.Item(paper.Yellow, "  - ", p.texts.Count("signals.unlabelled", n, "file", paper.Clean(p.command.Labels)))
	}
	if l.Gaps > 0 {
		p.sheet.Item(paper.Yellow, "  - ", p.texts.Count("signals.gaps", l.Gaps))
	}
	groups := 0
	for _, g := range p.heap.ingredients.Groups() {
		if len(g.Ingredients) > 1 {
			groups++
		}
	}
	if groups > 0 {
		item(p.texts.Count("signals.groups", groups))
	}
}

// computed says by which formulas, with which prior, from which data.
func (p *signalsPage) computed() {
	t := p.texts
	p.sheet.Heading(t.Text("signals.how"))
	item := func(style paper.Style, text string) { p.sheet.Item(style, "  - ", text) }
	item(paper.Plain, t.Text("signals.method", "method", signal.Method, "version", version, "figures", strings.ToUpper(strings.Join(p.method, ", "))))
	if p.options.Prior != nil && p.fitted == nil {
		item(paper.Plain, t.Text("signals.prior_given", "prior", p.prior(*p.options.Prior)))
	}
	if p.fitted != nil {
		p.fit(item)
	}
	item(paper.Plain, t.Text("signals.data", "hash", p.heap.ledger.Hash))
}

func (p *signalsPage) fit(item func(paper.Style, string)) {
	t, d := p.texts, &p.fitted.Diagnostic
	if p.options.Prior == nil {
		item(paper.Yellow, t.Text("signals.prior_none"))
		return
	}
	item(paper.Plain, t.Text("signals.prior_fit", "likelihood", d.Likelihood, "prior", p.prior(p.fitted.Prior))+" "+
		t.Text("signals.prior_inside", "starts", len(d.Attempts), "value", p.point(strconv.FormatFloat(d.NegLogLik, 'f', 4, 64)), "gradient", p.figure(d.Gradient)))
	if !d.Interior() {
		why := d.Boundary
		if len(why) == 0 {
			why = d.Warnings
		}
		item(paper.Yellow, t.Text("signals.prior_boundary", "why", strings.Join(why, ", ")))
	}
	if d.Several < 300 {
		item(paper.Yellow, t.Text("signals.prior_few"))
	}
	worse := 0
	for i := range d.Attempts {
		if d.Attempts[i].NegLogLik > d.Attempts[d.Best].NegLogLik+1e-3 {
			worse++
		}
	}
	if worse > 0 {
		item(paper.Plain, t.Count("signals.prior_elsewhere", worse))
	}
}

// prior is the five numbers in few digits, as --hyper reads them in every language.
func (p *signalsPage) prior(prior mgps.Prior) string {
	return fmt.Sprintf("%.6g,%.6g,%.6g,%.6g,%.6g", prior.Alpha1, prior.Beta1, prior.Alpha2, prior.Beta2, prior.P)
}

// reading is how to read the page, and what it cannot say.
func (p *signalsPage) reading() {
	t := p.texts
	p.sheet.Heading(t.Text("signals.read"))
	for _, line := range []struct{ column, key string }{{"N", "signals.read_n"}, {"IC", "signals.read_ic"}, {"PRR", "signals.read_prr"}, {"EB05", "signals.read_eb"}} {
		if p.computes(line.column) {
			p.sheet.Item(paper.Plain, "  - ", t.Text(line.key))
		}
	}
	p.sheet.Gap()
	p.sheet.Para(paper.Bold, 0, t.Text("signals.caution"))
}
