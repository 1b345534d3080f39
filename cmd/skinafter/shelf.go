package main

import (
	"errors"
	"time"

	"skinafter"
	"skinafter/verdict"
)

// shelf answers about several products at once.
func (c *checkCommand) shelf(s *session, q verdict.Question, products []skinafter.Product, failOn threshold) error {
	schedule := verdict.Shelf(s.base, q, products)
	answers := answersInOrder(&schedule, len(products))
	worst := verdict.OK
	for _, a := range answers {
		worst = max(worst, a.Verdict)
	}
	var err error
	if c.JSON {
		err = s.writeJSON(c.shelfOnWire(s, products, answers, &schedule, worst))
	} else {
		var page *checkPage
		if page, err = s.checkPage(q, c.Full); err == nil {
			page.shelf(q, answers, &schedule)
			err = s.print(page.sheet)
		}
	}
	return errors.Join(err, failOn.judge(worst))
}

// answersInOrder are the answers about the products, in the order they were asked about.
func answersInOrder(sc *verdict.Schedule, n int) []*verdict.Answer {
	out := make([]*verdict.Answer, n)
	for _, list := range [][]verdict.Entry{sc.Now, sc.Later, sc.Held, sc.Ask, sc.Never} {
		for i := range list {
			out[list[i].Product] = &list[i].Answer
		}
	}
	for i := range sc.Slots {
		out[sc.Slots[i].Product] = &sc.Slots[i].Answer
	}
	return out
}

// shelfWire is the answer about several products in the machine interface.
type shelfWire struct {
	Verdict  verdict.Verdict `json:"verdict"` // the most careful of all products
	Products []answerWire    `json:"products"`
	Schedule scheduleWire    `json:"schedule"`
}

// scheduleWire is what now, what when; every product stands in exactly one list.
type scheduleWire struct {
	Now      []entryWire `json:"now"`
	Slots    []slotWire  `json:"slots"` // new products, one at a time
	Later    []entryWire `json:"later"` // not new, still waiting
	Held     []entryWire `json:"held"`  // no date yet
	Ask      []entryWire `json:"ask"`
	Never    []entryWire `json:"never"`
	Stopped  bool        `json:"stopped"`  // the skin reacts: nothing new starts
	StopsOn  string      `json:"stops_on"` // condition that ends the schedule
	SpacingH float64     `json:"spacing_h"`
	SettledH float64     `json:"settled_h"`
	Cites    []string    `json:"cites"`
	Basis    string      `json:"basis,omitempty"`
}

type entryWire struct {
	Product   int      `json:"product"` // index in products
	Name      string   `json:"name"`
	AtH       *float64 `json:"at_h"`
	At        *string  `json:"at"`
	Condition string   `json:"condition,omitempty"`
}

type slotWire struct {
	entryWire
	NextH float64 `json:"next_h"` // no other new product before this
	Next  *string `json:"next"`
}

func (c *checkCommand) shelfOnWire(s *session, products []skinafter.Product, answers []*verdict.Answer, sc *verdict.Schedule, worst verdict.Verdict) shelfWire {
	w := shelfWire{Verdict: worst, Products: make([]answerWire, len(products))}
	for i := range products {
		w.Products[i] = answerOnWire(products[i].Label, answers[i], s.base)
	}
	end := answers[0].End
	w.Schedule = scheduleWire{
		Now: entriesOnWire(sc.Now, end), Slots: make([]slotWire, len(sc.Slots)), Later: entriesOnWire(sc.Later, end),
		Held: entriesOnWire(sc.Held, end), Ask: entriesOnWire(sc.Ask, end), Never: entriesOnWire(sc.Never, end),
		Stopped: sc.Stopped, StopsOn: sc.StopsOn, SpacingH: sc.Spacing.Hours(), SettledH: sc.Settled.Hours(),
		Cites: orEmpty(sc.Cites), Basis: sc.Basis,
	}
	for i := range sc.Slots {
		slot := &sc.Slots[i]
		w.Schedule.Slots[i] = slotWire{entryOnWire(&slot.Entry, end), slot.Next.Hours(), dateOf(&slot.Next, end)}
	}
	return w
}

func entriesOnWire(list []verdict.Entry, end time.Time) []entryWire {
	out := make([]entryWire, len(list))
	for i := range list {
		out[i] = entryOnWire(&list[i], end)
	}
	return out
}

func entryOnWire(e *verdict.Entry, end time.Time) entryWire {
	return entryWire{Product: e.Product, Name: e.Name, AtH: hoursOf(e.At), At: dateOf(e.At, end), Condition: e.Condition}
}

func dateOf(e *skinafter.Elapsed, end time.Time) *string {
	if e == nil || end.IsZero() {
		return nil
	}
	t := end.Add(e.Duration()).Format(time.RFC3339)
	return &t
}
