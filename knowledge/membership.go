package knowledge

import (
	"maps"
	"slices"
	"strings"
)

// membershipKey is the Derive key of the compiled membership.
type membershipKey struct{}

// membership answers which families a name belongs to, compiled once for each Base.
type membership struct {
	members  map[string][]string // INCI name -> family ids that list it
	excluded map[string][]string // INCI name -> family ids that list it as a look-alike
	patterns []familyPattern
}

type familyPattern struct {
	family string
	glob   string
	not    bool
}

// FamiliesOf lists the ids of the families that the INCI name belongs to: those it was
// given by its table (given), those whose file names it, those whose pattern it fits, less
// those that list it as a look-alike. Given families come first; no family comes twice.
func (b *Base) FamiliesOf(inci string, given []string) []string {
	m := b.Derive(membershipKey{}, func() any { return b.compileMembership() }).(*membership)
	var out []string
	add := func(id string) {
		if !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	for _, id := range given {
		add(id)
	}
	for _, id := range m.members[inci] {
		add(id)
	}
	excluded := slices.Clone(m.excluded[inci])
	for _, p := range m.patterns {
		switch {
		case !Match(p.glob, inci):
		case p.not:
			excluded = append(excluded, p.family)
		default:
			add(p.family)
		}
	}
	return slices.DeleteFunc(out, func(id string) bool { return slices.Contains(excluded, id) })
}

// HazardsOf lists the public hazard names among the families.
func (b *Base) HazardsOf(families []string) []string {
	var out []string
	for _, id := range families {
		if f := b.Families[id]; f != nil && f.Hazard != "" && !slices.Contains(out, f.Hazard) {
			out = append(out, f.Hazard)
		}
	}
	return out
}

func (b *Base) compileMembership() *membership {
	m := &membership{members: map[string][]string{}, excluded: map[string][]string{}}
	for _, id := range slices.Sorted(maps.Keys(b.Families)) {
		f := b.Families[id]
		for _, n := range f.Members {
			m.members[n] = append(m.members[n], id)
		}
		for _, p := range f.Patterns {
			m.patterns = append(m.patterns, familyPattern{id, p, false})
		}
		for _, n := range f.Not {
			if strings.ContainsAny(n, "*#") {
				m.patterns = append(m.patterns, familyPattern{id, n, true})
				continue
			}
			m.excluded[n] = append(m.excluded[n], id)
		}
	}
	return m
}

// Match reports whether name fits the glob: "*" is any run of characters, also none; "#"
// is one or more digits. Everything else stands for itself.
func Match(glob, name string) bool {
	for glob != "" {
		switch glob[0] {
		case '*':
			for i := 0; i <= len(name); i++ {
				if Match(glob[1:], name[i:]) {
					return true
				}
			}
			return false
		case '#':
			n := 0
			for n < len(name) && name[n] >= '0' && name[n] <= '9' {
				n++
			}
			if n == 0 {
				return false
			}
			glob, name = glob[1:], name[n:]
		default:
			if name == "" || name[0] != glob[0] {
				return false
			}
			glob, name = glob[1:], name[1:]
		}
	}
	return name == ""
}
