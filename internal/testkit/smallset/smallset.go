// Package smallset is for tests: a set of facts without a fault, small enough to read, and
// changes to it.
package smallset

import (
	"maps"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"skinafter/knowledge"
	"skinafter/knowledge/plain"
)

// Today is the day of the tests.
var Today = time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)

// Files are the texts of the set by path; FS adds the lists in rules/, as short as their
// types allow.
var Files = map[string]string{
	"VERSION":             "2026.11.1\n",
	"sources/a.yaml":      "id: A\ntitle: General article\nyear: 2024\nkind: web article\ngrade: opinion (level 5)\nchecked: seen\ninterest: none declared\nstatements:\n  - id: S1\n    text: Wait two weeks with vitamin A.\n    conflicts: [C1]\n",
	"sources/b.yaml":      "id: B\ntitle: Conservative article\nkind: web article\ngrade: opinion (level 5)\nchecked: seen\nchecked_note: whole article\ninterest: its author sells what it recommends\nstatements:\n  - id: S2\n    text: Such products are too strong.\n    conflicts: [C1]\n",
	"conflicts/c1.yaml":   "id: C1\ntitle: How long vitamin A waits\nabout: [I13]\nsides:\n  - says: Two weeks.\n    cites: [S1]\n  - says: Not at all.\n    cites: [S2]\ndecided: Two weeks.\nbasis: choice\n",
	"families/water.yaml": "id: water\ntitle: water\nclass: I1\nmembers: [WATER]\nbasis: choice\n",
	"families/retinoid.yaml": "id: retinoid\ntitle: vitamin A products (retinoids)\nclass: I13\nhazard: retinoid\n" +
		"patterns: [RETINYL *]\nnot: [RETINYL NOTHING]\ncites: [S1]\n",
	"rules/verdict/i1.yaml": "id: i1\ntitle: water\nclass: I1\nname: water\nfamilies: [water]\nduring:\n  verdict: ok\n" +
		"after:\n  - verdict: ok\nbecause: Water only wets the skin.\nbasis: choice\nsince: 2026-11-01\nreview_by: 2027-11-01\nreviewed_by: none\n",
	"rules/verdict/i13.yaml": "id: i13\ntitle: vitamin A products\nclass: I13\nname: retinoid\nfamilies: [retinoid]\nduring:\n  verdict: \"no\"\n" +
		"after:\n  - until_h: 336\n    verdict: wait\nsays:\n  - protocol: conservative\n    verdict: \"no\"\n    text: Too strong.\n    cites: [S2]\n" +
		"because: Vitamin A makes new skin sting and peel.\ncites: [S1]\nconflicts: [C1]\nsince: 2026-11-01\nreview_by: 2027-11-01\nreviewed_by: none\n",
	"cases/verdict/i1.yaml":  "- name: water may touch the skin\n  ingredient: WATER\n  modality: needling\n  at_h: 1\n  fires: i1\n  expect:\n    verdict: ok\n- name: retinol is not water\n  ingredient: RETINOL\n  modality: needling\n  at_h: 1\n  silent: true\n  expect:\n    class: I13\n",
	"cases/verdict/i13.yaml": "- name: retinol waits\n  ingredient: RETINOL\n  modality: needling\n  at_h: 1\n  fires: i13\n  expect:\n    verdict: wait\n    until_h: 336\n- name: water is no retinoid\n  ingredient: WATER\n  class: C\n  during: true\n  silent: true\n  expect:\n    verdict: ok\n",
	"bland/water.yaml":       "- name: water is only water\n  label: Aqua\n  modality: needling\n  at_h: 40\n  expect:\n    verdict: ok\n    none_of: [retinoid]\n",
	"cases/locks.yaml": "- name: a rash locks\n  ingredient: RETINOL\n  class: C\n  at_h: 40\n  fires: reaction\n  expect:\n    verdict: wait\n" +
		"- name: a suspect waits\n  ingredient: RETINOL\n  class: C\n  at_h: 40\n  fires: suspect\n  expect:\n    verdict: wait\n" +
		"- name: dry skin waits with actives\n  ingredient: RETINOL\n  class: C\n  at_h: 40\n  fires: actives\n  expect:\n    verdict: wait\n" +
		"- name: help comes first\n  ingredient: RETINOL\n  class: C\n  at_h: 40\n  fires: help\n  expect:\n    verdict: wait\n" +
		"- name: calm skin locks nothing\n  ingredient: RETINOL\n  class: C\n  at_h: 40\n  silent: true\n  expect:\n    verdict: wait\n",
	"plans/common.yaml": "id: common\ntitle: all\nsteps:\n  - id: cool\n    kind: do\n    title: cool it\n    text: Cool it.\n    from_h: 0\n    until_h: 48\n" +
		"    because: Cold skin swells less.\n    cites: [S1]\nsince: 2026-11-01\nreview_by: 2027-11-01\nreviewed_by: none\n",
	"cases/plans/common.yaml": "- name: cold is for two days\n  step: cool\n  modality: needling\n  now_h: [0, 47]\n  not_now_h: [-1, 48]\n",
	"phrases/en/areas.yaml":   "kind: area\nentries:\n  - code: face\n    phrases:\n      - my face\n",
	"emergency/xx.yaml":       "id: xx\ncountry: Somewhere\nnumber: \"112\"\nbasis: choice\nchecked: memory\nsince: 2026-11-01\n",
	"events/erythema.yaml": "id: erythema\ngroup: colour\ntitle: redness\ntitle_de: Rötung\nncit: C26901\nimdrf: E171601\nfit: exact\n" +
		"terms:\n  - skin red\nbasis: choice\nsince: 2026-11-01\n",
	"cases/events/colour.yaml": "- reported: SKIN RED\n  event: erythema\n- reported: skin ready\n  not: erythema\n",
	"inci/base.txt":            "# names\n[water]\nWATER = AQUA; EAU\n\n[retinoid]\nRETINOL\n",
	"texts/en.yaml":            "condition.settled: when the skin has settled\nhello: Hello {name}.\n",
	"texts/de.yaml":            "condition.settled: wenn die Haut ruhig ist\nhello: Hallo {name}.\n",
}

