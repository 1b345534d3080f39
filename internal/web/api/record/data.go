package record

import (
	"context"
	"net/http"
	"slices"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"skinafter"
	"skinafter/internal/catalogue"
	"skinafter/internal/clinic"
	"skinafter/internal/clinic/export"
	"skinafter/internal/web/api/contract"
	"skinafter/knowledge"
)

func (h handlers) registerData() {
	contract.Add(h.Service, contract.Operation{Method: http.MethodGet, Path: "/answered", Tag: tagRecord, ID: "list-answered", Title: "What was settled before a treatment, newest first"},
		h.listAnswered)
	contract.Add(h.Service, contract.Operation{
		Method: http.MethodPost, Path: "/answered", Tag: tagRecord, ID: "add-answered", Title: "Keep what was settled",
		Status: http.StatusCreated, Errors: []int{http.StatusConflict},
	}, h.addAnswered)
	contract.Add(h.Service, contract.Operation{
		Method: http.MethodGet, Path: "/audit", Tag: tagData, ID: "list-audit", Title: "Who did what to which row",
		About: "A chain of entries, each sealed with the one before. It holds ids and digests, nothing about the person.",
	}, h.audit)
	contract.Add(h.Service, contract.Operation{
		Method: http.MethodDelete, Path: "/person", Tag: tagData, ID: "erase", Title: "Erase everything about the person",
		About:  "Rows, photos, drafts. The audit chain stays; the receipt says what else does. If-Match is the ETag of GET /person.",
		Status: http.StatusOK, Errors: []int{http.StatusBadRequest, http.StatusPreconditionFailed, http.StatusPreconditionRequired},
	}, h.erase)
	h.registerExport()
}

func (h handlers) listAnswered(ctx context.Context, in *struct {
	Limit  int    `query:"limit" minimum:"1" maximum:"200" default:"50"`
	Cursor string `query:"cursor" maxLength:"200"`
	Course string `query:"course" maxLength:"64" doc:"Of this course only."`
},
) (*contract.Many[Answered], error) {
	course := clinic.None
	if in.Course != "" {
		var err error
		if course, err = h.courseNamed(ctx, in.Course, contract.Fault{Parameter: "course"}); err != nil {
			return nil, err
		}
	}
	return contract.ListOf(h.Service, contract.Paged{Limit: in.Limit, Cursor: in.Cursor, Order: "newest"}, "/answered", func(p clinic.Page) ([]clinic.Record[clinic.Answered], error) {
		return h.Care.Answered(ctx, course, p)
	}, showAnswered)
}

func (h handlers) addAnswered(ctx context.Context, in *struct {
	contract.Keyed
	Body Answered
},
) (*contract.Made[Answered], error) {
	once, err := in.Once("POST /answered", in.Body)
	if err != nil {
		return nil, err
	}
	told := clinic.Answered{Topics: in.Body.Topics, Modality: skinafter.Modality(in.Body.Modality)}
	if in.Body.Course != "" {
		if told.Course, err = h.courseNamed(ctx, in.Body.Course, contract.Fault{Pointer: "#/course"}); err != nil {
			return nil, err
		}
	}
	saved, err := h.Care.SaveAnswered(ctx, once, told)
	if err != nil {
		return nil, err
	}
	rec, err := h.Care.Settled(ctx, saved.ID)
	if err != nil {
		return nil, err
	}
	return contract.MadeOf(&rec, saved, "/answered", showAnswered), nil
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

func (h handlers) audit(ctx context.Context, in *struct {
	After int64 `query:"after" minimum:"0" doc:"Number of the last entry that you have."`
	Limit int   `query:"limit" minimum:"1" maximum:"500" default:"100"`
},
) (*contract.Answer[Audit], error) {
	list, err := h.Care.Audit(ctx, in.After, in.Limit+1)
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
	return &contract.Answer[Audit]{Body: out}, nil
}

// Receipt says what was erased and what stays.
type Receipt struct {
	Erased  *time.Time     `json:"erased_at,omitempty" doc:"Not there where the same request was carried out before."`
	Counts  map[string]int `json:"counts" doc:"Rows that are gone, by kind."`
	Seq     int64          `json:"audit_seq" doc:"The end of the audit chain."`
	Hash    string         `json:"audit_hash"`
	Stays   []string       `json:"stays" doc:"What stays, and why, in the person's language."`
	Backups string         `json:"backups" doc:"What to do about copies, in the person's language."`
}

func (h handlers) erase(ctx context.Context, in *struct {
	contract.Keyed
	contract.Versioned
},
) (*receipt, error) {
	version, once, err := in.Change("DELETE /person", in.Keyed, nil)
	if err != nil {
		return nil, err
	}
	self, err := h.Care.Self(ctx)
	if err != nil {
		return nil, err
	}
	if self.Version != version {
		// No row ever has this version: nothing is saved, but the key is looked up. Where it is
		// the one that erased, erasing answers once more what it did.
		const none = -1
		if _, err := h.Care.SavePerson(ctx, once, none, clinic.Person{}); err != nil {
			return nil, err
		}
	}
	texts, err := textsOf(&self.Body) // before its language is gone
	if err != nil {
		return nil, err
	}
	r, err := h.Care.Erase(ctx, once)
	if err != nil {
		return nil, err
	}
	out := &receipt{Replayed: contract.Replayed(clinic.Saved{Again: r.Again}), Body: Receipt{
		Counts: map[string]int{}, Seq: r.Head.Seq, Hash: r.Head.Hash, Stays: []string{}, Backups: texts.Text(r.Backups),
	}}
	for _, key := range r.Stays {
		out.Body.Stays = append(out.Body.Stays, texts.Text(key))
	}
	if !r.Erased.IsZero() {
		out.Body.Erased = inUTC(&r.Erased)
	}
	for kind, n := range r.Counts {
		out.Body.Counts[string(kind)] = n
	}
	return out, nil
}

// textsOf are the texts in a person's language; English where it has none.
func textsOf(p *clinic.Person) (*catalogue.Catalogue, error) {
	if slices.Contains(catalogue.Langs(), p.Lang) {
		return catalogue.Load(p.Lang)
	}
	return catalogue.Load(knowledge.DefaultLanguage)
}

// receipt is the answer to an erasure.
type receipt struct {
	Replayed string `header:"Idempotency-Replayed" enum:"true,false"`
	Body     Receipt
}

// registerExport adds the export, which is sent while it is made and therefore is no operation
// of huma's.
func (h handlers) registerExport() {
	problem := map[string]*huma.MediaType{"application/problem+json": {Schema: &huma.Schema{Ref: "#/components/schemas/Problem"}}}
	h.Stream(&huma.Operation{
		OperationID: "export", Method: http.MethodPost, Path: "/export", Tags: []string{tagData},
		Summary:     "Everything about the person as a zip archive",
		Description: "JSON, photos, labels, calendars (docs/export.md). It is sent while it is made; an archive that breaks off cannot be opened.",
		Responses: map[string]*huma.Response{
			"200": {Description: "OK", Content: map[string]*huma.MediaType{"application/zip": picture()}},
			"500": {Description: "Internal Server Error", Content: problem},
			"503": {Description: "Service Unavailable", Content: problem},
		},
	}, h.export)
}

func (h handlers) export(w http.ResponseWriter, r *http.Request) {
	out := &late{w: w}
	if err := export.Write(r.Context(), h.Care, out); err != nil {
		p := h.Problem(r.Context(), err)
		if !out.began {
			contract.Respond(w, p)
			return
		}
		// It is too late for another Status: break the connection off, so that nobody takes half
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
