package frame

import (
	"fmt"
	"html/template"
	"io/fs"
	"log/slog"
	"sync"
	"time"

	"skinafter/internal/catalogue"
	"skinafter/internal/clinic"
	"skinafter/internal/speech"
	"skinafter/knowledge"
)

// Options are what a Frame is made of.
type Options struct {
	Care  *clinic.Care    // nil only where no page needs it: the pages about a database that cannot be opened
	Facts *knowledge.Base // never nil
	// Files are the templates and assets of the packages of pages, by the name of the package.
	Files map[string]fs.FS
	Now   func() time.Time // nil = time.Now
	// Zone is the time zone of the person, who sits at this machine; nil = LocalZone().
	Zone *time.Location
	Log  *slog.Logger // nil = nothing is logged
	// Pseudo offers the pseudo locale to a browser that asks for it; for tests only.
	Pseudo bool
}

// Frame renders pages and reads forms. It may be used by many goroutines at once.
type Frame struct {
	Care  *clinic.Care
	Facts *knowledge.Base
	Zone  *time.Location
	Log   *slog.Logger
	// Assets are scripts, style and pictures under hashed names.
	Assets *Assets

	now    func() time.Time
	langs  []string
	tongue map[string]*speech.Speech
	names  map[string]bool // pages there are
	files  map[string]fs.FS

	large chan struct{} // places for forms with a photo

	mu    sync.Mutex
	pages map[pageKey]*template.Template
}

// pageKey is a page in a language. Templates are read at their first use: few people use all
// pages in all languages.
type pageKey struct{ name, lang string }

// New reads templates, assets and texts. Its error is about the program's own files.
func New(o Options) (*Frame, error) {
	f := &Frame{
		Care: o.Care, Facts: o.Facts, Zone: o.Zone, Log: o.Log, now: o.Now,
		langs: catalogue.Langs(), tongue: map[string]*speech.Speech{},
		names: map[string]bool{}, files: map[string]fs.FS{"frame": own}, pages: map[pageKey]*template.Template{},
		large: make(chan struct{}, largeMost),
	}
	if f.now == nil {
		f.now = time.Now //nolint:forbidigo // the clock of the machine where the caller has none
	}
	if f.Zone == nil {
		f.Zone = LocalZone()
	}
	if f.Log == nil {
		f.Log = slog.New(slog.DiscardHandler)
	}
	if o.Pseudo {
		f.langs = append(f.langs, catalogue.Pseudo)
	}
	for _, lang := range f.langs {
		texts, err := catalogue.Load(lang)
		if err != nil {
			return nil, fmt.Errorf("reading the texts: %w", err)
		}
		f.tongue[lang] = speech.New(texts, o.Facts)
	}
	for name, files := range o.Files {
		f.files[name] = files
	}
	if err := f.list(); err != nil {
		return nil, err
	}
	var err error
	if f.Assets, err = newAssets(f.files); err != nil {
		return nil, err
	}
	return f, nil
}

// Now is the time of the program, in the person's time zone.
func (f *Frame) Now() time.Time { return f.now().In(f.Zone) }

// Langs lists the languages that are offered, English first.
func (f *Frame) Langs() []string { return f.langs }
