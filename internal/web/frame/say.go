package frame

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"skinafter"
	"skinafter/internal/clinic"
	"skinafter/internal/clinic/localtime"
	"skinafter/internal/speech"
	"skinafter/knowledge/fact"
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

// Sources lead to what sentences rest on, each source once, under its short name with the ids
// behind it: a page of a sentence where only that one was cited, else that of the source. Ids
// that nobody knows are left out.
func (f *Frame) Sources(v *Visit, cites []string) []Link {
	var out []Link
	var of []string // the source of each link
	for _, id := range cites {
		src, statement, known := f.Facts.Cite(id)
		if !known {
			continue
		}
		i := slices.Index(of, src.ID)
		switch {
		case i < 0:
			of = append(of, src.ID)
			out = append(out, Link{Href: "/sources/" + id, Text: f.Called(v, &src), ID: id})
		case statement != nil && !slices.Contains(strings.Split(out[i].ID, ", "), id):
			out[i].Href = "/sources/" + src.ID
			out[i].ID += ", " + id
		}
	}
	return out
}

// calledMost bounds the short name of a source that has no author, in characters.
const calledMost = 32

// Called is the short name of a source: who wrote it and when, "Chu et al. 2021"; of a source
// without an author the beginning of its title.
func (f *Frame) Called(v *Visit, src *skinafter.Source) string {
	authors, _, _ := strings.Cut(src.Authors, " (")
	first, _, several := strings.Cut(authors, ", ")
	several = several || strings.HasSuffix(first, " et al.")
	name := strings.TrimSuffix(first, " et al.")
	if i := strings.LastIndexByte(name, ' '); i > 0 && initials(name[i+1:]) {
		name = name[:i]
	}
	switch {
	case name == "":
		name = clipped(v.Speech.Say(src.Title))
	case several:
		name = v.Text("frame.et_al", "name", name)
	}
	if src.Year != 0 {
		name += " " + strconv.Itoa(src.Year)
	}
	return name
}

// initials reports whether a word stands for first names: "MC".
func initials(word string) bool {
	return len(word) <= 4 && word != "" && strings.Trim(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZ-") == ""
}

// clipped is the beginning of a title: its main part, and of a long one whole words.
func clipped(title string) string {
	if i := strings.IndexAny(title, ":;("); i > 0 {
		title = strings.TrimSpace(title[:i])
	}
	if utf8.RuneCountInString(title) <= calledMost {
		return title
	}
	out := ""
	for word := range strings.FieldsSeq(title) {
		if utf8.RuneCountInString(out)+utf8.RuneCountInString(word) >= calledMost {
			break
		}
		out = strings.TrimSpace(out + " " + word)
	}
	return strings.TrimRight(out, ",") + "…"
}

// ruleTitle is the title of a rule, as a link to it has it; a plain word where it has
// no title of its own.
func (f *Frame) ruleTitle(s *speech.Speech, id string) string {
	e, err := fact.Explain(f.Facts, id)
	if err != nil || e.Title == "" || e.Title == id {
		return s.Texts.Text("frame.rule_read")
	}
	key := "rule." + id + ".title"
	if text := f.Facts.Text(s.Texts.Lang(), key); text != key {
		return speech.Sentence(text)
	}
	return speech.Sentence(s.Say(e.Title))
}
