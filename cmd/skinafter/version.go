package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"skinafter/internal/wire"
)

// version is the program's own version; the build sets it.
var version = "0.1.0-dev"

// versionCommand says which program and which knowledge answer.
type versionCommand struct{ jsonFlag }

// versionWire is the answer of version --json.
type versionWire struct {
	Program   string     `json:"program"`
	Commit    string     `json:"commit,omitempty"`
	Go        string     `json:"go"`
	Platform  string     `json:"platform"`
	Knowledge wire.Stamp `json:"knowledge"`
}

// Run is called by kong.
func (c *versionCommand) Run(s *session) error {
	facts, err := s.facts()
	if err != nil {
		return err
	}
	v := versionWire{
		Program: version, Commit: commit(), Go: runtime.Version(),
		Platform: runtime.GOOS + "/" + runtime.GOARCH, Knowledge: wire.StampOf(facts),
	}
	if c.JSON {
		return s.writeJSON(v)
	}
	texts, err := s.texts()
	if err != nil {
		return err
	}
	sheet := s.sheet()
	sheet.Para("", 0, fmt.Sprintf("skinafter %s", v.Program))
	sheet.Para("", 0, texts.Text("version.built", "go", v.Go, "platform", v.Platform))
	sheet.Para("", 0, texts.Text("version.knowledge", "version", v.Knowledge.Version))
	sheet.Para("", 2, v.Knowledge.Hash)
	return s.print(sheet)
}

// commit is the revision the program was built from, where the build knew it.
func commit() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	for _, set := range info.Settings {
		if set.Key == "vcs.revision" {
			return set.Value
		}
	}
	return ""
}
