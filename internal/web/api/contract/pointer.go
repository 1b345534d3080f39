package contract

import (
	"errors"
	"regexp"
	"strings"

	"skinafter"
)

// faultOf is an input error as a fault: its field becomes a pointer into the body.
func faultOf(e *skinafter.InputError) Fault {
	return Fault{Detail: "want " + e.Want, Pointer: pointer(e.Field)}
}

// at is a fault at a place as huma names it: body.signs[0].code, query.limit, header.If-Match.
func at(location, detail string) Fault {
	where, rest, _ := strings.Cut(location, ".")
	switch where {
	case "query", "header", "path":
		return Fault{Detail: detail, Parameter: rest}
	case "body":
		return Fault{Detail: detail, Pointer: pointer(rest)}
	}
	if strings.HasPrefix(location, "body[") {
		return Fault{Detail: detail, Pointer: pointer(strings.TrimPrefix(location, "body"))}
	}
	return Fault{Detail: detail, Pointer: pointer("")}
}

// AsParameter says that an input error is about a parameter of the address.
func AsParameter(err error, name string) error {
	var input *skinafter.InputError
	if errors.As(err, &input) {
		return Invalid(Fault{Detail: "want " + input.Want, Parameter: name})
	}
	return err
}

// step is one step of a field's name.
var step = regexp.MustCompile(`[^.\[\]]+`)

// pointer is the name of a field as a JSON pointer in a fragment (RFC 6901 section 6):
// "signs[0].code" is "#/signs/0/code". The whole body is "#".
func pointer(field string) string {
	var b strings.Builder
	b.WriteByte('#')
	for _, name := range step.FindAllString(field, -1) {
		b.WriteByte('/')
		b.WriteString(strings.NewReplacer("~", "~0", "/", "~1", "%", "%25", " ", "%20", `"`, "%22").Replace(name))
	}
	return b.String()
}

// told is what an error may repeat of what a person typed: whatever stands in quotes, or as a
// value of a key.
var told = regexp.MustCompile(`"(?:[^"\\]|\\.)*"|'[^']*'|=\s*\([^)]*\)`)

// discreet is an error for the log, without what a person typed.
func discreet(err error) string {
	const longest = 400
	text := told.ReplaceAllString(err.Error(), "…")
	return text[:min(longest, len(text))]
}
