package cabinet

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"skinafter"
)

// Modes of what is written: the owner alone.
const (
	folderMode = 0o700
	fileMode   = 0o600
)

// Cabinet is a folder of the user's own data. A Cabinet without a folder is empty and
// refuses to keep anything.
type Cabinet struct{ dir string }

// At is the cabinet in a folder, which is made when the first thing is kept.
// An empty dir is a cabinet without a folder.
func At(dir string) *Cabinet { return &Cabinet{dir: dir} }

// Folder is where the cabinet stands, by the environment: $SKINAFTER_DATA, else
// skinafter in the user's data folder of the platform; empty where there is none.
func Folder(getenv func(string) string) string { return folder(runtime.GOOS, getenv) }

func folder(platform string, getenv func(string) string) string {
	if dir := getenv("SKINAFTER_DATA"); dir != "" {
		return dir
	}
	if dir := getenv("XDG_DATA_HOME"); filepath.IsAbs(dir) {
		return filepath.Join(dir, "skinafter")
	}
	home := getenv("HOME")
	switch {
	case platform == "windows" && getenv("LocalAppData") != "":
		return filepath.Join(getenv("LocalAppData"), "skinafter")
	case home == "" || !filepath.IsAbs(home):
		return ""
	case platform == "darwin":
		return filepath.Join(home, "Library", "Application Support", "skinafter")
	default:
		return filepath.Join(home, ".local", "share", "skinafter")
	}
}

// Dir is the folder; empty where there is none.
func (c *Cabinet) Dir() string { return c.dir }

// read is the content of a file of the cabinet; nil where the file or the folder is missing.
func (c *Cabinet) read(name string) ([]byte, error) {
	if c.dir == "" {
		return nil, nil
	}
	b, err := os.ReadFile(filepath.Join(c.dir, name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading your own data: %w", err)
	}
	return b, nil
}

// write keeps a file: whole, on disk, or as it was before.
func (c *Cabinet) write(name string, content []byte) error {
	if c.dir == "" {
		return &skinafter.InputError{Field: "SKINAFTER_DATA", Want: "a folder for your own data; HOME is not set either"}
	}
	if err := os.MkdirAll(c.dir, folderMode); err != nil {
		return fmt.Errorf("making the folder for your own data: %w", err)
	}
	f, err := os.CreateTemp(c.dir, "."+name+"-*")
	if err != nil {
		return fmt.Errorf("keeping %s: %w", name, err)
	}
	_, err = f.Write(content)
	err = errors.Join(err, f.Chmod(fileMode), f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), filepath.Join(c.dir, name))
	}
	if err != nil {
		return fmt.Errorf("keeping %s: %w", name, errors.Join(err, os.Remove(f.Name())))
	}
	return nil
}

// remove takes a file out of the cabinet; a missing one is no error.
func (c *Cabinet) remove(name string) error {
	if c.dir == "" {
		return nil
	}
	if err := os.Remove(filepath.Join(c.dir, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("removing %s: %w", name, err)
	}
	return nil
}
