package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"skinafter/internal/clinic"
)

// Names inside a data folder.
const (
	DatabaseFile = "skinafter.db" // the SQLite database; PostgreSQL has none here
	WitnessFile  = "heads"
	lockFile     = "lock"
	BackupFolder = "backups"
)

// Folder is a data folder that no other process uses meanwhile.
type Folder struct {
	dir  string
	lock *os.File
}

// OpenFolder makes the folder where it is missing (0700) and locks it. Errors: ErrBusy where
// another process has it, ErrReadOnly where nothing can be written there.
func OpenFolder(dir string) (*Folder, error) {
	if dir == "" {
		return nil, errors.New("no data folder is named")
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("making the data folder: %w", FileFault(err))
	}
	f, err := os.OpenFile(filepath.Join(dir, lockFile), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("opening the data folder: %w", FileFault(err))
	}
	if err := lock(f); err != nil {
		return nil, errors.Join(fmt.Errorf("locking %s: %w", dir, err), f.Close())
	}
	return &Folder{dir, f}, nil
}

// Path is the path of a file in the folder.
func (f *Folder) Path(name string) string { return filepath.Join(f.dir, name) }

// Close lets other processes have the folder.
func (f *Folder) Close() error { return f.lock.Close() }

// FileFault wraps ErrFull, ErrReadOnly or ErrDamaged around an error of the file system where
// it is one of them.
func FileFault(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT), errors.Is(err, syscall.EFBIG):
		return fmt.Errorf("%w: %w", ErrFull, err)
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS), errors.Is(err, syscall.ENOTDIR):
		return fmt.Errorf("%w: %w", clinic.ErrReadOnly, err)
	case errors.Is(err, syscall.EIO):
		return fmt.Errorf("%w: %w", clinic.ErrDamaged, err)
	default:
		return err
	}
}

// syncFolder makes names in a folder last: what was created, renamed or removed there.
func syncFolder(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(ignoreUnsupported(d.Sync()), d.Close())
}

// ignoreUnsupported lets pass that some systems cannot sync a folder.
func ignoreUnsupported(err error) error {
	if errors.Is(err, errors.ErrUnsupported) || errors.Is(err, syscall.EINVAL) || errors.Is(err, fs.ErrPermission) {
		return nil
	}
	return err
}

// Sync makes the names in the folder and its backups last.
func (f *Folder) Sync() error {
	return errors.Join(syncFolder(f.Path(BackupFolder)), syncFolder(f.dir))
}
