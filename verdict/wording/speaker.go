// Package wording says verdicts in the plain words of one language: the answer, the time from
// which something may be used, the reasons of the rules. The words themselves stand in the
// texts of package knowledge.
package wording

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"skinafter"
	"skinafter/knowledge"
	"skinafter/verdict"
)

// Speaker puts answers into plain words of one language ("en", "de"; anything else is
// English). The zero time zone is that of the treatment's end.
type Speaker struct {
	facts *knowledge.Base
	lang  string
}

// Speak makes a Speaker. It keeps no state and may be shared.
func Speak(facts *knowledge.Base, lang string) Speaker { return Speaker{facts, lang} }

// Answer says an answer in one line: "from Thursday 09:00, if no reaction".
func (s Speaker) Answer(a *verdict.Answer) string {
	condition := a.Condition
	if condition == "" && slices.Contains(a.Notes, verdict.NoteIfCalm) {
		condition = verdict.ConditionNoReaction
	}
	return s.line(a.Verdict, a.Until, condition, a.End, a.Now)
}

// Item says the answer about one ingredient in one line; a is the answer it stands in.
func (s Speaker) Item(a *verdict.Answer, i *verdict.Item) string {
	return s.line(i.Verdict, i.Until, i.Condition, a.End, a.Now)
}

func (s Speaker) line(v verdict.Verdict, until *skinafter.Elapsed, condition string, end, now time.Time) string {
	words := s.Condition(condition)
	if v == verdict.Wait && until != nil {
		when := s.When(*until, end, now)
		if words == "" {
			return s.fill("plain.from", "when", when)
		}
		return s.fill("plain.from-if", "when", when, "condition", words)
	}
	answer := s.text("plain." + v.String())
	if v == verdict.No && s.Personal(condition) {
		answer = s.text("plain.no-you")
	}
	if words == "" {
		return answer
	}
	return s.fill("plain.with", "answer", answer, "condition", words)
}

// Personal reports whether a No with this condition is about the person who asks: it then
// holds for all skin and at any time.
func (s Speaker) Personal(condition string) bool {
	return condition != "" && slices.ContainsFunc(s.facts.Care.Persons.Rules, func(r knowledge.PersonRule) bool {
		return r.Verdict == knowledge.No && r.Condition == condition
	})
}

// nearDays is how far ahead a weekday alone says which day is meant.
const nearDays = 6

// When says a moment after the treatment: as weekday and time within the next days, with the
// date beyond, or in hours where the end of the treatment is not known. The zone is that of
// end.
func (s Speaker) When(e skinafter.Elapsed, end, now time.Time) string {
	t, known := verdict.ClockTime(end, &e)
	if !known {
		h, m := strconv.Itoa(int(e/skinafter.Hour)), int(e%skinafter.Hour)
		if m == 0 {
			return s.fill("plain.hours", "hours", h)
		}
		return s.fill("plain.hours-minutes", "hours", h, "minutes", strconv.Itoa(m))
	}
	key := "plain.date"
	now = now.In(end.Location())
	switch ahead := t.Sub(now); {
	case !now.IsZero() && ahead >= 0 && ahead < nearDays*24*time.Hour:
		key = "plain.near"
	case now.IsZero() || now.Year() != t.Year():
		key = "plain.date-year"
	}
	return s.fill(key,
		"weekday", s.text(fmt.Sprintf("plain.weekday.%d", t.Weekday())), "time", t.Format("15:04"),
		"day", strconv.Itoa(t.Day()), "month", s.text(fmt.Sprintf("plain.month.%d", t.Month())), "year", strconv.Itoa(t.Year()))
}

// Condition is the text of a condition; empty for none.
func (s Speaker) Condition(id string) string {
	if id == "" {
		return ""
	}
	return s.text(knowledge.ConditionText(id))
}

// Note is the text of a remark.
func (s Speaker) Note(id string) string { return s.text(knowledge.NoteText(id)) }

// Because is the reason of an item.
func (s Speaker) Because(i *verdict.Item) string { return s.Sentence(i.Because) }

// Ask is what to ask the maker or the clinic, for a rule of Answer.Asks; empty for none.
func (s Speaker) Ask(rule string) string {
	if r := s.facts.Rules[rule]; r != nil {
		return s.Sentence(r.Ask)
	}
	return ""
}

// Title is the plain name of a class rule.
func (s Speaker) Title(rule string) string {
	if r := s.facts.Rules[rule]; r != nil {
		return s.Sentence(r.Title)
	}
	return rule
}

// Schedule says a schedule in lines, the first line first.
func (s Speaker) Schedule(sc *verdict.Schedule, end, now time.Time) []string {
	var out []string
	settled := fmt.Sprintf("%g", sc.Settled.Hours())
	if sc.Stopped {
		out = append(out, s.fill("schedule.stopped", "hours", settled))
	}
	for _, e := range sc.Now {
		out = append(out, e.Name+": "+s.text("schedule.now"))
	}
	for _, slot := range sc.Slots {
		out = append(out, s.fill("schedule.start", "product", slot.Name, "when", s.line(verdict.Wait, &slot.From, "", end, now)))
	}
	if len(sc.Slots) > 0 {
		out = append(out, s.fill("schedule.one-at-a-time", "hours", fmt.Sprintf("%g", sc.Spacing.Hours())),
			s.fill("schedule.stop", "hours", settled))
	}
	for _, e := range sc.Later {
		out = append(out, e.Name+": "+s.line(verdict.Wait, e.At, e.Condition, end, now))
	}
	for _, group := range []struct {
		key  string
		list []verdict.Entry
	}{{"schedule.held", sc.Held}, {"schedule.ask", sc.Ask}, {"schedule.never", sc.Never}} {
		for _, e := range group.list {
			out = append(out, e.Name+": "+s.text(group.key)+", "+s.Condition(e.Condition))
		}
	}
	return out
}

func (s Speaker) text(key string) string { return s.facts.Text(s.lang, key) }

// fill is a text with its {places} filled in; args are pairs: name, value.
func (s Speaker) fill(key string, args ...string) string {
	pairs := make([]string, len(args))
	for i := 0; i+1 < len(args); i += 2 {
		pairs[i], pairs[i+1] = "{"+args[i]+"}", args[i+1]
	}
	return strings.NewReplacer(pairs...).Replace(s.text(key))
}
