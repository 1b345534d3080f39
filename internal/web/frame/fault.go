package frame

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"regexp"

	"skinafter"
	"skinafter/internal/clinic"
)

// Fault is an error that has a page of its own: the texts fault.<Key>.title, .text and .step.
type Fault struct {
	Status int
	Key    string
	Cause  error // for the log; may be nil
	// Both are the two versions of what was changed in two places at once, for Key "stale".
	Both []Both
	// Back is where the person can go on; empty = the start.
	Back string
}

// Both is one thing as the person wanted it and as it is kept now.
type Both struct{ Name, Yours, Kept string }

// Error is for the log.
func (e *Fault) Error() string {
	if e.Cause != nil {
		return fmt.Sprintf("fault %s: %v", e.Key, e.Cause)
	}
	return "fault " + e.Key
}

// Unwrap is the cause.
func (e *Fault) Unwrap() error { return e.Cause }

// NotThere says that there is no such page, or nothing kept under its id.
func NotThere() error { return &Fault{Status: http.StatusNotFound, Key: "missing"} }

// Stale says that something was changed in another tab or on another device since the person
// began. Both texts are shown, so that nothing that was typed is lost; back is the page to try
// again from.
func Stale(back string, both ...Both) error {
	return &Fault{Status: http.StatusConflict, Key: "stale", Cause: clinic.ErrStale, Both: both, Back: back}
}

// faultOf finds the page for an error.
func faultOf(err error) *Fault {
	var fault *Fault
	var input *skinafter.InputError
	switch {
	case errors.As(err, &fault):
		return fault
	case errors.Is(err, clinic.ErrNotFound):
		return &Fault{Status: http.StatusNotFound, Key: "missing"}
	case errors.Is(err, clinic.ErrStale):
		return &Fault{Status: http.StatusConflict, Key: "stale", Cause: err}
	case errors.Is(err, clinic.ErrExists):
		return &Fault{Status: http.StatusConflict, Key: "exists", Cause: err}
	case errors.Is(err, clinic.ErrInUse):
		return &Fault{Status: http.StatusConflict, Key: "inuse", Cause: err}
	case errors.Is(err, clinic.ErrRecord):
		return &Fault{Status: http.StatusConflict, Key: "record", Cause: err}
	case errors.Is(err, clinic.ErrKeyReused):
		return &Fault{Status: http.StatusConflict, Key: "again", Cause: err}
	case errors.Is(err, clinic.ErrNewer):
		return &Fault{Status: http.StatusServiceUnavailable, Key: "newer", Cause: err}
	case errors.Is(err, clinic.ErrDamaged):
		return &Fault{Status: http.StatusServiceUnavailable, Key: "damaged", Cause: err}
	case errors.Is(err, clinic.ErrReadOnly):
		return &Fault{Status: http.StatusServiceUnavailable, Key: "readonly", Cause: err}
	case errors.Is(err, clinic.ErrBusy), errors.Is(err, context.DeadlineExceeded):
		return &Fault{Status: http.StatusServiceUnavailable, Key: "busy", Cause: err}
	case errors.As(err, &input):
		return &Fault{Status: http.StatusUnprocessableEntity, Key: "form", Cause: err}
	default:
		return &Fault{Status: http.StatusInternalServerError, Key: "internal", Cause: err}
	}
}

// faultPage is what the page of a fault shows.
type faultPage struct {
	*Fault
	Ref     string // of the line in the log; empty where nothing was logged
	Typed   []Problem
	Outside bool // the request may not come from the app: no link leads on
}

// Fail writes the page for an error. A person sees what to do and nothing of the inside; what
// went wrong is in the log, under the number on the page, without what the person typed.
func (f *Frame) Fail(w http.ResponseWriter, r *http.Request, err error) {
	if errors.Is(err, context.Canceled) && r.Context().Err() != nil {
		return // the browser went away
	}
	fault := faultOf(err)
	page := faultPage{Fault: fault}
	if fault.Status >= http.StatusInternalServerError {
		page.Ref = reference()
		f.Log.LogAttrs(r.Context(), slog.LevelError, "a page failed", slog.String("ref", page.Ref),
			slog.String("method", r.Method), slog.String("route", r.Pattern), slog.String("fault", fault.Key), slog.String("error", discreet(fault)))
	}
	if failed := f.Answer(w, r, fault.Status, "frame/fault", page); failed != nil {
		f.Log.LogAttrs(r.Context(), slog.LevelError, "the page of a fault failed", slog.String("error", discreet(failed)))
		http.Error(w, http.StatusText(fault.Status), fault.Status)
	}
}

// reference is a short number to find a line of the log by.
func reference() string {
	var b [4]byte
	// Without chance the number is 00000000: the page still comes.
	_, _ = rand.Read(b[:])
	return hex.EncodeToString(b[:])
}

// told is what an error may repeat of what a person typed or what is kept: whatever stands in
// quotes, or as a value of a key.
var told = regexp.MustCompile(`"(?:[^"\\]|\\.)*"|'[^']*'|=\s*\([^)]*\)`)

// longestError is how much of an error goes to the log, in bytes.
const longestError = 400

// discreet is an error for the log, without what a person typed.
func discreet(err error) string {
	var input *skinafter.InputError
	if errors.As(err, &input) {
		return "input error in " + input.Field
	}
	text := told.ReplaceAllString(err.Error(), "…")
	if len(text) > longestError {
		text = text[:longestError]
	}
	return text
}
