package plain

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// Set is every file of a folder that somebody reads: its bytes, and, once parsed, its
// content.
type Set struct {
	Names []string // sorted
	Files map[string]*File
}

// File is one file of a set.
type File struct {
	Data     []byte
	Doc      *Document // nil until parsed
	Value    any       // pointer to the Go value of the file's kind
	Problems Problems
}

// ReadSet reads all files of some folders, and some single files, and complains about those
// in the folders that nobody would read. Names that begin with a point are an editor's.
func ReadSet(fsys fs.FS, folders, singles []string, read func(name string) bool) (*Set, Problems) {
	s := &Set{Files: map[string]*File{}}
	var problems Problems
	add := func(name string) {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			problems = append(problems, FileProblem(name, err.Error()))
			return
		}
		s.Names = append(s.Names, name)
		s.Files[name] = &File{Data: data}
	}
	for _, dir := range folders {
		err := fs.WalkDir(fsys, dir, func(name string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				problems = append(problems, FileProblem(name, err.Error()))
			case d.IsDir() || strings.HasPrefix(d.Name(), "."):
			case !read(name):
				problems = append(problems, FileProblem(name, "nothing reads this file; see knowledge/README.md for the folders and their files"))
			default:
				add(name)
			}
			return nil
		})
		if err != nil {
			problems = append(problems, FileProblem(dir, err.Error()))
		}
	}
	for _, name := range singles {
		add(name)
	}
	slices.Sort(s.Names)
	return s, problems
}

// Hash is the content hash: sha-256 over path, size and bytes of every file in path order.
func (s *Set) Hash() string {
	h := sha256.New()
	for _, name := range s.Names {
		_, _ = fmt.Fprintf(h, "%s\x00%d\x00", name, len(s.Files[name].Data)) // a hash never fails
		h.Write(s.Files[name].Data)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Size is the number of bytes of the files that are chosen.
func (s *Set) Size(chosen func(name string) bool) int {
	n := 0
	for _, name := range s.Names {
		if chosen(name) {
			n += len(s.Files[name].Data)
		}
	}
	return n
}

// Parse reads the YAML files for which kind makes a value, on all processors, because this
// is most of the time that passes before the first answer.
func (s *Set) Parse(kind func(name string) any) {
	queue := make(chan string, len(s.Names))
	for _, name := range s.Names {
		if path.Ext(name) == ".yaml" {
			queue <- name
		}
	}
	close(queue)
	var done sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		done.Go(func() {
			for name := range queue {
				if value := kind(name); value != nil {
					s.Files[name].parse(name, value)
				}
			}
		})
	}
	done.Wait()
}

func (f *File) parse(name string, value any) {
	f.Value = value
	f.Doc, f.Problems = Read(name, f.Data, value)
}

// Broken lists the folders that hold a file that could not be read.
func (s *Set) Broken() map[string]bool {
	out := map[string]bool{}
	for _, name := range s.Names {
		if f := s.Files[name]; f.Doc != nil && len(f.Problems) > 0 {
			folder, _, _ := strings.Cut(name, "/")
			out[folder] = true
		}
	}
	return out
}

// RowProblem points at word in a table row, or, where the row does not hold it, in the
// section line above.
func (s *Set) RowProblem(at Place, word, text string) Problem {
	p := Problem{Place: at, Col: 1, Text: text}
	f := s.Files[at.File]
	if f == nil {
		return p
	}
	lines := strings.Split(string(f.Data), "\n")
	for n := min(at.Line, len(lines)); n >= 1; n-- {
		line := strings.TrimRight(lines[n-1], " \t\r")
		if n != at.Line && !strings.HasPrefix(strings.TrimSpace(line), "[") {
			continue
		}
		if col := strings.LastIndex(line, word); col >= 0 {
			return Problem{Place: Place{File: at.File, Line: n}, Col: utf8.RuneCountInString(line[:col]) + 1, Source: line, Text: text}
		}
		if n != at.Line {
			break
		}
	}
	if at.Line >= 1 && at.Line <= len(lines) {
		p.Source = strings.TrimRight(lines[at.Line-1], " \t\r")
	}
	return p
}
