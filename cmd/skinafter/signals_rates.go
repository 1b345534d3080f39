package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"skinafter"
	"skinafter/internal/catalogue"
	"skinafter/internal/paper"
	"skinafter/interop/longrows"
	"skinafter/signal"
	"skinafter/signal/cohort"
)

// signalsRates gives rates where all courses are known, those without an event too.
type signalsRates struct {
	jsonFlag
	MinN  int     `name:"min-n" default:"3" placeholder:"N" help:"Leave out pairs of fewer courses; how many is told."`
	Top   int     `default:"20" placeholder:"N" help:"How many pairs the page shows."`
	Upper float64 `default:"20" placeholder:"T" help:"MaxSPRT: expected events at which a watch ends without an alarm."`
	Alpha float64 `default:"0.05" placeholder:"A" help:"MaxSPRT: chance of a false alarm over the whole watch of one pair."`
	File  string  `arg:"" name:"courses" help:"Rows course,product,event,year of all courses; the event is empty where nothing happened; - is standard input."`
}

// ratesWire is the answer of signals rates --json.
type ratesWire struct {
	Program  string     `json:"program"`
	Method   string     `json:"method"`
	Wording  string     `json:"wording"`
	Data     *ledger    `json:"data"`
	Courses  int        `json:"courses"`
	Eventful int        `json:"courses_with_event"`
	MinN     int        `json:"min_n"`
	Withheld int        `json:"withheld"` // pairs of fewer courses
	Watch    planWire   `json:"watch"`
	Pairs    []rateWire `json:"pairs"` // by product and event
}

type planWire struct {
	Upper    float64 `json:"upper"`
	Alpha    float64 `json:"alpha"`
	Least    int     `json:"least_events"`
	Critical float64 `json:"critical"`
}

// rateWire is a pair; what cannot be estimated is null.
type rateWire struct {
	Product string     `json:"product"`
	Event   string     `json:"event"`
	With    sharesWire `json:"with"`
	Others  sharesWire `json:"others"`
	Ratio   *float64   `json:"ratio"`
	Lo      *float64   `json:"ratio_lo"`
	Hi      *float64   `json:"ratio_hi"`
	Signal  bool       `json:"signal"` // ratio_lo > 1
	Looks   []lookWire `json:"looks"`
	Alarm   *int       `json:"alarm"` // year in which the watch signals
	Ended   *int       `json:"ended"` // year in which it is over without a signal
}

type sharesWire struct {
	Courses int      `json:"courses"`
	Events  int      `json:"with_event"`
	Per1000 *float64 `json:"per_1000"`
	Lo      *float64 `json:"per_1000_lo"`
	Hi      *float64 `json:"per_1000_hi"`
}

type lookWire struct {
	Year     int      `json:"year"`
	Events   int      `json:"events"`
	Expected *float64 `json:"expected"`
	Ratio    *float64 `json:"llr"`
}

// Run is called by kong.
func (c *signalsRates) Run(s *session) error {
	if c.MinN < 1 || c.Top < 0 || c.Top > 10000 {
		return &skinafter.InputError{Field: "--min-n, --top", Want: "a number from 1, and one from 0 to 10000"}
	}
	plan := cohort.Sequential{Upper: c.Upper, Alpha: c.Alpha, MinEvents: c.MinN}
	if _, err := plan.CriticalValue(); err != nil {
		return fmt.Errorf("--upper, --alpha: %w", err)
	}
	w := ratesWire{Program: version, Method: signal.Method, Wording: signal.Wording, Data: &ledger{}, MinN: c.MinN, Pairs: []rateWire{}}
	courses, err := c.read(s, w.Data)
	if err != nil {
		return err
	}
	var without int
	w.Courses, without = courses.Courses()
	w.Eventful = w.Courses - without
	if err := c.fill(&w, courses, plan); err != nil {
		return err
	}
	if c.JSON {
		return s.writeJSON(w)
	}
	texts, err := s.texts()
	if err != nil {
		return err
	}
	return c.page(s, texts, &w)
}

// read gathers the courses.
func (c *signalsRates) read(s *session, l *ledger) (*cohort.Collection, error) {
	src, err := s.open(c.File)
	if err != nil {
		return nil, err
	}
	defer src.close()
	rows, err := longrows.NewReader(src.in, longrows.Options{Bare: true})
	if err != nil {
		return nil, src.wrong(err)
	}
	courses := cohort.Gather()
	for n := 0; ; n++ {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err == nil && n%4096 == 0 {
			err = s.ctx.Err()
		}
		if err == nil {
			err = courses.Add(row.Report, row.Product, row.Event, row.Year)
		}
		if err != nil {
			return nil, src.wrong(err)
		}
	}
	l.take(rows.Tally())
	l.Hash, err = src.finish()
	return courses, err
}

