package cabinet

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"

	"skinafter"
	"skinafter/knowledge"
	"skinafter/knowledge/plain"
)

// namesFile holds the imported names in the form of the dictionary tables of knowledge.
const namesFile = "names.txt"

// Names lists the imported names in the order of their families. They are meant to stand
// behind the names of the knowledge, which win.
func (c *Cabinet) Names() ([]knowledge.Name, error) {
	b, err := c.read(namesFile)
	if err != nil {
		return nil, err
	}
	return readNames(c.dir, string(b))
}

func readNames(dir, text string) ([]knowledge.Name, error) {
	var names []knowledge.Name
	var section []string
	n := 0
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimSpace(line)
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "[") && strings.HasSuffix(line, "]"):
			section = strings.Fields(line[1 : len(line)-1])
		case section == nil || !tableSafe(line):
			return nil, &skinafter.InputError{
				Field: fmt.Sprintf("%s/%s line %d", dir, namesFile, n), Value: line,
				Want: "[family] or a name below one; import the list again or run: skinafter names forget",
			}
		default:
			names = append(names, knowledge.Name{INCI: line, Families: section, At: plain.Place{File: namesFile, Line: n}})
		}
	}
	return names, nil
}

// KeepNames adds names to those imported before; a name given again takes its new family.
// It returns how many names there are now.
func (c *Cabinet) KeepNames(names []knowledge.Name) (int, error) {
	old, err := c.Names()
	if err != nil {
		return 0, err
	}
	family := map[string]string{}
	for _, n := range append(old, names...) {
		if !tableSafe(n.INCI) || len(n.Families) == 0 {
			return 0, fmt.Errorf("name %q cannot be kept in a table", n.INCI)
		}
		family[n.INCI] = strings.Join(n.Families, " ")
	}
	sections := map[string][]string{}
	for name, section := range family {
		sections[section] = append(sections[section], name)
	}
	var b bytes.Buffer
	b.WriteString("# Imported by skinafter names import. Names of the program win over these.\n")
	for _, section := range slices.Sorted(maps.Keys(sections)) {
		fmt.Fprintf(&b, "\n[%s]\n", section)
		slices.Sort(sections[section])
		for _, name := range sections[section] {
			b.WriteString(name + "\n")
		}
	}
	return len(family), c.write(namesFile, b.Bytes())
}

// ForgetNames removes every imported name.
func (c *Cabinet) ForgetNames() error { return c.remove(namesFile) }

// tableSafe reports whether a name can stand in a table, where some signs have a meaning
// of their own.
func tableSafe(name string) bool {
	return name != "" && name == strings.TrimSpace(name) && !strings.ContainsAny(name, "#{}[]|=;\r\n") && !strings.Contains(name, " + ")
}
