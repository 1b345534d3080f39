package export

import (
	"archive/zip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"time"

	"skinafter/internal/catalogue"
	"skinafter/internal/clinic"
	"skinafter/internal/clinic/view"
	"skinafter/interop/ical"
)

// Format is the version of the format that Export writes (docs/export.md). It rises when
// a program that reads the older one would misread the newer one.
const Format = 1

// archive is an export that is being written.
type archive struct {
	care  *clinic.Care
	zip   *zip.Writer
	self  clinic.ID
	texts *catalogue.Catalogue
	made  time.Time
}

// Write writes everything about the person as a zip archive (docs/export.md): README.txt,
// data.json, photos, the labels of products as text, and for each course a calendar and a
// passport. It is written while it is read, a row at a time. Nobody else is in it. That it was
// made is noted in the audit chain first, where the data can be written.
func Write(ctx context.Context, care *clinic.Care, out io.Writer) error {
	person, err := care.Self(ctx)
	if err != nil {
		return err
	}
	texts, err := catalogue.Load(person.Body.Lang)
	if err != nil { // nobody chose a language, or the program does not speak it any more
		if texts, err = catalogue.Load(catalogue.Langs()[0]); err != nil {
			return fmt.Errorf("writing the export: %w", err)
		}
	}
	if err := care.NoteExport(ctx); err != nil && !errors.Is(err, clinic.ErrReadOnly) {
		return err
	}
	x := &archive{care, zip.NewWriter(out), person.ID, texts, care.Time()}
	for _, part := range []func(context.Context) error{x.readme, x.data, x.photos, x.labels, x.courses} {
		if err := part(ctx); err != nil {
			return fmt.Errorf("writing the export: %w", err)
		}
	}
	if err := x.zip.Close(); err != nil {
		return fmt.Errorf("writing the export: %w", err)
	}
	return nil
}

// file begins a file of the archive. Photos are packed already.
func (x *archive) file(name string, packed bool) (io.Writer, error) {
	method := zip.Deflate
	if packed {
		method = zip.Store
	}
	return x.zip.CreateHeader(&zip.FileHeader{Name: name, Method: method, Modified: x.made})
}

func (x *archive) text(name, text string) error {
	f, err := x.file(name, false)
	if err != nil {
		return err
	}
	_, err = io.WriteString(f, text)
	return err
}

func (x *archive) readme(context.Context) error {
	made := x.made.Format("2006-01-02 15:04") + " UTC"
	return x.text("README.txt", x.texts.Text("export.readme", "made", made))
}

// Head is what data.json begins with.
type Head struct {
	Format    int       `json:"format"` // Format
	Made      time.Time `json:"made"`
	Tenant    clinic.ID `json:"tenant"`
	Person    clinic.ID `json:"person"`
	Knowledge string    `json:"knowledge"` // version of the facts at the time of the export
}

// Row is one row in data.json.
type Row struct {
	Kind    clinic.Kind     `json:"kind"`
	ID      clinic.ID       `json:"id"`
	Course  *clinic.ID      `json:"course,omitempty"`
	At      time.Time       `json:"at"`
	Changed time.Time       `json:"changed"`
	Version int64           `json:"version"`
	File    string          `json:"file,omitempty"` // of a photo or a label, in the archive
	Body    json.RawMessage `json:"body"`
	// Inputs is what the answer of a check-in was made from (File).
	Inputs *clinic.File `json:"inputs,omitempty"`
}

// data writes data.json: the head, the rows in the order of Kinds, the audit chain.
func (x *archive) data(ctx context.Context) error {
	f, err := x.file("data.json", false)
	if err != nil {
		return err
	}
	head, err := json.Marshal(Head{Format, x.made, x.care.Tenant(), x.self, x.care.Facts().Version})
	if err != nil {
		return err
	}
	list := listWriter{out: f}
	list.raw(strings.TrimSuffix(string(head), "}") + ",\n\"rows\": [")
	for _, kind := range clinic.Kinds() {
		err := x.care.EachRow(ctx, kind, func(r clinic.Row) error {
			row, err := exported(r)
			if err != nil {
				return err
			}
			return list.add(row)
		})
		if err != nil {
			return err
		}
	}
	list.raw("],\n\"audit\": [")
	list.first = false
	err = x.care.EachEntry(ctx, func(e clinic.Entry) error { return list.add(e) })
	list.raw("]}\n")
	return errors.Join(err, list.err)
}

