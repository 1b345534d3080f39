package main

import (
	"maps"
	"slices"

	"skinafter"
	"skinafter/internal/clinic"
	"skinafter/internal/paper"
)

// eraseCommand removes everything that is kept about a person.
type eraseCommand struct {
	recordFlags
	jsonFlag
	Yes bool `help:"Yes, remove everything. Without it nothing is removed."`
}

// Run is called by kong.
func (c *eraseCommand) Run(s *session) error {
	if !c.Yes {
		return &skinafter.InputError{Field: "erase", Want: "--yes, because this cannot be undone (skinafter export FILE.zip keeps a copy)"}
	}
	var receipt clinic.Receipt
	err := c.withCare(s, func(care *clinic.Care) error {
		once, err := onceNow("erase", nil)
		if err != nil {
			return err
		}
		receipt, err = care.Erase(s.ctx, once)
		return err
	})
	if err != nil {
		return err
	}
	texts, err := s.texts()
	if err != nil {
		return err
	}
	for i, key := range receipt.Stays {
		receipt.Stays[i] = texts.Text(key)
	}
	receipt.Backups = texts.Text(receipt.Backups)
	if c.JSON {
		return s.writeJSON(receipt)
	}
	sheet := s.sheet()
	sheet.Heading(texts.Text("erase.done", "at", receipt.Erased.In(s.zone()).Format("2006-01-02 15:04")))
	for _, kind := range slices.Sorted(maps.Keys(receipt.Counts)) {
		sheet.Item(paper.Plain, "  - ", texts.Count("erase.kind."+string(kind), receipt.Counts[kind]))
	}
	sheet.Heading(texts.Text("erase.stays"))
	for _, stays := range receipt.Stays {
		sheet.Item(paper.Plain, "  - ", stays)
	}
	sheet.Para(paper.Plain, 2, texts.Text("erase.head", "seq", receipt.Head.Seq, "hash", receipt.Head.Hash))
	sheet.Gap()
	sheet.Para(paper.Bold, 0, receipt.Backups)
	return s.print(sheet)
}
