package storetest

import (
	"bufio"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"skinafter/internal/clinic"
	"skinafter/internal/store"
)

// ChildVariable names the environment variable that tells a test binary to be the process that
// is killed, or measured, instead of running its tests.
const ChildVariable = "SKINAFTER_TEST_CHILD"

// Ready is the line a child prints when it begins what it is there for.
const Ready = "ready"

// Child is a process of this test binary that does what its environment asks for.
func Child(t testing.TB, env ...string) *exec.Cmd {
	t.Helper()
	exe, err := os.Executable()
	must(t, err)
	cmd := exec.Command(exe) //nolint:gosec // ourselves
	cmd.Env = append(os.Environ(), env...)
	cmd.Stderr = os.Stderr
	return cmd
}

// Victim is an engine whose migrations are killed.
type Victim struct {
	Newest int64
	// Copy makes data of an earlier schema, 0 for none at all; each call makes a copy of its own,
	// and returns the environment of a child that migrates it.
	Copy func(t *testing.T, version int64) (env []string)
	// Look reads what is there now, without migrating.
	Look func(t *testing.T, env []string) Sight
}

// Sight is what was found in a database.
type Sight struct {
	Version int64
	Schema  string
	Rows    map[string]string   // digests of what a backup would hold, by file
	Backups []map[string]string // the same of the automatic backups, as far as they hold rows
}

// See reads the rows for a Sight.
func See(t testing.TB, c store.Conn, d store.Dialect, version int64, schema string) Sight {
	t.Helper()
	s := Sight{Version: version, Schema: schema}
	if version > 0 {
		m, err := store.Archive(t.Context(), c, d, version, Moment, io.Discard)
		must(t, err)
		s.Rows = Digests(m)
	}
	return s
}

// Digests are those of the files of a backup that hold anything.
func Digests(m store.Manifest) map[string]string {
	out := map[string]string{}
	for _, f := range m.Files {
		if f.Rows > 0 || strings.HasPrefix(f.Name, "blobs/") {
			out[f.Name] = f.SHA256
		}
	}
	return out
}

// Fill keeps rows of every kind that a schema has, so that a migration has something to do and
// something to lose.
func Fill(t *testing.T, s clinic.Store, version int64, rows int) {
	t.Helper()
	h := Settle(t, s)
	kinds := clinic.Kinds()[1:]
	if version < 3 {
		kinds = kinds[:4]
	}
	for from := 0; from < rows; from += 200 {
		Write(t, s, h.Tenant, func(w clinic.Writer) error {
			var errs []error
			for i := from; i < min(from+200, rows); i++ {
				r := h.Row(t, kinds[i%len(kinds)], i)
				errs = append(errs, w.Put(t.Context(), r))
				if version >= store.ChainSince {
					_, err := w.Append(t.Context(), clinic.Entry{Actor: "self", Action: "add", Kind: r.Kind, Row: r.ID})
					errs = append(errs, err, w.Remember(t.Context(), r.ID.String(), clinic.Reply{}))
				}
			}
			return errors.Join(errs...)
		})
	}
}

// Kill migrates data of every earlier schema, kills the process at random moments, starts it
// again, and looks whether everything is there and the schema is that of a new database.
func Kill(t *testing.T, rounds int, v Victim) {
	t.Helper()
	fresh := v.Copy(t, 0)
	migrate(t, fresh)
	want := v.Look(t, fresh)
	for version := range v.Newest {
		whole := v.Copy(t, version)
		before := v.Look(t, whole)
		took := migrate(t, whole)
		found := map[int64]int{}
		for range rounds {
			env := v.Copy(t, version)
			kill(t, env, time.Duration(rand.Int64N(int64(took)+1))) //nolint:gosec // any moment will do
			found[v.Look(t, env).Version]++
			migrate(t, env)
			after := v.Look(t, env)
			if after.Version != v.Newest || after.Schema != want.Schema {
				t.Errorf("from schema %d: ends at %d, or with another schema than a new database", version, after.Version)
			}
			for _, kept := range append(after.Backups, after.Rows) {
				for name, digest := range before.Rows {
					if kept[name] != digest {
						t.Errorf("from schema %d: %s is not what it was", version, name)
					}
				}
			}
			if version > 0 && len(after.Backups) == 0 {
				t.Errorf("from schema %d: no backup was made", version)
			}
			if version > 0 && len(before.Rows) == 0 {
				t.Error("there was nothing to lose")
			}
		}
		t.Logf("from schema %d: a migration takes %v; %d kills left schemas %v (schema: times); nothing lost, same schema after the next start",
			version, took.Round(time.Millisecond), rounds, found)
	}
}

// migrate runs a child to its end and returns how long it took after it was ready.
func migrate(t *testing.T, env []string) time.Duration {
	t.Helper()
	cmd := begin(t, env)
	start := time.Now() //nolint:forbidigo // how long a child really takes
	if err := cmd.Wait(); err != nil {
		t.Fatalf("migrating: %v", err)
	}
	return time.Since(start) //nolint:forbidigo // as above
}

// kill runs a child and kills it a while after it was ready.
func kill(t *testing.T, env []string, after time.Duration) {
	t.Helper()
	cmd := begin(t, env)
	time.Sleep(after)
	must(t, cmd.Process.Kill())
	_ = cmd.Wait() // it was killed, or was done before
}

func begin(t *testing.T, env []string) *exec.Cmd {
	t.Helper()
	cmd := Child(t, env...)
	out, err := cmd.StdoutPipe()
	must(t, err)
	must(t, cmd.Start())
	t.Cleanup(func() { _ = cmd.Process.Kill() }) // in case the test ends first
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil || strings.TrimSpace(line) != Ready {
		t.Fatalf("the child says %q, %v", line, err)
	}
	return cmd
}
