package openfda

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"skinafter"
	"skinafter/signal"
)

var textType = reflect.TypeFor[string]()

// Options say how to read. The zero value is the default.
type Options struct {
	// Industries are the FDA industry codes of food/event to use, such as "53" for cosmetics; products
	// of others are counted in Intake.LeftOut. Empty uses all. Products without a code
	// (cosmetic/event, device/event) are used.
	Industries []string
	// DeviceProblems also makes events of what went wrong with a device; otherwise only what
	// happened to people counts.
	DeviceProblems bool
	// MaxReport is the most bytes of one report; 0 is 16 MiB. Longer ones are refused.
	MaxReport int
}

// Reader reads rows.
type Reader struct {
	cutter  *cutter
	options Options

	row      signal.Row
	products []named
	events   []string
	at       int // of products x events
	line     int64
	intake   signal.Intake
	refused  signal.Remarks
	leftOut  signal.Remarks
	noted    signal.Remarks
}

// named is a product with its role.
type named struct {
	name string
	role signal.Role
}

// NewReader looks at the first bytes. The error is an *skinafter.InputError where they are no text.
func NewReader(in io.Reader, o Options) (*Reader, error) {
	if o.MaxReport <= 0 {
		o.MaxReport = 16 << 20
	}
	r := &Reader{cutter: newCutter(in, o.MaxReport), options: o}
	return r, r.cutter.start()
}

// Line is where the report of the last row begins; the first line of the file is 1.
func (r *Reader) Line() int64 { return r.line }

// Tally says what became of the reports so far.
func (r *Reader) Tally() signal.Intake {
	t := r.intake
	t.Refused, t.LeftOut, t.Noted = r.refused.List(), r.leftOut.List(), r.noted.List()
	return t
}

// Read is the next row: one product and one reaction of a report. The error is io.EOF at the end,
// an *skinafter.InputError with the line where the text is no JSON, is cut off or holds an error
// of the FDA in place of reports, or that of the stream with its line.
func (r *Reader) Read() (signal.Row, error) {
	for r.at >= len(r.products)*len(r.events) {
		if err := r.next(); err != nil {
			return signal.Row{}, err
		}
	}
	p := r.products[r.at/len(r.events)]
	r.row.Product, r.row.Role, r.row.Event = p.name, p.role, r.events[r.at%len(r.events)]
	r.at++
	r.intake.Rows++
	return r.row, nil
}

// next reads one report; it gives no rows where it was refused.
func (r *Reader) next() error {
	r.products, r.events, r.at = r.products[:0], nil, 0
	b, line, err := r.cutter.next()
	if err != nil {
		return err
	}
	r.line = line
	r.intake.Read++
	if r.cutter.long {
		r.refused.Add(fmt.Sprintf("longer than %d bytes", r.options.MaxReport), line)
		return nil
	}
	if !utf8.Valid(b) {
		r.intake.Converted++
		if b, err = charmap.Windows1252.NewDecoder().Bytes(b); err != nil {
			r.refused.Add("neither UTF-8 nor Windows-1252", line)
			return nil
		}
	}
	var v report
	if err := json.Unmarshal(b, &v); err != nil {
		r.refused.Add(wrong(err), line)
		return nil
	}
	if v.Error != nil {
		return &skinafter.InputError{Field: fmt.Sprintf("line %d", line), Value: string(first(v.Error.Message, v.Error.Code)), Want: "reports; the FDA answered with an error"}
	}
	r.take(&v)
	return nil
}

// wrong is what is wrong with a report, in words.
func wrong(err error) string {
	var kind *json.UnmarshalTypeError
	if errors.As(err, &kind) {
		field := kind.Field
		if field == "" {
			return "not a JSON object of a report"
		}
		return fmt.Sprintf("the field %s holds %s", field, article(kind.Value))
	}
	return "not JSON"
}

func article(kind string) string {
	kind, _, _ = strings.Cut(kind, " ")
	switch kind {
	case "array":
		kind = "list"
	case "bool":
		return "true or false"
	}
	if kind == "object" {
		return "an object"
	}
	return "a " + kind
}

