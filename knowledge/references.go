package knowledge

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"skinafter/knowledge/plain"
)

// references lists every id in the facts that points at nothing: a citation nobody can open,
// a family nobody described, a class nobody judges. It goes by the names of fields, so that
// a new kind of file cannot forget to be checked.
func (b *Base) references(s *plain.Set) plain.Problems {
	c := referenceCheck{base: b, judged: map[string]bool{}, reported: map[string]bool{}, broken: s.Broken()}
	for _, r := range b.Rules {
		c.judged[r.Class] = true
	}
	for _, name := range s.Names {
		f := s.Files[name]
		if f.Doc == nil || f.Doc.Root == nil || IsCase(name) || strings.HasPrefix(name, "texts/") {
			continue
		}
		c.inRules = strings.HasPrefix(name, "rules/")
		c.doc = f.Doc
		c.walk(f.Doc.Root)
		if v, ok := f.Value.(*Family); ok && ValidClass(v.Class) && !c.judged[v.Class] && !c.broken["rules"] {
			c.say(f.Doc.Find("class"), "no rule judges class %s", v.Class)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(b.CareFiles())) {
		if s.Files[name] == nil {
			c.problems = append(c.problems, plain.FileProblem(name, "the file is missing; without it answers would be less careful"))
		}
	}
	for i := range b.Names {
		c.row(s, b.Names[i].Families, b.Names[i].At)
	}
	for i := range b.Plants {
		c.row(s, b.Plants[i].Families, b.Plants[i].At)
	}
	return c.problems
}

type referenceCheck struct {
	base     *Base
	judged   map[string]bool // classes that a rule judges
	broken   map[string]bool // folders with a file that could not be read: an id may stand there
	inRules  bool
	reported map[string]bool // families of tables, once for each line
	doc      *plain.Document
	problems plain.Problems
}

func (c *referenceCheck) say(n *plain.Node, format string, args ...any) {
	c.problems = append(c.problems, c.doc.At(n, fmt.Sprintf(format, args...)))
}

func (c *referenceCheck) walk(n *plain.Node) {
	for _, p := range n.Pairs {
		if p.Key.Text == "says" && p.Value.Kind == plain.List {
			c.says(p.Value)
			continue
		}
		c.field(p.Key.Text, p.Value)
		c.walk(p.Value)
	}
	for _, item := range n.Items {
		c.walk(item)
	}
}

// says checks what articles say about a class. Their "families" may also be plain words of
// the rule, which lint checks.
func (c *referenceCheck) says(list *plain.Node) {
	for _, entry := range list.Items {
		for _, p := range entry.Pairs {
			if p.Key.Text != "families" {
				c.field(p.Key.Text, p.Value)
			}
		}
	}
}

func (c *referenceCheck) field(key string, v *plain.Node) {
	ids := v.Items
	if v.Kind == plain.Text {
		ids = []*plain.Node{v}
	}
	for _, id := range ids {
		switch key {
		case "cites":
			if _, _, ok := c.base.Cite(id.Text); !ok && !c.broken["sources"] {
				c.say(id, "no source or statement has the id %q", id.Text)
			}
		case "conflicts":
			if c.base.Conflicts[id.Text] == nil && !c.broken["conflicts"] {
				c.say(id, "no conflict has the id %q", id.Text)
			}
		case "families", "preservatives":
			if c.base.Families[id.Text] == nil && !c.broken["families"] {
				c.say(id, "no family has the id %q", id.Text)
			}
		case "class", "to", "about", "order", "bland", "first", "exempt":
			if !ValidClass(id.Text) && !(c.inRules && id.Text == UnknownClass) {
				c.say(id, "%q is no ingredient class; want I1 to I%d or %s", id.Text, lastClass, UnlistedClass)
			}
		}
	}
}

// row reports an unknown family of a table once for each section or row that names it.
func (c *referenceCheck) row(s *plain.Set, families []string, at plain.Place) {
	for _, id := range families {
		if c.base.Families[id] != nil || c.broken["families"] {
			continue
		}
		p := s.RowProblem(at, id, fmt.Sprintf("no family has the id %q", id))
		key := fmt.Sprintf("%s:%d:%s", p.File, p.Line, id)
		if !c.reported[key] {
			c.reported[key] = true
			c.problems = append(c.problems, p)
		}
	}
}

// UnlistedClass is the class of ingredients that are recognised and stand in no row of the
// rule matrix.
const UnlistedClass = "unlisted"

// UnknownClass is the class of names that are not recognised.
const UnknownClass = "unknown"

// lastClass is the highest ingredient class: I1 to I37.
const lastClass = 37

// ValidClass reports whether a word is an ingredient class: I1 to I37, or UnlistedClass.
func ValidClass(class string) bool {
	if class == UnlistedClass {
		return true
	}
	for n := 1; n <= lastClass; n++ {
		if class == fmt.Sprintf("I%d", n) {
			return true
		}
	}
	return false
}
