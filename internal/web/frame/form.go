package frame

import (
	"errors"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"skinafter"
	"skinafter/internal/clinic"
	"skinafter/internal/speech"
)

// Lengths of what people type, in characters.
const (
	LineMost  = 200   // a name, a number, a place
	NoteMost  = 4000  // own words
	LabelMost = 64000 // the text of a label
)

// Form is what a person sent, with what is wrong with it. What was typed stays as it was, for
// the page that asks again. A nil *Form is one that nobody has sent yet: every field is empty.
type Form struct {
	values   url.Values
	files    map[string]*Upload
	problems []Problem
	speech   *speech.Speech
}

// Problem is what is wrong with a field, in the person's language. Field is empty where it is
// about the whole form.
type Problem struct{ Field, Text string }

// Upload is a file that came with a form.
type Upload struct {
	Bytes []byte
	// TooLarge says that the file was larger than the limit and was let go.
	TooLarge bool
}

// Fail notes that something is wrong with a field: text is a key of the catalogue.
func (fm *Form) Fail(field, key string, args ...any) {
	if fm.problem(field) == "" {
		fm.problems = append(fm.problems, Problem{field, fm.speech.Texts.Text(key, args...)})
	}
}

// Failed reports whether anything is wrong.
func (fm *Form) Failed() bool { return fm != nil && len(fm.problems) > 0 }

// Problems are what is wrong, in the order it was found.
func (fm *Form) Problems() []Problem {
	if fm == nil {
		return nil
	}
	return fm.problems
}

// problem is what is wrong with a field; empty = nothing.
func (fm *Form) problem(field string) string {
	for _, p := range fm.Problems() {
		if p.Field == field {
			return p.Text
		}
	}
	return ""
}

// Take puts an error of the input beside its field, named as the form names it (names maps the
// field of a *skinafter.InputError to that of the form; what it does not map stands above the
// form). Any other error comes back.
func (fm *Form) Take(err error, names map[string]string) error {
	var input *skinafter.InputError
	if !errors.As(err, &input) {
		return err
	}
	field := names[input.Field]
	if field == "" && fm.values.Has(input.Field) {
		field = input.Field
	}
	fm.Fail(field, "form.not_accepted")
	return nil
}

// Raw is a field as it was sent; empty where it was not.
func (fm *Form) Raw(name string) string {
	if fm == nil {
		return ""
	}
	return fm.values.Get(name)
}

// RawAll is a field that may be given several times, as it was sent.
func (fm *Form) RawAll(name string) []string {
	if fm == nil {
		return nil
	}
	return fm.values[name]
}

// single is a field that may be given once.
func (fm *Form) single(name string) string {
	all := fm.RawAll(name)
	if len(all) > 1 && slices.ContainsFunc(all, func(s string) bool { return s != all[0] }) {
		fm.Fail(name, "form.twice")
	}
	if len(all) == 0 {
		return ""
	}
	return all[0]
}

// turns reports whether a sign changes the direction of what follows it, beyond what was typed
// and past the end of its field. The marks U+200E and U+200F do not, and writing needs them.
func turns(r rune) bool { return r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' }

// Line is one line of text without spaces at its ends, at most most characters. Line breaks
// and control characters become spaces; signs that turn the direction of writing are left out.
func (fm *Form) Line(name string, most int) string {
	text := strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' {
			return ' '
		}
		if turns(r) {
			return -1
		}
		return r
	}, fm.single(name))
	return fm.short(name, strings.Join(strings.Fields(text), " "), most)
}

// Text is a text of several lines, at most most characters, without control characters and signs
// that turn the direction of writing.
func (fm *Form) Text(name string, most int) string {
	text := strings.ReplaceAll(fm.single(name), "\r\n", "\n")
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' || turns(r) {
			return -1
		}
		return r
	}, text)
	return fm.short(name, strings.TrimSpace(text), most)
}

func (fm *Form) short(name, text string, most int) string {
	if n := utf8.RuneCountInString(text); n > most {
		fm.Fail(name, "form.too_long", "most", most, "n", n)
	}
	return text
}