// take makes the rows of a report.
func (r *Reader) take(v *report) {
	r.row = signal.Row{Report: string(v.Number), Serious: signal.Serious(v.Outcomes)}
	left := 0
	if len(v.Device) > 0 || v.Key != "" {
		r.device(v)
	} else {
		left = r.consumer(v)
	}
	switch {
	case r.row.Report == "":
		r.refused.Add("no report number", r.line)
	case len(r.products) == 0 && left > 0: // told product by product
	case len(r.products) == 0:
		r.refused.Add("no product", r.line)
	case len(r.events) == 0:
		r.refused.Add("no reaction", r.line)
	default:
		r.intake.Used++
		return
	}
	r.products = r.products[:0]
}

// consumer reads a report of food/event or cosmetic/event, and says how many of its products were
// left out.
func (r *Reader) consumer(v *report) (left int) {
	for _, p := range v.Products {
		role, ok := signal.ParseRole(string(p.Role))
		if !ok {
			r.noted.Add("role "+quote(p.Role)+" is not known", r.line)
		}
		name := first(p.Brand, p.Name)
		switch {
		case p.Industry != "" && len(r.options.Industries) > 0 && !slices.Contains(r.options.Industries, string(p.Industry)):
			r.leftOut.Add("industry "+string(p.Industry), r.line)
			left++
			continue
		case name == "":
			r.noted.Add("a product without a name, left out of its report", r.line)
			continue
		case strings.HasPrefix(strings.ToUpper(string(name)), "EXEMPTION") || strings.EqualFold(string(name), "redacted"):
			r.noted.Add("the FDA withholds the product's name: different products count as one", r.line)
		}
		r.products = append(r.products, named{string(name), role})
	}
	who := v.Consumer
	if len(v.Patient) > 0 && v.Patient[0] == '{' {
		if err := json.Unmarshal(v.Patient, &who); err != nil {
			r.noted.Add("a patient that cannot be read", r.line)
		}
	}
	r.events = v.Reactions
	r.about(who.Age, who.Unit, who.Gender)
	r.dates(first(v.DateStarted, v.DateEvent), first(v.DateCreated, v.DateInitial))
	return left
}

// device reads a report of device/event.
func (r *Reader) device(v *report) {
	r.row.Report = string(first(v.Key, v.Number))
	for _, d := range v.Device {
		name := first(d.Brand, d.Generic)
		if name == "" {
			r.noted.Add("a device without a name, left out of its report", r.line)
			continue
		}
		r.products = append(r.products, named{string(name), signal.RoleSuspect})
	}
	var patients []patient
	if len(v.Patient) > 0 && json.Unmarshal(v.Patient, &patients) != nil {
		r.noted.Add("a patient that cannot be read", r.line)
	}
	for _, p := range patients {
		r.events = append(r.events, p.Problems...)
	}
	if r.options.DeviceProblems {
		r.events = append(r.events, v.Problems...)
	}
	if len(patients) == 1 {
		r.about(patients[0].Age, "", patients[0].Sex)
	}
	r.row.Serious = v.EventType.serious()
	r.dates(v.DateOfEvent, v.DateReceived)
}

// about notes what is said of the person.
func (r *Reader) about(age, unit, sex text) {
	r.row.Sex = string(sex)
	var ok bool
	if r.row.Age, ok = years(age, unit); !ok {
		r.noted.Add("an age that cannot be read", r.line)
	}
}

// dates notes when it happened and the year in which it was reported.
func (r *Reader) dates(event, reported text) {
	r.row.Date = string(first(event, reported))
	if r.row.Year = yearOf(reported); r.row.Year == 0 {
		r.row.Year = yearOf(event)
	}
}

func quote(t text) string {
	const most = 40
	if runes := []rune(t); len(runes) > most {
		t = text(runes[:most]) + "..."
	}
	return fmt.Sprintf("%q", string(t))
}
