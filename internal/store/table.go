package store

import (
	"fmt"
	"slices"
	"strings"

	"skinafter/internal/clinic"
)

// table says which columns the rows of a kind have beside those that all rows have.
type table struct {
	kind                       clinic.Kind
	person, course, code, blob bool
	since                      int64 // the version of the schema that brought the table
}

// tables are all kinds in the order of clinic.Kinds.
var tables = []table{
	{kind: clinic.KindPerson, since: 1},
	{kind: clinic.KindCourse, person: true, since: 1},
	{kind: clinic.KindProduct, person: true, course: true, code: true, since: 1},
	{kind: clinic.KindCheckIn, person: true, course: true, since: 1},
	{kind: clinic.KindUse, person: true, course: true, since: 1},
	{kind: clinic.KindPhoto, person: true, course: true, blob: true, since: 3},
	{kind: clinic.KindScreening, person: true, course: true, since: 3},
	{kind: clinic.KindDraft, person: true, course: true, since: 3},
}

func tableOf(kind clinic.Kind) (table, error) {
	i := slices.IndexFunc(tables, func(t table) bool { return t.kind == kind })
	if i < 0 {
		return table{}, fmt.Errorf("no rows of kind %q are kept", kind)
	}
	return tables[i], nil
}

// name is the name of the table; every kind is a name that needs no quotes.
func (t table) name() string { return string(t.kind) }

// columns are what a list reads, without the blob, in the order of scanRow.
func (t table) columns() string {
	c := []string{"id", "at", "version", "changed", "body"}
	if t.person {
		c = append(c, "person_id")
	}
	if t.course {
		c = append(c, "course_id")
	}
	if t.code {
		c = append(c, "code")
	}
	return strings.Join(c, ", ")
}

// all are the columns with the blob.
func (t table) all() string {
	if t.blob {
		return t.columns() + ", blob"
	}
	return t.columns()
}

// narrow are the conditions that a filter adds to a list.
type narrow struct{ person, course, code, after, newest bool }

func (t table) selectRow() string {
	return "SELECT " + t.all() + " FROM " + t.name() + " WHERE tenant_id = $1 AND id = $2"
}

// selectRows lists; arguments: tenant, then person, course, code, at and id of the cursor as
// far as they are asked for, then the limit.
func (t table) selectRows(n narrow) string {
	var b strings.Builder
	fmt.Fprintf(&b, "SELECT %s FROM %s WHERE tenant_id = $1", t.columns(), t.name())
	arg := 1
	where := func(format string, args int) {
		numbers := make([]any, args)
		for i := range numbers {
			arg++
			numbers[i] = arg
		}
		fmt.Fprintf(&b, " AND "+format, numbers...)
	}
	if n.person {
		where(column(t.person, "person_id")+" = $%d", 1)
	}
	if n.course {
		where(column(t.course, "course_id")+" = $%d", 1)
	}
	if n.code {
		where("code = $%d", 1)
	}
	order, than := "", ">"
	if n.newest {
		order, than = " DESC", "<"
	}
	if n.after {
		where("(at, id) "+than+" ($%d, $%d)", 2)
	}
	fmt.Fprintf(&b, " ORDER BY at%s, id%s LIMIT $%d", order, order, arg+1)
	return b.String()
}

// column is the column that points to a person or course; a person or course itself is found
// by its own id.
func column(points bool, name string) string {
	if points {
		return name
	}
	return "id"
}

// insertRow adds a row, or nothing where its id or code is taken. Arguments: tenant, the
// columns of all in their order.
func (t table) insertRow() string {
	cols := "tenant_id, " + t.all()
	n := strings.Count(cols, ",") + 1
	marks := make([]string, n)
	for i := range marks {
		marks[i] = fmt.Sprintf("$%d", i+1)
	}
	return fmt.Sprintf("INSERT INTO %s (%s) VALUES (%s) ON CONFLICT DO NOTHING", t.name(), cols, strings.Join(marks, ", "))
}

// updateRow replaces a row that has a version. Arguments: tenant, id, version, at, changed,
// body, then code and blob as far as the kind has them; blob only if it is replaced.
func (t table) updateRow(blob bool) string {
	set := "at = $4, version = version + 1, changed = $5, body = $6"
	if t.code {
		set += ", code = $7"
	}
	if blob {
		set += ", blob = $7"
	}
	return "UPDATE " + t.name() + " SET " + set + " WHERE tenant_id = $1 AND id = $2 AND version = $3"
}

