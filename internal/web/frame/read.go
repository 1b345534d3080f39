package frame

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"
)

// Bounds of a form.
const (
	fieldsMost = 400       // values in one form
	partMost   = 256 << 10 // bytes of one value
	// FileMost is how much of files is kept of one form, all together, in bytes.
	FileMost = 25 << 20
)

// Read reads the body of a form. Its error is for Fail: a body that is too large, or that no
// form of ours sends. A value that is not UTF-8 is a problem of the form, and its text is kept
// as well as it can be read.
func (f *Frame) Read(r *http.Request) (*Form, error) {
	fm := &Form{values: url.Values{}, files: map[string]*Upload{}, speech: f.Visit(r).Speech}
	kind, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil {
		return nil, &Fault{Status: http.StatusUnsupportedMediaType, Key: "form"}
	}
	if charset := params["charset"]; charset != "" && !strings.EqualFold(charset, "utf-8") {
		return nil, &Fault{Status: http.StatusUnsupportedMediaType, Key: "form"}
	}
	switch kind {
	case "application/x-www-form-urlencoded":
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, bodyFault(err)
		}
		return fm, fm.parse(string(body))
	case "multipart/form-data":
		return fm, fm.parts(multipart.NewReader(r.Body, params["boundary"]))
	default:
		return nil, &Fault{Status: http.StatusUnsupportedMediaType, Key: "form"}
	}
}

// Query reads what stands in the address. Nothing about a person does; the search among the
// sources is all there is.
func (f *Frame) Query(r *http.Request) *Form {
	fm := &Form{values: url.Values{}, speech: f.Visit(r).Speech}
	if fm.parse(r.URL.RawQuery) != nil {
		fm.values = url.Values{} // an address nobody made from our pages
	}
	return fm
}

// parse reads name=value&name=value.
func (fm *Form) parse(text string) error {
	n := 0
	for pair := range strings.SplitSeq(text, "&") {
		if pair == "" {
			continue
		}
		if n++; n > fieldsMost {
			return &Fault{Status: http.StatusRequestEntityTooLarge, Key: "large"}
		}
		name, value, _ := strings.Cut(pair, "=")
		name, err1 := url.QueryUnescape(name)
		value, err2 := url.QueryUnescape(value)
		if err1 != nil || err2 != nil {
			return &Fault{Status: http.StatusBadRequest, Key: "form"}
		}
		fm.add(name, value)
	}
	return nil
}

// parts reads a form with files. Nothing is written to the disk: a file is kept in memory up
// to its limit, and let go beyond it, so that the rest of the form is still read.
func (fm *Form) parts(m *multipart.Reader) error {
	n := 0
	for {
		part, err := m.NextPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return bodyFault(err)
		}
		if n++; n > fieldsMost {
			return &Fault{Status: http.StatusRequestEntityTooLarge, Key: "large"}
		}
		if err := fm.part(part); err != nil {
			return err
		}
	}
}

func (fm *Form) part(part *multipart.Part) error {
	most := int64(partMost)
	isFile := part.FileName() != ""
	if isFile {
		most = FileMost
		for _, other := range fm.files {
			most -= int64(len(other.Bytes))
		}
	}
	content, err := io.ReadAll(io.LimitReader(part, most+1))
	if err != nil {
		return bodyFault(err)
	}
	large := int64(len(content)) > most
	if large {
		if _, err := io.Copy(io.Discard, part); err != nil {
			return bodyFault(err)
		}
	}
	switch {
	case isFile && large:
		fm.files[part.FormName()] = &Upload{TooLarge: true}
	case isFile:
		if fm.files[part.FormName()] == nil {
			fm.files[part.FormName()] = &Upload{Bytes: content}
		}
	case large:
		return &Fault{Status: http.StatusRequestEntityTooLarge, Key: "large"}
	case len(content) > 0 && part.Header.Get("Content-Type") == "application/octet-stream":
		// An empty choice of file has this type and no name; anything else is no form of ours.
		return &Fault{Status: http.StatusUnsupportedMediaType, Key: "form"}
	case part.Header.Get("Content-Type") != "application/octet-stream":
		fm.add(part.FormName(), string(content))
	}
	return nil
}

func (fm *Form) add(name, value string) {
	if !utf8.ValidString(value) || strings.ContainsRune(value, 0) {
		value = string(bytes.ToValidUTF8([]byte(strings.ReplaceAll(value, "\x00", "")), []byte("\uFFFD")))
		fm.values.Add(name, value)
		fm.Fail(name, "form.charset")
		return
	}
	fm.values.Add(name, value)
}

// bodyFault is what is wrong with a body that could not be read to its end.
func bodyFault(err error) error {
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return &Fault{Status: http.StatusRequestEntityTooLarge, Key: "large"}
	}
	return fmt.Errorf("reading the form: %w", &Fault{Status: http.StatusBadRequest, Key: "form", Cause: err})
}
