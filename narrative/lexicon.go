package narrative

import (
	"slices"
	"strconv"
	"strings"

	"skinafter/knowledge"
	"skinafter/narrative/prose"
)

// symbol stands for a word, the beginning or end of a word, or a set of wordings.
type symbol int32

// lexicon is the phrases of one language, made ready.
type lexicon struct {
	lang    string
	words   map[string]symbol
	begins  map[string]symbol // by stem, without the star
	tails   map[string]symbol
	inside  []stem
	slips   map[string][]stem // deletions of a word -> words one slip away from it
	sets    map[string]symbol
	joins   [][]symbol // by symbol: the sets that hold the single word
	levels  [][]wording
	waiting [][]trigger // by symbol: wordings that need it
	entries []entry
	names   grammar
	holder  map[symbol]int     // sets: their first entry
	numbers map[symbol]float64 // number words
	minStem int
}

type stem struct {
	text string
	sym  symbol
	cut  bool // the stem of longer words
}

// entry is one Phrase with its kind.
type entry struct {
	*knowledge.Phrase
	kind string
	set  symbol // of kind set
}

// element is one place of a wording.
type element struct {
	syms     []symbol
	optional bool
	gap      bool
}

// wording is a compiled wording.
type wording struct {
	entry int
	parts [][]element
}

// trigger is a wording that is looked at when a symbol occurs.
type trigger struct{ level, index int }

// lexiconKey is the Derive key of the lexicons.
type lexiconKey struct{ lang string }

func lexiconOf(facts *knowledge.Base, lang string) *lexicon {
	return facts.Derive(lexiconKey{lang}, func() any {
		return newLexicon(lang, facts.Phrases[lang], facts.Care.Medicines.Groups)
	}).(*lexicon)
}

func newLexicon(lang string, books knowledge.Phrasebooks, medicines []knowledge.MedicineGroup) *lexicon {
	l := &lexicon{
		lang: lang, words: map[string]symbol{}, begins: map[string]symbol{}, tails: map[string]symbol{},
		slips: map[string][]stem{}, sets: map[string]symbol{}, minStem: 99,
	}
	for i := range books["set"] {
		e := &books["set"][i]
		if _, known := l.sets[e.Code]; !known {
			l.sets[e.Code] = l.fresh()
		}
	}
	for _, kind := range knowledge.PhraseKinds() {
		for i := range books[kind] {
			e := entry{Phrase: &books[kind][i], kind: kind, set: -1}
			if kind == "set" {
				e.set = l.sets[e.Code]
			}
			l.entries = append(l.entries, e)
		}
	}
	for i := range medicines {
		l.entries = append(l.entries, entry{Phrase: medicinePhrase(&medicines[i]), kind: "medicine", set: -1})
	}
	l.compile()
	l.indexSlips()
	l.names = l.grammar()
	l.index()
	return l
}

// medicinePhrase makes wordings of the names of a group: each name begins a word.
func medicinePhrase(g *knowledge.MedicineGroup) *knowledge.Phrase {
	p := &knowledge.Phrase{Code: g.ID}
	for _, name := range g.Names {
		f := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return r == ' ' || r == '-' })
		if len(f) == 0 {
			continue
		}
		if last := f[len(f)-1]; len(last) >= minMedicine {
			f[len(f)-1] = last + "*"
		}
		p.Phrases = append(p.Phrases, strings.Join(f, " "))
	}
	return p
}

// minMedicine is how long the beginning of a name of a medicine must be.
const minMedicine = 4

// index notes the entry of every set and the value of every number word.
func (l *lexicon) index() {
	l.holder, l.numbers = map[symbol]int{}, map[symbol]float64{}
	for i, e := range l.entries {
		if e.kind == "set" {
			if _, known := l.holder[e.set]; !known {
				l.holder[e.set] = i
			}
		}
		if v, err := strconv.ParseFloat(e.Code, 64); e.kind == "number" && err == nil {
			for _, text := range e.Phrases {
				if s, ok := l.words[text]; ok {
					l.numbers[s] = v
				}
			}
		}
	}
}

func (l *lexicon) fresh() symbol {
	l.joins = append(l.joins, nil)
	return symbol(len(l.joins) - 1)
}

// compile turns wordings into elements. A single word of a set is noted at the word; every
// other wording of a set stands on a level above the sets that it uses.
func (l *lexicon) compile() {
	height := map[string]int{}
	for range 4 { // sets may use sets; four floors are enough, and a circle ends here
		for _, e := range l.entries {
			if e.kind != "set" {
				continue
			}
			for _, text := range e.Phrases {
				height[e.Code] = max(height[e.Code], l.heightOf(text, height))
			}
		}
	}
	top := 0
	for _, h := range height {
		top = max(top, h)
	}
	l.levels = make([][]wording, top+2)
	for i, e := range l.entries {
		for _, text := range e.Phrases {
			parts := l.parse(text)
			if len(parts) == 0 {
				continue
			}
			level := top + 1
			if e.kind == "set" {
				level = height[e.Code]
				if single(parts) {
					for _, s := range parts[0][0].syms {
						if !slices.Contains(l.joins[s], e.set) {
							l.joins[s] = append(l.joins[s], e.set)
						}
					}
					continue
				}
			}
			l.levels[level] = append(l.levels[level], wording{entry: i, parts: parts})
		}
	}
	l.trigger()
}

