package main

import (
	"cmp"
	"flag"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"skinafter"
	"skinafter/knowledge"
	"skinafter/knowledge/casebook"
	"skinafter/label"
	"skinafter/recovery"
	"skinafter/triage"
	"skinafter/verdict"
)

var mutate = flag.Bool("mutate", false, "flip every level and every end of a window of the rules, one at a time: make mutate")

// mutationBar is the share of changed rules that a case has to find out, in per cent.
const mutationBar = 95

// TestMutation flips the level or moves the window of every single rule by an hour, one at a
// time, over facts in memory, and asks all cases again. A change that no case finds out means
// that nothing here would notice a slip of the pen in that rule.
func TestMutation(t *testing.T) {
	if !*mutate {
		t.Skip("runs as a target of its own: make mutate")
	}
	b, err := knowledge.Load(knowledge.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	c := newCorpus(t, b)
	if failed := cmp.Or(askStructure(b), c.all("", b)); failed != "" {
		t.Fatalf("before any change: %s", failed)
	}
	found, all := map[string]int{}, map[string]int{}
	for _, m := range mutants(b) {
		if m.equal {
			continue
		}
		m.apply()
		failed := c.of(m.kind, m.file, afresh(b))
		m.undo()
		all[m.kind]++
		if failed == "" {
			t.Logf("not found out: %s %s: %s", m.file, m.rule, m.what)
			continue
		}
		found[m.kind]++
	}
	sum, of := 0, 0
	for _, kind := range keysOf(all) {
		t.Logf("%-10s %4d of %4d changes found out, %.1f %%", kind, found[kind], all[kind], percentOf(found[kind], all[kind]))
		sum, of = sum+found[kind], of+all[kind]
	}
	t.Logf("%-10s %4d of %4d changes found out, %.1f %%", "all", sum, of, percentOf(sum, of))
	if percentOf(sum, of) < mutationBar {
		t.Errorf("the bar is %d %%", mutationBar)
	}
}

// corpus is every case, ready to be asked again and again.
type corpus struct {
	verdicts  []verdictCase
	triage    []casebook.Triage
	limits    []limitCase
	readiness []casebook.Course
	screening []casebook.Course
}

// verdictCase is a case with its labels read: rules change, names do not.
type verdictCase struct {
	c casebook.Case
	q verdict.Question
	p skinafter.Product
}

// limitCase is one cell of the table of day limits, as the tests of package triage hold it.
type limitCase struct {
	code, severity string
	class          skinafter.DepthClass
	normal, watch  float64
}

func newCorpus(t *testing.T, b *knowledge.Base) *corpus {
	t.Helper()
	c := &corpus{}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	files := knowledge.Embedded()
	cases, err := casebook.Load(files)
	must(err)
	reader := label.NewReader(b)
	for _, k := range cases {
		q, err := caseQuestion(&k, reader)
		must(err)
		c.verdicts = append(c.verdicts, verdictCase{k, q, caseProduct(&k, reader)})
	}
	c.triage, err = casebook.LoadTriage(files)
	must(err)
	c.readiness, err = casebook.LoadCourses(files, "readiness")
	must(err)
	c.screening, err = casebook.LoadCourses(files, "screening")
	must(err)
	c.limits = dayLimits(t)
	return c
}

// severeLimits are the day limits of the column "severe": watched until this hour, by depth
// class; what stands above that is a rule of its own.
const severeLimits = `redness ABCDEU 24
redness F 72
redness G 168
swelling ABCDEFGU 0
pain ABCDEFGU 0
warmth ABCDEFGU 0
bleeding ABCDEFGU 0`

// dayLimits reads the table that the tests of package triage keep.
func dayLimits(t *testing.T) []limitCase {
	t.Helper()
	code, err := os.ReadFile("../../triage/limits_test.go")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(code), "const dayLimits = `\n")
	table, _, found := strings.Cut(rest, "\n`")
	if !found {
		t.Fatal("triage/limits_test.go holds no table of day limits")
	}
	columns := [][]skinafter.DepthClass{{"A"}, {"B", "E"}, {"C", "U"}, {"D"}, {"F"}, {"G"}}
	var out []limitCase
	for line := range strings.Lines(table) {
		head, row, _ := strings.Cut(strings.TrimSpace(line), ": ")
		code, severity, _ := strings.Cut(head, " ")
		for i, cell := range strings.Fields(row) {
			normal, watch, found := strings.Cut(cell, "/")
			if !found {
				continue
			}
			n, err1 := strconv.ParseFloat(normal, 64)
			w, err2 := strconv.ParseFloat(watch, 64)
			if err1 != nil || err2 != nil {
				t.Fatalf("%q is no cell", cell)
			}
			for _, class := range columns[i] {
				out = append(out, limitCase{code, severity, class, n, w})
			}
		}
	}
	for line := range strings.Lines(severeLimits) {
		w := strings.Fields(line)
		n, err := strconv.ParseFloat(w[2], 64)
		if err != nil {
			t.Fatal(err)
		}
		for _, class := range strings.Split(w[1], "") {
			out = append(out, limitCase{w[0], "severe", skinafter.DepthClass(class), 0, n})
		}
	}
	for _, class := range []skinafter.DepthClass{"E", "F", "G"} { // whitening at once is usual after a peel
		out = append(out, limitCase{"grey_white_skin", "mild", class, 4, 4}, limitCase{"grey_white_skin", "moderate", class, 4, 4})
	}
	return append(out, limitCase{"bronzing", "mild", "B", 0, 0}, limitCase{"bronzing", "moderate", "B", 0, 0},
		limitCase{"bronzing", "mild", "E", 168, 240}, limitCase{"bronzing", "moderate", "E", 168, 240})
}

