package postgres_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"skinafter/internal/store"
	"skinafter/internal/testkit/cluster"
)

// fill makes 5,000 households with 4 people each, and 20,000 rows of every kind that belongs to
// a course: enough for the planner to prefer an index where there is one.
const fill = `
INSERT INTO tenant SELECT gen_random_uuid(), n FROM generate_series(1, 5000) n;
INSERT INTO person SELECT t.id, gen_random_uuid(), n, 1, n, '{}' FROM tenant t, generate_series(1, 4) n;
INSERT INTO course (tenant_id, id, person_id, at, version, changed, body)
	SELECT tenant_id, gen_random_uuid(), id, at + n, 1, at, '{}' FROM person, generate_series(1, 1) n;
INSERT INTO audit SELECT id, n, n, 'self', 'add', 'course', id, '', md5(n::text), md5(n::text) FROM tenant, generate_series(1, 4) n;
INSERT INTO reply SELECT id, md5(n::text), '', 'course', id, 1, n FROM tenant, generate_series(1, 4) n;`

// TestNoStatementReadsAWholeTable asks PostgreSQL how it carries out each of them, on tables
// that are filled and analysed, with plans for these arguments and for any.
func TestNoStatementReadsAWholeTable(t *testing.T) {
	t.Parallel()
	ctx, url := t.Context(), cluster.Database(t)
	open(t, url, t.TempDir())
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	statements := store.Statements()
	script := fill
	for _, table := range store.TablesOfTenants() {
		switch table {
		case "tenant", "person", "course", "audit", "reply":
			continue
		}
		code := map[bool]string{true: ", code", false: ""}[table == "product"]
		script += fmt.Sprintf(`INSERT INTO %s (tenant_id, id, person_id, course_id, at, version, changed, body%s)
			SELECT tenant_id, gen_random_uuid(), person_id, id, at + n, 1, at, repeat('1', 200)%s FROM course, generate_series(1, 1) n;`,
			table, code, strings.ReplaceAll(code, "code", "md5(random()::text)"))
		statements["DELETE FROM "+table+" WHERE tenant_id = $1 AND person_id = $2 AND course_id = $3"] = 3
		statements["DELETE FROM "+table+" WHERE tenant_id = $1 AND person_id = $2"] = 2
	}
	if _, err := conn.Exec(ctx, script+"ANALYZE"); err != nil {
		t.Fatal(err)
	}
	sorts := 0
	for _, mode := range []string{"force_custom_plan", "force_generic_plan"} {
		if _, err := conn.Exec(ctx, "SET plan_cache_mode = "+mode); err != nil {
			t.Fatal(err)
		}
		for q := range statements {
			plan := explain(ctx, t, conn, q)
			sorts += strings.Count(plan, `"Sort"`)
			tenants := strings.Contains(q, "FROM tenant ORDER BY") // one row for each household
			if strings.Contains(plan, `"Seq Scan"`) && !tenants {
				t.Errorf("%s\n%s: %s", q, mode, plan)
			}
		}
	}
	t.Logf("%d statements, two plans each, %d sorts", len(statements), sorts)
}

// explain is the plan of a statement for arguments that exist as far as their type tells.
func explain(ctx context.Context, t *testing.T, conn *pgx.Conn, q string) string {
	t.Helper()
	d, err := conn.Prepare(ctx, q, q)
	if err != nil {
		t.Fatalf("%s: %v", q, err)
	}
	args := make([]string, len(d.ParamOIDs))
	for i, oid := range d.ParamOIDs {
		switch oid {
		case 2950: // uuid
			column := []string{"tenant_id", "person_id", "id"}[min(i, 2)]
			var id string
			if err := conn.QueryRow(ctx, "SELECT "+column+"::text FROM course LIMIT 1").Scan(&id); err != nil {
				t.Fatal(err)
			}
			args[i] = "'" + id + "'"
		case 20, 23: // integers
			args[i] = "7"
		case 17: // bytea
			args[i] = `'\x00'`
		default:
			args[i] = "'x'"
		}
	}
	name := "explained"
	if _, err := conn.Exec(ctx, "PREPARE "+name+" AS "+q); err != nil {
		t.Fatalf("%s: %v", q, err)
	}
	run := name
	if len(args) > 0 {
		run += "(" + strings.Join(args, ", ") + ")"
	}
	var plan json.RawMessage
	if err := conn.QueryRow(ctx, "EXPLAIN (FORMAT JSON) EXECUTE "+run).Scan(&plan); err != nil {
		t.Fatalf("%s: %v", q, err)
	}
	if _, err := conn.Exec(ctx, "DEALLOCATE ALL"); err != nil {
		t.Fatal(err)
	}
	if err := conn.DeallocateAll(ctx); err != nil {
		t.Fatal(err)
	}
	return string(plan)
}
