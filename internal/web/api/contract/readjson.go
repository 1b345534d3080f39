package contract

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"
)

// deepest is how deep JSON may be nested; no request needs a tenth of it.
const deepest = 64

// readJSON reads a body. huma reads it twice: into an any, to hold it to the schema, and into
// the request. The first time more is looked at than encoding/json does: a name that stands
// twice in one object, nesting, bytes that are not UTF-8. Errors name a byte and repeat nothing.
func readJSON(data []byte, into any) error {
	if _, first := into.(*any); first {
		if err := checkJSON(data); err != nil {
			return err
		}
	}
	return json.Unmarshal(data, into)
}

func checkJSON(data []byte) error {
	if !utf8.Valid(data) {
		return errors.New("want JSON in UTF-8")
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	if err := checkValue(dec, deepest); err != nil {
		var syntax *json.SyntaxError
		if errors.As(err, &syntax) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			return fmt.Errorf("want JSON; it breaks off at byte %d", dec.InputOffset())
		}
		return err
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return fmt.Errorf("want one JSON value; there is more after byte %d", dec.InputOffset())
	}
	return nil
}

// checkValue goes through one value.
func checkValue(dec *json.Decoder, deep int) error {
	tok, err := dec.Token()
	if err != nil {
		return err
	}
	open, nested := tok.(json.Delim)
	if !nested {
		return nil
	}
	if deep == 0 {
		return fmt.Errorf("want JSON nested at most %d deep", deepest)
	}
	seen := map[string]bool{}
	for dec.More() {
		if open == '{' {
			name, err := dec.Token()
			if err != nil {
				return err
			}
			key, _ := name.(string)
			if seen[key] {
				return fmt.Errorf("want every name once in an object; one stands twice before byte %d", dec.InputOffset())
			}
			seen[key] = true
		}
		if err := checkValue(dec, deep-1); err != nil {
			return err
		}
	}
	_, err = dec.Token()
	return err
}
