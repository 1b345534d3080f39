package sqlite_test

import (
	"path/filepath"
	"strings"
	"testing"

	"skinafter/internal/store"
	"skinafter/internal/store/sqlite"
)

// TestNoStatementReadsAWholeTable asks SQLite how it would carry out each of them. The list of
// tenants is the one that reads a whole table; it has a row for each household and no more.
func TestNoStatementReadsAWholeTable(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	open(t, dir)
	db, err := sqlite.Connect(filepath.Join(dir, store.DatabaseFile))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	statements := store.Statements()
	for _, child := range store.TablesOfTenants() { // what SQLite does itself when a course or person goes
		if child != "tenant" && child != "audit" && child != "reply" && child != "person" && child != "course" {
			statements["DELETE FROM "+child+" WHERE tenant_id = $1 AND person_id = $2 AND course_id = $3"] = 3
			statements["DELETE FROM "+child+" WHERE tenant_id = $1 AND person_id = $2"] = 2
		}
	}
	for q, n := range statements {
		rows, err := db.Query("EXPLAIN QUERY PLAN "+q, make([]any, n)...)
		if err != nil {
			t.Fatalf("%s: %v", q, err)
		}
		for rows.Next() {
			var id, parent, unused int
			var detail string
			if err := rows.Scan(&id, &parent, &unused, &detail); err != nil {
				t.Fatal(err)
			}
			if strings.HasPrefix(q, "SELECT id, founded FROM tenant") {
				continue
			}
			if strings.HasPrefix(detail, "SCAN ") && detail != "SCAN CONSTANT ROW" || strings.Contains(detail, "TEMP B-TREE") {
				t.Errorf("%s\n%s", q, detail)
			}
		}
		if err := rows.Close(); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d statements", len(statements))
}
