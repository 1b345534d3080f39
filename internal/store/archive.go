package store

import (
	"archive/zip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"time"

	"skinafter/internal/clinic"
)

// A backup is a zip file that is the same for every engine:
//
//	manifest.json       Manifest: what is in it, with the digest of every other file
//	tenants.ndjson      {"id", "founded"}
//	rows/KIND.ndjson    archived rows, one a line, in the order of their tenants and ids
//	blobs/TENANT/ID     the bytes of a photo
//	audit.ndjson        {"tenant", and the fields of clinic.Entry}
//	replies.ndjson      {"tenant", "key", "print", "saved", "at"}
//
// Bodies are strings and not JSON inside JSON, because their digests stand in the audit chain.

// archiveFormat is the number of the format above.
const archiveFormat = 1

const (
	manifestName = "manifest.json"
	tenantsName  = "tenants.ndjson"
	auditName    = "audit.ndjson"
	repliesName  = "replies.ndjson"
)

// Manifest says what is in a backup.
type Manifest struct {
	Format int           `json:"format"`
	Made   time.Time     `json:"made"`
	Engine string        `json:"engine"` // of the store it was taken from
	Schema int64         `json:"schema"` // version of the schema it was taken from
	Heads  []clinic.Head `json:"heads"`
	Files  []ArchiveFile `json:"files"`
}

// ArchiveFile is one file of a backup.
type ArchiveFile struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"`
	Rows   int    `json:"rows"` // lines; 0 for a blob
}

// Rows counts the rows of all kinds.
func (m Manifest) Rows() int {
	n := 0
	for _, f := range m.Files {
		if len(f.Name) > 5 && f.Name[:5] == "rows/" {
			n += f.Rows
		}
	}
	return n
}

type archivedRow struct {
	Tenant  clinic.ID `json:"tenant"`
	ID      clinic.ID `json:"id"`
	Person  clinic.ID `json:"person"`
	Course  clinic.ID `json:"course"`
	At      time.Time `json:"at"`
	Code    string    `json:"code,omitempty"`
	Version int64     `json:"version"`
	Changed time.Time `json:"changed"`
	Body    string    `json:"body"`
	Blob    bool      `json:"blob,omitempty"` // its bytes are in a file of their own
}

type archivedEntry struct {
	Tenant clinic.ID `json:"tenant"`
	clinic.Entry
}

type archivedReply struct {
	Tenant clinic.ID    `json:"tenant"`
	Key    string       `json:"key"`
	Print  string       `json:"print"`
	Saved  clinic.Saved `json:"saved"`
	At     time.Time    `json:"at"`
}

// archiver writes a backup.
type archiver struct {
	conn     Conn
	dialect  Dialect
	zip      *zip.Writer
	manifest Manifest
	tenants  []tenantRow
}

// Archive writes everything that c sees, of all tenants, as a backup; c should be a transaction
// that sees one moment. schema is the version of the schema as it is.
func Archive(ctx context.Context, c Conn, d Dialect, schema int64, made time.Time, to io.Writer) (Manifest, error) {
	a := &archiver{conn: c, dialect: d, zip: zip.NewWriter(to)}
	a.manifest = Manifest{Format: archiveFormat, Made: made.UTC(), Engine: d.Name, Schema: schema, Heads: []clinic.Head{}}
	if err := a.write(ctx); err != nil {
		return a.manifest, fmt.Errorf("writing the backup: %w", FileFault(err))
	}
	return a.manifest, nil
}

func (a *archiver) write(ctx context.Context) error {
	var err error
	if a.tenants, err = tenants(ctx, a.conn, a.dialect); err != nil {
		return err
	}
	err = a.lines(tenantsName, func(line func(any) error) error {
		return each(a.tenants, func(t tenantRow) error { return line(t) })
	})
	if err != nil {
		return err
	}
	for _, t := range tables {
		if t.since > a.manifest.Schema {
			continue
		}
		if err := a.rows(ctx, t); err != nil {
			return fmt.Errorf("%s: %w", t.kind, err)
		}
	}
	if a.manifest.Schema >= ChainSince {
		if err := errors.Join(a.audit(ctx), a.replies(ctx)); err != nil {
			return err
		}
	}
	w, err := a.zip.Create(manifestName)
	if err != nil {
		return err
	}
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	if err := enc.Encode(a.manifest); err != nil {
		return err
	}
	return a.zip.Close()
}

// file adds a file and notes its digest and how many lines it has.
func (a *archiver) file(h *zip.FileHeader, fill func(io.Writer) (lines int, err error)) error {
	h.Modified = a.manifest.Made
	w, err := a.zip.CreateHeader(h)
	if err != nil {
		return err
	}
	sum := sha256.New()
	n, err := fill(io.MultiWriter(w, sum))
	if err != nil {
		return err
	}
	a.manifest.Files = append(a.manifest.Files, ArchiveFile{h.Name, digest(sum), n})
	return nil
}

