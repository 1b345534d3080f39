package contract

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"log/slog"
	"net/http"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"skinafter"
	"skinafter/internal/clinic"
)

// Problem is what went wrong, as problem details (RFC 9457).
type Problem struct {
	Type   string  `json:"type" format:"uri-reference" doc:"Which problem this is: an address of the documentation."`
	Title  string  `json:"title" doc:"The problem in a few words, always the same for one type."`
	Status int     `json:"status" minimum:"400" maximum:"599"`
	Detail string  `json:"detail,omitempty" doc:"What to do about it."`
	Ref    string  `json:"ref,omitempty" doc:"Where our own fault stands in the log."`
	Errors []Fault `json:"errors,omitempty" doc:"What is wrong with which part of the request."`
}

// Fault is what is wrong with one part of a request.
type Fault struct {
	Detail    string `json:"detail" doc:"What is allowed."`
	Pointer   string `json:"pointer,omitempty" doc:"Where in the body, as a JSON pointer in a fragment (RFC 6901): #/signs/0/code."`
	Parameter string `json:"parameter,omitempty" doc:"Which parameter of address or header."`
}

// Error is the detail, else the title.
func (p *Problem) Error() string {
	if p.Detail != "" {
		return p.Detail
	}
	return p.Title
}

// GetStatus is the status of the answer, as huma asks for it.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType is the media type of problem details.
func (p *Problem) ContentType(string) string { return "application/problem+json" }

// Kind is a type of problem.
type Kind struct {
	ID     string // anchor of the documentation: "problem-" and this
	Status int
	Title  string
	Detail string // what to do about it; empty where the request's own faults say it
}

// The types of problems, each an anchor of the documentation.
var (
	kindMalformed  = Kind{"malformed", 400, "The request cannot be read", "Send one JSON object in UTF-8, as the documentation of this address has it."}
	kindNoKey      = Kind{"no-idempotency-key", 400, "The request has no Idempotency-Key", "Send a header Idempotency-Key with a text that is new for each request, such as a UUID, and the same text when you try again."}
	kindRecordOnly = Kind{"record-only", 403, "This copy keeps records and computes no answer", "The purpose of this copy is record. It shows what sources say and keeps what you tell it."}
	kindHost       = Kind{"host", 403, "The request was sent to another name than this machine's own", "Ask localhost, 127.0.0.1 or [::1]."}
	kindOrigin     = Kind{"origin", 403, "The request comes from a page of another site", "Only pages of this program and programs of this machine may ask."}
	kindNotFound   = Kind{"not-found", 404, "Nothing is kept at this address", ""}
	kindMethod     = Kind{"method-not-allowed", 405, "This address does not take this method", "The header Allow lists what it takes."}
	kindExists     = Kind{"exists", 409, "This is kept already", ""}
	kindInUse      = Kind{"in-use", 409, "Something else that is kept needs this", "A product that was used stays, because the passport has to show it. Take it off the shelf instead."}
	kindStale      = Kind{"stale", 412, "This was changed in the meantime", "Read it again, and send its new ETag as If-Match."}
	kindTooLarge   = Kind{"too-large", 413, "The request is too large", ""}
	kindMediaType  = Kind{"media-type", 415, "The request has another media type than this address takes", ""}
	kindInvalid    = Kind{"invalid", 422, "The request has values that are not allowed", "Each entry of errors names a place and what is allowed there."}
	kindKeyReused  = Kind{"key-reused", 422, "This Idempotency-Key was used for another request", "Send a new key with a new request."}
	kindNoVersion  = Kind{"no-version", 428, "The request does not say which version it changes", "Send the ETag that you read as If-Match."}
	kindTimeout    = Kind{"timeout", 408, "The request took too long to arrive", ""}
	kindInternal   = Kind{"internal", 500, "Something went wrong on our side", "Nothing was kept. Try again; ref says where it stands in the log."}
	kindReadOnly   = Kind{"read-only", 503, "The data cannot be written", "The folder is read-only or the disk is full. Nothing was kept."}
	kindBusy       = Kind{"busy", 503, "The data is in use", "Try again in a moment."}
	kindDamaged    = Kind{"damaged", 503, "The data is damaged", "Run skinafter doctor, or restore a backup."}
	kindNewer      = Kind{"newer", 503, "The data was written by a newer version of the program", "Use that version."}
	everyProblem   = []Kind{
		kindMalformed, kindNoKey, kindRecordOnly, kindHost, kindOrigin, kindNotFound, kindMethod, kindTimeout, kindExists, kindInUse, kindStale, kindTooLarge, kindMediaType,
		kindInvalid, kindKeyReused, kindNoVersion, kindInternal, kindReadOnly, kindBusy, kindDamaged, kindNewer,
	}
)