func single(parts [][]element) bool {
	return len(parts) == 1 && len(parts[0]) == 1
}

// heightOf is the level on which a wording of a set must stand.
func (l *lexicon) heightOf(text string, height map[string]int) int {
	h := 0
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '|' || r == '?' || r == '+' }) {
		if _, isSet := l.sets[w]; isSet {
			h = max(h, min(height[w]+1, 4))
		}
	}
	return h
}

func (l *lexicon) parse(text string) [][]element {
	var parts [][]element
	for part := range strings.SplitSeq(text, " + ") {
		var elements []element
		for field := range strings.FieldsSeq(part) {
			if field == ".." {
				elements = append(elements, element{gap: true, optional: true})
				continue
			}
			e := element{optional: strings.HasSuffix(field, "?")}
			for w := range strings.SplitSeq(strings.TrimSuffix(field, "?"), "|") {
				e.syms = append(e.syms, l.symbolOf(strings.TrimSuffix(w, "?")))
			}
			elements = append(elements, e)
		}
		if len(elements) == 0 || elements[0].optional || elements[len(elements)-1].gap {
			elements = trimOptional(elements)
		}
		if len(elements) > 0 {
			parts = append(parts, elements)
		}
	}
	return parts
}

// trimOptional drops what may be missing at the beginning, and gaps at the end: a wording
// begins and ends with something that was said.
func trimOptional(e []element) []element {
	for len(e) > 0 && e[0].optional {
		e = e[1:]
	}
	for len(e) > 0 && e[len(e)-1].gap {
		e = e[:len(e)-1]
	}
	return e
}

func (l *lexicon) symbolOf(w string) symbol {
	if s, ok := l.sets[w]; ok {
		return s
	}
	front, back := strings.HasPrefix(w, "*"), strings.HasSuffix(w, "*")
	text := prose.Fold(strings.Trim(w, "*"))
	switch {
	case front && back:
		for _, s := range l.inside {
			if s.text == text {
				return s.sym
			}
		}
		s := l.fresh()
		l.inside = append(l.inside, stem{text: text, sym: s})
		return s
	case back:
		l.minStem = min(l.minStem, len(text))
		return l.intern(l.begins, text)
	case front:
		return l.intern(l.tails, text)
	}
	return l.intern(l.words, text)
}

func (l *lexicon) intern(table map[string]symbol, text string) symbol {
	if s, ok := table[text]; ok {
		return s
	}
	s := l.fresh()
	table[text] = s
	return s
}

// trigger notes each wording at the element that fewest others share.
func (l *lexicon) trigger() {
	used := make([]int, len(l.joins))
	each := func(visit func(level, index int, w *wording)) {
		for level := range l.levels {
			for i := range l.levels[level] {
				visit(level, i, &l.levels[level][i])
			}
		}
	}
	each(func(_, _ int, w *wording) {
		for _, part := range w.parts {
			for _, e := range part {
				for _, s := range e.syms {
					used[s]++
				}
			}
		}
	})
	l.waiting = make([][]trigger, len(l.joins))
	each(func(level, index int, w *wording) {
		best, least := []symbol(nil), 1<<30
		for _, part := range w.parts {
			for _, e := range part {
				if e.optional {
					continue
				}
				n := 0
				for _, s := range e.syms {
					n += used[s]
					if l.isSet(s) {
						n += 50 // a set occurs more often than a word
					}
				}
				if n < least {
					best, least = e.syms, n
				}
			}
		}
		for _, s := range best {
			l.waiting[s] = append(l.waiting[s], trigger{level, index})
		}
	})
}

func (l *lexicon) isSet(s symbol) bool { return int(s) < len(l.sets) }

// Words shorter than this are not corrected: one slip makes another word of them.
const (
	minSlipWord = 5
	minSlipStem = 8
)

// indexSlips prepares the search for words with one letter wrong.
func (l *lexicon) indexSlips() {
	add := func(s stem) {
		for d := range deletions(s.text) {
			l.slips[d] = append(l.slips[d], s)
		}
	}
	for text, sym := range l.words {
		if len(text) >= minSlipWord && !l.ordinary(sym) {
			add(stem{text: text, sym: sym})
		}
	}
	for text, sym := range l.begins {
		if len(text) >= minSlipStem {
			add(stem{text: text, sym: sym, cut: true})
		}
	}
	for d := range l.slips {
		slices.SortFunc(l.slips[d], func(a, b stem) int { return strings.Compare(a.text, b.text) })
	}
}

// ordinary reports a word that is only listed so that it is not corrected.
func (l *lexicon) ordinary(sym symbol) bool {
	known, ok := l.sets["KNOWN"]
	return ok && len(l.joins[sym]) == 1 && l.joins[sym][0] == known
}

// deletions yields the word and the word without each one of its letters but the first.
func deletions(w string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		if !yield(w) {
			return
		}
		for i := 1; i < len(w); i++ {
			if i > 1 && w[i] == w[i-1] {
				continue
			}
			if !yield(w[:i] + w[i+1:]) {
				return
			}
		}
	}
}
