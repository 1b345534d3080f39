package knowledge_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"skinafter/knowledge"
	"skinafter/knowledge/casebook"
	"skinafter/knowledge/plain"
)

var update = flag.Bool("update", false, "write the golden files and the generated schemas")

// generated are the schemas that follow from the Go types, so that editors and program never
// disagree; those of sources, families and conflicts are written by hand.
func generated() map[string]reflect.Type {
	types := map[string]reflect.Type{
		"rule":  reflect.TypeFor[knowledge.ClassRule](),
		"case":  reflect.TypeFor[[]casebook.Case](),
		"texts": reflect.TypeFor[map[string]string](),
		"plan":  reflect.TypeFor[knowledge.Plan](),

		"triage":      reflect.TypeFor[knowledge.TriageGroup](),
		"triage-case": reflect.TypeFor[[]casebook.Triage](),
		"emergency":   reflect.TypeFor[knowledge.Emergency](),

		"phrasebook":  reflect.TypeFor[knowledge.Phrasebook](),
		"phrase-case": reflect.TypeFor[[]casebook.Phrase](),

		"cause":       reflect.TypeFor[knowledge.CauseRule](),
		"readiness":   reflect.TypeFor[knowledge.ReadyRule](),
		"screening":   reflect.TypeFor[knowledge.ScreenRule](),
		"course-case": reflect.TypeFor[[]casebook.Course](),

		"event":      reflect.TypeFor[knowledge.Event](),
		"event-case": reflect.TypeFor[[]casebook.Event](),

		"plan-case": reflect.TypeFor[[]casebook.Plan](),
	}
	for name, v := range (&knowledge.Base{}).CareFiles() {
		types[strings.TrimSuffix(path.Base(name), ".yaml")] = reflect.TypeOf(v).Elem()
	}
	return types
}

func TestGeneratedSchemasAreUpToDate(t *testing.T) {
	t.Parallel()
	docs := fieldDocs(t)
	for name, typ := range generated() {
		schema := schemaOf(typ, docs)
		if defs := recursiveIn(typ, docs, map[string]any{}, map[reflect.Type]bool{}); len(defs) > 0 {
			schema["$defs"] = defs
		}
		schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
		schema["$comment"] = "made from the Go types by go test ./knowledge -run Schemas -update"
		schema["title"] = name
		want, err := json.MarshalIndent(schema, "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		want = append(want, '\n')
		file := filepath.Join("schema", name+".schema.json")
		if *update {
			if err := os.WriteFile(file, want, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		got, err := os.ReadFile(file)
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s does not follow from the Go types (%v); run go test ./knowledge -run Schemas -update", file, err)
		}
	}
}

// dateForm is how lint wants dates: 2026-11-01.
const dateForm = `^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$`

// enums are the closed lists of fields, by name, and the words each may hold.
var enums = map[string][]string{
	"verdict":  {knowledge.No, knowledge.Wait, knowledge.OK, knowledge.Unknown},
	"protocol": {"general", "conservative", "combined", "combined-plus"},
	"basis":    {"choice", "sources"},
	"severity": {"mild", "moderate", "severe"},
	"phase":    {"before", "during", "after"},
	"fit":      {"exact", "wider"},
	"applies":  {"A", "B", "C", "D", "E", "F", "G", "U"},
}

// schemaOf is the schema of a type. A type that holds itself is named and stands in $defs.
func schemaOf(t reflect.Type, docs map[string]string) map[string]any {
	if t.Kind() == reflect.Struct && holdsItself(t) {
		return map[string]any{"$ref": "#/$defs/" + t.Name()}
	}
	return schemaOfFields(t, docs)
}

// holdsItself reports whether a struct has a list of its own kind.
func holdsItself(t reflect.Type) bool {
	for i := range t.NumField() {
		if t.Field(i).Type == reflect.SliceOf(t) {
			return true
		}
	}
	return false
}

// recursiveIn are the schemas of the types below t that hold themselves.
func recursiveIn(t reflect.Type, docs map[string]string, defs map[string]any, seen map[reflect.Type]bool) map[string]any {
	switch {
	case t.Kind() == reflect.Slice || t.Kind() == reflect.Pointer || t.Kind() == reflect.Map:
		return recursiveIn(t.Elem(), docs, defs, seen)
	case t.Kind() != reflect.Struct || seen[t]:
		return defs
	}
	seen[t] = true
	if holdsItself(t) {
		defs[t.Name()] = schemaOfFields(t, docs)
	}
	for i := range t.NumField() {
		recursiveIn(t.Field(i).Type, docs, defs, seen)
	}
	return defs
}

func schemaOfFields(t reflect.Type, docs map[string]string) map[string]any {
	switch t.Kind() {
	case reflect.Pointer:
		return schemaOf(t.Elem(), docs)
	case reflect.Slice:
		return map[string]any{"type": "array", "items": schemaOf(t.Elem(), docs)}
	case reflect.Map:
		return map[string]any{"type": "object", "additionalProperties": schemaOf(t.Elem(), docs)}
	case reflect.Float64:
		return map[string]any{"type": "number"}
	case reflect.Int:
		return map[string]any{"type": "integer"}
	case reflect.Bool:
		return map[string]any{"type": "boolean"}
	case reflect.Struct:
	default:
		return map[string]any{"type": "string"}
	}
	properties, required := map[string]any{}, []string{}
	for _, f := range plain.FieldsOf(t).Ordered {
		field := t.Field(f.Index)
		s := schemaOf(field.Type, docs)
		if words := enums[f.Name]; words != nil {
			if items, ok := s["items"].(map[string]any); ok {
				items["enum"] = words
			} else {
				s["enum"] = words
			}
		}
		if f.Name == "since" || f.Name == "review_by" {
			s["pattern"] = dateForm
		}
		if doc := docs[t.String()+"."+field.Name]; doc != "" {
			s["description"] = doc
		}
		properties[f.Name] = s
		if f.Required {
			required = append(required, f.Name)
		}
	}
	out := map[string]any{"type": "object", "additionalProperties": false, "properties": properties, "required": required}
	if doc := docs[t.String()]; doc != "" {
		out["description"] = doc
	}
	return out
}

// fieldDocs are the comments of types ("knowledge.Window") and fields
// ("knowledge.Window.Applies") of the facts and the cases.
func fieldDocs(t *testing.T) map[string]string {
	t.Helper()
	docs := map[string]string{}
	facts, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	cases, err := filepath.Glob("casebook/*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range append(facts, cases...) {
		tree, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			decl, ok := n.(*ast.GenDecl)
			if !ok || decl.Tok != token.TYPE {
				return true
			}
			for _, spec := range decl.Specs {
				typ := spec.(*ast.TypeSpec)
				if s, ok := typ.Type.(*ast.StructType); ok {
					name := tree.Name.Name + "." + typ.Name.Name
					docs[name] = oneLine(decl.Doc.Text())
					addFieldDocs(docs, name, s)
				}
			}
			return true
		})
	}
	return docs
}