// Code is one of a closed list; empty where nothing was chosen.
func (fm *Form) Code(name string, allowed ...string) string {
	code := fm.single(name)
	if code != "" && !slices.Contains(allowed, code) {
		fm.Fail(name, "form.choose")
		return ""
	}
	return code
}

// Codes are some of a closed list, each once, in the order of the list.
func (fm *Form) Codes(name string, allowed []string) []string {
	sent := fm.RawAll(name)
	for _, code := range sent {
		if code != "" && !slices.Contains(allowed, code) {
			fm.Fail(name, "form.choose")
		}
	}
	var out []string
	for _, code := range allowed {
		if slices.Contains(sent, code) {
			out = append(out, code)
		}
	}
	return out
}

// Yes reports whether a box was ticked.
func (fm *Form) Yes(name string) bool { return fm.Code(name, "yes", "no") == "yes" }

// Number is a number from least to most, with a point or a comma; false where the field is
// empty or wrong.
func (fm *Form) Number(name string, least, most float64) (float64, bool) {
	text := fm.Line(name, LineMost)
	if text == "" {
		return 0, false
	}
	n, err := strconv.ParseFloat(strings.Replace(text, ",", ".", 1), 64)
	if err != nil || !(n >= least && n <= most) || len(text) > 12 || strings.ContainsAny(text, "xX_pPeE") {
		fm.Fail(name, "form.number", "least", fm.speech.Number(least), "most", fm.speech.Number(most))
		return 0, false
	}
	return n, true
}

// Whole is a whole number from least to most; false where the field is empty or wrong.
func (fm *Form) Whole(name string, least, most int) (int, bool) {
	text := fm.Line(name, LineMost)
	if text == "" {
		return 0, false
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < least || n > most {
		fm.Fail(name, "form.whole", "least", least, "most", most)
		return 0, false
	}
	return n, true
}

// ID is an id of a row; clinic.None where the field is empty or holds none.
func (fm *Form) ID(name string) clinic.ID {
	text := fm.single(name)
	if text == "" {
		return clinic.None
	}
	id, err := clinic.ParseID(text)
	if err != nil {
		fm.Fail(name, "form.choose")
	}
	return id
}

// Version is the version of a row that a form was made from; 0 where it is missing.
func (fm *Form) Version(name string) int64 {
	n, err := strconv.ParseInt(fm.single(name), 10, 64)
	if err != nil || n < 0 {
		return 0
	}
	return n
}

// Day is a date (2026-11-22) at midnight in a zone; false where the field is empty or wrong.
func (fm *Form) Day(name string, zone *time.Location) (time.Time, bool) {
	text := fm.Line(name, LineMost)
	if text == "" {
		return time.Time{}, false
	}
	day, err := time.ParseInLocation(time.DateOnly, text, zone)
	if err != nil || day.Year() < firstYear || day.Year() > lastYear {
		fm.Fail(name, "form.day")
		return time.Time{}, false
	}
	return day, true
}

// Years that can be told.
const firstYear, lastYear = 1900, 2199

// File is a file that came with the form; nil where none did. One that is too large is a
// problem of the form.
func (fm *Form) File(name string) []byte {
	if fm == nil || fm.files[name] == nil {
		return nil
	}
	if fm.files[name].TooLarge {
		fm.Fail(name, "form.file_large", "most", FileMost>>20)
		return nil
	}
	return fm.files[name].Bytes
}

// Once is the key of the form together with what it asks, so that a second click or a second
// tab does nothing twice.
func (fm *Form) Once(action string) clinic.Once {
	asked := url.Values{}
	for name, values := range fm.values {
		if name != OnceField {
			asked[name] = values
		}
	}
	files := map[string][]byte{}
	for name, file := range fm.files {
		files[name] = file.Bytes
	}
	return clinic.NewOnce(fm.Line(OnceField, LineMost), action, struct {
		Fields url.Values
		Files  map[string][]byte
	}{asked, files})
}

// OnceField is the name of the hidden field that holds the key of a form.
const OnceField = "once"

// freshKey is a key for OnceField.
func freshKey() (string, error) { return clinic.NewKey() }
