package knowledge

import (
	"fmt"
	"io/fs"
	"path"
	"reflect"
	"regexp"
	"strings"

	"skinafter/knowledge/plain"
)

// VersionFile holds the calendar version of the facts: 2026.11.1.
const VersionFile = "VERSION"

var versionForm = regexp.MustCompile(`^20[0-9]{2}\.(1[0-2]|[1-9])\.[0-9]+$`)

// dataDirs are the folders that hold facts, in the order they are read. Whatever else lies
// beside them (this code, an editor's leavings) is not knowledge.
var dataDirs = []string{"bland", "cases", "conflicts", "emergency", "events", "families", "inci", "phrases", "plans", "rules", "sources", "texts"}

// Load reads a set of facts. The error, if any, is plain.Problems and names everything that
// is wrong, not only the first thing; the Base is then nil. Cases and bland labels are part
// of the hash but are not parsed: see package cases. Package lint finds more: what is well
// formed and still not right.
func Load(fsys fs.FS) (*Base, error) {
	set, problems := Files(fsys)
	hash := make(chan string, 1)
	go func() { hash <- set.Hash() }()
	b := newBase()
	b.Names = make([]Name, 0, set.Size(IsTable)/bytesPerName)
	tables := make(chan plain.Problems, 1)
	go func() { tables <- b.loadTables(fsys) }()
	set.Parse(NewValue)
	problems = append(problems, b.assemble(set)...)
	problems = append(problems, <-tables...)
	problems = append(problems, b.references(set)...)
	b.Version, b.Hash = version(set), <-hash
	if len(problems) > 0 {
		problems.Sort()
		return nil, problems
	}
	return b, nil
}

// Draft reads a set of facts however faulty it is, for those who look for faults: what could be
// read, the files, and everything that Load refuses, in no order. More makes the values of
// files that are no facts, such as cases; nil = it is none of them.
func Draft(fsys fs.FS, more func(name string) any) (*Base, *plain.Set, plain.Problems) {
	set, problems := Files(fsys)
	set.Parse(func(name string) any {
		if v := more(name); v != nil {
			return v
		}
		return NewValue(name)
	})
	b := newBase()
	problems = append(problems, b.assemble(set)...)
	problems = append(problems, b.loadTables(fsys)...)
	problems = append(problems, b.references(set)...)
	return b, set, problems
}

// Files reads the files of a knowledge folder, unparsed: facts, tables, cases, version.
// The problems are files that cannot be read, that nobody would read, and a bad version.
func Files(fsys fs.FS) (*plain.Set, plain.Problems) {
	s, problems := plain.ReadSet(fsys, dataDirs, []string{VersionFile}, func(name string) bool {
		return IsTable(name) || IsCase(name) && path.Ext(name) == ".yaml" || NewValue(name) != nil
	})
	if s.Files[VersionFile] != nil && !versionForm.MatchString(version(s)) {
		problems = append(problems, plain.FileProblem(VersionFile, fmt.Sprintf("%q is no version; want year.month.number, such as 2026.11.1", plain.Shorten(version(s)))))
	}
	return s, problems
}

// version is what the version file of a set holds; "" where there is none.
func version(s *plain.Set) string {
	if f := s.Files[VersionFile]; f != nil {
		return strings.TrimSpace(string(f.Data))
	}
	return ""
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

// bytesPerName is about how much table text gives one name; only a first guess of size.
const bytesPerName = 40

// IsTable reports whether a path is that of a dictionary table.
func IsTable(name string) bool { return strings.HasPrefix(name, "inci/") && path.Ext(name) == ".txt" }

// IsCase reports whether a path is that of a case or a bland label: no fact, but a
// question with the answer we stand by.
func IsCase(name string) bool {
	return strings.HasPrefix(name, "cases/") || strings.HasPrefix(name, "bland/")
}

// NewValue makes an empty Go value for a YAML file of facts by its place; nil = it is none.
func NewValue(name string) any {
	if path.Ext(name) != ".yaml" {
		return nil
	}
	if isPhraseFile(name) {
		return new(Phrasebook)
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

// assemble puts the parsed files into b, in path order.
func (b *Base) assemble(s *plain.Set) plain.Problems {
	var problems plain.Problems
	for _, name := range s.Names {
		f := s.Files[name]
		if f.Doc == nil {
			continue
		}
		problems = append(problems, f.Problems...)
		if f.Doc.Root == nil {
			continue
		}
		stem := strings.TrimSuffix(path.Base(name), ".yaml")
		switch v := f.Value.(type) {
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
func put[V any](into map[string]*V, f *plain.File, id, stem string, v *V, fold func(string) string) plain.Problems {
	want := id
	if fold != nil {
		want = fold(id)
	}
	var problems plain.Problems
	if want != stem {
		problems = append(problems, f.Doc.At(f.Doc.Find("id"), fmt.Sprintf("id %q does not fit the file name %s.yaml", id, stem)))
	}
	if _, twice := into[id]; twice {
		problems = append(problems, f.Doc.At(f.Doc.Find("id"), fmt.Sprintf("id %q is taken by another file", id)))
	}
	into[id] = v
	return problems
}

// CareFiles are the fields of Care with their files.
func (b *Base) CareFiles() map[string]any {
	files := map[string]any{}
	t := reflect.TypeFor[Care]()
	for i := range t.NumField() {
		name := "rules/" + strings.ToLower(t.Field(i).Name) + ".yaml"
		if v := b.Care.file(name); v != nil {
			files[name] = v
		}
	}
	return files
}
