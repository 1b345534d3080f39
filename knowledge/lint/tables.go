package lint

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"skinafter/knowledge/plain"
)

// names reports rows of the dictionary that say different things about one name: which of
// them wins would hang on the order of files.
func (l *linter) names() {
	type claim struct {
		inci     string
		families []string
		at       plain.Place
	}
	claims := map[string]claim{}
	for i := range l.base.Names {
		n := &l.base.Names[i]
		for j, spelled := range append([]string{n.INCI}, n.Also...) {
			key := nameKey(spelled)
			first, taken := claims[key]
			switch {
			case !taken:
				claims[key] = claim{n.INCI, n.Families, n.At}
			case !sameSet(first.families, n.Families):
				l.row(n.At, spelled, fmt.Sprintf("%s has the families [%s] here and [%s] at %s:%d",
					spelled, strings.Join(n.Families, " "), strings.Join(first.families, " "), first.at.File, first.at.Line))
			case j > 0 && first.inci != n.INCI:
				l.row(n.At, spelled, fmt.Sprintf("%s stands for %s here and for %s at %s:%d",
					spelled, n.INCI, first.inci, first.at.File, first.at.Line))
			}
		}
	}
}

func (l *linter) row(at plain.Place, word, text string) {
	l.problems = append(l.problems, l.set.RowProblem(at, word, text))
}

// nameKey is a name as labels are matched: letters and digits only; the slash of copolymers
// and the "#" of numbered families are kept.
func nameKey(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '/' || r == '#' {
			return unicode.ToUpper(r)
		}
		return -1
	}, name)
}

func sameSet(a, b []string) bool {
	for _, x := range a {
		if !slices.Contains(b, x) {
			return false
		}
	}
	for _, x := range b {
		if !slices.Contains(a, x) {
			return false
		}
	}
	return true
}
