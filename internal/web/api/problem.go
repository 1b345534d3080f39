package api

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"log/slog"
	"net/http"

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

// kind is a type of problem.
type kind struct {
	id     string
	status int
	title  string
	detail string
}

// The types of problems, each an anchor of the documentation.
var (
	kindMalformed  = kind{"malformed", 400, "The request cannot be read", "Send one JSON object in UTF-8, as the documentation of this address has it."}
	kindNoKey      = kind{"no-idempotency-key", 400, "The request has no Idempotency-Key", "Send a header Idempotency-Key with a text that is new for each request, such as a UUID, and the same text when you try again."}
	kindRecordOnly = kind{"record-only", 403, "This copy keeps records and computes no answer", "The purpose of this copy is record. It shows what sources say and keeps what you tell it."}
	kindNotFound   = kind{"not-found", 404, "Nothing is kept at this address", ""}
	kindMethod     = kind{"method-not-allowed", 405, "This address does not take this method", "The header Allow lists what it takes."}
	kindExists     = kind{"exists", 409, "This is kept already", ""}
	kindInUse      = kind{"in-use", 409, "Something else that is kept needs this", "A product that was used stays, because the passport has to show it. Take it off the shelf instead."}
	kindStale      = kind{"stale", 412, "This was changed in the meantime", "Read it again, and send its new ETag as If-Match."}
	kindTooLarge   = kind{"too-large", 413, "The request is too large", ""}
	kindMediaType  = kind{"media-type", 415, "The request has another media type than this address takes", ""}
	kindInvalid    = kind{"invalid", 422, "The request has values that are not allowed", "Each entry of errors names a place and what is allowed there."}
	kindKeyReused  = kind{"key-reused", 422, "This Idempotency-Key was used for another request", "Send a new key with a new request."}
	kindNoVersion  = kind{"no-version", 428, "The request does not say which version it changes", "Send the ETag that you read as If-Match."}
	kindTimeout    = kind{"timeout", 408, "The request took too long to arrive", ""}
	kindInternal   = kind{"internal", 500, "Something went wrong on our side", "Nothing was kept. Try again; ref says where it stands in the log."}
	kindReadOnly   = kind{"read-only", 503, "The data cannot be written", "The folder is read-only or the disk is full. Nothing was kept."}
	kindBusy       = kind{"busy", 503, "The data is in use", "Try again in a moment."}
	kindDamaged    = kind{"damaged", 503, "The data is damaged", "Run skinafter doctor, or restore a backup."}
	kindNewer      = kind{"newer", 503, "The data was written by a newer version of the program", "Use that version."}
	everyProblem   = []kind{
		kindMalformed, kindNoKey, kindRecordOnly, kindNotFound, kindMethod, kindTimeout, kindExists, kindInUse, kindStale, kindTooLarge, kindMediaType,
		kindInvalid, kindKeyReused, kindNoVersion, kindInternal, kindReadOnly, kindBusy, kindDamaged, kindNewer,
	}
)

// problem is a problem of a kind.
func (k kind) problem(faults ...Fault) *Problem {
	return &Problem{Type: Root + "/docs#problem-" + k.id, Title: k.title, Status: k.status, Detail: k.detail, Errors: faults}
}

// kindOf is the kind of a status that huma chose.
func kindOf(status int) kind {
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
	kind kind
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

// problemOf is the problem for an error of a handler. What is our own fault goes to the log,
// without what the person sent.
func (a *API) problemOf(ctx context.Context, err error) *Problem {
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
	p.Ref = a.failed(ctx, p.Type, err)
	return p
}

// failed writes a fault of our own to the log and returns where it stands.
func (a *API) failed(ctx context.Context, problem string, err error) string {
	var b [4]byte
	_, _ = rand.Read(b[:]) // without chance the number is 00000000
	ref := hex.EncodeToString(b[:])
	a.log.LogAttrs(ctx, slog.LevelError, "a request failed", slog.String("ref", ref), slog.String("problem", problem), slog.String("error", discreet(err)))
	return ref
}