// listWriter writes the members of a JSON array, one a line.
type listWriter struct {
	out   io.Writer
	first bool // something was written already
	err   error
}

func (l *listWriter) raw(s string) {
	if l.err == nil {
		_, l.err = io.WriteString(l.out, s)
	}
}

func (l *listWriter) add(v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return err
	}
	if l.first {
		l.raw(",")
	}
	l.first = true
	l.raw("\n" + string(b))
	return l.err
}

// exported is a row as the export has it: without salt, and with the inputs of an answer opened.
func exported(r clinic.Row) (Row, error) {
	out := Row{Kind: r.Kind, ID: r.ID, At: r.At, Changed: r.Changed, Version: r.Version}
	if r.Course != clinic.None {
		out.Course = &r.Course
	}
	body := map[string]json.RawMessage{}
	if err := json.Unmarshal(r.Body, &body); err != nil {
		return out, fmt.Errorf("reading %s %s: %w", r.Kind, r.ID, clinic.ErrDamaged)
	}
	delete(body, clinic.SaltName)
	if err := out.open(r, body); err != nil {
		return out, fmt.Errorf("reading %s %s: %w", r.Kind, r.ID, err)
	}
	var err error
	out.Body, err = json.Marshal(body)
	return out, err
}

// open fills in what stands elsewhere in the archive, and opens the inputs of an answer.
func (out *Row) open(r clinic.Row, body map[string]json.RawMessage) error {
	switch r.Kind {
	case clinic.KindPhoto:
		out.File = photoName(r)
	case clinic.KindProduct:
		var p clinic.Product
		if err := json.Unmarshal(r.Body, &p); err != nil {
			return clinic.ErrDamaged
		}
		if p.Label != "" {
			out.File = labelName(r.ID, &p)
		}
	case clinic.KindCheckIn:
		var in clinic.CheckIn
		if err := json.Unmarshal(r.Body, &in); err != nil {
			return clinic.ErrDamaged
		}
		if len(in.Shown.Inputs) == 0 {
			return nil
		}
		var err error
		if out.Inputs, err = in.Shown.File(); err != nil {
			return err
		}
		in.Shown.Inputs = nil
		body["shown"], err = json.Marshal(in.Shown)
		return err
	default:
	}
	return nil
}

// photoName is where a photo stands in the archive.
func photoName(r clinic.Row) string {
	return path.Join("photos", r.At.Format("2006-01-02-150405")+"-"+r.ID.String()+".jpg")
}

func labelName(id clinic.ID, p *clinic.Product) string {
	return path.Join("labels", plainName(p.Name)+"-"+id.String()+".txt")
}

// plainName is a name that every file system takes, and that stays in its folder.
func plainName(name string) string {
	const most = 40
	var b strings.Builder
	for _, r := range strings.ToLower(name) {
		switch {
		case b.Len() == most:
			return strings.Trim(b.String(), "-")
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	if s := strings.Trim(b.String(), "-"); s != "" {
		return s
	}
	return "product"
}

func (x *archive) photos(ctx context.Context) error {
	return x.care.EachRow(ctx, clinic.KindPhoto, func(row clinic.Row) error {
		photo, err := x.care.Photo(ctx, row.ID)
		if errors.Is(err, clinic.ErrNotFound) { // removed in the meantime
			return nil
		}
		if err != nil {
			return err
		}
		f, err := x.file(photoName(row), true)
		if err != nil {
			return err
		}
		_, err = f.Write(photo.Blob)
		return err
	})
}

func (x *archive) labels(ctx context.Context) error {
	return x.care.EachRow(ctx, clinic.KindProduct, func(row clinic.Row) error {
		p, err := x.care.Product(ctx, row.ID)
		if err != nil || p.Body.Label == "" {
			return err
		}
		return x.text(labelName(row.ID, &p.Body), p.Body.Label)
	})
}

func (x *archive) courses(ctx context.Context) error {
	return x.care.EachRow(ctx, clinic.KindCourse, func(row clinic.Row) error {
		dir := path.Join("courses", row.At.Format("2006-01-02")+"-"+row.ID.String())
		p, err := view.Passport(ctx, x.care, row.ID)
		if err != nil {
			return err
		}
		if err := x.text(path.Join(dir, "passport.txt"), p.Text(x.texts)); err != nil {
			return err
		}
		cal, err := view.Calendar(ctx, x.care, row.ID, x.texts.Lang(), ical.Described)
		if err != nil {
			return err
		}
		return x.text(path.Join(dir, "plan.ics"), string(cal))
	})
}
