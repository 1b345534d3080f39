package knowledge

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
)

// versionFile holds the calendar version of the facts: 2026.11.1.
const versionFile = "VERSION"

var versionForm = regexp.MustCompile(`^20[0-9]{2}\.(1[0-2]|[1-9])\.[0-9]+$`)

// dataDirs are the folders that hold facts, in the order they are read. Whatever else lies
// beside them (this code, an editor's leavings) is not knowledge.
var dataDirs = []string{"bland", "cases", "conflicts", "emergency", "events", "families", "inci", "phrases", "plans", "rules", "sources", "texts"}

// Load reads a set of facts. The error, if any, is Problems and names everything that is
// wrong, not only the first thing; the Base is then nil. Cases and bland labels are part of
// the hash but are not parsed: see LoadCases. Lint finds more: what is well formed and still
// not right.
func Load(fsys fs.FS) (*Base, error) {
	set, problems := readSet(fsys)
	hash := make(chan string, 1)
	go func() { hash <- set.hash() }()
	b := newBase()
	b.Names = make([]Name, 0, set.tableBytes()/bytesPerName)
	tables := make(chan Problems, 1)
	go func() { tables <- b.loadTables(fsys) }()
	set.parse(func(file string) bool { return !isCaseFile(file) })
	problems = append(problems, b.assemble(set)...)
	problems = append(problems, <-tables...)
	problems = append(problems, b.references(set)...)
	b.Version, b.Hash = set.version(), <-hash
	if len(problems) > 0 {
		problems.sort()
		return nil, problems
	}
	return b, nil
}

func newBase() *Base {
	return &Base{
		Families:  map[string]*Family{},
		Sources:   map[string]*Source{},
		Conflicts: map[string]*Conflict{},
		Rules:     map[string]*ClassRule{},
		Plans:     map[string]*Plan{},
		Phrases:   map[string]Phrasebooks{},
		Triage:    map[string]*TriageGroup{},
		Causes:    map[string]*CauseRule{},
		Readiness: map[string]*ReadyRule{},
		Screening: map[string]*ScreenRule{},
		Emergency: map[string]*Emergency{},
		Events:    map[string]*Event{},
		Texts:     map[string]map[string]string{},
	}
}

// fileSet is every knowledge file of a folder: its bytes, and, once parsed, its content.
type fileSet struct {
	names []string // sorted
	files map[string]*file
}

// file is one knowledge file.
type file struct {
	data     []byte
	doc      *document // nil until parsed
	value    any       // pointer to the Go value of the file's kind
	problems Problems
}

// readSet reads all knowledge files and complains about those that nobody would read.
func readSet(fsys fs.FS) (*fileSet, Problems) {
	s := &fileSet{files: map[string]*file{}}
	var problems Problems
	add := func(name string) {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			problems = append(problems, fileProblem(name, err.Error()))
			return
		}
		s.names = append(s.names, name)
		s.files[name] = &file{data: data}
	}
	for _, dir := range dataDirs {
		err := fs.WalkDir(fsys, dir, func(name string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				problems = append(problems, fileProblem(name, err.Error()))
			case d.IsDir() || strings.HasPrefix(d.Name(), "."):
			case !isTable(name) && newValue(name) == nil:
				problems = append(problems, fileProblem(name, "nothing reads this file; see knowledge/README.md for the folders and their files"))
			default:
				add(name)
			}
			return nil
		})
		if err != nil {
			problems = append(problems, fileProblem(dir, err.Error()))
		}
	}
	add(versionFile)
	if f := s.files[versionFile]; f != nil && !versionForm.MatchString(s.version()) {
		problems = append(problems, fileProblem(versionFile, fmt.Sprintf("%q is no version; want year.month.number, such as 2026.11.1", shorten(s.version()))))
	}
	slices.Sort(s.names)
	return s, problems
}

func fileProblem(name, text string) Problem {
	return Problem{Place: Place{File: name, Line: 1}, Col: 1, Text: text}
}

func (s *fileSet) version() string {
	if f := s.files[versionFile]; f != nil {
		return strings.TrimSpace(string(f.data))
	}
	return ""
}

// bytesPerName is about how much table text gives one name; only a first guess of size.
const bytesPerName = 40

func (s *fileSet) tableBytes() int {
	n := 0
	for _, name := range s.names {
		if isTable(name) {
			n += len(s.files[name].data)
		}
	}
	return n
}

// hash is the content hash: sha-256 over path, size and bytes of every file in path order.
func (s *fileSet) hash() string {
	h := sha256.New()
	for _, name := range s.names {
		_, _ = fmt.Fprintf(h, "%s\x00%d\x00", name, len(s.files[name].data)) // a hash never fails
		h.Write(s.files[name].data)
	}
	return hex.EncodeToString(h.Sum(nil))
}

func isTable(name string) bool { return strings.HasPrefix(name, "inci/") && path.Ext(name) == ".txt" }

func isCaseFile(name string) bool {
	return strings.HasPrefix(name, "cases/") || strings.HasPrefix(name, "bland/")
}

