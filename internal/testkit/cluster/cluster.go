// Package cluster starts a private PostgreSQL server for tests, from the binaries of the
// Debian package postgresql: one for each test binary, listening on a socket in a folder of its
// own and nowhere else, run by an ordinary user, gone when the test binary is gone, however it
// ends.
package cluster

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// server is the one server of this process.
var server struct {
	once  sync.Once
	dir   string
	err   error
	alive io.Closer // the server ends when this closes, at the latest with the process
	count atomic.Int64
}

const owner = "skinafter"

// Database makes an empty database that is dropped after the test, and returns its address.
// Where PostgreSQL is not installed the test fails with a line that says what to install.
func Database(t testing.TB) string {
	t.Helper()
	return create(t, "")
}

// Copy makes a copy of a database that Database made and that nobody is connected to.
func Copy(t testing.TB, of string) string {
	t.Helper()
	config, err := pgx.ParseConfig(of)
	if err != nil {
		t.Fatal(err)
	}
	return create(t, " TEMPLATE "+config.Database)
}

func create(t testing.TB, like string) string {
	t.Helper()
	server.once.Do(start)
	if server.err != nil {
		t.Fatal(server.err)
	}
	name := fmt.Sprintf("test_%d", server.count.Add(1))
	if err := command(context.Background(), "CREATE DATABASE "+name+like); err != nil {
		t.Fatalf("making a database: %v", err)
	}
	t.Cleanup(func() {
		if err := command(context.Background(), "DROP DATABASE "+name+" WITH (FORCE)"); err != nil {
			t.Errorf("dropping the database: %v", err)
		}
	})
	return address(name)
}

func address(database string) string {
	return fmt.Sprintf("host=%s user=%s dbname=%s sslmode=disable", server.dir, owner, database)
}

func command(ctx context.Context, sql string) error {
	conn, err := pgx.Connect(ctx, address("postgres"))
	if err != nil {
		return err
	}
	_, err = conn.Exec(ctx, sql)
	return errors.Join(err, conn.Close(ctx))
}

func start() {
	server.err = tryStart()
}

func tryStart() error {
	initdb, err := find("initdb")
	if err != nil {
		return err
	}
	postgres, err := find("postgres")
	if err != nil {
		return err
	}
	as, err := ordinary()
	if err != nil {
		return err
	}
	// The path of a socket may not be longer than about 100 bytes, so not t.TempDir.
	if server.dir, err = os.MkdirTemp("", "skinafter-pg-"); err != nil {
		return err
	}
	if as != nil {
		if err := os.Chown(server.dir, int(as.Uid), int(as.Gid)); err != nil {
			return err
		}
	}
	data := filepath.Join(server.dir, "data")
	// #nosec G204 -- a binary of the installed package
	first := exec.Command(initdb, "-D", data, "-U", owner, "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C")
	first.SysProcAttr, first.Dir = &syscall.SysProcAttr{Credential: as}, server.dir
	if out, err := first.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w\n%s", err, out)
	}
	return run(postgres, data, as)
}

// watch runs the server until its input ends, which it does with the process that holds the
// other end, and then stops it and removes everything.
const watch = `dir=$1; shift; "$@" & p=$!; read -r _; kill -INT $p; wait $p; rm -rf "$dir"`

func run(postgres, data string, as *syscall.Credential) error {
	log, err := os.Create(filepath.Join(server.dir, "log"))
	if err != nil {
		return err
	}
	defer func() { _ = log.Close() }() // the server has a copy
	// #nosec G204 -- a binary of the installed package
	cmd := exec.Command("/bin/sh", "-c", watch, "sh", server.dir, postgres, "-D", data, "-k", server.dir,
		"-c", "listen_addresses=", "-c", "max_connections=200", "-c", "fsync=on", "-c", "synchronous_commit=on")
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: as, Setpgid: true} // an interrupt reaches it through us
	cmd.Dir, cmd.Stdout, cmd.Stderr = server.dir, log, log
	if server.alive, err = cmd.StdinPipe(); err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("starting PostgreSQL: %w", err)
	}
	for range 300 {
		if err = command(context.Background(), "SELECT 1"); err == nil {
			return nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	said, _ := os.ReadFile(filepath.Join(server.dir, "log")) // only to say more
	return fmt.Errorf("PostgreSQL does not answer: %w\n%s", err, bytes.TrimSpace(said))
}

// find finds a binary of PostgreSQL on PATH or where Debian puts it, the newest first.
func find(name string) (string, error) {
	if path, err := exec.LookPath(name); err == nil {
		return path, nil
	}
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/" + name)
	if err != nil || len(found) == 0 {
		return "", fmt.Errorf("PostgreSQL is needed here: install the package postgresql (%s is neither on PATH nor in /usr/lib/postgresql/*/bin)", name)
	}
	slices.Sort(found)
	return found[len(found)-1], nil
}

// ordinary is whom to run the server as: nobody special where we are root, which PostgreSQL
// refuses, and nil, ourselves, everywhere else.
func ordinary() (*syscall.Credential, error) {
	if os.Geteuid() != 0 {
		return nil, nil //nolint:nilnil // nil is a credential: our own
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		u, err = user.Lookup("nobody")
	}
	if err != nil {
		return nil, fmt.Errorf("PostgreSQL does not run as root, and neither postgres nor nobody exists: %w", err)
	}
	uid, err1 := strconv.ParseUint(u.Uid, 10, 32)
	gid, err2 := strconv.ParseUint(u.Gid, 10, 32)
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, errors.Join(err1, err2)
}
