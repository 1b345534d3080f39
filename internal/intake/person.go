package intake

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"

	"skinafter"
	"skinafter/label"
)

// personLine is a person in a file (YAML or JSON) and in the machine interface.
// Every field may be left out.
type personLine struct {
	Age        int          `json:"age"        yaml:"age"`       // years
	SkinType   string       `json:"skin_type"  yaml:"skin_type"` // I..VI, unknown
	Conditions []string     `json:"conditions" yaml:"conditions"`
	Allergies  []string     `json:"allergies"  yaml:"allergies"`
	Avoid      []string     `json:"avoid"      yaml:"avoid"`
	Medicines  []string     `json:"medicines"  yaml:"medicines"`
	Prescribed []string     `json:"prescribed" yaml:"prescribed"`
	Uses       []useLine    `json:"uses"       yaml:"uses"`
	CheckIn    *checkInLine `json:"check_in"   yaml:"check_in"`
}

// useLine is a product that touched the skin. Neither at_h nor during: hour not known.
type useLine struct {
	Name       string   `json:"name"       yaml:"name"`
	Label      string   `json:"label"      yaml:"label"` // text of its label
	Form       string   `json:"form"       yaml:"form"`
	Prescribed bool     `json:"prescribed" yaml:"prescribed"`
	Tolerated  bool     `json:"tolerated"  yaml:"tolerated"` // used on this skin before without trouble
	AtH        *float64 `json:"at_h"       yaml:"at_h"`      // hours since the treatment; negative = before
	During     bool     `json:"during"     yaml:"during"`
}

// checkInLine is the latest check-in of a person's file.
type checkInLine struct {
	AtH      float64       `json:"at_h"     yaml:"at_h"`
	AtMaxH   *float64      `json:"at_max_h" yaml:"at_max_h"`
	Symptoms []symptomLine `json:"symptoms" yaml:"symptoms"`
}

// symptomLine is one symptom of a person's file.
type symptomLine struct {
	Code     string   `json:"code"     yaml:"code"`
	Severity string   `json:"severity" yaml:"severity"`
	OnsetH   *float64 `json:"onset_h"  yaml:"onset_h"`
	Trend    string   `json:"trend"    yaml:"trend"`
}

// maxPersonLines bounds the time that the YAML library takes, which grows with their square.
const maxPersonLines = 10_000

// errYAML stands for a crash inside the YAML library.
var errYAML = errors.New("this cannot be read as YAML")

// unmarshalYAML decodes strictly. The library panics on some broken files, which must not
// take the program down.
func unmarshalYAML(b []byte, into any) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%w: %v", errYAML, r)
		}
	}()
	return yaml.UnmarshalWithOptions(b, into, yaml.Strict())
}

// MaxPersonBytes bounds a person's file: some labels of used products fit in.
const MaxPersonBytes = 1 << 20

// ReadPerson reads a person's file, YAML or JSON, that CheckText let pass. name says in errors where it came from. Its
// errors are *skinafter.InputError.
func ReadPerson(name string, b []byte, reader *label.Reader) (skinafter.Person, error) {
	if n := bytes.Count(b, []byte("\n")); n > maxPersonLines {
		return skinafter.Person{}, &skinafter.InputError{Field: name, Want: fmt.Sprintf("at most %d lines, there are %d", maxPersonLines, n)}
	}
	var w personLine
	if err := unmarshalYAML(b, &w); err != nil {
		first, _, _ := strings.Cut(yaml.FormatError(err, false, false), "\n")
		return skinafter.Person{}, &skinafter.InputError{Field: name, Want: "a person as in docs/vocabulary.md; [line:column] " + first}
	}
	p, err := w.person(reader)
	if err != nil {
		return p, Under(name, err)
	}
	return p, nil
}

// person checks every code and reads the labels of used products.
func (w *personLine) person(reader *label.Reader) (skinafter.Person, error) {
	p := skinafter.Person{
		Age: w.Age, SkinType: w.SkinType, Conditions: w.Conditions, Allergies: w.Allergies,
		Avoid: w.Avoid, Medicines: w.Medicines, Prescribed: w.Prescribed,
	}
	const oldest = 130
	if w.Age < 0 || w.Age > oldest {
		return p, &skinafter.InputError{Field: "age", Value: fmt.Sprint(w.Age), Want: "years, 0 to 130"}
	}
	if err := OneOf("skin_type", w.SkinType, skinTypes); err != nil {
		return p, err
	}
	for i, code := range w.Conditions {
		if err := checkCondition(fmt.Sprintf("conditions[%d]", i), code); err != nil {
			return p, err
		}
	}
	for i := range w.Uses {
		use, err := w.Uses[i].use(fmt.Sprintf("uses[%d]", i), reader)
		if err != nil {
			return p, err
		}
		p.Uses = append(p.Uses, use)
	}
	if w.CheckIn == nil {
		return p, nil
	}
	latest, err := w.CheckIn.checkIn()
	p.Latest = latest
	return p, err
}

func (w *useLine) use(field string, reader *label.Reader) (skinafter.Use, error) {
	u := skinafter.Use{During: w.During, Unknown: w.AtH == nil && !w.During}
	form, err := ParseForm(field+".form", w.Form)
	if err != nil {
		return u, err
	}
	if err := CheckLabel(&w.Label); err != nil {
		return u, Under(field, err)
	}
	u.Product = skinafter.Product{Name: w.Name, Form: form, Prescribed: w.Prescribed, Tolerated: w.Tolerated, Label: reader.Parse(w.Label)}
	if w.AtH != nil {
		u.At, err = hours(field+".at_h", *w.AtH)
	}
	return u, err
}

func (w *checkInLine) checkIn() (*skinafter.CheckIn, error) {
	from, err := hours("check_in.at_h", w.AtH)
	if err != nil {
		return nil, err
	}
	c := &skinafter.CheckIn{At: skinafter.At(from)}
	if w.AtMaxH != nil {
		to, err := hours("check_in.at_max_h", *w.AtMaxH)
		if err != nil {
			return nil, err
		}
		c.At = skinafter.Between(from, to)
	}
	for i, sym := range w.Symptoms {
		field := fmt.Sprintf("check_in.symptoms[%d]", i)
		read, err := sym.symptom(field)
		if err != nil {
			return nil, err
		}
		c.Symptoms = append(c.Symptoms, read)
	}
	return c, nil
}

func (w *symptomLine) symptom(field string) (skinafter.Symptom, error) {
	sym := skinafter.Symptom{Code: w.Code, Severity: skinafter.Severity(w.Severity), Trend: w.Trend}
	if w.Code == "" {
		return sym, &skinafter.InputError{Field: field + ".code", Want: "a code of docs/vocabulary.md"}
	}
	for _, check := range []struct{ name, code, list string }{
		{".code", w.Code, Symptoms}, {".severity", w.Severity, Severities}, {".trend", w.Trend, Trends},
	} {
		if err := OneOf(field+check.name, check.code, check.list); err != nil {
			return sym, err
		}
	}
	if w.OnsetH != nil {
		onset, err := hours(field+".onset_h", *w.OnsetH)
		if err != nil {
			return sym, err
		}
		sym.Onset = &onset
	}
	return sym, nil
}

// ParseForm reads a product form; empty = not said.
func ParseForm(field, text string) (skinafter.Form, error) {
	return skinafter.Form(text), OneOf(field, text, Forms)
}

// Forms are the product forms.
const Forms = "leave-on rinse-off sunscreen makeup heavy-makeup medicine"
