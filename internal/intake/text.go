package intake

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"

	"skinafter"
	"skinafter/label"
)

// CheckText is b as text, or an error that says where it stops being text.
func CheckText(name string, b []byte) (string, error) {
	for _, magic := range []struct{ start, is string }{
		{"\x89PNG", "a PNG picture"},
		{"\xff\xd8\xff", "a JPEG picture"},
		{"GIF8", "a GIF picture"},
		{"%PDF", "a PDF file"},
		{"PK\x03\x04", "a packed file (docx, xlsx, zip)"},
		{"\x1f\x8b", "a packed file (gzip)"},
		{"\xff\xfe", "UTF-16 text; save it as UTF-8"},
		{"\xfe\xff", "UTF-16 text; save it as UTF-8"},
	} {
		if bytes.HasPrefix(b, []byte(magic.start)) {
			return "", &skinafter.InputError{Field: name, Want: "the text of a label, this is " + magic.is}
		}
	}
	for i := 0; i < len(b); {
		r, size := utf8.DecodeRune(b[i:])
		switch {
		case r == 0:
			line, column := position(b[:i])
			return "", &skinafter.InputError{
				Field: name,
				Want:  fmt.Sprintf("the text of a label, this is binary (a zero byte at line %d, column %d)", line, column),
			}
		case r == utf8.RuneError && size == 1:
			line, column := position(b[:i])
			return "", &skinafter.InputError{
				Field: name,
				Want:  fmt.Sprintf("UTF-8 text; byte 0x%02X at line %d, column %d is not", b[i], line, column),
			}
		}
		i += size
	}
	return string(b), nil
}

// position is the line and column, from 1, that follow the text before.
func position(before []byte) (line, column int) {
	line = 1 + bytes.Count(before, []byte("\n"))
	return line, 1 + utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:])
}

// Decode decodes one JSON object; what is wrong with it is said with its field or its
// column. Fields that are not known are passed over, here and not inside course or person,
// so that other programs may carry fields of their own along.
func Decode(line []byte, into any) error {
	if !utf8.Valid(line) {
		return &skinafter.InputError{Want: fmt.Sprintf("UTF-8 text; byte %d is not", firstInvalid(line)+1)}
	}
	err := json.Unmarshal(line, into)
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	var input *skinafter.InputError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &input):
		return input
	case errors.As(err, &syntax):
		return &skinafter.InputError{Want: fmt.Sprintf("a JSON object; byte %d: %s", syntax.Offset, syntax.Error())}
	case errors.As(err, &kind) && kind.Field == "":
		return &skinafter.InputError{Want: "a JSON object, this is " + kind.Value}
	case errors.As(err, &kind):
		return &skinafter.InputError{Field: kind.Field, Want: jsonKind(kind) + ", this is " + kind.Value}
	default:
		return &skinafter.InputError{Want: "a JSON object: " + err.Error()}
	}
}

func jsonKind(e *json.UnmarshalTypeError) string {
	switch e.Type.Kind().String() {
	case "string":
		return "text in quotes"
	case "bool":
		return "true or false"
	case "slice", "array":
		return "a list"
	case "struct", "map":
		return "an object"
	default:
		return "a number"
	}
}

func firstInvalid(b []byte) int {
	for i := 0; i < len(b); {
		r, size := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return 0
}

// LabelLine is one line of label --ndjson.
type LabelLine struct {
	ID   json.RawMessage `json:"id"`
	Text *string         `json:"text"`
}

// CheckLabel holds the text of a line to the bounds of a file.
func CheckLabel(text *string) error {
	switch {
	case text == nil:
		return &skinafter.InputError{Field: "text", Want: "the text of a label"}
	case len(*text) > label.MaxBytes:
		return &skinafter.InputError{Field: "text", Want: "at most 64 KiB of text, there is more"}
	}
	_, err := CheckText("text", []byte(*text))
	return err
}

func isNull(raw json.RawMessage) bool { return len(raw) == 0 || string(raw) == "null" }

func orWord(word, other string) string {
	if word != "" {
		return word
	}
	return other
}

// Under puts an input error's field below another.
func Under(field string, err error) error {
	var input *skinafter.InputError
	if errors.As(err, &input) {
		return &skinafter.InputError{Field: field + "." + input.Field, Value: input.Value, Want: input.Want}
	}
	return err
}

// yamlToJSON rewrites a report in YAML.
func yamlToJSON(name string, b []byte) ([]byte, error) {
	if n := strings.Count(string(b), "\n"); n > maxPersonLines {
		return nil, &skinafter.InputError{Field: name, Want: fmt.Sprintf("at most %d lines of YAML, there are %d; write JSON", maxPersonLines, n)}
	}
	var v map[string]any
	if err := unmarshalYAML(b, &v); err != nil {
		return nil, &skinafter.InputError{Field: name, Want: "a report as in docs/machine-interface.md; [line:column] " + firstLine(yaml.FormatError(err, false, false))}
	}
	out, err := json.Marshal(v)
	if err != nil {
		return nil, &skinafter.InputError{Field: name, Want: "a report as in docs/machine-interface.md"}
	}
	return out, nil
}

// CheckWords holds words to the bounds of a file.
func CheckWords(field, words string) error {
	if err := CheckLabel(&words); err != nil {
		var input *skinafter.InputError
		if errors.As(err, &input) {
			return &skinafter.InputError{Field: field, Want: strings.Replace(input.Want, "the text of a label", "text", 1)}
		}
		return err
	}
	return nil
}
