package wire

import (
	"time"

	"skinafter"
	"skinafter/knowledge"
	"skinafter/verdict"
)

// Answers are the answers about the products, in the order they were asked about.
func Answers(sc *verdict.Schedule, n int) []*verdict.Answer {
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

// ShelfAnswer is the answer about several products in the machine interface.
type ShelfAnswer struct {
	Verdict  verdict.Verdict `json:"verdict"` // the most careful of all products
	Products []CheckAnswer   `json:"products"`
	Schedule Schedule        `json:"schedule"`
}

// Schedule is what now, what when; every product stands in exactly one list.
type Schedule struct {
	Now      []Entry  `json:"now"`
	Slots    []Slot   `json:"slots"` // new products, one at a time
	Later    []Entry  `json:"later"` // not new, still waiting
	Held     []Entry  `json:"held"`  // no date yet
	Ask      []Entry  `json:"ask"`
	Never    []Entry  `json:"never"`
	Stopped  bool     `json:"stopped"`  // the skin reacts: nothing new starts
	StopsOn  string   `json:"stops_on"` // condition that ends the schedule
	SpacingH float64  `json:"spacing_h"`
	SettledH float64  `json:"settled_h"`
	Cites    []string `json:"cites"`
	Basis    string   `json:"basis,omitempty"`
}

// Entry is one product of a schedule.
type Entry struct {
	Product   int      `json:"product"` // index in products
	Name      string   `json:"name"`
	AtH       *float64 `json:"at_h"`
	At        *string  `json:"at"`
	Condition string   `json:"condition,omitempty"`
}

// Slot is an entry that is new on this skin.
type Slot struct {
	Entry
	NextH float64 `json:"next_h"` // no other new product before this
	Next  *string `json:"next"`
}

// Shelf is the answer about several products: those that the schedule was made of, in that
// order.
func Shelf(facts *knowledge.Base, products []skinafter.Product, sc *verdict.Schedule) ShelfAnswer {
	w := ShelfAnswer{Verdict: verdict.OK, Products: make([]CheckAnswer, len(products))}
	var end time.Time
	for i, a := range Answers(sc, len(products)) {
		w.Verdict, end = max(w.Verdict, a.Verdict), a.End
		w.Products[i] = Check(facts, products[i].Label, a)
	}
	w.Schedule = Schedule{
		Now: entriesOnWire(sc.Now, end), Slots: make([]Slot, len(sc.Slots)), Later: entriesOnWire(sc.Later, end),
		Held: entriesOnWire(sc.Held, end), Ask: entriesOnWire(sc.Ask, end), Never: entriesOnWire(sc.Never, end),
		Stopped: sc.Stopped, StopsOn: sc.StopsOn, SpacingH: sc.Spacing.Hours(), SettledH: sc.Settled.Hours(),
		Cites: orEmpty(sc.Cites), Basis: sc.Basis,
	}
	for i := range sc.Slots {
		slot := &sc.Slots[i]
		w.Schedule.Slots[i] = Slot{entryOnWire(&slot.Entry, end), slot.Next.Hours(), dateOf(&slot.Next, end)}
	}
	return w
}

func entriesOnWire(list []verdict.Entry, end time.Time) []Entry {
	out := make([]Entry, len(list))
	for i := range list {
		out[i] = entryOnWire(&list[i], end)
	}
	return out
}

func entryOnWire(e *verdict.Entry, end time.Time) Entry {
	return Entry{Product: e.Product, Name: e.Name, AtH: HoursOf(e.At), At: dateOf(e.At, end), Condition: e.Condition}
}

func dateOf(e *skinafter.Elapsed, end time.Time) *string {
	if e == nil || end.IsZero() {
		return nil
	}
	t := end.Add(e.Duration()).Format(time.RFC3339)
	return &t
}
