package store

import (
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"skinafter/internal/clinic"
)

// A witness file is a row of records of recordSize bytes, written one behind the other into
// space that was set aside before: CRC-32 of the rest (4), 1 (4), tenant (16), sequence number
// (8), hash (32). Zeros are the end. The last record of a tenant counts.
const (
	recordSize = 64
	// room is how many records are set aside; a full file is written anew with one record for
	// each tenant.
	room = 4096
)

// Witness keeps the heads of the audit chains in a file beside the database. It is safe for
// concurrent use.
type Witness struct {
	path string

	mu    sync.Mutex
	file  *os.File
	heads map[clinic.ID]clinic.Head
	used  int // records written
	space int // records the file has room for

	syncing sync.Mutex
	synced  int      // records on disk; counted anew when the file is
	of      *os.File // the file that synced counts
}

var _ clinic.Witness = (*Witness)(nil)

// OpenWitness opens the file, or makes an empty one where there is none. ErrDamaged where
// something else than its last record cannot be read.
func OpenWitness(path string) (*Witness, error) {
	heads, err := ReadWitness(path)
	if err != nil {
		return nil, err
	}
	w := &Witness{path: path, heads: byTenant(heads)}
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.rewrite(); err != nil {
		return nil, fmt.Errorf("writing the witness file: %w", FileFault(err))
	}
	return w, nil
}

// ReadWitness reads the heads from a witness file and changes nothing; no file is no heads.
func ReadWitness(path string) ([]clinic.Head, error) {
	b, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("reading the witness file: %w", FileFault(err))
	}
	heads, err := readHeads(b)
	if err != nil {
		return nil, fmt.Errorf("reading the witness file %s: %w", path, err)
	}
	return sorted(heads), nil
}

func byTenant(heads []clinic.Head) map[clinic.ID]clinic.Head {
	out := map[clinic.ID]clinic.Head{}
	for _, h := range heads {
		if h.Seq > 0 {
			out[h.Tenant] = h
		}
	}
	return out
}

func sorted(heads map[clinic.ID]clinic.Head) []clinic.Head {
	out := slices.Collect(maps.Values(heads))
	slices.SortFunc(out, func(a, b clinic.Head) int { return slices.Compare(a.Tenant[:], b.Tenant[:]) })
	return out
}

// readHeads reads the records of a file. A record that is half written at the end is what a
// crash leaves; it was never acknowledged.
func readHeads(b []byte) (map[clinic.ID]clinic.Head, error) {
	out := map[clinic.ID]clinic.Head{}
	for ; len(b) >= recordSize; b = b[recordSize:] {
		h, ok := decodeHead(b[:recordSize])
		if ok {
			out[h.Tenant] = h
			continue
		}
		if slices.ContainsFunc(b[recordSize:], func(c byte) bool { return c != 0 }) {
			return nil, fmt.Errorf("a record in its middle cannot be read: %w", clinic.ErrDamaged)
		}
		break
	}
	return out, nil
}

func encodeHead(h clinic.Head) ([]byte, error) {
	b := make([]byte, recordSize)
	binary.BigEndian.PutUint32(b[4:], 1)
	copy(b[8:], h.Tenant[:])
	binary.BigEndian.PutUint64(b[24:], uint64(h.Seq))
	if n, err := hex.Decode(b[32:], []byte(h.Hash)); err != nil || n != 32 {
		return nil, fmt.Errorf("%q is not a SHA-256", h.Hash)
	}
	binary.BigEndian.PutUint32(b, crc32.ChecksumIEEE(b[4:]))
	return b, nil
}

func decodeHead(b []byte) (clinic.Head, bool) {
	if binary.BigEndian.Uint32(b[4:]) != 1 || binary.BigEndian.Uint32(b) != crc32.ChecksumIEEE(b[4:]) {
		return clinic.Head{}, false
	}
	h := clinic.Head{Seq: int64(binary.BigEndian.Uint64(b[24:])), Hash: hex.EncodeToString(b[32:])}
	copy(h.Tenant[:], b[8:24])
	return h, true
}

// Heads are those that were kept last.
func (w *Witness) Heads() ([]clinic.Head, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return sorted(w.heads), nil
}

