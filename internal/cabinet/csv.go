package cabinet

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"skinafter"
)

// Bounds of an imported list.
const (
	MaxCSVBytes = 64 << 20
	headerRows  = 20  // the official export has some lines before its header
	maxName     = 400 // bytes; the longest official name has 260
)

// Row is one usable row of an imported list.
type Row struct {
	Name      string   // upper case, single spaces
	Functions []string // as printed: "Humectant"; empty = none given
	Line      int      // in the file, from 1
}

// List is a list of names as it was read.
type List struct {
	Rows    []Row
	Skipped []Skip // rows that hold no usable name
}

// Skip is a row that was passed over, and why.
type Skip struct {
	Line int
	Why  string // "no name", "not a name: ..."
}

// ReadCSV reads an ingredient list in the manner of CosIng, the ingredient inventory of the
// European Commission: a header with a column for the INCI name (inci_name, "INCI name",
// name ...) and perhaps one for the function, after at most a few other lines; separated by
// commas, semicolons or tabs; UTF-8 with or without a byte order mark, else Windows-1252.
// Names that stand twice come once. Its errors are InputErrors.
func ReadCSV(b []byte) (List, error) {
	if len(b) > MaxCSVBytes {
		return List{}, &skinafter.InputError{Field: "file", Want: fmt.Sprintf("at most %d MiB", MaxCSVBytes>>20)}
	}
	if bytes.IndexByte(b, 0) >= 0 {
		return List{}, &skinafter.InputError{Field: "file", Want: "a CSV file as text, this is binary"}
	}
	text, err := decode(b)
	if err != nil {
		return List{}, err
	}
	r := csv.NewReader(strings.NewReader(text))
	r.Comma = separator(text)
	r.FieldsPerRecord = -1
	r.LazyQuotes = true
	name, function, err := header(r)
	if err != nil {
		return List{}, err
	}
	return rows(r, name, function)
}

// decode is the file as UTF-8 without a byte order mark.
func decode(b []byte) (string, error) {
	b = bytes.TrimPrefix(b, []byte("\ufeff"))
	if utf8.Valid(b) {
		return string(b), nil
	}
	text, err := charmap.Windows1252.NewDecoder().Bytes(b)
	if err != nil {
		return "", &skinafter.InputError{Field: "file", Want: "UTF-8 or Windows-1252 text"}
	}
	return string(text), nil
}

// separator is the one of comma, semicolon and tab that stands in the first line which
// looks like a header, comma where none does.
func separator(text string) rune {
	n := 0
	for line := range strings.Lines(text) {
		if n++; n > headerRows {
			break
		}
		for _, sep := range ",;\t" {
			for field := range strings.SplitSeq(line, string(sep)) {
				if isNameColumn(field) {
					return sep
				}
			}
		}
	}
	return ','
}

func columnKey(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

func isNameColumn(s string) bool {
	switch columnKey(s) {
	case "inciname", "inci", "name", "ingredient", "ingredientname", "incibezeichnung", "nominci", "nombreinci":
		return true
	}
	return false
}

func isFunctionColumn(s string) bool {
	switch columnKey(s) {
	case "function", "functions", "funktion", "funktionen", "fonction", "fonctions", "funcion", "funzione":
		return true
	}
	return false
}

// header finds the columns of name and function; function is -1 where there is none.
func header(r *csv.Reader) (name, function int, err error) {
	for range headerRows {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return 0, 0, csvError(err)
		}
		name, function = -1, -1
		for i, field := range record {
			switch {
			case name < 0 && isNameColumn(field):
				name = i
			case function < 0 && isFunctionColumn(field):
				function = i
			}
		}
		if name >= 0 {
			return name, function, nil
		}
	}
	return 0, 0, &skinafter.InputError{
		Field: "file", Want: fmt.Sprintf("a header with a column inci_name in one of the first %d lines", headerRows),
	}
}

func csvError(err error) error {
	var parse *csv.ParseError
	if errors.As(err, &parse) {
		return &skinafter.InputError{Field: fmt.Sprintf("line %d, column %d", parse.Line, parse.Column), Want: "CSV: " + parse.Err.Error()}
	}
	return &skinafter.InputError{Field: "file", Want: "CSV: " + err.Error()}
}

func rows(r *csv.Reader, name, function int) (List, error) {
	var list List
	seen := map[string]bool{}
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			return list, nil
		}
		if err != nil {
			return list, csvError(err)
		}
		line, _ := r.FieldPos(0)
		if len(record) <= name {
			list.Skipped = append(list.Skipped, Skip{line, "no name"})
			continue
		}
		row := Row{Name: strings.ToUpper(strings.Join(strings.Fields(record[name]), " ")), Line: line}
		if why := unusable(row.Name); why != "" {
			list.Skipped = append(list.Skipped, Skip{line, why})
			continue
		}
		if seen[row.Name] {
			continue
		}
		seen[row.Name] = true
		if function >= 0 && function < len(record) {
			row.Functions = functions(record[function])
		}
		list.Rows = append(list.Rows, row)
	}
}

// unusable says why a name cannot be kept; empty = it can.
func unusable(name string) string {
	switch {
	case name == "" || name == "-":
		return "no name"
	case len(name) > maxName:
		return "not a name: too long"
	case !strings.ContainsFunc(name, unicode.IsLetter):
		return "not a name: no letter"
	case strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsPrint(r) || r == utf8.RuneError }):
		return "not a name: unreadable signs"
	case !tableSafe(name):
		return "not a name: has one of # { } [ ] | = ; +"
	}
	return ""
}

func functions(field string) []string {
	var out []string
	for f := range strings.FieldsFuncSeq(field, func(r rune) bool { return r == ',' || r == ';' || r == '|' }) {
		if f = strings.Join(strings.Fields(f), " "); f != "" {
			out = append(out, f)
		}
	}
	return out
}