// Kinds are the types of problems, in the order of their status.
func Kinds() []Kind { return slices.Clone(everyProblem) }

// Invalid is a request with values that are not allowed.
func Invalid(faults ...Fault) *Problem { return kindInvalid.problem(faults...) }

// ForeignHost is a request that was sent to a name that is not this machine's own.
func ForeignHost() *Problem { return kindHost.problem() }

// ForeignOrigin is a request that a page of another site sent.
func ForeignOrigin() *Problem { return kindOrigin.problem() }

// Busy is the problem that too much is asked at the same time.
func Busy() *Problem { return kindBusy.problem() }

// Unusable is the problem that the data cannot be opened at all. It repeats nothing of err; one
// that is of no known kind is a fault of our own.
func Unusable(err error) *Problem {
	for _, k := range known {
		if errors.Is(err, k.err) && k.kind.Status == http.StatusServiceUnavailable {
			return k.kind.problem()
		}
	}
	return kindInternal.problem()
}

// TitleOf says which kind of thing is wrong, in no words of the inside.
func TitleOf(err error) string {
	for _, k := range known {
		if errors.Is(err, k.err) {
			return k.kind.Title
		}
	}
	return kindInternal.Title
}

// problem is a problem of a kind.
func (k Kind) problem(faults ...Fault) *Problem {
	return &Problem{Type: Root + "/docs#problem-" + k.ID, Title: k.Title, Status: k.Status, Detail: k.Detail, Errors: faults}
}

// kindOf is the kind of a status that huma chose.
func kindOf(status int) Kind {
	switch status {
	case http.StatusUnprocessableEntity:
		return kindInvalid
	case http.StatusRequestEntityTooLarge:
		return kindTooLarge
	case http.StatusUnsupportedMediaType:
		return kindMediaType
	case http.StatusRequestTimeout:
		return kindTimeout
	}
	if status >= http.StatusInternalServerError {
		return kindInternal
	}
	return kindMalformed
}

// newProblem stands in for huma's own errors. What they repeat of the request is left out.
func newProblem(status int, _ string, errs ...error) huma.StatusError {
	p := kindOf(status).problem()
	if p.Status >= http.StatusInternalServerError {
		return p
	}
	for _, err := range errs {
		var detail huma.ErrorDetailer
		var input *skinafter.InputError
		switch {
		case errors.As(err, &input):
			p.Errors = append(p.Errors, faultOf(input))
		case errors.As(err, &detail):
			d := detail.ErrorDetail()
			p.Errors = append(p.Errors, at(d.Location, d.Message))
		}
	}
	return p
}

// known are the errors of the record and their kinds.
var known = []struct {
	err  error
	kind Kind
}{
	{clinic.ErrNotFound, kindNotFound},
	{clinic.ErrStale, kindStale},
	{clinic.ErrExists, kindExists},
	{clinic.ErrKeyReused, kindKeyReused},
	{clinic.ErrInUse, kindInUse},
	{clinic.ErrRecord, kindRecordOnly},
	{clinic.ErrNewer, kindNewer},
	{clinic.ErrDamaged, kindDamaged},
	{clinic.ErrReadOnly, kindReadOnly},
	{clinic.ErrBusy, kindBusy},
	{context.DeadlineExceeded, kindBusy},
}

// Problem is the problem for an error of a handler. What is our own fault goes to the log,
// without what the person sent.
func (s *Service) Problem(ctx context.Context, err error) *Problem {
	var p *Problem
	var input *skinafter.InputError
	if errors.As(err, &p) {
		return p
	}
	for _, k := range known {
		if errors.Is(err, k.err) {
			p = k.kind.problem()
			if p.Status < http.StatusInternalServerError {
				return p
			}
			break
		}
	}
	if p == nil && errors.As(err, &input) {
		return kindInvalid.problem(faultOf(input))
	}
	if p == nil {
		p = kindInternal.problem()
	}
	p.Ref = s.failed(ctx, p.Type, err)
	return p
}

// failed writes a fault of our own to the log and returns where it stands.
func (s *Service) failed(ctx context.Context, problem string, err error) string {
	var b [4]byte
	_, _ = rand.Read(b[:]) // without chance the number is 00000000
	ref := hex.EncodeToString(b[:])
	s.log.LogAttrs(ctx, slog.LevelError, "a request failed", slog.String("ref", ref), slog.String("problem", problem), slog.String("error", discreet(err)))
	return ref
}