// of asks the cases of a kind of rule, those of its own file first, and returns the first
// that fails; empty = none.
func (c *corpus) of(kind, file string, b *knowledge.Base) string {
	if failed := askStructure(b); failed != "" {
		return failed
	}
	switch kind {
	case "normal":
		if failed := c.askLimits(b); failed != "" {
			return failed
		}
		return c.all("", b)
	case "verdict":
		if failed := c.askVerdicts(b, file); failed != "" {
			return failed
		}
		return c.askVerdicts(b, "")
	case "triage":
		if failed := c.askTriage(b, strings.TrimPrefix(file, "triage/")); failed != "" {
			return failed
		}
		return c.askTriage(b, "")
	case "readiness", "screening":
		if failed := c.askSessions(b, file); failed != "" {
			return failed
		}
		return c.askSessions(b, "")
	}
	return c.all("", b)
}

func (c *corpus) all(file string, b *knowledge.Base) string {
	for _, ask := range []func(*knowledge.Base, string) string{c.askVerdicts, c.askTriage, c.askSessions} {
		if failed := ask(b, file); failed != "" {
			return failed
		}
	}
	return c.askLimits(b)
}

func (c *corpus) askVerdicts(b *knowledge.Base, file string) string {
	var list []casebook.Case
	var asked []*verdictCase
	for i := range c.verdicts {
		if k := &c.verdicts[i]; file == "" || k.c.Rule == file {
			list, asked = append(list, k.c), append(asked, k)
		}
	}
	at := -1
	report := casebook.Test(b, list, func(casebook.Case) casebook.Outcome {
		at++
		k := asked[at]
		a := verdict.Judge(b, k.q, k.p)
		item := a.Deciding()
		if k.c.About != "" {
			item = itemAbout(&a, k.c.About)
		}
		if item == nil {
			return casebook.Outcome{Err: fmt.Errorf("the label holds no %s", k.c.About)}
		}
		return outcomeOf(&a, item, k.p.Label)
	})
	for _, r := range report.Results {
		if !r.Passed() {
			return r.Case.Rule + ": " + r.Case.Name
		}
	}
	return ""
}

func (c *corpus) askTriage(b *knowledge.Base, group string) string {
	for i := range c.triage {
		k := &c.triage[i]
		if group != "" && k.Group != group {
			continue
		}
		got := triage.Assess(b, k.Situation())
		ids := got.IDs()
		if got.Level.String() != k.Expect.Level || k.Fires != "" && !slices.Contains(ids, k.Fires) || k.NotFires != "" && slices.Contains(ids, k.NotFires) {
			return k.Group + ": " + k.Name
		}
	}
	return ""
}

