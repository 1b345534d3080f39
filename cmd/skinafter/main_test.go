package main

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// update rewrites the golden pages and the expected output in scripts: make golden.
var update = flag.Bool("update", false, "write golden files anew")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"skinafter": func() {
			os.Exit(NewMain().Run(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
		},
	})
}

// goldenDir holds whole answers; absolute, because scripts run in folders of their own.
var goldenDir string

// TestScript runs the command lines of testdata/script as a user would.
func TestScript(t *testing.T) {
	t.Parallel()
	var err error
	if goldenDir, err = filepath.Abs("testdata/golden"); err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("SKINAFTER_DATA", env.WorkDir+"/own")
			env.Setenv("TZ", "UTC")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"exits": exits, "bytes": writeBytes, "narrow": narrow, "golden": golden},
	})
}
