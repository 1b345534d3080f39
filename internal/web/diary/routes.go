package diary

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
		{Pattern: "GET /{$}", Handler: p.now},
		{Pattern: "GET /check-in", Handler: p.begin},
		{Pattern: "POST /check-in", Handler: p.begun},
		{Pattern: "GET /check-in/{draft}/{step}", Handler: p.step},
		{Pattern: "POST /check-in/{draft}/{step}", Handler: p.answered, Body: frame.PhotoBody},
		{Pattern: "GET /check-in/{id}/result", Handler: p.result},
		{Pattern: "GET /timeline", Handler: p.timeline},
		{Pattern: "POST /photos", Handler: p.photoAdd, Body: frame.PhotoBody},
		{Pattern: "GET /photos/{id}", Handler: p.photo},
		{Pattern: "GET /photos/{id}/image", Handler: p.photoImage},
		{Pattern: "POST /photos/{id}/remove", Handler: p.photoRemove},
		{Pattern: "GET /plan", Handler: p.plan},
		{Pattern: "GET /help", Handler: p.help},
	}
}
