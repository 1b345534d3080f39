package sqlite_test

import (
	"encoding/binary"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"sync"
	"testing"
	"time"

	"skinafter/internal/clinic"
	"skinafter/internal/store"
	"skinafter/internal/store/storetest"
)

// Killing a process cannot show that a sync is missing, the system keeps what was written. So
// the syncs themselves are counted, with a control that must fail (make syncs).
func TestEveryAcknowledgedWriteIsSyncedAndSyncsAreShared(t *testing.T) {
	strace, err := exec.LookPath("strace")
	if err == nil {
		err = exec.Command(strace, "-o", os.DevNull, "true").Run()
	}
	if err != nil {
		if *syncs {
			t.Fatalf("strace is needed to count syncs: %v (install the package strace)", err)
		}
		t.Skipf("NOT TESTED: strace cannot be run here (%v), so nobody counted syncs; make syncs insists on it", err)
	}
	const alone, together = 60, 240
	base := countSyncs(t, strace, "FULL", 0, 0)
	full := countSyncs(t, strace, "FULL", alone, 0)
	normal := countSyncs(t, strace, "NORMAL", alone, 0)
	shared := countSyncs(t, strace, "FULL", 0, together)
	t.Logf("syncs of (log, witness) beyond those of %v at start and end:", base)
	t.Logf("%d writes one after another: %v; control with synchronous=NORMAL: %v; %d writes at the same time: %v",
		alone, full.beyond(base), normal.beyond(base), together, shared.beyond(base))
	if got := full.beyond(base); got.log < alone || got.witness < alone {
		t.Errorf("%d writes were acknowledged with %v syncs", alone, got)
	}
	if got := normal.beyond(base); got.log >= alone {
		t.Errorf("the control counts %v syncs: this test would not notice that they are missing", got)
	}
	if got := shared.beyond(base); got.log >= together || got.witness >= together || got.log < 1 || got.witness < 1 {
		t.Errorf("%d writes at the same time needed %v syncs", together, got)
	}
}

// counted are syncs by the file they are for.
type counted struct{ log, witness int }

func (c counted) beyond(base counted) counted {
	return counted{c.log - base.log, c.witness - base.witness}
}

func (c counted) String() string { return fmt.Sprintf("(%d, %d)", c.log, c.witness) }

func countSyncs(t *testing.T, strace, synchronous string, alone, together int) counted {
	t.Helper()
	trace := filepath.Join(t.TempDir(), "trace")
	cmd := storetest.Child(t, storetest.ChildVariable+"=write", dirVariable+"="+t.TempDir(),
		"SKINAFTER_TEST_SYNCHRONOUS="+synchronous, fmt.Sprintf("SKINAFTER_TEST_WRITES=%d %d", alone, together))
	cmd.Args = append([]string{strace, "-f", "-y", "-e", "trace=fsync,fdatasync", "-o", trace}, cmd.Path)
	cmd.Path = strace
	if out, err := cmd.Output(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	b, err := os.ReadFile(trace)
	if err != nil {
		t.Fatal(err)
	}
	count := func(file string) int {
		return len(regexp.MustCompile(`sync\([0-9]+<[^>]*`+regexp.QuoteMeta(file)+`(\.new)?>`).FindAll(b, -1))
	}
	return counted{count(store.DatabaseFile + "-wal"), count("/" + store.WitnessFile)}
}

// TestWritesThatWaitAreCommittedTogether counts the commits that stand in the log itself.
func TestWritesThatWaitAreCommittedTogether(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := open(t, dir)
	h := storetest.Settle(t, s)
	const n = 64
	before := commits(t, dir)
	held, start := make(chan struct{}), make(chan struct{})
	var group sync.WaitGroup
	group.Go(func() {
		storetest.Write(t, s, h.Tenant, func(w clinic.Writer) error {
			close(start)
			<-held
			return w.Put(t.Context(), h.Row(t, clinic.KindDraft, 0))
		})
	})
	<-start
	for i := 1; i < n; i++ {
		group.Go(func() { storetest.Put(t, s, h.Tenant, h.Row(t, clinic.KindDraft, i)) })
	}
	time.Sleep(50 * time.Millisecond) // for the others to come; the fewer, the more commits
	close(held)
	group.Wait()
	got := commits(t, dir) - before
	t.Logf("%d writes in %d commits", n, got)
	if got >= n || got < 1 {
		t.Errorf("%d writes took %d commits", n, got)
	}
}

// commits counts the frames of the log that end a transaction
// (https://sqlite.org/fileformat2.html#the_write_ahead_log).
func commits(t *testing.T, dir string) int {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, store.DatabaseFile+"-wal"))
	if err != nil {
		t.Fatal(err)
	}
	const header, frame = 32, 24
	page := int(binary.BigEndian.Uint32(b[8:]))
	salt := string(b[16:24])
	n := 0
	for b = b[header:]; len(b) >= frame+page; b = b[frame+page:] {
		if string(b[8:16]) != salt {
			break
		}
		if binary.BigEndian.Uint32(b[4:]) > 0 {
			n++
		}
	}
	return n
}
