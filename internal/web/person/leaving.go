package person

import (
	"net/http"
	"slices"
	"strconv"
	"time"

	"skinafter/internal/clinic"
	"skinafter/internal/clinic/export"
	"skinafter/internal/web/frame"
)

// export sends everything about the person as one archive, while it is made.
func (p *pages) export(w http.ResponseWriter, r *http.Request) error {
	if _, err := p.Read(r); err != nil {
		return err
	}
	out := &late{w: w}
	err := export.Write(r.Context(), p.Care, out)
	if err != nil && out.began {
		// It is too late for a page: break the connection off, so that nobody takes half an
		// archive for a whole one.
		_ = http.NewResponseController(w).SetWriteDeadline(time.Unix(1, 0))
		return nil
	}
	return err
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

// erasePage asks once more before everything is erased.
type erasePage struct {
	Problems []frame.Problem
	Goes     []string
	Sure     frame.Choice
}

func (p *pages) erase(w http.ResponseWriter, r *http.Request) error {
	page, err := p.erasePage(r, nil)
	if err != nil {
		return err
	}
	return p.Page(w, r, "person/erase", page)
}

func (p *pages) erasePage(r *http.Request, form *frame.Form) (*erasePage, error) {
	v := p.Visit(r)
	page := &erasePage{Problems: form.Problems(), Sure: v.Sure(form)}
	for _, kind := range clinic.Kinds() {
		n := 0
		err := p.Care.EachRow(r.Context(), kind, func(clinic.Row) error {
			n++
			return nil
		})
		if err != nil {
			return nil, err
		}
		if n > 0 {
			page.Goes = append(page.Goes, v.Text("record.kinds", "kind", v.Text("record.kind."+string(kind)), "n", n))
		}
	}
	return page, nil
}

// receiptPage is what a person gets when everything was erased.
type receiptPage struct {
	Again         bool
	Erased        string
	Rows          []frame.Row
	Stays         []string
	Backups, Seal string
	Seq           int64
}

// erased erases everything, and answers with the receipt: nothing of it is kept, so it cannot
// be shown again.
func (p *pages) erased(w http.ResponseWriter, r *http.Request) error {
	form, err := p.Read(r)
	if err != nil {
		return err
	}
	if !form.Confirmed() {
		page, err := p.erasePage(r, form)
		if err != nil {
			return err
		}
		return p.Again(w, r, "person/erase", page)
	}
	v := p.Visit(r)
	receipt, err := p.Care.Erase(r.Context(), form.Once("erase"))
	if err != nil {
		return err
	}
	page := receiptPage{Again: receipt.Again, Backups: v.Text(receipt.Backups), Seal: receipt.Head.Hash, Seq: receipt.Head.Seq}
	if !receipt.Erased.IsZero() {
		page.Erased = v.Stamp(receipt.Erased.In(p.Zone))
	}
	for _, kind := range clinic.Kinds() {
		if n := receipt.Counts[kind]; n > 0 {
			page.Rows = append(page.Rows, frame.Row{Name: v.Text("record.kind." + string(kind)), Value: strconv.Itoa(n)})
		}
	}
	for _, key := range receipt.Stays {
		page.Stays = append(page.Stays, v.Text(key))
	}
	return p.Page(w, r, "person/receipt", page)
}

// auditPage is the audit chain, newest first.
type auditPage struct {
	Whole bool
	Count int64
	Table frame.Table
	Seal  string
	Older string // address of the lines before; empty = none
	Newer bool
}

// auditLines is how many lines of the chain stand on a page.
const auditLines = 50

// audit shows who did what when. The place in the chain stands in the address; it is a number.
func (p *pages) audit(w http.ResponseWriter, r *http.Request) error {
	v, ctx := p.Visit(r), r.Context()
	head, err := p.Care.Verify(ctx)
	if err != nil {
		return err
	}
	last, known := p.Query(r).Whole("until", 1, int(min(head.Seq, 1<<31-1)))
	if !known {
		last = int(head.Seq)
	}
	first := max(0, last-auditLines)
	list, err := p.Care.Audit(ctx, int64(first), last-first)
	if err != nil {
		return err
	}
	slices.Reverse(list)
	page := auditPage{Whole: true, Count: head.Seq, Seal: head.Hash, Newer: int64(last) < head.Seq}
	if first > 0 {
		page.Older = "/my-data/audit?until=" + strconv.Itoa(first)
	}
	page.Table = frame.Table{Caption: v.Text("record.audit_caption"), Head: []string{v.Text("record.audit_when"), v.Text("record.audit_what"), v.Text("record.audit_who")}}
	for i := range list {
		e := &list[i]
		what := v.Text("record.action." + e.Action)
		if e.Action != "erase" && e.Action != "export" && e.Action != "restore" {
			what = v.Text("record.audit_line", "kind", v.Text("record.kind."+string(e.Kind)), "action", what)
		}
		page.Table.Rows = append(page.Table.Rows, []string{e.At.In(p.Zone).Format("2006-01-02 15:04"), what, v.Text("record.actor." + e.Actor)})
	}
	return p.Page(w, r, "person/audit", page)
}
