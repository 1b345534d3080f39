package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"skinafter"
	"skinafter/internal/clinic"
	"skinafter/internal/clinic/export"
)

func (a *API) registerData() {
	add(a, operation{method: http.MethodGet, path: "/answered", tag: tagRecord, id: "list-answered", title: "What was settled before a treatment, newest first"},
		a.listAnswered)
	add(a, operation{
		method: http.MethodPost, path: "/answered", tag: tagRecord, id: "add-answered", title: "Keep what was settled",
		status: http.StatusCreated, errors: []int{http.StatusConflict},
	}, a.addAnswered)
	add(a, operation{
		method: http.MethodGet, path: "/audit", tag: tagData, id: "list-audit", title: "Who did what to which row",
		about: "A chain of entries, each sealed with the one before. It holds ids and digests, nothing about the person.",
	}, a.audit)
	add(a, operation{
		method: http.MethodDelete, path: "/person", tag: tagData, id: "erase", title: "Erase everything about the person",
		about:  "Rows, photos, drafts. The audit chain stays; the receipt says what else does. If-Match is the ETag of GET /person.",
		status: http.StatusOK, errors: []int{http.StatusBadRequest, http.StatusPreconditionFailed, http.StatusPreconditionRequired},
	}, a.erase)
	a.registerExport()
}

func (a *API) listAnswered(ctx context.Context, in *struct {
	Limit  int    `query:"limit" minimum:"1" maximum:"200" default:"50"`
	Cursor string `query:"cursor" maxLength:"200"`
	Course string `query:"course" maxLength:"64" doc:"Of this course only."`
},
) (*many[Answered], error) {
	course := clinic.None
	if in.Course != "" {
		rec, err := a.course(ctx, in.Course)
		if isNotFound(err) {
			return nil, kindInvalid.problem(Fault{Detail: "want the id of a course that is kept", Parameter: "course"})
		}
		if err != nil {
			return nil, err
		}
		course = rec.ID
	}
	return listOf(a, Paged{Limit: in.Limit, Cursor: in.Cursor, Order: "newest"}, "/answered", func(p clinic.Page) ([]clinic.Record[clinic.Answered], error) {
		return a.care.Answered(ctx, course, p)
	}, showAnswered)
}

func (a *API) addAnswered(ctx context.Context, in *struct {
	Keyed
	Body Answered
},
) (*made[Answered], error) {
	once, err := in.once("POST /answered", in.Body)
	if err != nil {
		return nil, err
	}
	told := clinic.Answered{Topics: in.Body.Topics, Modality: skinafter.Modality(in.Body.Modality)}
	if in.Body.Course != "" {
		course, err := a.course(ctx, in.Body.Course)
		if isNotFound(err) {
			return nil, kindInvalid.problem(Fault{Detail: "want the id of a course that is kept", Pointer: "#/course"})
		}
		if err != nil {
			return nil, err
		}
		told.Course = course.ID
	}
	saved, err := a.care.SaveAnswered(ctx, once, told)
	if err != nil {
		return nil, err
	}
	rec, err := a.care.Settled(ctx, saved.ID)
	if err != nil {
		return nil, err
	}
	return madeOf(&rec, saved, "/answered", showAnswered), nil
}

// Entry is a line of the audit chain.
type Entry struct {
	Seq    int64     `json:"seq" minimum:"1"`
	At     time.Time `json:"at"`
	Actor  string    `json:"actor"`
	Action string    `json:"action"`
	Kind   string    `json:"kind"`
	Row    string    `json:"row" format:"uuid"`
	Digest string    `json:"digest" doc:"SHA-256 of what is kept, hex; empty for what is gone."`
	Prev   string    `json:"prev" doc:"Hash of the entry before."`
	Hash   string    `json:"hash"`
}

// Audit is a part of the audit chain.
type Audit struct {
	Items []Entry `json:"items"`
	Next  int64   `json:"next,omitempty" doc:"As after of the next part; not there where this is the last."`
}

func (a *API) audit(ctx context.Context, in *struct {
	After int64 `query:"after" minimum:"0" doc:"Number of the last entry that you have."`
	Limit int   `query:"limit" minimum:"1" maximum:"500" default:"100"`
},
) (*answered[Audit], error) {
	list, err := a.care.Audit(ctx, in.After, in.Limit+1)
	if err != nil {
		return nil, err
	}
	out := Audit{Items: []Entry{}}
	if len(list) > in.Limit {
		list = list[:in.Limit]
		out.Next = list[len(list)-1].Seq
	}
	for _, e := range list {
		out.Items = append(out.Items, Entry{e.Seq, e.At.UTC(), e.Actor, e.Action, string(e.Kind), e.Row.String(), e.Digest, e.Prev, e.Hash})
	}
	return &answered[Audit]{out}, nil
}

