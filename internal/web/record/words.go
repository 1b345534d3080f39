package record

import (
	"time"

	"skinafter"
	"skinafter/internal/clinic"
	"skinafter/internal/clinic/localtime"
	"skinafter/internal/speech"
	"skinafter/internal/web/frame"
)

// when is a moment in words, on the clock of a zone.
func (p *pages) when(v *frame.Visit, at time.Time, zone *time.Location) string {
	return v.Speech.When(0, at.In(zone), p.Care.Time())
}

// span is a time that may not be known to the minute, in words; empty = nobody knows.
func (p *pages) span(v *frame.Visit, s clinic.Span, zone *time.Location) string {
	if !s.Known() {
		return ""
	}
	first, last := s.First.In(zone), s.Last.In(zone)
	if s.First.Equal(s.Last) || wall(first) == wall(last) {
		return p.when(v, last, zone)
	}
	if first.Format(time.DateOnly) == last.Format(time.DateOnly) {
		return v.Text("record.between_hours", "day", p.day(v, first), "from", first.Format(clockForm), "to", last.Format(clockForm))
	}
	return v.Text("record.between", "from", p.when(v, s.First, zone), "to", p.when(v, s.Last, zone))
}

// Forms of a clock time.
const (
	clockForm = "15:04"
	wallForm  = "2006-01-02 15:04"
)

func wall(t time.Time) string { return t.Format(wallForm) }

// day is a day of the calendar in words.
func (p *pages) day(v *frame.Visit, at time.Time) string {
	return v.Text("record.day", "day", at.Day(), "month", v.Text("record.month."+at.Format("01")), "year", at.Year())
}

// treatment is a course in a few words, with its day.
func (p *pages) treatment(v *frame.Visit, c *clinic.Course) string {
	what := v.Text("diary.treatment")
	if c.Modality != "" {
		what = v.Text("modality." + string(c.Modality))
	}
	if !c.Ended.Known() {
		return speech.Sentence(v.Text("record.some_day", "treatment", what))
	}
	return speech.Sentence(v.Text("record.on_day", "treatment", what, "day", p.day(v, c.Ended.Last.In(localtime.Location(c.Zone)))))
}

// fact is a sentence of the facts in the visitor's language.
func (p *pages) fact(v *frame.Visit, key, english string) string {
	if text := p.Facts.Text(v.Lang, key); text != key {
		return text
	}
	return v.Speech.Say(english)
}

// sources lead to what a sentence rests on.
func (p *pages) sources(cites []string) []frame.Link {
	out := make([]frame.Link, 0, len(cites))
	for _, id := range cites {
		if _, _, known := p.Facts.Cite(id); known {
			out = append(out, frame.Link{Href: "/sources/" + id, Text: id})
		}
	}
	return out
}

// needled reports whether a treatment opened the skin with needles.
func needled(m skinafter.Modality) bool {
	switch m {
	case skinafter.Needling, skinafter.PRPNeedling, skinafter.Roller, skinafter.Stamp, skinafter.RFNeedling:
		return true
	default:
		return false
	}
}

// pick marks the option that was chosen before.
func pick(c frame.Choice, chosen ...string) frame.Choice {
	for i := range c.Options {
		for _, word := range chosen {
			c.Options[i].Chosen = c.Options[i].Chosen || c.Options[i].Value == word
		}
	}
	return c
}

// options are the words of a closed list with their texts.
func options(v *frame.Visit, prefix string, words ...string) []frame.Option {
	out := make([]frame.Option, len(words))
	for i, word := range words {
		out[i] = frame.Option{Value: word, Label: speech.Sentence(v.Text(prefix + word))}
	}
	return out
}
