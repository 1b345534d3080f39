package main

import (
	"fmt"

	"skinafter/internal/paper"
	"skinafter/internal/store"
	"skinafter/internal/store/postgres"
	"skinafter/internal/store/sqlite"
)

// doctorCommand looks at everything that can be wrong with a record. It changes nothing.
type doctorCommand struct {
	recordFlags
	jsonFlag
}

// Run is called by kong. What is bad ends the run with 1.
func (c *doctorCommand) Run(s *session) error {
	dir, err := c.folder(s)
	if err != nil {
		return err
	}
	var report store.Report
	if url := c.address(s); url != "" {
		report = postgres.Doctor(s.ctx, postgres.Options{URL: url, Dir: dir, Now: s.main.Now})
	} else {
		report = sqlite.Doctor(s.ctx, sqlite.Options{Dir: dir, Now: s.main.Now})
	}
	if c.JSON {
		err = s.writeJSON(report)
	} else {
		err = c.page(s, report)
	}
	if err == nil && !report.Healthy() {
		err = errWarned
	}
	return err
}

func (c *doctorCommand) page(s *session, report store.Report) error {
	sheet := s.sheet()
	for _, f := range report {
		style := paper.Plain
		if f.State == store.Bad {
			style = paper.Bold
		}
		sheet.Item(style, fmt.Sprintf("%-5s", f.State), f.Check+": "+f.Note)
		if f.Do != "" {
			sheet.Item(paper.Plain, "      -> ", f.Do)
		}
	}
	return s.print(sheet)
}
