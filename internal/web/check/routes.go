package check

import (
	"embed"

	"skinafter/internal/web/frame"
)

// Files are the templates and assets of this package.
//
//go:embed all:templates assets
var Files embed.FS

// pages answers the requests of this package.
type pages struct{ *frame.Frame }

// Routes are the actions of this package.
func Routes(f *frame.Frame) []frame.Route {
	p := &pages{f}
	return []frame.Route{
		{Pattern: "GET /check", Handler: p.ask},
		{Pattern: "GET /check/any", Handler: p.askAny},
		{Pattern: "POST /check", Handler: p.answer},
		{Pattern: "GET /shelf", Handler: p.shelf},
		{Pattern: "GET /shelf/new", Handler: p.shelfNew},
		{Pattern: "POST /shelf", Handler: p.shelfAdd},
		{Pattern: "GET /shelf/{id}", Handler: p.product},
		{Pattern: "POST /shelf/{id}", Handler: p.productChange},
		{Pattern: "POST /shelf/{id}/remove", Handler: p.productRemove},
		{Pattern: "POST /shelf/{id}/use", Handler: p.useAdd},
		{Pattern: "POST /shelf/{id}/use/remove", Handler: p.useRemove},
		{Pattern: "GET /sources", Handler: p.library},
		{Pattern: "POST /sources", Handler: p.search}, // changes nothing
		{Pattern: "GET /sources/rule/{id}", Handler: p.rule},
		{Pattern: "GET /sources/{id}", Handler: p.origin},
	}
}
