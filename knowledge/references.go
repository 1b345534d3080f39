package knowledge

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// references lists every id in the facts that points at nothing: a citation nobody can open,
// a family nobody described, a class nobody judges. It goes by the names of fields, so that
// a new kind of file cannot forget to be checked.
func (b *Base) references(s *fileSet) Problems {
	c := referenceCheck{base: b, judged: map[string]bool{}, reported: map[string]bool{}, broken: s.broken()}
	for _, r := range b.Rules {
		c.judged[r.Class] = true
	}
	for _, name := range s.names {
		f := s.files[name]
		if f.doc == nil || f.doc.root == nil || isCaseFile(name) || strings.HasPrefix(name, "texts/") {
			continue
		}
		c.inRules = strings.HasPrefix(name, "rules/")
		c.doc = f.doc
		c.walk(f.doc.root)
		if v, ok := f.value.(*Family); ok && validClass(v.Class) && !c.judged[v.Class] && !c.broken["rules"] {
			c.say(f.doc.find("class"), "no rule judges class %s", v.Class)
		}
	}
	for _, name := range sortedKeys(b.careFiles()) {
		if s.files[name] == nil {
			c.problems = append(c.problems, fileProblem(name, "the file is missing; without it answers would be less careful"))
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
	doc      *document
	problems Problems
}

func (c *referenceCheck) say(n *node, format string, args ...any) {
	c.problems = append(c.problems, c.doc.at(n, fmt.Sprintf(format, args...)))
}

func (c *referenceCheck) walk(n *node) {
	for _, p := range n.pairs {
		if p.key.text == "says" && p.value.kind == listNode {
			c.says(p.value)
			continue
		}
		c.field(p.key.text, p.value)
		c.walk(p.value)
	}
	for _, item := range n.items {
		c.walk(item)
	}
}

// says checks what articles say about a class. Their "families" may also be plain words of
// the rule, which Lint checks.
func (c *referenceCheck) says(list *node) {
	for _, entry := range list.items {
		for _, p := range entry.pairs {
			if p.key.text != "families" {
				c.field(p.key.text, p.value)
			}
		}
	}
}

func (c *referenceCheck) field(key string, v *node) {
	ids := v.items
	if v.kind == textNode {
		ids = []*node{v}
	}
	for _, id := range ids {
		switch key {
		case "cites":
			if _, _, ok := c.base.Cite(id.text); !ok && !c.broken["sources"] {
				c.say(id, "no source or statement has the id %q", id.text)
			}
		case "conflicts":
			if c.base.Conflicts[id.text] == nil && !c.broken["conflicts"] {
				c.say(id, "no conflict has the id %q", id.text)
			}
		case "families", "preservatives":
			if c.base.Families[id.text] == nil && !c.broken["families"] {
				c.say(id, "no family has the id %q", id.text)
			}
		case "class", "to", "about", "order", "bland", "first", "exempt":
			if !validClass(id.text) && !(c.inRules && id.text == UnknownClass) {
				c.say(id, "%q is no ingredient class; want I1 to I%d or %s", id.text, lastClass, UnlistedClass)
			}
		}
	}
}

// broken lists the folders that hold a file that could not be read.
func (s *fileSet) broken() map[string]bool {
	out := map[string]bool{}
	for _, name := range s.names {
		if f := s.files[name]; f.doc != nil && len(f.problems) > 0 {
			folder, _, _ := strings.Cut(name, "/")
			out[folder] = true
		}
	}
	return out
}

// row reports an unknown family of a table once for each section or row that names it.
func (c *referenceCheck) row(s *fileSet, families []string, at Place) {
	for _, id := range families {
		if c.base.Families[id] != nil || c.broken["families"] {
			continue
		}
		p := s.rowProblem(at, id, fmt.Sprintf("no family has the id %q", id))
		key := fmt.Sprintf("%s:%d:%s", p.File, p.Line, id)
		if !c.reported[key] {
			c.reported[key] = true
			c.problems = append(c.problems, p)
		}
	}
}

// rowProblem points at word in a table row, or, where the row does not hold it, in the
// section line above.
func (s *fileSet) rowProblem(at Place, word, text string) Problem {
	p := Problem{Place: at, Col: 1, Text: text}
	f := s.files[at.File]
	if f == nil {
		return p
	}
	lines := strings.Split(string(f.data), "\n")
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

// UnlistedClass is the class of ingredients that are recognised and stand in no row of the
// rule matrix.
const UnlistedClass = "unlisted"

// UnknownClass is the class of names that are not recognised.
const UnknownClass = "unknown"

// lastClass is the highest ingredient class: I1 to I37.
const lastClass = 37

func validClass(class string) bool {
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
