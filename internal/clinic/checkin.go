package clinic

import (
	"encoding/json"
	"time"

	"skinafter"
)

// Sign is one thing a person reports at a check-in.
type Sign struct {
	Code     string             `json:"code"`
	Severity skinafter.Severity `json:"severity,omitempty"` // empty counts as moderate
	Since    *time.Time         `json:"since,omitempty"`    // nil = not known
	Before   bool               `json:"before,omitempty"`   // was there before the treatment
	Trend    string             `json:"trend,omitempty"`    // improving, stable, worsening
}

// CheckIn is what a person reported at one moment and what was shown for it.
type CheckIn struct {
	Signs   []Sign   `json:"signs"`
	Gone    []string `json:"gone,omitempty"`    // codes that were asked for and are not there any more
	Cleared bool     `json:"cleared,omitempty"` // a clinician has seen it
	Text    string   `json:"text,omitempty"`    // the person's own words
	// Denied are codes that were understood from the words and that the person says are wrong.
	Denied []string `json:"denied,omitempty"`
	Photos []ID     `json:"photos,omitempty"`
	Shown  Shown    `json:"shown"`
}

// Shown is an answer as it was shown, so that it can be shown again.
type Shown struct {
	Level     *skinafter.Level `json:"level"` // nil where the purpose is record
	Answer    json.RawMessage  `json:"answer,omitempty"`
	Knowledge string           `json:"knowledge"` // version and hash
	Purpose   Purpose          `json:"purpose"`
	Lang      string           `json:"lang"`
	// Inputs is the File the answer was made from, as JSON, gzip.
	Inputs []byte `json:"inputs,omitempty"`
}

// Photo describes a photo; its bytes are the Blob of its row. Metadata of the camera was
// removed before it was kept.
type Photo struct {
	CheckIn ID     `json:"check_in"` // None = with no check-in
	Width   int    `json:"width"`    // pixels
	Height  int    `json:"height"`
	SHA256  string `json:"sha256"`
	Note    string `json:"note,omitempty"`
}

// Draft is what was answered so far in a journey of several pages.
type Draft struct {
	Journey string              `json:"journey"` // "check-in", "course", "screening"
	Answers map[string][]string `json:"answers"` // by the name of the form field
	Done    ID                  `json:"done"`    // the row that came of it; None = still open
}
