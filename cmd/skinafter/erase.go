package main

import (
	"skinafter"
	"skinafter/internal/clinic"
)

// eraseCommand removes everything that is kept about a person.
type eraseCommand struct {
	recordFlags
	Yes bool `help:"Yes, remove everything. Without it nothing is removed."`
}

// Run is called by kong.
func (c *eraseCommand) Run(s *session) error {
	if !c.Yes {
		return &skinafter.InputError{Field: "--yes", Want: "--yes, because this cannot be undone (skinafter export FILE.zip keeps a copy)"}
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
	return s.writeJSON(receipt)
}
