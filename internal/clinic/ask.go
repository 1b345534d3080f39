package clinic

import (
	"strings"
	"time"

	"skinafter"
	"skinafter/label"
)

// Ask is a question about one product. Nothing of it is kept.
type Ask struct {
	Text       string // the label; empty = only Name is known
	Name       string
	Barcode    string // instead of a label: of a product the person has kept
	Form       skinafter.Form
	Prescribed bool
	Tolerated  bool // this skin had it before, without trouble
	During     bool // may it be put on while the skin is being opened?
	// Course is the course it is for; None = Treatment.
	Course    ID
	Treatment Treatment
	At        time.Time // the moment asked about; zero = now
}

// Treatment is a treatment that nobody kept, as far as it is known.
type Treatment struct {
	Modality skinafter.Modality // empty = unknown: judged as each kind it may have been
	DepthMM  float64
	Class    skinafter.DepthClass
	Area     skinafter.Area
	Ended    Span // zero = nobody knows
	Zone     string
}

// Check holds a question to its bounds: the error is a *skinafter.InputError.
func (a *Ask) Check() error {
	var b bounds
	b.want(len(a.Text) <= label.MaxBytes, "text", "", "at most 64 KiB of text")
	b.want(strings.TrimSpace(a.Text+a.Name+a.Barcode) != "", "text", "", "the text of a label, a name or a barcode")
	b.text("name", a.Name, maxName)
	b.form(a.Form)
	return b.err
}

// FileOf is what an answer about a treatment that nobody kept is made from, at a moment (zero =
// now).
func (c *Care) FileOf(p Person, t Treatment, at time.Time) (*File, error) {
	if at.IsZero() {
		at = c.Time()
	}
	f := &File{At: at, Lang: p.language(), Person: p, Course: Course{
		Modality: t.Modality, DepthMM: t.DepthMM, Class: t.Class, Area: t.Area, Ended: t.Ended, Zone: t.Zone,
	}}
	return f, c.checkCourse(&f.Course)
}
