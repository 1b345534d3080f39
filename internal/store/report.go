package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"skinafter/internal/clinic"
)

// State is how a check of the doctor went.
type State string

// The states, from good to bad.
const (
	Good State = "good"
	Warn State = "warning"
	Bad  State = "bad"
)

// Finding is the outcome of one check.
type Finding struct {
	Check string `json:"check"` // "folder", "version", "integrity" ...
	State State  `json:"state"`
	Note  string `json:"note"`
	Do    string `json:"do,omitempty"` // what to do about it; empty = nothing
}

// Report is what the doctor found, in the order in which it looked.
type Report []Finding

// Healthy reports whether nothing is bad.
func (r Report) Healthy() bool {
	for _, f := range r {
		if f.State == Bad {
			return false
		}
	}
	return true
}

// Good notes a check that went well.
func (r *Report) Good(check, format string, args ...any) {
	*r = append(*r, Finding{Check: check, State: Good, Note: fmt.Sprintf(format, args...)})
}

// Warn notes something that should be changed, and how.
func (r *Report) Warn(check, do, format string, args ...any) {
	*r = append(*r, Finding{check, Warn, fmt.Sprintf(format, args...), do})
}

// Fault notes an error, if it is one, and says whether the check went well.
func (r *Report) Fault(check string, err error) bool {
	if err != nil {
		*r = append(*r, Finding{check, Bad, err.Error(), Advice(err)})
	}
	return err == nil
}

// spare is how much room a disk should have beside a copy of the data, in bytes.
const spare = 200 << 20

// LookAtFolder checks who can read the data folder and how much room is left, and whether
// another process has it. It changes nothing.
func (r *Report) LookAtFolder(dir string) {
	info, err := os.Stat(dir)
	if errors.Is(err, fs.ErrNotExist) {
		r.Warn("folder", "Start the program once, or name another folder.", "there is no data folder %s yet", dir)
		return
	}
	if !r.Fault("folder", FileFault(err)) {
		return
	}
	if info.Mode().Perm()&0o077 != 0 {
		r.Warn("folder", "Run: chmod 700 "+dir, "others on this machine may look into %s (%s)", dir, info.Mode().Perm())
	} else {
		r.Good("folder", "%s is for its owner alone", dir)
	}
	var size int64
	open := 0
	err = filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			size += info.Size()
			if info.Mode().Perm()&0o077 != 0 {
				open++
			}
		}
		return err
	})
	if !r.Fault("folder", FileFault(err)) {
		return
	}
	if open > 0 {
		r.Warn("files", "Run: chmod 600 on the files in "+dir, "%d files can be read by others on this machine", open)
	}
	r.lookAtRoom(dir, size)
}

func (r *Report) lookAtRoom(dir string, size int64) {
	switch free, err := freeSpace(dir); {
	case errors.Is(err, errors.ErrUnsupported):
		r.Good("room", "the data takes %d MB; how much is free cannot be told here", size>>20)
	case err != nil:
		r.Fault("room", FileFault(err))
	case free < size+spare:
		r.Warn("room", "Make room on the disk: a backup needs as much as the data.", "%d MB are free, the data takes %d MB", free>>20, size>>20)
	default:
		r.Good("room", "%d MB are free, the data takes %d MB", free>>20, size>>20)
	}
}

// LookAtBackups says which automatic backups there are.
func (r *Report) LookAtBackups(dir string) {
	names, err := Backups(&Folder{dir: dir})
	if !r.Fault("backups", err) {
		return
	}
	if len(names) == 0 {
		r.Good("backups", "no automatic backup was needed yet")
		return
	}
	r.Good("backups", "%d automatic backups, the newest is %s", len(names), names[len(names)-1])
}

// LookAtVersion compares the version of the schema with the newest this program knows.
func (r *Report) LookAtVersion(got, newest int64) {
	switch {
	case got > newest:
		r.Fault("version", fmt.Errorf("the data has version %d, this program knows up to %d: %w", got, newest, clinic.ErrNewer))
	case got < newest:
		r.Warn("version", "Start the program once, or run migrate.", "the data has version %d, the newest is %d", got, newest)
	default:
		r.Good("version", "the data has version %d, the newest", got)
	}
}

// LookAtRows reads every row and every photo, as a backup does, and checks every audit chain
// from its first entry to the head that stands in the witness file.
func (r *Report) LookAtRows(ctx context.Context, c Conn, d Dialect, schema int64, witness string) {
	heads, err := ReadWitness(witness) // first: who writes meanwhile is ahead of it
	m, errRows := Archive(ctx, c, d, schema, time.Time{}, io.Discard)
	if r.Fault("rows", errRows) {
		r.Good("rows", "%d rows and %d audit chains were read whole", m.Rows(), len(m.Heads))
	}
	if schema < ChainSince || !r.Fault("witness", err) {
		return
	}
	if len(heads) == 0 && len(m.Heads) > 0 {
		r.Warn("witness", "If you did not just restore or move the data, compare it with a backup.",
			"%s knows no audit chain: nobody can tell whether something is missing at the end", witness)
		return
	}
	if r.Fault("witness", CheckHeads(ctx, c, d, &Witness{heads: byTenant(heads)})) {
		r.Good("witness", "%d audit chains reach the heads that are kept beside them", len(heads))
		return
	}
	(*r)[len(*r)-1].Do += " Without a backup: move the file " + witness + " away; the program then opens what is left."
}
