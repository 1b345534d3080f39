package ownlist

import (
	"slices"
	"strings"

	"skinafter/knowledge"
	"skinafter/verdict/words"
)

// reader reads one list.
type reader struct {
	names  *names
	list   *List
	parts  int
	bytes  int
	taken  map[string]bool // names that are on the list already; true = somebody knows what they are
	meant  map[string]bool // names that something on it is another name of
	looked int             // how many names were compared: what the list costs
}

func newReader(facts *knowledge.Base) *reader {
	return &reader{
		names: namesOf(facts), taken: map[string]bool{}, meant: map[string]bool{},
		list: &List{families: map[string]bool{}, classes: map[string]bool{}},
	}
}

func (r *reader) read(entries []string) {
	for _, entry := range entries {
		entry = strings.TrimSpace(strings.ReplaceAll(entry, "_", " "))
		if entry == "" {
			continue
		}
		if r.bytes += len(entry); r.bytes > mostBytes || r.parts >= mostEntries {
			r.parts++
			r.list.Unknown = append(r.list.Unknown, entry)
			continue
		}
		plain := words.Plain(entry)
		if plain == "" || r.names.is(plain) {
			r.part(entry, plain)
			continue
		}
		for _, part := range parts(entry) {
			if part == entry {
				r.part(part, plain)
			} else if p := words.Plain(part); p != "" {
				r.part(part, p)
			}
		}
	}
}

func (r *reader) part(part, plain string) {
	if r.parts++; r.parts > mostEntries || !r.named(r.names.bare(plain)) {
		r.list.Unknown = append(r.list.Unknown, part)
	}
}

// joins are the words that stand between two names of one entry.
var joins = []string{"and", "und", "or", "oder", "sowie", "plus"}

// longestJoin is the most letters of one of them.
const longestJoin = 5

// parts are what may be names of their own in an entry: "parfum, nickel and lanolin".
func parts(entry string) (out []string) {
	for _, piece := range split(entry) {
		fields := strings.Fields(piece)
		from := 0
		for i, w := range fields {
			if len(w) > 1 && len(w) <= longestJoin && slices.Contains(joins, strings.ToLower(w)) {
				if i > from {
					out = append(out, strings.Join(fields[from:i], " "))
				}
				from = i + 1
			}
		}
		if from < len(fields) {
			out = append(out, strings.Join(fields[from:], " "))
		}
	}
	return out
}

// split cuts a text at the marks between names; a comma between digits is part of a name.
func split(s string) (out []string) {
	from := 0
	for i := 0; i < len(s); i++ {
		if c := s[i]; c == ';' || c == '&' || c == '\n' || c == ',' && !(i > 0 && i+1 < len(s) && digit(s[i-1]) && digit(s[i+1])) {
			out = append(out, s[from:i])
			from = i + 1
		}
	}
	return append(out, s[from:])
}

func digit(c byte) bool { return c >= '0' && c <= '9' }

// named puts on the list what an entry means, and reports whether anybody knows. Where nothing
// goes by the very words, names inside them count, and then names that differ by one letter.
func (r *reader) named(plain string) bool {
	n := r.names
	if r.add(plain) || n.is(plain) {
		return true
	}
	said := words.OfPlain(plain)
	if r.addAll(n.groups, n.groups.within(&said, 0, &r.looked)) {
		return true
	}
	inside := r.addAll(n.listed, n.listed.within(&said, words.Short, &r.looked))
	// The words may be part of a name; then they count by themselves.
	if inside || len(n.listed.holding(&said, 1, &r.looked)) > 0 {
		return true
	}
	return r.addAll(n.groups, n.groups.near(plain, &r.looked)) || r.addAll(n.listed, n.listed.near(plain, &r.looked))
}

func (r *reader) addAll(from *phrases, found []int32) bool {
	for _, i := range found {
		r.add(from.list[i].Plain)
	}
	return len(found) > 0
}

// add puts on the list what goes by these very words, one or many of it, and reports whether
// anything does.
func (r *reader) add(plain string) bool {
	if known, done := r.taken[plain]; done {
		return known
	}
	known := r.addExact(plain)
	r.taken[plain] = known
	return known
}

func (r *reader) addExact(plain string) (known bool) {
	n, l := r.names, r.list
	said := words.OfPlain(plain)
	own := n.family(plain)
	for _, i := range n.families.holding(&said, 0, &r.looked) {
		id, title := n.ids[int(i)%len(n.ids)], int(i) >= len(n.ids)
		// A family with a longer name is meant too, unless it is something else: fatty
		// alcohols are no alcohols.
		if own == nil || !title && n.facts.Families[id].Class == own.Class {
			l.families[id], known = true, true
		}
	}
	if own != nil {
		l.exact = append(l.exact, plain)
	} else {
		l.said = append(l.said, said)
		known = r.addMeant(&said) || known
	}
	for _, class := range n.classes[plain] {
		l.classes[class], known = true, true
	}
	for _, w := range []string{plain, plain + "s", strings.TrimSuffix(plain, "s")} {
		for _, g := range n.byWord[w] {
			known = true
			for _, f := range g.Families {
				l.families[f] = true
			}
			l.globs = append(l.globs, g.Members...)
		}
	}
	return known
}

// addMeant adds the INCI and Latin names that go by these words: "sunflower" leads to
// helianthus annuus, and so does "sunflower seed".
func (r *reader) addMeant(said *words.Phrase) bool {
	found := r.names.also.holding(said, 0, &r.looked)
	for _, i := range found {
		if name := r.names.means[i]; !r.meant[name] {
			r.meant[name] = true
			r.list.means = append(r.list.means, words.OfPlain(name))
		}
	}
	return len(found) > 0
}