func (c *signalsRates) fill(w *ratesWire, courses *cohort.Collection, plan cohort.Sequential) error {
	pairs, withheld, err := courses.Pairs(c.MinN)
	if err != nil {
		return fmt.Errorf("counting courses: %w", err)
	}
	w.Withheld = withheld
	w.Watch = planWire{Upper: plan.Upper, Alpha: plan.Alpha, Least: plan.MinEvents}
	if w.Watch.Critical, err = plan.CriticalValue(); err != nil {
		return fmt.Errorf("planning the watch: %w", err)
	}
	for i := range pairs {
		p := &pairs[i]
		r := rateWire{
			Product: p.Product, Event: p.Event, With: sharesOf(p.With), Others: sharesOf(p.Others),
			Ratio: estimable(p.Ratio), Lo: estimable(p.Lo), Hi: estimable(p.Hi), Signal: p.Lo > 1, Looks: []lookWire{},
		}
		watched, err := plan.WatchAt(w.Watch.Critical, p.Cumulatives())
		if err != nil {
			return fmt.Errorf("watching %s and %s: %w", p.Product, p.Event, err)
		}
		for j, l := range p.Looks {
			r.Looks = append(r.Looks, lookWire{l.Year, l.Events, estimable(l.Expected), estimable(watched.Ratios[j])})
		}
		if watched.Signal >= 0 {
			r.Alarm = &p.Looks[watched.Signal].Year
		}
		if watched.End >= 0 {
			r.Ended = &p.Looks[watched.End].Year
		}
		w.Pairs = append(w.Pairs, r)
	}
	return nil
}

func sharesOf(r cohort.Rate) sharesWire {
	return sharesWire{r.Courses, r.Events, estimable(r.Per1000), estimable(r.Lo), estimable(r.Hi)}
}

// page prints the rates, the pairs most above the others first.
func (c *signalsRates) page(s *session, texts *catalogue.Catalogue, w *ratesWire) error {
	p := &signalsPage{texts: texts, sheet: s.sheet()}
	first := slices.Clone(w.Pairs)
	lower := func(r *rateWire) float64 {
		if r.Lo == nil {
			return math.Inf(-1)
		}
		return *r.Lo
	}
	slices.SortStableFunc(first, func(a, b rateWire) int { return cmp.Compare(lower(&b), lower(&a)) })
	above := 0
	for i := range w.Pairs {
		if w.Pairs[i].Signal {
			above++
		}
	}
	p.sheet.Para(paper.Bold, 0, texts.Count("signals.rates.found", above, "pairs", p.whole(int64(len(w.Pairs)))))
	for i := range first[:min(c.Top, len(first))] {
		p.rate(&first[i])
	}
	p.sheet.Heading(texts.Text("signals.counted"))
	p.sheet.Item(paper.Plain, "  - ", texts.Text("signals.rows", "read", p.whole(w.Data.Read), "used", p.whole(w.Data.Used)))
	for i := range w.Data.Refused {
		r := &w.Data.Refused[i]
		p.sheet.Item(paper.Yellow, "  - ", texts.Count("signals.refused", int(r.Rows), "why", p.why(r.Reason), "line", fmt.Sprint(r.first())))
	}
	for i := range w.Data.Unread {
		r := &w.Data.Unread[i]
		p.sheet.Item(paper.Yellow, "  - ", texts.Count("signals.unread", int(r.Rows), "what", paper.Clean(r.Reason), "line", fmt.Sprint(r.first())))
	}
	p.sheet.Item(paper.Plain, "  - ", texts.Text("signals.rates.courses", "n", p.whole(int64(w.Courses)), "events", p.whole(int64(w.Eventful))))
	if w.Withheld > 0 {
		p.sheet.Item(paper.Plain, "  - ", texts.Count("signals.rates.withheld", w.Withheld, "least", w.MinN))
	}
	p.sheet.Heading(texts.Text("signals.how"))
	for _, key := range []string{"signals.rates.limits", "signals.rates.watch"} {
		p.sheet.Item(paper.Plain, "  - ", texts.Text(key, "alpha", p.point(fmt.Sprint(w.Watch.Alpha)), "upper", p.point(fmt.Sprint(w.Watch.Upper)),
			"least", w.Watch.Least, "critical", p.figure(w.Watch.Critical)))
	}
	p.sheet.Item(paper.Plain, "  - ", texts.Text("signals.data", "hash", w.Data.Hash))
	p.sheet.Gap()
	p.sheet.Para(paper.Bold, 0, texts.Text("signals.rates.caution"))
	return s.print(p.sheet)
}

// rate is one pair.
func (p *signalsPage) rate(r *rateWire) {
	t := p.texts
	shares := func(key string, s *sharesWire) {
		p.sheet.Para(paper.Plain, 6, t.Text(key, "events", p.whole(int64(s.Events)), "courses", p.whole(int64(s.Courses)), "rate", p.limits(s.Per1000, s.Lo, s.Hi)))
	}
	p.sheet.Item(paper.Bold, "  - ", paper.Clean(r.Product)+" / "+paper.Clean(r.Event))
	shares("signals.rates.with", &r.With)
	shares("signals.rates.others", &r.Others)
	p.sheet.Para(paper.Plain, 6, t.Text("signals.rates.ratio", "ratio", p.limits(r.Ratio, r.Lo, r.Hi)))
	switch {
	case r.Alarm != nil:
		p.sheet.Para(paper.Yellow, 6, t.Text("signals.rates.alarm", "year", *r.Alarm))
	case len(r.Looks) == 0:
		p.sheet.Para(paper.Plain, 6, t.Text("signals.rates.unwatched"))
	default:
		p.sheet.Para(paper.Plain, 6, t.Text("signals.rates.quiet", "year", r.Looks[len(r.Looks)-1].Year))
	}
}

// limits is a figure with what is known of its limits.
func (p *signalsPage) limits(v, lo, hi *float64) string {
	parts := []string{p.optional(v), p.optional(lo), p.optional(hi)}
	if v == nil && lo == nil {
		return parts[0]
	}
	return strings.TrimSpace(p.texts.Text("signals.limits", "value", parts[0], "lo", parts[1], "hi", parts[2]))
}