// Receipt says what was erased and what stays.
type Receipt struct {
	Erased  *time.Time     `json:"erased_at,omitempty" doc:"Not there where the same request was carried out before."`
	Counts  map[string]int `json:"counts" doc:"Rows that are gone, by kind."`
	Seq     int64          `json:"audit_seq" doc:"The end of the audit chain."`
	Hash    string         `json:"audit_hash"`
	Stays   []string       `json:"stays" doc:"erase.stays_audit: ids, times and digests. erase.stays_tenant: the random id of the record."`
	Backups string         `json:"backups" doc:"erase.backups_stay: backups and exports are files of the person's own; delete them too."`
}

func (a *API) erase(ctx context.Context, in *struct {
	Keyed
	Versioned
},
) (*receipt, error) {
	version, once, err := in.change("DELETE /person", in.Keyed, nil)
	if err != nil {
		return nil, err
	}
	self, err := a.care.Self(ctx)
	if err != nil {
		return nil, err
	}
	if self.Version != version {
		// No row ever has this version: nothing is saved, but the key is looked up. Where it is
		// the one that erased, erasing answers once more what it did.
		const none = -1
		if _, err := a.care.SavePerson(ctx, once, none, clinic.Person{}); err != nil {
			return nil, err
		}
	}
	r, err := a.care.Erase(ctx, once)
	if err != nil {
		return nil, err
	}
	out := &receipt{Replayed: replayed(clinic.Saved{Again: r.Again}), Body: Receipt{
		Counts: map[string]int{}, Seq: r.Head.Seq, Hash: r.Head.Hash, Stays: r.Stays, Backups: r.Backups,
	}}
	if !r.Erased.IsZero() {
		out.Body.Erased = inUTC(&r.Erased)
	}
	for kind, n := range r.Counts {
		out.Body.Counts[string(kind)] = n
	}
	return out, nil
}

// receipt is the answer to an erasure.
type receipt struct {
	Replayed string `header:"Idempotency-Replayed" enum:"true,false"`
	Body     Receipt
}

// registerExport adds the export, which is sent while it is made and therefore is no operation
// of huma's.
func (a *API) registerExport() {
	pattern := "POST " + Root + "/export"
	a.streams[pattern] = true
	a.mux.HandleFunc(pattern, a.export)
	problem := map[string]*huma.MediaType{"application/problem+json": {Schema: &huma.Schema{Ref: "#/components/schemas/Problem"}}}
	o := operation{method: http.MethodPost, path: "/export"}
	a.huma.OpenAPI().AddOperation(&huma.Operation{
		OperationID: "export", Method: http.MethodPost, Path: "/export", Tags: []string{tagData},
		Summary:     "Everything about the person as a zip archive",
		Description: "JSON, photos, labels, calendars (docs/export.md). It is sent while it is made; an archive that breaks off cannot be opened.",
		Responses: map[string]*huma.Response{
			"200": {Description: "OK", Content: map[string]*huma.MediaType{"application/zip": picture()}},
			"500": {Description: "Internal Server Error", Content: problem},
			"503": {Description: "Service Unavailable", Content: problem},
		},
	})
	a.finish(o)
}

func (a *API) export(w http.ResponseWriter, r *http.Request) {
	out := &late{w: w}
	if err := export.Write(r.Context(), a.care, out); err != nil {
		p := a.problemOf(r.Context(), err)
		if !out.began {
			respond(w, p)
			return
		}
		// It is too late for another status: break the connection off, so that nobody takes half
		// an archive for a whole one.
		_ = http.NewResponseController(w).SetWriteDeadline(time.Unix(1, 0))
	}
}

// late sends the head of the answer with its first byte.
type late struct {
	w     http.ResponseWriter
	began bool
}

// Write sends bytes of the archive.
func (l *late) Write(b []byte) (int, error) {
	if !l.began {
		l.began = true
		h := l.w.Header()
		h.Set("Content-Type", "application/zip")
		h.Set("Content-Disposition", `attachment; filename="skinafter-export.zip"`)
		l.w.WriteHeader(http.StatusOK)
	}
	return l.w.Write(b)
}
