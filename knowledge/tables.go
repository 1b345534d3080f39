package knowledge

import (
	"io/fs"
	"path"
	"strings"
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

// tableRow is one row of a table before it is read as a name, a plant or an alias.
type tableRow struct {
	section []string
	text    string
	at      Place
}

// loadTables reads every table below inci/ into b and lists what it could not read.
func (b *Base) loadTables(fsys fs.FS) Problems {
	var problems Problems
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
		problems = append(problems, Problem{Place: Place{File: tablesDir}, Text: err.Error()})
	}
	return problems
}

func (b *Base) loadTable(name, data string) Problems {
	rows, problems := tableRows(name, data)
	for _, r := range rows {
		var text string
		switch {
		case name == partsFile:
			text = b.addWord(r)
		case name == morphemeFile:
			text = addAlias(&b.Morphemes, "ko", r)
		case path.Dir(name) == languagesDir:
			text = addAlias(&b.Foreign, strings.TrimSuffix(path.Base(name), ".txt"), r)
		case path.Dir(name) == plantsDir && strings.Contains(r.text, "|") && !strings.Contains(r.text, "{"):
			text = b.addPlant(r)
		default:
			text = b.addName(r)
		}
		if text != "" {
			problems = append(problems, Problem{Place: r.at, Source: r.text, Text: text})
		}
	}
	return problems
}

// tableRows cuts a table into rows, each with the section it stands in.
func tableRows(name, data string) ([]tableRow, Problems) {
	var rows []tableRow
	var problems Problems
	var section []string
	for n := 1; data != ""; n++ {
		var line string
		line, data, _ = strings.Cut(data, "\n")
		line = strings.TrimSpace(line)
		switch {
		case line == "" || strings.HasPrefix(line, "# ") || line == "#":
		case strings.HasPrefix(line, "["):
			inner, rest, ok := strings.Cut(line[1:], "]")
			if !ok || strings.TrimSpace(rest) != "" {
				problems = append(problems, Problem{Place: Place{name, n}, Source: line, Text: "a section is [family family]"})
				continue
			}
			section = strings.Fields(inner)
		default:
			rows = append(rows, tableRow{section, line, Place{name, n}})
		}
	}
	return rows, problems
}

func (b *Base) addWord(r tableRow) string {
	inci, also := cutSynonyms(r.text)
	w := Word{INCI: inci, Also: also, At: r.at}
	switch {
	case len(r.section) == 1 && r.section[0] == "part":
		b.Parts = append(b.Parts, w)
	case len(r.section) == 1 && r.section[0] == "preparation":
		b.Preps = append(b.Preps, w)
	default:
		return "stands in no section; want [part] or [preparation] above it"
	}
	return ""
}

func addAlias(list *[]Alias, lang string, r tableRow) string {
	foreign, inci, ok := strings.Cut(r.text, " = ")
	if !ok {
		return "want FOREIGN NAME = INCI NAME"
	}
	*list = append(*list, Alias{Lang: lang, Foreign: strings.TrimSpace(foreign), INCI: strings.TrimSpace(inci), At: r.at})
	return ""
}

func (b *Base) addPlant(r tableRow) string {
	fields := strings.Split(r.text, "|")
	if len(fields) > 3 {
		return "a plant has at most three fields: LATIN = COMMON | ENDINGS | flags"
	}
	latin, also := cutSynonyms(fields[0])
	if latin == "" {
		return "a plant needs its Latin name"
	}
	p := Plant{Latin: latin, Also: also, Families: r.section, At: r.at}
	p.Phrases = cutList(fields[1], ",")
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

func (b *Base) addName(r tableRow) string {
	text, extra := r.text, []string(nil)
	if head, tail, ok := strings.Cut(text, " + "); ok {
		text, extra = head, strings.Fields(strings.ReplaceAll(tail, "+", " "))
	}
	families := append(r.section[:len(r.section):len(r.section)], extra...)
	if len(families) == 0 {
		return "stands in no section; want [family] above it"
	}
	if !strings.Contains(text, "{") {
		inci, also := cutSynonyms(text)
		b.Names = append(b.Names, Name{INCI: inci, Also: also, Families: families, At: r.at})
		return ""
	}
	if strings.Contains(text, " = ") {
		return "a row with {alternatives} takes no synonyms"
	}
	names, ok := expand(text)
	if !ok {
		return "{ without }"
	}
	for _, n := range names {
		b.Names = append(b.Names, Name{INCI: n, Families: families, At: r.at})
	}
	return ""
}

// expand writes out {A|B} alternatives: "{CETYL|STEARYL} ALCOHOL" gives two names.
func expand(text string) ([]string, bool) {
	head, rest, found := strings.Cut(text, "{")
	if !found {
		return []string{strings.Join(strings.Fields(text), " ")}, true
	}
	inner, tail, closed := strings.Cut(rest, "}")
	if !closed {
		return nil, false
	}
	var out []string
	for alt := range strings.SplitSeq(inner, "|") {
		names, ok := expand(head + strings.TrimSpace(alt) + tail)
		if !ok {
			return nil, false
		}
		out = append(out, names...)
	}
	return out, true
}

func cutSynonyms(text string) (string, []string) {
	head, tail, ok := strings.Cut(text, " = ")
	if !ok {
		return strings.TrimSpace(text), nil
	}
	return strings.TrimSpace(head), cutList(tail, ";")
}

func cutList(text, sep string) []string {
	var out []string
	for s := range strings.SplitSeq(text, sep) {
		if s = strings.TrimSpace(s); s != "" {
			out = append(out, s)
		}
	}
	return out
}