// Reserve makes sure that n heads can be kept without asking the disk for space, so that a
// full disk is noticed before the database commits and not after.
func (w *Witness) Reserve(n int) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.file == nil {
		return fmt.Errorf("the witness file is closed: %w", fs.ErrClosed)
	}
	if w.used+n <= w.space {
		return nil
	}
	if err := w.rewrite(); err != nil {
		return fmt.Errorf("making room in the witness file: %w", FileFault(err))
	}
	return nil
}

// Keep notes heads and returns when they are on disk. A head that is older than the one that
// is kept is left out: writers of the same tenant may come here in any order.
func (w *Witness) Keep(heads []clinic.Head) error {
	file, mark, err := w.append(heads)
	if err == nil && file != nil {
		err = w.sync(file, mark)
	}
	if err != nil {
		return fmt.Errorf("writing the witness file: %w", FileFault(err))
	}
	return nil
}

// append writes the records and says up to where the file must be synced; a nil file means
// that nothing was written.
func (w *Witness) append(heads []clinic.Head) (*os.File, int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.file == nil {
		return nil, 0, fs.ErrClosed
	}
	if w.used+len(heads) > w.space {
		if err := w.rewrite(); err != nil {
			return nil, 0, err
		}
	}
	var b []byte
	for _, h := range heads {
		if h.Seq <= w.heads[h.Tenant].Seq {
			continue
		}
		rec, err := encodeHead(h)
		if err != nil {
			return nil, 0, err
		}
		b = append(b, rec...)
	}
	if len(b) == 0 {
		return w.file, w.used, nil // somebody else wrote a newer one; wait until that is on disk
	}
	if _, err := w.file.WriteAt(b, int64(w.used)*recordSize); err != nil {
		return nil, 0, err
	}
	w.used += len(b) / recordSize
	for _, h := range heads {
		if h.Seq > w.heads[h.Tenant].Seq {
			w.heads[h.Tenant] = h
		}
	}
	return w.file, w.used, nil
}

// sync brings the file to disk, once for all who wait.
func (w *Witness) sync(file *os.File, mark int) error {
	w.syncing.Lock()
	defer w.syncing.Unlock()
	if w.of != file {
		w.of, w.synced = file, 0
	}
	if w.synced >= mark {
		return nil
	}
	w.mu.Lock()
	used := w.used
	w.mu.Unlock()
	err := datasync(file)
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.file != file {
		return nil // written anew meanwhile, and synced, with what was here
	}
	if err == nil {
		w.synced = used
	}
	return err
}

// Replace forgets all heads and keeps these, after a restore.
func (w *Witness) Replace(heads []clinic.Head) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.heads = byTenant(heads)
	if err := w.rewrite(); err != nil {
		return fmt.Errorf("writing the witness file: %w", FileFault(err))
	}
	return nil
}

// rewrite makes the file anew with one record for each tenant and room for more, and puts it
// in the place of the old one.
func (w *Witness) rewrite() error {
	space := len(w.heads) + room
	b := make([]byte, 0, space*recordSize)
	for _, h := range w.heads {
		rec, err := encodeHead(h)
		if err != nil {
			return err
		}
		b = append(b, rec...)
	}
	f, err := os.OpenFile(w.path+".new", os.O_RDWR|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	if _, err = f.Write(b[:cap(b)]); err == nil {
		err = f.Sync()
	}
	if err == nil {
		err = os.Rename(w.path+".new", w.path)
	}
	if err == nil {
		err = syncFolder(filepath.Dir(w.path))
	}
	if err != nil {
		return errors.Join(err, f.Close())
	}
	old := w.file
	w.file, w.used, w.space = f, len(w.heads), space
	if old != nil {
		return old.Close()
	}
	return nil
}

// Close lets the file go.
func (w *Witness) Close() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.file == nil {
		return nil
	}
	err := w.file.Close()
	w.file = nil
	return err
}

// HasWitness reports whether a data folder has a witness file: then it had data.
func HasWitness(dir string) bool {
	heads, err := ReadWitness(filepath.Join(dir, WitnessFile))
	return err != nil || len(heads) > 0
}
