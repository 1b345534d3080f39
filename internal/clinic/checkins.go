package clinic

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"skinafter/internal/clinic/assessment"
	"skinafter/internal/intake"
	"skinafter/internal/wire"
	"skinafter/narrative"
)

// CheckIns lists the check-ins of a course, by their moment; None = of all courses and of none.
func (c *Care) CheckIns(ctx context.Context, course ID, p Page) ([]Record[CheckIn], error) {
	return many[CheckIn](ctx, c.reader(), KindCheckIn, Filter{Course: course}, p)
}

// CheckIn is a check-in with the answer as it was shown; ErrNotFound where there is none.
func (c *Care) CheckIn(ctx context.Context, id ID) (Record[CheckIn], error) {
	return one[CheckIn](ctx, c.reader(), KindCheckIn, id)
}

// Previewed is what would be answered to a check-in.
type Previewed struct {
	// Assessment is nil where the purpose is record.
	Assessment *assessment.Assessment
	// Heard is what was understood from the words, for the person to confirm; what was denied
	// is not in it.
	Heard narrative.Reading
	// File is what the answer was made from.
	File *File
}

// Preview answers a check-in without keeping it. at is its moment; zero = now. A course of None
// is a person who kept no treatment: judged as each kind it may have been, at any time.
func (c *Care) Preview(ctx context.Context, course ID, in CheckIn, at time.Time) (*Previewed, error) {
	if at.IsZero() {
		at = c.Time()
	}
	at = utc(at)
	if err := c.checkCheckIn(&in, at); err != nil {
		return nil, err
	}
	in.Shown = Shown{}
	var f *File
	if course == None {
		person, err := c.Self(ctx)
		if err != nil {
			return nil, err
		}
		f = &File{At: at, Lang: person.Body.language(), Person: person.Body, CheckIns: []Told{{At: at, CheckIn: in}}}
	} else {
		var err error
		if f, err = c.file(ctx, c.reader(), course, at, Told{At: at, CheckIn: in}); err != nil {
			return nil, err
		}
	}
	return c.judge(f), nil
}

// judge answers the last check-in of a file.
func (c *Care) judge(f *File) *Previewed {
	out := &Previewed{File: f}
	if n := len(f.CheckIns); n > 0 && f.CheckIns[n-1].Text != "" {
		out.Heard = Hear(c.facts, f.CheckIns[n-1].Text, f.Lang, f.CheckIns[n-1].Denied)
	}
	if f.Person.Purpose.OrGuidance() == PurposeGuidance {
		out.Assessment = assessment.Assess(c.facts, f.Readings(c.facts, c.Labels()), f.options())
	}
	return out
}

// AddCheckIn answers a check-in and keeps it with the answer and with what the answer was made
// from. at is its moment; zero = now; it may be earlier, for what was noted down late: then only
// the check-ins up to that moment count. A check-in is never changed; a later one says what is
// different.
func (c *Care) AddCheckIn(ctx context.Context, once Once, course ID, in CheckIn, at time.Time) (Saved, error) {
	if at.IsZero() {
		at = c.Time()
	}
	if saved, err := c.before(ctx, c.reader(), once); err == nil {
		return saved, nil
	}
	for i, id := range in.Photos {
		if _, err := c.reader().Row(ctx, KindPhoto, id); errors.Is(err, ErrNotFound) {
			return Saved{}, input(fmt.Sprintf("photos[%d]", i), "", "a photo that is kept")
		} else if err != nil {
			return Saved{}, err
		}
	}
	p, err := c.Preview(ctx, course, in, at)
	if err != nil {
		return Saved{}, err
	}
	if in.Shown, err = c.shown(p); err != nil {
		return Saved{}, err
	}
	return c.add(ctx, once, KindCheckIn, course, at, in, nil)
}

// shown is an answer as it is kept.
func (c *Care) shown(p *Previewed) (Shown, error) {
	out := Shown{Knowledge: c.facts.Version + " " + c.facts.Hash, Purpose: p.File.Person.Purpose.OrGuidance(), Lang: p.File.Lang}
	var err error
	if out.Inputs, err = packed(p.File); err != nil || p.Assessment == nil {
		return out, err
	}
	level := p.Assessment.Finding.Level
	out.Level = &level
	out.Answer, err = c.answer(p)
	return out, err
}

// answer is an assessment in the machine interface (wire.TriageAnswer).
func (c *Care) answer(p *Previewed) (json.RawMessage, error) {
	desk := intake.Desk{Facts: c.facts, Labels: c.Labels(), Lang: p.File.Lang}
	report := desk.Known(p.Assessment.Situation, p.Heard, p.File.Said(c.facts)...)
	b, err := json.Marshal(wire.Triage(c.facts, report, p.Assessment, strings.ToLower(p.File.Person.Country)))
	if err != nil {
		return nil, fmt.Errorf("writing an answer: %w", err)
	}
	return b, nil
}

// Explained is a kept check-in with its answer opened again.
type Explained struct {
	CheckIn Record[CheckIn]
	// Previewed is the answer made once more, from what was kept with it.
	Previewed *Previewed
	// Same says that it is the answer that was shown, byte for byte. It is false only where the
	// facts have another version now; what was shown then still stands in CheckIn.Body.Shown.
	Same bool
}

// Explain opens a kept check-in: the answer as it was shown, and the same made again with its
// reasons.
func (c *Care) Explain(ctx context.Context, id ID) (Explained, error) {
	rec, err := c.CheckIn(ctx, id)
	out := Explained{CheckIn: rec}
	if err != nil {
		return out, err
	}
	f, err := unpacked(rec.Body.Shown.Inputs)
	if err != nil {
		return out, err
	}
	out.Previewed = c.judge(f)
	again, err := c.shown(out.Previewed)
	if err != nil {
		return out, err
	}
	out.Same = string(again.Answer) == string(rec.Body.Shown.Answer) && again.Knowledge == rec.Body.Shown.Knowledge
	return out, nil
}
