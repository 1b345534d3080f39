package knowledge

import (
	"cmp"
	"fmt"
	"strings"

	"skinafter"
)

// BasisChoice is the Basis of a fact that no source dictates: a choice of this project.
const BasisChoice = "choice"

// statementKey is the Derive key of the index of statements.
type statementKey struct{}

type statementRef struct {
	source *Source
	index  int
}

// Cite resolves an id that stands in a cites field: a source ("E1", "X3", "A") or a
// statement of one ("S34"). The statement is nil for a source. The source always carries its
// commercial interest; false = nobody knows the id.
func (b *Base) Cite(id string) (skinafter.Source, *skinafter.Statement, bool) {
	if s := b.Sources[id]; s != nil {
		return s.noun(), nil, true
	}
	index := b.Derive(statementKey{}, func() any { return b.indexStatements() }).(map[string]statementRef)
	ref, ok := index[id]
	if !ok {
		return skinafter.Source{}, nil, false
	}
	st := ref.source.Statements[ref.index]
	return ref.source.noun(), &skinafter.Statement{
		ID: st.ID, Source: ref.source.ID, Section: st.Section, Text: st.Text, Kind: st.Kind, Conflicts: st.Conflicts,
	}, true
}

func (b *Base) indexStatements() map[string]statementRef {
	index := map[string]statementRef{}
	for _, s := range b.Sources {
		for i := range s.Statements {
			index[s.Statements[i].ID] = statementRef{s, i}
		}
	}
	return index
}

func (s *Source) noun() skinafter.Source {
	checked := s.Checked
	if s.CheckedNote != "" {
		checked += " (" + s.CheckedNote + ")"
	}
	return skinafter.Source{
		ID: s.ID, Title: s.Title, Authors: s.Authors, Year: s.Year, Publisher: s.Publisher, Address: s.Address,
		Kind: s.Kind, Grade: s.Grade, Checked: checked, Interest: s.Interest, Supports: s.Supports,
	}
}

// DefaultLanguage is the language every text exists in.
const DefaultLanguage = "en"

// Text is the sentence for key in a language ("de", "de-AT"); in English where that language
// has none; the key itself where nobody has one, so that a missing text is seen and not an
// empty line.
func (b *Base) Text(lang, key string) string {
	short, _, _ := strings.Cut(lang, "-")
	for _, l := range []string{lang, short, DefaultLanguage} {
		if text, ok := b.Texts[l][key]; ok {
			return text
		}
	}
	return key
}

// ConditionText is the key of the sentence for a condition id.
func ConditionText(id string) string { return "condition." + id }

// NoteText is the key of the sentence for a remark.
func NoteText(id string) string { return "note." + id }

// Citation is a source with the sentence that is quoted from it, if one is.
type Citation struct {
	ID        string // as cited: "S34", "E1"
	Source    skinafter.Source
	Statement *skinafter.Statement // nil: the source as a whole
}

// String is one line: what was said, where, when, how good it is, who checked it, and what
// the source earns by it.
func (c Citation) String() string {
	var text string
	if c.Statement != nil {
		text = c.Statement.Text + " - "
	} else if c.Source.Supports != "" {
		text = c.Source.Supports + " - "
	}
	year := "year not known"
	if c.Source.Year != 0 {
		year = fmt.Sprint(c.Source.Year)
	}
	return fmt.Sprintf("%s: %s%s (%s; %s; checked: %s; interest: %s)",
		c.ID, text, c.Source.Title, year, c.Source.Grade, c.Source.Checked, cmp.Or(c.Source.Interest, "none"))
}

// Citations resolves ids of sources and statements, in order; ids nobody knows are left out
// (Load refuses such facts).
func (b *Base) Citations(ids []string) []Citation {
	out := make([]Citation, 0, len(ids))
	for _, id := range ids {
		if src, st, ok := b.Cite(id); ok {
			out = append(out, Citation{id, src, st})
		}
	}
	return out
}
