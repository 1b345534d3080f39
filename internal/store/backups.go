package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// backupsKept is how many automatic backups stay.
const backupsKept = 3

// BackupName names an automatic backup so that names sort by time.
func BackupName(at time.Time, version int64, ext string) string {
	return fmt.Sprintf("%s-version-%d%s", at.UTC().Format("20060102T150405.000Z"), version, ext)
}

// KeepBackup makes an automatic backup in the folder: make writes the file, and it gets its name
// only when it is whole and on disk. The oldest ones beyond the last few are removed.
func KeepBackup(f *Folder, name string, make func(path string) error) error {
	dir := f.Path(BackupFolder)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return FileFault(err)
	}
	part := filepath.Join(dir, "unfinished")
	if err := os.Remove(part); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return FileFault(err)
	}
	if err := make(part); err != nil {
		return err
	}
	if err := syncFile(part); err != nil {
		return FileFault(err)
	}
	ext := filepath.Ext(name)
	if err := os.Rename(part, FreeName(filepath.Join(dir, strings.TrimSuffix(name, ext)), ext)); err != nil {
		return FileFault(err)
	}
	if err := syncFolder(dir); err != nil {
		return FileFault(err)
	}
	names, err := Backups(f)
	if err != nil {
		return err
	}
	for len(names) > backupsKept {
		parts, err := filepath.Glob(strings.TrimSuffix(names[0], filepath.Ext(names[0])) + ".*")
		if err != nil {
			return err
		}
		for _, p := range parts {
			if err := os.Remove(p); err != nil {
				return FileFault(err)
			}
		}
		names = names[1:]
	}
	return nil
}

// FreeName is stem+ext, or the first of stem-2+ext, stem-3+ext ... that no file has.
func FreeName(stem, ext string) string {
	name := stem + ext
	for n := 2; ; n++ {
		if _, err := os.Lstat(name); err != nil {
			return name
		}
		name = fmt.Sprintf("%s-%d%s", stem, n, ext)
	}
}

// Backups are the paths of the automatic backups, oldest first.
func Backups(f *Folder) ([]string, error) {
	entries, err := os.ReadDir(f.Path(BackupFolder))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, FileFault(err)
	}
	var out []string
	for _, e := range entries {
		if ext := filepath.Ext(e.Name()); strings.HasPrefix(e.Name(), "2") && (ext == ".db" || ext == ".zip") {
			out = append(out, filepath.Join(f.Path(BackupFolder), e.Name()))
		}
	}
	slices.Sort(out)
	return out, nil
}

// DropBackups removes all automatic backups, as part of an erasure.
func DropBackups(f *Folder) error {
	if err := os.RemoveAll(f.Path(BackupFolder)); err != nil {
		return fmt.Errorf("removing the automatic backups: %w", FileFault(err))
	}
	return nil
}

func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	return errors.Join(f.Chmod(0o600), f.Sync(), f.Close())
}
