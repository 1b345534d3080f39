package casebook

import (
	"io/fs"
	"path"
	"strings"
)

// phraseFolder holds sentences with what must be understood from them.
const phraseFolder = "cases/phrases"

// Phrase is a sentence and what must be understood from it.
type Phrase struct {
	Text   string   `yaml:"text"`
	Finds  []string `yaml:"finds,omitempty"`  // codes that must be found; "swelling:severe" with severity
	Denies []string `yaml:"denies,omitempty"` // codes said not to be there
	Not    []string `yaml:"not,omitempty"`    // codes that must not be found
	// Level and AtMost are bounds of the assessment of a face, needled 1 mm, this many hours ago.
	Level  string   `yaml:"level,omitempty"`
	AtMost string   `yaml:"at_most,omitempty"`
	AtH    *float64 `yaml:"at_h,omitempty"`
	// AnyOf are the levels of which one must come out where nothing but the text is known.
	AnyOf []string `yaml:"any_of,omitempty"`
	// SinceH is the time since treatment that must be read from the text.
	SinceH *float64 `yaml:"since_h,omitempty"`
	Bland  bool     `yaml:"bland,omitempty"` // a calm diary: no sign of danger may be found

	Lang string `yaml:"-"` // by file name: en-signs.yaml
}

// LoadPhrases reads the sentences of cases/phrases in path order. The error, if any, is
// plain.Problems.
func LoadPhrases(fsys fs.FS) ([]Phrase, error) {
	mine := func(name string) bool { return path.Dir(name) == phraseFolder }
	return loadCases(fsys, mine, func(c *Phrase, name string) { c.Lang, _, _ = strings.Cut(path.Base(name), "-") })
}
