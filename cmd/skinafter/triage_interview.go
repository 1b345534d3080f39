package main

import (
	"encoding/json"

	"skinafter"
	"skinafter/triage"
)

// interview asks for a report, one question at a time.
func (c *triageCommand) interview(s *session) (*reported, error) {
	d, err := s.dialog()
	if err != nil {
		return nil, err
	}
	v := &interview{dialog: d, urgent: func(fields json.RawMessage) bool {
		return s.assess(s.asFar(fields)).Finding.Level == skinafter.Emergency
	}}
	v.confirm = func(words string) string { return s.confirm(d, words) }
	return s.asked(v.run()), nil
}

// asked is the report that an interview ended with. What nobody said is judged carefully; a
// person who passes a question over made no mistake, so that is no problem of the input.
func (s *session) asked(fields json.RawMessage) *reported {
	r := readFields(fields, s.reader)
	r.complete(s.base, s.options.Lang, s.reader)
	r.problems = nil
	return r
}

// asFar is the report in the middle of an interview: only what was said counts, because the
// rest is still to be asked.
func (s *session) asFar(fields json.RawMessage) *reported {
	r := readFields(fields, s.reader)
	r.problems = nil
	if r.situation.Text != "" {
		r.heard = triage.Read(s.base, r.situation.Text, s.options.Lang)
	}
	r.labels = s.reader
	return r
}

// confirm shows the signs that were understood from words and takes out what the person says
// is wrong: the words stay, without the places that were misread.
func (s *session) confirm(d *dialog, words string) string {
	var heard []triage.Heard
	var names []string
	for _, h := range triage.Read(s.base, words, s.options.Lang).Heard {
		if h.Kind != triage.Sign || !h.Stands() {
			continue
		}
		name := h.Code
		if d.texts.Has("symptom." + h.Code) {
			name = d.texts.Text("symptom." + h.Code)
		}
		heard, names = append(heard, h), append(names, name)
	}
	if len(names) == 0 {
		return words
	}
	b := []byte(words)
	for _, at := range d.choose(d.texts.Text("ask.understood"), names, true) {
		for _, sp := range heard[at].Spans {
			for i := sp.From; i < sp.To; i++ {
				b[i] = ' '
			}
		}
	}
	return string(b)
}