func digest(h hash.Hash) string { return hex.EncodeToString(h.Sum(nil)) }

// lines adds a file of JSON values, one a line.
func (a *archiver) lines(name string, write func(line func(any) error) error) error {
	return a.file(&zip.FileHeader{Name: name, Method: zip.Deflate}, func(w io.Writer) (n int, err error) {
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		err = write(func(v any) error {
			n++
			return enc.Encode(v)
		})
		return n, err
	})
}

// blob is the name of the file that holds the bytes of a row.
func blobName(tenant, id clinic.ID) string { return "blobs/" + tenant.String() + "/" + id.String() }

// rows adds the rows of a kind, a part at a time so that photos do not fill the memory, and
// then their bytes.
func (a *archiver) rows(ctx context.Context, t table) error {
	type owned struct{ tenant, id clinic.ID }
	var blobs []owned
	err := a.lines("rows/"+t.name()+".ndjson", func(line func(any) error) error {
		return each(a.tenants, func(of tenantRow) error {
			return a.walkRows(ctx, t, of.ID, func(r clinic.Row) error {
				if len(r.Blob) > 0 {
					blobs = append(blobs, owned{of.ID, r.ID})
				}
				return line(archivedRow{
					of.ID, r.ID, r.Person, r.Course, r.At, r.Code, r.Version, r.Changed, string(r.Body), r.Blob != nil,
				})
			})
		})
	})
	if err != nil {
		return err
	}
	return each(blobs, func(b owned) error {
		r, err := NewReader(a.conn, a.dialect, b.tenant).Row(ctx, t.kind, b.id)
		if err != nil {
			return err
		}
		return a.file(&zip.FileHeader{Name: blobName(b.tenant, b.id), Method: zip.Store}, func(w io.Writer) (int, error) {
			_, err := w.Write(r.Blob)
			return 0, err
		})
	})
}

func (a *archiver) walkRows(ctx context.Context, t table, tenant clinic.ID, see func(clinic.Row) error) error {
	part := limitMost
	if t.blob {
		part = 8
	}
	last := clinic.None
	for {
		rows, err := a.conn.QueryContext(ctx, t.copyRows(), a.dialect.ID(tenant), a.dialect.ID(last), part)
		if err != nil {
			return fault(a.dialect, err)
		}
		got, err := collect(rows, func(scan scanner) (clinic.Row, error) { return scanRow(t, t.blob, scan) })
		if err != nil {
			return fault(a.dialect, err)
		}
		if err := each(got, see); err != nil {
			return err
		}
		if len(got) < part {
			return nil
		}
		last = got[len(got)-1].ID
	}
}

func (a *archiver) audit(ctx context.Context) error {
	return a.lines(auditName, func(line func(any) error) error {
		return each(a.tenants, func(of tenantRow) error {
			head := clinic.Head{Tenant: of.ID}
			err := NewReader(a.conn, a.dialect, of.ID).walk(ctx, 0, func(e clinic.Entry) error {
				head.Seq, head.Hash = e.Seq, e.Hash
				return line(archivedEntry{of.ID, e})
			})
			if head.Seq > 0 {
				a.manifest.Heads = append(a.manifest.Heads, head)
			}
			return err
		})
	})
}

func (a *archiver) replies(ctx context.Context) error {
	return a.lines(repliesName, func(line func(any) error) error {
		return each(a.tenants, func(of tenantRow) error {
			for last := ""; ; {
				rows, err := a.conn.QueryContext(ctx, listReplies, a.dialect.ID(of.ID), last, limitMost)
				if err != nil {
					return fault(a.dialect, err)
				}
				got, err := collect(rows, scanArchivedReply)
				if err != nil {
					return fault(a.dialect, err)
				}
				for _, r := range got {
					r.Tenant, last = of.ID, r.Key
					if err := line(r); err != nil {
						return err
					}
				}
				if len(got) < limitMost {
					return nil
				}
			}
		})
	})
}

func scanArchivedReply(scan scanner) (archivedReply, error) {
	var r archivedReply
	var at int64
	err := scan(&r.Key, &r.Print, &r.Saved.Kind, id{&r.Saved.ID}, &r.Saved.Version, &at)
	r.At = fromMicros(at)
	return r, err
}

// each calls do for every value until it fails.
func each[T any](values []T, do func(T) error) error {
	for _, v := range values {
		if err := do(v); err != nil {
			return err
		}
	}
	return nil
}
