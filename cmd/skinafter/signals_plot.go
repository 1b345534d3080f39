package main

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"skinafter"
	"skinafter/internal/catalogue"
	"skinafter/internal/chart"
	"skinafter/internal/intake"
	"skinafter/internal/paper"
	"skinafter/signal"
)

// figureKind checks --plot and --figure before a long file is read.
func (c *signalsDetect) figureKind() (string, error) {
	kind, pair := c.Figure, c.Explain.set()
	if c.Plot == "" {
		if kind != "" {
			return "", &skinafter.InputError{Field: "--figure", Want: "together with --plot FILE"}
		}
		return "", nil
	}
	switch strings.ToLower(filepath.Ext(c.Plot)) {
	case ".svg", ".png":
	default:
		return "", &skinafter.InputError{Field: "--plot", Value: intake.Short(c.Plot), Want: "a name that ends in .svg or .png"}
	}
	if info, err := os.Stat(filepath.Dir(c.Plot)); err != nil || !info.IsDir() {
		return "", &skinafter.InputError{Field: "--plot", Value: c.Plot, Want: "a file in a folder that exists"}
	}
	switch {
	case kind == "" && pair:
		return "trend", nil
	case kind == "":
		return "forest", nil
	case pair && (kind == "trend" || kind == "onset"), !pair && (kind == "forest" || kind == "volcano"):
		return kind, nil
	case pair:
		return "", &skinafter.InputError{Field: "--figure", Value: intake.Short(kind), Want: "trend or onset with --explain"}
	case kind == "trend" || kind == "onset":
		return "", &skinafter.InputError{Field: "--figure", Value: intake.Short(kind), Want: "--explain PRODUCT EVENT beside it"}
	}
	return "", &skinafter.InputError{Field: "--figure", Value: intake.Short(kind), Want: "forest, volcano, trend or onset"}
}

// drawable says, before anything is printed, what a picture of a pair would lack.
func (e *explanation) drawable(kind string) error {
	switch {
	case kind == "trend" && len(e.years) == 0:
		return &skinafter.InputError{Field: "--figure trend", Want: "reports with a year (column year or date)"}
	case kind == "onset" && e.onset == nil:
		return &skinafter.InputError{Field: "--figure onset", Want: "reports that say when it began (column onset_h)"}
	}
	return nil
}

// draw writes the picture that was asked for.
func (c *signalsDetect) draw(s *session, kind string, x *survey, e *explanation) error {
	if kind == "" {
		return nil
	}
	texts, err := s.texts()
	if err != nil {
		return err
	}
	p := &signalsPage{x, texts, &paper.Sheet{}}
	var picture *chart.Picture
	switch kind {
	case "forest":
		picture = p.forest().Picture()
	case "volcano":
		picture = p.volcano().Picture()
	case "trend":
		picture = p.trend(e).Picture()
	default:
		picture = p.onsetCurve(e).Picture()
	}
	return writePicture(c.Plot, picture)
}

// writePicture writes a picture as the name's ending says. A name that cannot be written is
// the user's mistake.
func writePicture(name string, picture *chart.Picture) error {
	b := picture.SVG()
	if strings.EqualFold(filepath.Ext(name), ".png") {
		var err error
		if b, err = picture.PNG(2); err != nil {
			return fmt.Errorf("drawing %s: %w", name, err)
		}
	}
	return writeFile("--plot", name, b)
}

// writeFile writes a file that the user named.
func writeFile(flag, name string, b []byte) error {
	if old, err := os.ReadFile(name); err == nil && bytes.Equal(old, b) {
		return nil
	}
	if err := os.WriteFile(name, b, 0o644); err != nil { //nolint:gosec // a picture or table that its user asked for and may share
		return &skinafter.InputError{Field: flag, Value: name, Want: "a file that can be written: " + cause(err)}
	}
	return nil
}

// around are the words that stand around a picture.
func (p *signalsPage) around(title, desc string) chart.Words {
	t, h := p.texts, p.heap
	return chart.Words{
		Lang: t.Lang(), Title: title, Desc: desc,
		Under: t.Text("signals.plot.under", "reports", p.whole(h.counts.Reports()), "pairs", p.whole(int64(h.counts.Pairs())), "rule", p.threshold),
		Notes: []string{
			t.Text("signals.plot.note"),
			t.Text("signals.plot.stamp", "method", signal.Method, "version", version, "hash", h.ledger.Hash),
		},
	}
}

// measure is a ratio or component that a forest can show.
type measure struct {
	key         string
	mid, lo, hi string
	log         bool
	null, limit float64
}

// measure is the one that the rule looks at.
func (p *signalsPage) measure() measure {
	m := measure{key: "ic", mid: "IC", lo: "IC025", hi: "IC975"}
	switch column, _, _ := strings.Cut(p.threshold.Conditions[0].Column, "_"); column {
	case "PRR", "chi2":
		m = measure{"evans", "PRR", "PRR_lo", "PRR_hi", true, 1, 1}
	case "ROR":
		m = measure{"ror", "ROR", "ROR_lo", "ROR_hi", true, 1, 1}
	case "EB05", "EBGM", "EB95":
		m = measure{"eb05", "EBGM", "EB05", "EB95", true, 1, 1}
	}
	for _, condition := range p.threshold.Conditions {
		if condition.Column == m.lo || condition.Column == m.mid {
			m.limit = condition.Than
		}
	}
	return m
}

