package sqlite_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"sync"
	"testing"

	"skinafter/internal/clinic"
	"skinafter/internal/store/sqlite"
	"skinafter/internal/store/storetest"
)

var (
	kills = flag.Int("kills", 2, "how often a migration from each schema is killed")
	syncs = flag.Bool("syncs", false, "fail where strace cannot count syncs")
)

const dirVariable = "SKINAFTER_TEST_DIR"

// TestMain is also the main of the processes that tests kill or measure.
func TestMain(m *testing.M) {
	var err error
	ctx, dir := context.Background(), os.Getenv(dirVariable)
	switch os.Getenv(storetest.ChildVariable) {
	case "migrate":
		err = migrateChild(ctx, dir)
	case "write":
		err = writeChild(ctx, dir)
	case "full":
		err = fullChild(ctx, dir)
	case "readonly":
		err = readOnlyChild(ctx, dir)
	default:
		os.Exit(m.Run())
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "child:", err)
		os.Exit(1)
	}
}

func migrateChild(ctx context.Context, dir string) error {
	fmt.Println(storetest.Ready)
	s, err := sqlite.Open(ctx, sqlite.Options{Dir: dir})
	if err != nil {
		return err
	}
	return s.Close()
}

// writeChild makes some writes one after another, and some at the same time.
func writeChild(ctx context.Context, dir string) error {
	s, err := sqlite.Open(ctx, sqlite.Synchronous(sqlite.Options{Dir: dir}, os.Getenv("SKINAFTER_TEST_SYNCHRONOUS")))
	if err != nil {
		return err
	}
	tenant, person, err := settle(ctx, s)
	if err != nil {
		return err
	}
	var alone, together int
	if _, err := fmt.Sscan(os.Getenv("SKINAFTER_TEST_WRITES"), &alone, &together); err != nil {
		return err
	}
	for range alone {
		if err := addDraft(ctx, s, tenant, person); err != nil {
			return err
		}
	}
	var group sync.WaitGroup
	errs := make([]error, together)
	for i := range errs {
		group.Go(func() { errs[i] = addDraft(ctx, s, tenant, person) })
	}
	group.Wait()
	return errors.Join(append(errs, s.Close())...)
}

func settle(ctx context.Context, s clinic.Store) (tenant, person clinic.ID, err error) {
	if tenant, err = clinic.NewTenantID(); err != nil {
		return tenant, person, err
	}
	if person, err = clinic.NewRowID(); err != nil {
		return tenant, person, err
	}
	if err = s.Found(ctx, tenant); err != nil {
		return tenant, person, err
	}
	err = s.Write(ctx, tenant, func(w clinic.Writer) error {
		return w.Put(ctx, clinic.Row{Kind: clinic.KindPerson, ID: person, Body: []byte("{}")})
	})
	return tenant, person, err
}

// addDraft keeps one row, with its line in the audit chain.
func addDraft(ctx context.Context, s clinic.Store, tenant, person clinic.ID) error {
	id, err := clinic.NewRowID()
	if err != nil {
		return err
	}
	return s.Write(ctx, tenant, func(w clinic.Writer) error {
		body := make([]byte, 400)
		for i := range body {
			body[i] = '1'
		}
		if err := w.Put(ctx, clinic.Row{Kind: clinic.KindDraft, ID: id, Person: person, Body: body}); err != nil {
			return err
		}
		_, err := w.Append(ctx, clinic.Entry{Actor: "self", Action: "add", Kind: clinic.KindDraft, Row: id})
		return err
	})
}
