package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/testscript"

	"skinafter/internal/paper"
)

// exits runs a command and wants an exact exit code: exits CODE [<FILE] COMMAND ARGS...
// Standard output and error are there for stdout, stderr and cmp as after exec.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND [ARGS...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	code := 0
	err = ts.Exec(args[1], args[2:]...)
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit):
		code = exit.ExitCode()
	case err != nil:
		ts.Fatalf("%s: %v", args[1], err)
	}
	if code != want {
		ts.Fatalf("exit code %d, want %d\nstdout: %s\nstderr: %s", code, want, ts.ReadFile("stdout"), ts.ReadFile("stderr"))
	}
}

// writeBytes writes a file from a Go string literal without its quotes: bytes FILE a\x00b
// An optional third argument repeats it: bytes FILE , 10000
func writeBytes(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 || len(args) > 3 {
		ts.Fatalf("usage: bytes FILE TEXT [TIMES]")
	}
	text, err := strconv.Unquote(`"` + strings.ReplaceAll(args[1], `"`, `\"`) + `"`)
	ts.Check(err)
	if len(args) == 3 {
		n, err := strconv.Atoi(args[2])
		ts.Check(err)
		text = strings.Repeat(text, n)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o600))
}

// stamps are the parts of an answer that change with every change of the knowledge.
var stamps = regexp.MustCompile(`"version": ?"20[0-9.]+",\s*"hash": ?"[0-9a-f]{64}"|\b20[0-9]{2}\.[0-9]+\.[0-9]+ \([0-9a-f]{12}\)`)

// golden compares the last standard output, less the stamps of the knowledge, with a file
// of testdata/golden; make golden writes it anew.
func golden(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: golden FILE")
	}
	got := stamps.ReplaceAllString(ts.ReadFile("stdout"), "STAMP")
	path := filepath.Join(goldenDir, args[0])
	if *update {
		ts.Check(os.MkdirAll(goldenDir, 0o750))
		ts.Check(os.WriteFile(path, []byte(got), 0o600))
		return
	}
	want, err := os.ReadFile(path)
	ts.Check(err)
	if got != string(want) {
		ts.Fatalf("the answer differs from %s (make golden writes it anew):\n%s", args[0], cmp.Diff(string(want), got))
	}
}

// narrow wants every line of the last standard output to fit 80 columns.
func narrow(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) > 0 || ts.ReadFile("stdout") == "" {
		ts.Fatalf("usage: narrow, after a command that printed something")
	}
	for line := range strings.Lines(ts.ReadFile("stdout")) {
		if n := paper.Columns(strings.TrimSuffix(line, "\n")); n > paper.MaxWidth {
			ts.Fatalf("%d columns: %s", n, line)
		}
	}
}
