package frame

import "slices"

// Link leads on. Kind is "" for a link, "button", "quiet" (a button beside a stronger one) or
// "call" (a telephone number; Href is then "tel:..."). ID stands small behind a link to a rule or
// a source.
type Link struct{ Href, Text, Kind, ID string }

// Option is one answer of a Choice.
type Option struct {
	Value, Label, Hint string
	Chosen             bool
	// Alone takes every other answer of the choice back: "none of these".
	Alone bool
}

// Choice is a question with given answers: large cards, one of them or several.
// Template: {{template "choice" .Choice}}
type Choice struct {
	Name, Legend, Hint, Error string
	Many                      bool // several may be chosen
	Heading                   bool // the question is the heading of the page (h1)
	Inline                    bool // short answers stand beside each other
	Options                   []Option
}

// Field is a line or a text that a person types. Template: {{template "field" .Field}}
type Field struct {
	Name, Label, Hint, Value, Error string
	Type                            string // of the input: text (default), search, tel, number, date, time, file
	Mode                            string // inputmode: numeric, decimal
	Auto                            string // autocomplete; empty = off
	Accept                          string // of a file
	Rows                            int    // more than 0: a text of several lines
	Most                            int    // characters; 0 = not said to the browser
	Heading                         bool   // the label is the heading of the page (h1)
	Short                           bool   // a short line: a number, a date
	Plain                           bool   // the text is not prose: no spelling help (a label)
}

// Ask completes a field with what was typed and what is wrong with it. A nil form leaves it.
func (fm *Form) Ask(field Field) Field {
	if fm == nil {
		return field
	}
	if fm.values.Has(field.Name) {
		field.Value = fm.Raw(field.Name)
	}
	field.Error = fm.problem(field.Name)
	return field
}

// Pick completes a choice with what was chosen and what is wrong with it. A nil form leaves it.
func (fm *Form) Pick(choice Choice) Choice {
	if fm == nil {
		return choice
	}
	choice.Error = fm.problem(choice.Name)
	if fm.values.Has(choice.Name) {
		choice.Options = slices.Clone(choice.Options)
		for i := range choice.Options {
			choice.Options[i].Chosen = slices.Contains(fm.values[choice.Name], choice.Options[i].Value)
		}
	}
	return choice
}

// Card is a care card: what to do at one of the five levels. Template: {{template "card" .Card}}
type Card struct {
	// Level: normal, watch, contact, same-day, emergency.
	Level   string
	Heading string   // one action
	Lines   []string // paragraphs
	Steps   []string // a list
	Links   []Link
	// Main says that the heading is that of the page (h1).
	Main bool
}

// Line is the answer about a product or an ingredient: the word first, its shape, and only then
// colour. Template: {{template "line" .Line}}
type Line struct {
	// Verdict: no, wait, unknown, ok.
	Verdict string
	Word    string // "Do not use this now."
	When    string // "Earliest: Thu 26 Nov, 14:00."; may be empty
	Main    bool   // the heading of the page (h1)
}

// Step is a step of a timeline. Template: {{template "steps" .Steps}}
type Step struct {
	When, Title string
	Lines       []string
	State       string // past, now, later
	Links       []Link
}

// Row is a name and its value in a list of facts. Template: {{template "facts" .Rows}}
type Row struct {
	Name, Value string
	Change      Link // empty Href = it cannot be changed here
}

// Table is a table with a caption. Template: {{template "table" .Table}}
type Table struct {
	Caption string
	Head    []string
	Rows    [][]string // the first cell heads its row
}
