package cluster_test

import (
	"testing"

	"github.com/jackc/pgx/v5"

	"skinafter/internal/testkit/cluster"
)

func TestEveryTestHasADatabaseOfItsOwnThatListensNowhere(t *testing.T) {
	t.Parallel()
	a, b := cluster.Database(t), cluster.Database(t)
	if a == b {
		t.Fatal("two tests share a database")
	}
	conn, err := pgx.Connect(t.Context(), a)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	for setting, want := range map[string]string{"listen_addresses": "", "fsync": "on", "synchronous_commit": "on"} {
		var got string
		if err := conn.QueryRow(t.Context(), "SELECT current_setting($1)", setting).Scan(&got); err != nil || got != want {
			t.Errorf("%s is %q (%v), want %q", setting, got, err, want)
		}
	}
}
