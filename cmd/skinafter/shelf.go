package main

import (
	"errors"

	"skinafter"
	"skinafter/internal/wire"
	"skinafter/verdict"
)

// shelf answers about several products at once.
func (c *checkCommand) shelf(s *session, q verdict.Question, products []skinafter.Product, failOn threshold) error {
	schedule := verdict.Shelf(s.base, q, products)
	answers := wire.Answers(&schedule, len(products))
	worst := verdict.OK
	for _, a := range answers {
		worst = max(worst, a.Verdict)
	}
	var err error
	if c.JSON {
		err = s.writeJSON(wire.Shelf(s.base, products, &schedule))
	} else {
		var page *checkPage
		if page, err = s.checkPage(q, c.Full); err == nil {
			page.shelf(q, answers, &schedule)
			err = s.print(page.sheet)
		}
	}
	return errors.Join(err, failOn.judge(worst))
}
