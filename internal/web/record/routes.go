package record

import (
	"embed"

	"skinafter/internal/web/frame"
)

// Files are the templates and the style of this package.
//
//go:embed all:templates assets
var Files embed.FS

// pages answers the requests of this package.
type pages struct{ *frame.Frame }

// Routes are the actions of this package.
func Routes(f *frame.Frame) []frame.Route {
	p := &pages{f}
	return []frame.Route{
		{Pattern: "GET /course/new", Handler: p.begin},
		{Pattern: "POST /course/new", Handler: p.begun},
		{Pattern: "GET /course/new/{draft}/{step}", Handler: p.step},
		{Pattern: "POST /course/new/{draft}/{step}", Handler: p.answered},
		{Pattern: "GET /courses", Handler: p.courses},
		{Pattern: "GET /course/{id}/edit", Handler: p.edit},
		{Pattern: "POST /course/{id}/edit", Handler: p.editBegun},
		{Pattern: "GET /course/{id}/remove", Handler: p.remove},
		{Pattern: "POST /course/{id}/remove", Handler: p.removed},
		{Pattern: "GET /course/{id}/passport", Handler: p.passportOf},
		{Pattern: "GET /course/{id}/print", Handler: p.printOf},
		{Pattern: "GET /course/{id}/uses", Handler: p.uses},
		{Pattern: "POST /course/{id}/uses", Handler: p.useAdd},
		{Pattern: "POST /course/{id}/unuse", Handler: p.useRemove},
		{Pattern: "GET /passport", Handler: p.passport},
		{Pattern: "GET /passport/print", Handler: p.print},
	}
}
