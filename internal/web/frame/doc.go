// Package frame is what all pages of the web app share: layout and components, texts in the
// language of the person, forms that keep what was typed, assets under hashed names, pages for
// what went wrong. It knows no journey; those are packages of their own beside it.
//
// A package of pages brings templates and assets (Files) and exports
// Routes(*frame.Frame) []frame.Route. Templates are files templates/<page>.html that define
// "title" and "main"; a file whose name begins with an underscore is shared by the pages of
// its package (embed it with all:templates, which go:embed wants for such names). The page check/ask is templates/ask.html of the package named check.
package frame