func (t table) deleteRow(version bool) string {
	q := "DELETE FROM " + t.name() + " WHERE tenant_id = $1 AND id = $2"
	if version {
		q += " AND version = $3"
	}
	return q
}

func (t table) selectVersion() string {
	return "SELECT version FROM " + t.name() + " WHERE tenant_id = $1 AND id = $2"
}

// copyRows lists all rows with their blobs by id. Arguments: tenant, the last id seen, the limit.
func (t table) copyRows() string {
	return "SELECT " + t.all() + " FROM " + t.name() + " WHERE tenant_id = $1 AND id > $2 ORDER BY id LIMIT $3"
}

func (t table) countRows() string {
	return "SELECT count(*) FROM " + t.name() + " WHERE tenant_id = $1"
}

// The statements that are the same for every kind.
const (
	selectPerson  = "SELECT 1 FROM person WHERE tenant_id = $1 AND id = $2"
	selectCourse  = "SELECT 1 FROM course WHERE tenant_id = $1 AND person_id = $2 AND id = $3"
	selectCode    = "SELECT id FROM product WHERE tenant_id = $1 AND person_id = (SELECT person_id FROM product WHERE tenant_id = $1 AND id = $3) AND code = $2"
	selectEntries = "SELECT seq, at, actor, action, kind, row_id, digest, prev, hash FROM audit WHERE tenant_id = $1 AND seq > $2 ORDER BY seq LIMIT $3"
	selectHead    = "SELECT seq, hash FROM audit WHERE tenant_id = $1 ORDER BY seq DESC LIMIT 1"
	insertEntry   = "INSERT INTO audit (tenant_id, seq, at, actor, action, kind, row_id, digest, prev, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
	selectReply   = "SELECT print, kind, row_id, version, at FROM reply WHERE tenant_id = $1 AND key = $2"
	insertReply   = "INSERT INTO reply (tenant_id, key, print, kind, row_id, version, at) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING"
	listReplies   = "SELECT key, print, kind, row_id, version, at FROM reply WHERE tenant_id = $1 AND key > $2 ORDER BY key LIMIT $3"
	deletePersons = "DELETE FROM person WHERE tenant_id = $1"
	deleteReplies = "DELETE FROM reply WHERE tenant_id = $1"
	selectTenant  = "SELECT founded FROM tenant WHERE id = $1"
	listTenants   = "SELECT id, founded FROM tenant ORDER BY founded, id"
	insertTenant  = "INSERT INTO tenant (id, founded) VALUES ($1, $2) ON CONFLICT DO NOTHING"
)

// TablesOfTenants names every table that holds what belongs to tenants, and theirs.
func TablesOfTenants() []string {
	out := []string{"tenant", "audit", "reply"}
	for _, t := range tables {
		out = append(out, t.name())
	}
	return out
}

// Statements lists the text of every statement that reads or writes rows, with the number of
// its arguments, for whoever wants to see how an engine carries them out.
func Statements() map[string]int {
	out := map[string]int{}
	add := func(q string) { out[q] = strings.Count(q, "$") }
	for _, t := range tables {
		for i := range 1 << 5 {
			n := narrow{person: i&1 > 0, course: i&2 > 0, code: i&4 > 0, after: i&8 > 0, newest: i&16 > 0}
			if (n.code && !t.code) || (n.person && !t.person && t.kind != clinic.KindPerson) ||
				(n.course && !t.course && t.kind != clinic.KindCourse) {
				continue
			}
			add(t.selectRows(n))
		}
		for _, q := range []string{
			t.selectRow(), t.insertRow(), t.updateRow(false), t.updateRow(t.blob), t.deleteRow(false),
			t.deleteRow(true), t.selectVersion(), t.countRows(), t.copyRows(),
		} {
			add(q)
		}
	}
	for _, q := range []string{
		selectPerson, selectCourse, selectCode, selectEntries, selectHead, insertEntry, selectReply, insertReply,
		listReplies, deletePersons, deleteReplies, selectTenant, listTenants, insertTenant,
	} {
		add(q)
	}
	out[selectCode] = 3
	return out
}
