package knowledge

import (
	"io/fs"
	"path"
	"strings"

	"skinafter/knowledge/plain"
)

// The dictionary is plain text, one row a line, because it has thousands of rows that
// people read, sort and correct:
//
//	[family family]                       a section: families of the rows below
//	NAME = SYNONYM; SYNONYM + family      a name; "#" stands for a number
//	{CETYL|STEARYL} ALCOHOL               alternatives, written once
//	LATIN = COMMON; COMMON | SEED OIL, LEAF EXTRACT | flag flag    a plant
//	FOREIGN = NAME                        in languages/
const (
	tablesDir    = "inci"
	plantsDir    = "inci/plants"
	languagesDir = "inci/languages"
	partsFile    = "inci/parts.txt"
	morphemeFile = "inci/languages/ko-morphemes.txt"
)

// loadTables reads every table below inci/ into b and lists what it could not read.
func (b *Base) loadTables(fsys fs.FS) plain.Problems {
	var problems plain.Problems
	err := fs.WalkDir(fsys, tablesDir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() || path.Ext(name) != ".txt" {
			return nil
		}
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		problems = append(problems, b.loadTable(name, string(data))...)
		return nil
	})
	if err != nil {
		problems = append(problems, plain.Problem{Place: plain.Place{File: tablesDir}, Text: err.Error()})
	}
	return problems
}

func (b *Base) loadTable(name, data string) plain.Problems {
	rows, problems := plain.Rows(name, data)
	for _, r := range rows {
		var text string
		switch {
		case name == partsFile:
			text = b.addWord(r)
		case name == morphemeFile:
			text = addAlias(&b.Morphemes, "ko", r)
		case path.Dir(name) == languagesDir:
			text = addAlias(&b.Foreign, strings.TrimSuffix(path.Base(name), ".txt"), r)
		case path.Dir(name) == plantsDir && strings.Contains(r.Text, "|") && !strings.Contains(r.Text, "{"):
			text = b.addPlant(r)
		default:
			text = b.addName(r)
		}
		if text != "" {
			problems = append(problems, plain.Problem{Place: r.At, Source: r.Text, Text: text})
		}
	}
	return problems
}

func (b *Base) addWord(r plain.Row) string {
	inci, also := plain.CutSynonyms(r.Text)
	w := Word{INCI: inci, Also: also, At: r.At}
	switch {
	case len(r.Section) == 1 && r.Section[0] == "part":
		b.Parts = append(b.Parts, w)
	case len(r.Section) == 1 && r.Section[0] == "preparation":
		b.Preps = append(b.Preps, w)
	default:
		return "stands in no section; want [part] or [preparation] above it"
	}
	return ""
}

func addAlias(list *[]Alias, lang string, r plain.Row) string {
	foreign, inci, ok := strings.Cut(r.Text, " = ")
	if !ok {
		return "want FOREIGN NAME = INCI NAME"
	}
	*list = append(*list, Alias{Lang: lang, Foreign: strings.TrimSpace(foreign), INCI: strings.TrimSpace(inci), At: r.At})
	return ""
}

func (b *Base) addPlant(r plain.Row) string {
	fields := strings.Split(r.Text, "|")
	if len(fields) > 3 {
		return "a plant has at most three fields: LATIN = COMMON | ENDINGS | flags"
	}
	latin, also := plain.CutSynonyms(fields[0])
	if latin == "" {
		return "a plant needs its Latin name"
	}
	p := Plant{Latin: latin, Also: also, Families: r.Section, At: r.At}
	p.Phrases = plain.CutList(fields[1], ",")
	if len(fields) == 3 {
		for _, f := range strings.Fields(fields[2]) {
			switch f {
			case FlagEssential, FlagEssentialSeed, FlagAllergen2023:
				p.Flags = append(p.Flags, f)
			default:
				p.Families = append(p.Families[:len(p.Families):len(p.Families)], f)
			}
		}
	}
	b.Plants = append(b.Plants, p)
	return ""
}

// Flags of a plant.
const (
	FlagEssential     = "essential"      // its oils, but fixed seed, kernel, nut, bran and germ oils, are essential oils
	FlagEssentialSeed = "essential-seed" // its seed and fruit oils are essential oils too
	FlagAllergen2023  = "allergen2023"   // its essential oil is listed in Regulation (EU) 2023/1545
)

func (b *Base) addName(r plain.Row) string {
	text, extra := r.Text, []string(nil)
	if head, tail, ok := strings.Cut(text, " + "); ok {
		text, extra = head, strings.Fields(strings.ReplaceAll(tail, "+", " "))
	}
	families := append(r.Section[:len(r.Section):len(r.Section)], extra...)
	if len(families) == 0 {
		return "stands in no section; want [family] above it"
	}
	if !strings.Contains(text, "{") {
		inci, also := plain.CutSynonyms(text)
		b.Names = append(b.Names, Name{INCI: inci, Also: also, Families: families, At: r.At})
		return ""
	}
	if strings.Contains(text, " = ") {
		return "a row with {alternatives} takes no synonyms"
	}
	names, ok := plain.Expand(text)
	if !ok {
		return "{ without }"
	}
	for _, n := range names {
		b.Names = append(b.Names, Name{INCI: n, Families: families, At: r.At})
	}
	return ""
}