func addFieldDocs(docs map[string]string, typ string, s *ast.StructType) {
	for _, f := range s.Fields.List {
		doc := oneLine(f.Doc.Text() + " " + f.Comment.Text())
		for _, name := range f.Names {
			docs[typ+"."+name.Name] = doc
		}
	}
}

// oneLine keeps the first paragraph, without code.
func oneLine(doc string) string {
	first, _, _ := strings.Cut(doc, "\n\n")
	return strings.Join(strings.Fields(first), " ")
}

// schemaFor is the schema of a knowledge file by its place.
func schemaFor(name string) string {
	switch dir := strings.SplitN(name, "/", 2)[0]; {
	case path.Dir(name) == "cases/phrases":
		return "phrase-case"
	case dir == "phrases":
		return "phrasebook"
	case path.Dir(name) == "cases/triage":
		return "triage-case"
	case path.Dir(name) == "cases/events":
		return "event-case"
	case dir == "emergency":
		return "emergency"
	case path.Dir(name) == "rules/triage":
		return "triage"
	case path.Dir(name) == "cases/plans":
		return "plan-case"
	case path.Dir(name) == "cases/causes", path.Dir(name) == "cases/readiness", path.Dir(name) == "cases/screening":
		return "course-case"
	case path.Dir(name) == "rules/causes":
		return "cause"
	case path.Dir(name) == "rules/readiness", path.Dir(name) == "rules/screening":
		return path.Base(path.Dir(name))
	case knowledge.IsCase(name):
		return "case"
	case dir == "rules" && path.Dir(name) == "rules/verdict":
		return "rule"
	case dir == "rules":
		return strings.TrimSuffix(path.Base(name), ".yaml")
	case dir == "families":
		return "family"
	case dir == "texts":
		return "texts"
	default:
		return strings.TrimSuffix(dir, "s")
	}
}

func TestEveryDataFileFitsItsSchema(t *testing.T) {
	t.Parallel()
	compiler := jsonschema.NewCompiler()
	compiled := map[string]*jsonschema.Schema{}
	err := fs.WalkDir(knowledge.Embedded(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".yaml" {
			return err
		}
		id := schemaFor(name)
		if compiled[id] == nil {
			s, err := compiler.Compile(filepath.Join("schema", id+".schema.json"))
			if err != nil {
				return err
			}
			compiled[id] = s
		}
		data, err := fs.ReadFile(knowledge.Embedded(), name)
		if err != nil {
			return err
		}
		text, err := yaml.YAMLToJSON(data)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			return nil
		}
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
		if err != nil {
			return err
		}
		if err := compiled[id].Validate(value); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