func (p *signalsPage) forest() *chart.Forest {
	t, m := p.texts, p.measure()
	f := &chart.Forest{
		Log: m.log, Null: m.null, Limit: m.limit, Axis: t.Text("signals.plot.axis." + m.key),
		Head: [3]string{t.Text("signals.plot.pair"), "N", m.mid + " (95 %)"}, Reached: t.Text("signals.plot.reached"), NotThere: t.Text("signals.plot.not"),
	}
	if m.key == "eb05" {
		f.Head[2] = "EBGM (EB05, EB95)"
	}
	reached, first := 0, "-"
	for i := range p.top {
		pair := &p.top[i]
		mid, lo, hi := figureOf(pair, m.mid), figureOf(pair, m.lo), figureOf(pair, m.hi)
		text := t.Text("signals.not_estimable")
		if signal.Estimable(mid) && signal.Estimable(lo) && signal.Estimable(hi) {
			text = t.Text("signals.limits", "value", p.figure(mid), "lo", p.figure(lo), "hi", p.figure(hi))
		}
		in := p.threshold.Holds(pair)
		if in {
			reached++
		}
		f.Rows = append(f.Rows, chart.Interval{
			Name: paper.Clean(pair.Product), Event: paper.Clean(pair.Event), Count: p.whole(pair.N()), Mid: mid, Lo: lo, Hi: hi,
			Text: strings.ReplaceAll(text, "-", "−"), Reached: in,
		})
		if i == 0 {
			first = f.Rows[0].Name + " / " + f.Rows[0].Event + ", " + text
		}
	}
	f.Words = p.around(t.Text("signals.plot.forest"), t.Text("signals.plot.forest_desc", "n", len(f.Rows), "reached", reached, "first", first))
	return f
}

// figureOf is a figure of a pair, NaN where it was not computed.
func figureOf(pair *signal.Pair, column string) float64 {
	if v, ok := pair.Figure(column); ok {
		return v
	}
	return math.NaN()
}

func (p *signalsPage) volcano() *chart.Volcano {
	t := p.texts
	v := &chart.Volcano{
		AxisX: t.Text("signals.plot.axis.ic"), AxisY: t.Text("signals.plot.chi2"), LineY: 4, Labels: 10,
		Reached: t.Text("signals.plot.reached"), NotThere: t.Text("signals.plot.not"),
	}
	for i := range p.specks {
		s := &p.specks[i]
		v.Points = append(v.Points, chart.Speck{
			X: s.IC.Value, Y: math.Max(s.Chi2Yates, 0.01), Reached: p.threshold.Holds(s),
			Name: paper.Clean(s.Product) + " / " + paper.Clean(s.Event),
		})
	}
	v.Hidden = func(drawn, all int) string {
		return t.Text("signals.plot.left_out", "n", p.whole(int64(drawn)), "all", p.whole(int64(all)))
	}
	v.Words = p.around(t.Text("signals.plot.volcano"), t.Text("signals.plot.volcano_desc", "n", p.whole(int64(p.pairs)), "reached", p.whole(int64(p.signals))))
	return v
}

func (p *signalsPage) trend(e *explanation) *chart.Trend {
	t, name := p.texts, pairName(e.pair)
	out := &chart.Trend{
		AxisX: t.Text("signals.plot.trend_x"), AxisY: t.Text("signals.plot.trend_y"),
		Reached: t.Text("signals.plot.trend_reached"), NotThere: t.Text("signals.plot.trend_not"),
	}
	years := e.since()
	for i := range years {
		y := &years[i]
		step := chart.Step{Label: strconv.Itoa(y.Year), Count: "N " + p.whole(y.N), Mid: math.NaN(), Lo: math.NaN(), Hi: math.NaN()}
		if y.IC != nil && y.IC025 != nil && y.IC975 != nil {
			step.Mid, step.Lo, step.Hi, step.Reached = *y.IC, *y.IC025, *y.IC975, *y.IC025 > 0
		}
		out.Steps = append(out.Steps, step)
	}
	out.Words = p.around(t.Text("signals.plot.trend", "pair", name),
		t.Text("signals.plot.trend_desc", "first", years[0].Year, "last", years[len(years)-1].Year))
	return out
}

func (p *signalsPage) onsetCurve(e *explanation) *chart.Onset {
	t := p.texts
	o := &chart.Onset{
		Hours: e.hours, AxisX: t.Text("signals.plot.onset_x"), AxisY: t.Text("signals.plot.onset_y"),
		Observed: t.Text("signals.plot.onset_observed"), HalfLabel: t.Text("signals.plot.onset_half"),
	}
	if signal.Estimable(e.onset.Shape) && signal.Estimable(e.onset.Scale) {
		o.Shape, o.Scale, o.Modelled = e.onset.Shape, e.onset.Scale, t.Text("signals.plot.onset_model")
	}
	o.Words = p.around(t.Text("signals.plot.onset", "pair", pairName(e.pair)),
		t.Text("signals.plot.onset_desc", "n", e.onset.N, "median", p.figure(e.onset.Median)))
	return o
}

func pairName(p signal.Pair) string { return paper.Clean(p.Product) + " / " + paper.Clean(p.Event) }

// said tells on standard error that a picture was written.
func (c *signalsDetect) said(s *session, texts *catalogue.Catalogue) {
	_, _ = fmt.Fprintln(s.err, texts.Text("signals.plot.wrote", "file", paper.Clean(c.Plot)))
}