// newValue makes an empty Go value for a YAML file by its place; nil = nothing reads it.
func newValue(name string) any {
	if path.Ext(name) != ".yaml" {
		return nil
	}
	if path.Dir(name) == triageCasesDir {
		return new([]TriageCase)
	}
	if path.Dir(name) == planCasesDir {
		return new([]PlanCase)
	}
	if path.Dir(name) == phraseCasesDir {
		return new([]PhraseCase)
	}
	if isEventCase(name) {
		return new([]EventCase)
	}
	if isPhraseFile(name) {
		return new(Phrasebook)
	}
	if isCourseCase(name) {
		return new([]CourseCase)
	}
	if isCaseFile(name) {
		return new([]Case)
	}
	switch path.Dir(name) {
	case "sources":
		return new(Source)
	case "conflicts":
		return new(Conflict)
	case "families":
		return new(Family)
	case "texts":
		return new(map[string]string)
	case "plans":
		return new(Plan)
	case "emergency":
		return new(Emergency)
	case "events":
		return new(Event)
	case "rules/verdict":
		return new(ClassRule)
	case "rules/triage":
		return new(TriageGroup)
	case "rules/causes":
		return new(CauseRule)
	case "rules/readiness":
		return new(ReadyRule)
	case "rules/screening":
		return new(ScreenRule)
	case "rules":
		return new(Care).file(name)
	}
	return nil
}

// parse reads the YAML of the chosen files, on all processors, because this is most of the
// time that passes before the first answer.
func (s *fileSet) parse(chosen func(string) bool) {
	queue := make(chan string, len(s.names))
	for _, name := range s.names {
		if path.Ext(name) == ".yaml" && chosen(name) {
			queue <- name
		}
	}
	close(queue)
	var done sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		done.Go(func() {
			for name := range queue {
				s.files[name].parse(name)
			}
		})
	}
	done.Wait()
}

func (f *file) parse(name string) {
	f.value = newValue(name)
	f.doc, f.problems = parseYAML(name, f.data)
	if len(f.problems) == 0 || f.doc.root != nil {
		f.problems = append(f.problems, f.doc.bind(f.value)...)
	}
}

// assemble puts the parsed files into b, in path order.
func (b *Base) assemble(s *fileSet) Problems {
	var problems Problems
	for _, name := range s.names {
		f := s.files[name]
		if f.doc == nil {
			continue
		}
		problems = append(problems, f.problems...)
		if f.doc.root == nil {
			continue
		}
		stem := strings.TrimSuffix(path.Base(name), ".yaml")
		switch v := f.value.(type) {
		case *Source:
			problems = append(problems, put(b.Sources, f, v.ID, stem, v, strings.ToLower)...)
		case *Conflict:
			problems = append(problems, put(b.Conflicts, f, v.ID, stem, v, strings.ToLower)...)
		case *Family:
			problems = append(problems, put(b.Families, f, v.ID, stem, v, nil)...)
		case *ClassRule:
			problems = append(problems, put(b.Rules, f, v.ID, stem, v, nil)...)
		case *TriageGroup:
			problems = append(problems, put(b.Triage, f, v.ID, stem, v, nil)...)
		case *CauseRule:
			problems = append(problems, put(b.Causes, f, v.ID, stem, v, nil)...)
		case *ReadyRule:
			problems = append(problems, put(b.Readiness, f, v.ID, stem, v, nil)...)
		case *ScreenRule:
			problems = append(problems, put(b.Screening, f, v.ID, stem, v, nil)...)
		case *Emergency:
			problems = append(problems, put(b.Emergency, f, v.ID, stem, v, nil)...)
		case *Event:
			problems = append(problems, put(b.Events, f, v.ID, stem, v, nil)...)
		case *Plan:
			problems = append(problems, put(b.Plans, f, v.ID, stem, v, nil)...)
		case *Phrasebook:
			b.takePhrases(name, v)
		case *map[string]string:
			b.Texts[stem] = *v
		default:
			b.Care.take(v)
		}
	}
	return problems
}

// put files v under its id, which must be the name of its file: whoever reads an id in an
// answer finds the file without searching.
func put[V any](into map[string]*V, f *file, id, stem string, v *V, fold func(string) string) Problems {
	want := id
	if fold != nil {
		want = fold(id)
	}
	var problems Problems
	if want != stem {
		problems = append(problems, f.doc.at(f.doc.find("id"), fmt.Sprintf("id %q does not fit the file name %s.yaml", id, stem)))
	}
	if _, twice := into[id]; twice {
		problems = append(problems, f.doc.at(f.doc.find("id"), fmt.Sprintf("id %q is taken by another file", id)))
	}
	into[id] = v
	return problems
}

// sort orders problems by place and drops repetitions, so that the list reads like the files.
func (ps *Problems) sort() {
	slices.SortStableFunc(*ps, func(a, b Problem) int {
		return cmpAll(strings.Compare(a.File, b.File), a.Line-b.Line, a.Col-b.Col, strings.Compare(a.Text, b.Text))
	})
	*ps = slices.Compact(*ps)
}

// cmpAll is the first of several comparisons that decides.
func cmpAll(order ...int) int {
	for _, o := range order {
		if o != 0 {
			return o
		}
	}
	return 0
}