// askLimits walks the table of day limits: one minute before a limit the old level, at the
// limit the next one.
func (c *corpus) askLimits(b *knowledge.Base) string {
	for i := range c.limits {
		l := &c.limits[i]
		minute := skinafter.Minute.Hours()
		type point struct {
			h    float64
			want skinafter.Level
		}
		points := []point{{l.watch, skinafter.Contact}}
		if l.normal > 0 {
			points = append(points, point{l.normal - minute, skinafter.Normal})
		}
		if l.watch > l.normal {
			points = append(points, point{l.normal, skinafter.Watch}, point{l.watch - minute, skinafter.Watch})
		}
		for _, p := range points {
			if got := l.at(b, p.h); got != p.want {
				return fmt.Sprintf("%s %s, class %s, at %g h: %v", l.severity, l.code, l.class, p.h, got)
			}
		}
	}
	return ""
}

// at is the level by the day limits alone.
func (l *limitCase) at(b *knowledge.Base, h float64) skinafter.Level {
	onset := skinafter.Elapsed(0)
	at := skinafter.At(skinafter.Hours(h))
	f := triage.Assess(b, skinafter.Situation{
		Course: skinafter.Course{Class: l.class, Area: "face"}, At: at, Setting: "clinic",
		CheckIns: []skinafter.CheckIn{{At: at, Symptoms: []skinafter.Symptom{
			{Code: l.code, Severity: skinafter.Severity(l.severity), Onset: &onset, Trend: "stable"},
		}}},
	})
	level := skinafter.Normal
	for i := range f.Fired {
		if f.Fired[i].Title == "" {
			level = max(level, f.Fired[i].Level)
		}
	}
	return level
}

func (c *corpus) askSessions(b *knowledge.Base, file string) string {
	for _, list := range [][]casebook.Course{c.readiness, c.screening} {
		for i := range list {
			if k := &list[i]; (file == "" || k.Rule == file) && !sessionHolds(b, k) {
				return k.Rule + ": " + k.Name
			}
		}
	}
	return ""
}

// sessionHolds reports whether a case about a session is answered as it expects.
func sessionHolds(b *knowledge.Base, k *casebook.Course) bool {
	in := recovery.ReadyInput{Situation: k.Situation()}
	if k.Level != "" && in.Level.UnmarshalText([]byte(k.Level)) != nil {
		return false
	}
	in.Answered = slices.DeleteFunc(knowledge.Topics(), func(topic string) bool { return slices.Contains(k.Missing, topic) })
	ready := recovery.Ready(b, in)
	var fired []string
	if strings.HasPrefix(k.Rule, "screening/") {
		items := recovery.Screen(b, recovery.ScreenInput{Situation: in.Situation, Level: in.Level, Answered: in.Answered})
		for _, item := range items {
			fired = append(fired, item.ID)
		}
		if k.Expect.Answer != "" && (len(items) == 0 || items[0].Answer != k.Expect.Answer) {
			return false
		}
	} else {
		for _, r := range ready.Reasons {
			fired = append(fired, r.ID)
		}
	}
	if e := k.Expect; e.Ready != "" && e.Ready != ready.Answer.String() || e.UntilH != nil && (ready.Until == nil || ready.Until.Hours() != *e.UntilH) {
		return false
	}
	missing := func(id string) bool { return !slices.Contains(fired, id) }
	return !slices.ContainsFunc(k.Fires, missing) && !slices.ContainsFunc(k.NotFires, func(id string) bool { return !missing(id) })
}

// askStructure checks what the sections of the rule matrix say about levels, and that an open
// question of screening is no more and no less than that.
func askStructure(b *knowledge.Base) string {
	levels := map[string]string{"4a": "emergency", "4b": "same-day", "4c": "contact"}
	for _, id := range keysOf(b.Triage) {
		for _, r := range b.Triage[id].Rules {
			want, ok := levels[r.Section]
			if r.ID == "lid-early" { // 4b names this exception itself: both lids puffy in the first days
				want = "watch"
			}
			if ok && r.Level != want {
				return fmt.Sprintf("%s: section %s is %s", r.ID, r.Section, want)
			}
			if r.Step && r.Section == "4e" && r.Level != "contact" {
				return r.ID + ": a step of section 4e ends at contact"
			}
		}
	}
	for _, id := range keysOf(b.Screening) {
		r := b.Screening[id]
		if len(r.When.Missing) > 0 && r.Answer != "ask-first" {
			return id + ": an open question is a question, no more and no less"
		}
	}
	return ""
}

func TestLevelsFollowTheSectionsOfTheRuleMatrix(t *testing.T) {
	t.Parallel()
	b, err := embedded()
	if err != nil {
		t.Fatal(err)
	}
	if wrong := askStructure(b); wrong != "" {
		t.Error(wrong)
	}
}
