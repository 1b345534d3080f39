package knowledge

import (
	"strings"

	"skinafter"
)

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
