package frame

import (
	"time"

	"skinafter/internal/clinic"
	"skinafter/internal/clinic/localtime"
	"skinafter/internal/speech"
)

// Day is a day of the calendar in words, with its year, on the clock of at's zone.
func (v *Visit) Day(at time.Time) string {
	return v.Text("record.day", "day", at.Day(), "month", v.Text("record.month."+at.Format("01")), "year", at.Year())
}

// Stamp is a moment with its day and year, as paper needs it, on the clock of at's zone.
func (v *Visit) Stamp(at time.Time) string {
	return v.Text("record.at", "day", v.Day(at), "time", at.Format("15:04"))
}

// Treatment is a course in a few words, with its day.
func (v *Visit) Treatment(c *clinic.Course) string {
	what := v.Text("diary.treatment")
	if c.Modality != "" {
		what = v.Text("modality." + string(c.Modality))
	}
	if !c.Ended.Known() {
		return speech.Sentence(v.Text("record.some_day", "treatment", what))
	}
	return speech.Sentence(v.Text("record.on_day", "treatment", what, "day", v.Day(c.Ended.Last.In(localtime.Location(c.Zone)))))
}

// Options are the words of a closed list with their texts: the keys begin with prefix.
func (v *Visit) Options(prefix string, words ...string) []Option {
	out := make([]Option, len(words))
	for i, word := range words {
		out[i] = Option{Value: word, Label: speech.Sentence(v.Text(prefix + word))}
	}
	return out
}

// Sure is the box that is ticked before something goes for good; see Confirmed.
func (v *Visit) Sure(form *Form) Choice {
	return form.Pick(Choice{Name: "sure", Legend: v.Text("record.sure"), Many: true, Options: []Option{{Value: "yes", Label: v.Text("record.sure_yes")}}})
}

// Confirmed reports whether the box of Sure was ticked; else it is a problem of the form.
func (fm *Form) Confirmed() bool {
	if fm.Raw("sure") == "yes" {
		return true
	}
	fm.Fail("sure", "record.sure_missing")
	return false
}

// With marks the options that were chosen before, beside those that are marked.
func (c Choice) With(chosen ...string) Choice {
	for i := range c.Options {
		for _, word := range chosen {
			c.Options[i].Chosen = c.Options[i].Chosen || c.Options[i].Value == word
		}
	}
	return c
}

// Fact is a sentence of the facts in the visitor's language: english where nobody has
// translated its key.
func (f *Frame) Fact(v *Visit, key, english string) string {
	if text := f.Facts.Text(v.Lang, key); text != key {
		return text
	}
	return v.Speech.Say(english)
}

// Sources lead to what a sentence rests on; ids that nobody knows are left out.
func (f *Frame) Sources(cites []string) []Link {
	out := make([]Link, 0, len(cites))
	for _, id := range cites {
		if _, _, known := f.Facts.Cite(id); known {
			out = append(out, Link{Href: "/sources/" + id, Text: id})
		}
	}
	return out
}
