package lint

import (
	"errors"
	"fmt"
	"path"
	"strings"

	"skinafter/knowledge"
	"skinafter/knowledge/casebook"
	"skinafter/knowledge/plain"
)

// ErrNotKnowledge says that a path is no file of the knowledge folder.
var ErrNotKnowledge = errors.New("no knowledge file")

// Format is the canonical form of a knowledge file: YAML with fields in their declared order,
// two spaces, lines of at most 100 characters; tables with one row a line and single spaces.
// Comments and the order of entries stay. Name is the file's path inside the folder and says
// what kind it is. Format of its own output changes nothing. A file with errors is not touched:
// the error is plain.Problems. ErrNotKnowledge stands for a path that nothing reads.
func Format(name string, data []byte) ([]byte, error) {
	switch {
	case name == knowledge.VersionFile:
		return []byte(strings.TrimSpace(string(data)) + "\n"), nil
	case knowledge.IsTable(name):
		return plain.FormatTable(data, path.Base(path.Dir(name)) == "plants"), nil
	case valueOf(name) != nil:
		return plain.Format(name, data, func() any { return valueOf(name) })
	}
	return nil, fmt.Errorf("format %s: %w", name, ErrNotKnowledge)
}

// valueOf makes an empty Go value for a YAML file of facts or cases; nil = it is neither.
func valueOf(name string) any {
	if v := casebook.NewValue(name); v != nil {
		return v
	}
	return knowledge.NewValue(name)
}
