package intake

import (
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"

	"skinafter"
	"skinafter/recovery"
)

// clinicLine is a clinic's file: its name, and what it says instead of some steps of a plan.
type clinicLine struct {
	Clinic    string         `json:"clinic"    yaml:"clinic"`
	Overrides []overrideLine `json:"overrides" yaml:"overrides"`
}

// overrideLine is what a clinic says instead of one step.
type overrideLine struct {
	Step   string   `json:"step"    yaml:"step"`
	FromH  *float64 `json:"from_h"  yaml:"from_h"`
	UntilH *float64 `json:"until_h" yaml:"until_h"`
	Text   string   `json:"text"    yaml:"text"`
}

// ReadClinic reads a clinic's file, YAML or JSON, that CheckText let pass. name says in errors where it came from. Its
// errors are *skinafter.InputError.
func ReadClinic(name string, b []byte) ([]recovery.Override, error) {
	var w clinicLine
	if err := unmarshalYAML(b, &w); err != nil {
		return nil, &skinafter.InputError{Field: name, Want: "a clinic with overrides; [line:column] " + firstLine(yaml.FormatError(err, false, false))}
	}
	return w.overrides(name)
}

func (w *clinicLine) overrides(name string) ([]recovery.Override, error) {
	var out []recovery.Override
	for i, o := range w.Overrides {
		for _, h := range []*float64{o.FromH, o.UntilH} {
			if h == nil {
				continue
			}
			if _, err := hours(fmt.Sprintf("%s: overrides[%d]", name, i), *h); err != nil {
				return nil, err
			}
		}
		out = append(out, recovery.Override{Step: o.Step, Clinic: w.Clinic, FromH: o.FromH, UntilH: o.UntilH, Text: o.Text})
	}
	return out, nil
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return line
}
