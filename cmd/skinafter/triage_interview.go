package main

import (
	"encoding/json"

	"skinafter"
	"skinafter/internal/intake"
	"skinafter/narrative"
)

// interview asks for a report, one question at a time.
func (c *triageCommand) interview(s *session, desk intake.Desk) (*intake.Report, error) {
	d, err := s.dialog()
	if err != nil {
		return nil, err
	}
	v := &interview{dialog: d, urgent: func(fields json.RawMessage) bool {
		return desk.Assess(desk.SoFar(fields)).Finding.Level == skinafter.Emergency
	}}
	v.confirm = func(words string) string { return s.confirm(d, words) }
	return desk.Asked(v.run()), nil
}

// confirm shows the signs that were understood from words and takes out what the person says
// is wrong: the words stay, without the places that were misread.
func (s *session) confirm(d *dialog, words string) string {
	var heard []narrative.Heard
	var names []string
	for _, h := range narrative.Read(s.base, words, s.options.Lang).Heard {
		if h.Kind != narrative.Sign || !h.Stands() {
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