// FS is the small set with some files replaced; an empty text removes the file.
func FS(changes map[string]string) fstest.MapFS {
	files := maps.Clone(Files)
	for name, v := range (&knowledge.Base{}).CareFiles() {
		files[name] = smallest(reflect.TypeOf(v).Elem(), "", "top")
	}
	maps.Copy(files, changes)
	fsys := fstest.MapFS{}
	for name, text := range files {
		if text != "" {
			fsys[name] = &fstest.MapFile{Data: []byte(text)}
		}
	}
	return fsys
}

// smallest is the shortest YAML that fills the required fields of a struct, so that the
// fixture follows the types.
func smallest(t reflect.Type, indent, id string) string {
	var out strings.Builder
	for _, f := range plain.FieldsOf(t).Ordered {
		typ := t.Field(f.Index).Type
		if !f.Required && f.Name != "basis" {
			continue
		}
		out.WriteString(indent + f.Name + ":")
		switch typ.Kind() {
		case reflect.Struct:
			out.WriteString("\n" + smallest(typ, indent+"  ", f.Name))
			continue
		case reflect.Slice:
			out.WriteString(" []\n")
			continue
		case reflect.Float64, reflect.Int:
			out.WriteString(" 0\n")
			continue
		default:
		}
		words := map[string]string{
			"id": id, "basis": "choice", "since": "2026-11-01", "review_by": "2027-11-01", "reviewed_by": "none",
			"condition": "settled", "because": "Skin rests.", "verdict": "ok",
		}
		word := words[f.Name]
		if word == "" {
			word = "rest"
		}
		out.WriteString(" " + word + "\n")
	}
	return out.String()
}

// Edit replaces text in files of the small set: file, old, new, ...
func Edit(steps ...string) map[string]string {
	changes := map[string]string{}
	for i := 0; i+2 < len(steps); i += 3 {
		name := steps[i]
		text, changed := changes[name]
		if !changed {
			text = Files[name]
		}
		changes[name] = strings.Replace(text, steps[i+1], steps[i+2], 1)
	}
	return changes
}

// Load loads the small set with some files replaced.
func Load(t testing.TB, changes map[string]string) *knowledge.Base {
	t.Helper()
	b, err := knowledge.Load(FS(changes))
	if err != nil {
		t.Fatal(err)
	}
	return b
}
