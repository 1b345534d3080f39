package main

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"skinafter"
	"skinafter/signal"
)

// savedMagic begins a file of saved counts, before the SHA-256 of all that follows its line. The
// second line is savedWire, the rest are the counts (signal.Counts.MarshalBinary).
const savedMagic = "skinafter saved signals 1 "

// savedWire says how saved counts were made and of what.
type savedWire struct {
	Program  string     `json:"program"`
	Role     string     `json:"role"`
	Events   string     `json:"events"`
	Stratify []string   `json:"stratify"`
	Dedup    bool       `json:"dedup"`
	Data     ledger     `json:"data"`
	Files    []fileWire `json:"files"`
}

// fileWire is a file that an answer rests on.
type fileWire struct {
	File  string     `json:"file"`
	Hash  string     `json:"sha256"` // as it lies on the disk
	Saved bool       `json:"saved"`  // counts, not rows
	Of    []fileWire `json:"of,omitempty"`
}

// save writes the counts, so that collections add up without being read again. Equal rows make
// equal files.
func (c *signalsDetect) save(h *collection) error {
	if c.Save == "" {
		return nil
	}
	counts, err := h.counts.MarshalBinary()
	if err != nil {
		return fmt.Errorf("saving counts: %w", err)
	}
	head, err := json.Marshal(savedWire{version, c.Role, c.Events, orNone(c.Stratify), c.Dedup, h.ledger, h.files})
	if err != nil {
		return fmt.Errorf("saving counts: %w", err)
	}
	body := append(append(head, '\n'), counts...)
	sum := sha256.Sum256(body)
	return writeFile("--save", c.Save, append([]byte(savedMagic+hex.EncodeToString(sum[:])+"\n"), body...))
}

// isSaved looks whether a source holds saved counts.
func (src *source) isSaved() bool {
	in := bufio.NewReaderSize(src.in, 4096)
	src.in = in
	start, _ := in.Peek(len(savedMagic)) // a shorter file is none
	return string(start) == savedMagic
}

// maxSaved bounds what is read of a file of saved counts.
const maxSaved = 2 << 30

// errSaved is wrapped where a file of saved counts is damaged.
var errSaved = errors.New("saved counts that are whole; these are cut off, damaged or of another version")

// readSaved reads saved counts.
func readSaved(in io.Reader) (w savedWire, counts *signal.Counts, err error) {
	b, err := io.ReadAll(io.LimitReader(in, maxSaved))
	if err != nil {
		return w, nil, err
	}
	first, body, _ := bytes.Cut(b, []byte("\n"))
	sum := sha256.Sum256(body)
	if string(first) != savedMagic+hex.EncodeToString(sum[:]) {
		return w, nil, &skinafter.InputError{Want: errSaved.Error()}
	}
	head, form, _ := bytes.Cut(body, []byte("\n"))
	counts = &signal.Counts{}
	if json.Unmarshal(head, &w) != nil || counts.UnmarshalBinary(form) != nil {
		return w, nil, &skinafter.InputError{Want: errSaved.Error()}
	}
	return w, counts, nil
}

// takeSaved adds saved counts, if they were made as this command line asks.
func (g *gathering) takeSaved(src *source, f *fileWire) error {
	w, counts, err := readSaved(src.in)
	if err != nil {
		return err
	}
	c := g.command
	for _, part := range []struct{ flag, saved, asked string }{
		{"--role", w.Role, c.Role},
		{"--events", w.Events, c.Events},
		{"--stratify", strings.Join(w.Stratify, ","), strings.Join(c.Stratify, ",")},
	} {
		if part.saved != part.asked {
			return &skinafter.InputError{Field: part.flag, Value: part.asked, Want: fmt.Sprintf("%q, as these counts were saved", part.saved)}
		}
	}
	switch {
	case c.Dedup && !w.Dedup:
		return &skinafter.InputError{Field: "--dedup", Want: "rows: in saved counts copies can no longer be found"}
	case c.By != "product":
		return &skinafter.InputError{Field: "--by " + c.By, Want: "rows: saved counts are of products"}
	case g.witness != nil:
		return &skinafter.InputError{Field: "--explain", Want: "rows: saved counts hold no reports to show"}
	}
	f.Saved, f.Of = true, w.Files
	g.saved = append(g.saved, counts)
	g.ledger.add(&w.Data)
	return nil
}

// add takes in what became of the rows of another part.
func (l *ledger) add(o *ledger) {
	l.Read, l.Used, l.Repeated, l.Converted = l.Read+o.Read, l.Used+o.Used, l.Repeated+o.Repeated, l.Converted+o.Converted
	l.Conflicts, l.Skipped, l.Gaps = l.Conflicts+o.Conflicts, l.Skipped+o.Skipped, l.Gaps+o.Gaps
	l.Copies, l.Unsure = append(orNone(l.Copies), o.Copies...), append(orNone(l.Unsure), o.Unsure...)
	l.Unlabelled = append(orNone(l.Unlabelled), o.Unlabelled...)
	for _, list := range []struct {
		to   *[]refusal
		from []refusal
	}{{&l.Refused, o.Refused}, {&l.LeftOut, o.LeftOut}, {&l.Unread, o.Unread}} {
		*list.to = append(orNone(*list.to), list.from...)
		slices.SortStableFunc(*list.to, func(a, b refusal) int { return int(b.Rows - a.Rows) })
	}
	l.Events = append(l.Events, o.Events...)
	l.Terms, l.Mapped = l.Terms+o.Terms, l.Mapped+o.Mapped
}

// named says of which file the lines of a ledger are, where there are several.
func (l *ledger) named(file string) {
	for _, list := range [][]refusal{l.Refused, l.LeftOut, l.Unread} {
		for i := range list {
			if list[i].File == "" {
				list[i].File = file
			}
		}
	}
}

// sumUp adds the saved counts to those of the rows, and says what the answer rests on.
func (g *gathering) sumUp() (err error) {
	for _, part := range g.saved {
		if g.counts, err = signal.Merge(g.counts, part); err != nil {
			return fmt.Errorf("adding saved counts: %w", err)
		}
	}
	seen := map[string]string{}
	for i := range g.files {
		if err := g.files[i].once(seen); err != nil {
			return err
		}
	}
	if len(g.files) == 1 && !g.files[0].Saved {
		g.ledger.Hash = g.files[0].Hash
		return nil
	}
	g.ledger.Files = g.files
	hashes := make([]string, 0, len(g.files))
	for i := range g.files {
		hashes = append(hashes, g.files[i].Hash)
	}
	if len(hashes) == 1 {
		g.ledger.Hash = hashes[0]
		return nil
	}
	slices.Sort(hashes)
	sum := sha256.Sum256([]byte(strings.Join(hashes, "\n") + "\n"))
	g.ledger.Hash = hex.EncodeToString(sum[:])
	return nil
}

// once refuses data that would count twice.
func (f *fileWire) once(seen map[string]string) error {
	if other, twice := seen[f.Hash]; twice {
		return &skinafter.InputError{Field: f.File, Want: "data that are not counted already; " + other + " holds the same"}
	}
	seen[f.Hash] = f.File
	for i := range f.Of {
		if f.Of[i].Hash == f.Hash {
			continue
		}
		if err := f.Of[i].once(seen); err != nil {
			return err
		}
	}
	return nil
}
