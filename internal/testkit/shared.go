// Package testkit finds and reads the test data that lies beside the project, which the
// tests use where it is present and never need.
package testkit

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// Logger is what Shared needs of *testing.T and *testing.B.
type Logger interface {
	Helper()
	Logf(format string, args ...any)
}

// Shared is the path of a file below the folder "shared" beside the project, and whether it
// is there. It says in the test's log which of the two.
func Shared(log Logger, name string) (string, bool) {
	log.Helper()
	dir, err := os.Getwd()
	for err == nil {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		up := filepath.Dir(dir)
		if up == dir {
			return "", false
		}
		dir = up
	}
	path := filepath.Join(filepath.Dir(dir), "shared", name)
	if _, err := os.Stat(path); err != nil {
		log.Logf("../shared/%s is not here: this test runs only where it is", name)
		return "", false
	}
	log.Logf("using ../shared/%s", name)
	return path, true
}

// ReadLines decodes a file of JSON lines, gzipped if its name ends in .gz.
func ReadLines[T any](path string) (list []T, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() {
		if e := f.Close(); err == nil {
			err = e
		}
	}()
	var in io.Reader = f
	if strings.HasSuffix(path, ".gz") {
		if in, err = gzip.NewReader(f); err != nil {
			return nil, fmt.Errorf("reading %s: %w", path, err)
		}
	}
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<24)
	for n := 1; lines.Scan(); n++ {
		if strings.TrimSpace(lines.Text()) == "" {
			continue
		}
		var v T
		if err := json.Unmarshal(lines.Bytes(), &v); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", path, n, err)
		}
		list = append(list, v)
	}
	return list, lines.Err()
}
