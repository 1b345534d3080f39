package hygiene

import (
	"iter"
	"math"
	"slices"
	"strings"

	"skinafter"
	"skinafter/signal"
)

// Collection is a set of reports, each put together from its rows, which may come in any order.
// Make one with Gather. It is not for use by several goroutines at once.
type Collection struct {
	products, events, words names
	cases                   []record
	byName                  map[string]int
	rows, conflicts         int64
	settled                 bool
}

// record is one report. Words are numbers of the collection's words; 0 = not said.
type record struct {
	name    string
	pairs   []uint64 // product<<32 | event, sorted and distinct after settle
	roles   map[uint32]signal.Role
	text    [textFields]uint32
	strata  string
	age     signal.Number
	onset   signal.Number
	year    int
	serious signal.Answer
}

// The fields of a report that are compared as words.
const (
	sexField = iota
	ageBandField
	dateField
	modalityField
	depthField
	textFields
)

// names numbers words from 1 in the order of their arrival.
type names struct {
	list []string
	at   map[string]uint32
}

func (n *names) number(word string) uint32 {
	if i, known := n.at[word]; known {
		return i
	}
	if n.at == nil {
		n.at = map[string]uint32{}
	}
	word = strings.Clone(word)
	n.list = append(n.list, word)
	n.at[word] = uint32(len(n.list))
	return uint32(len(n.list))
}

func (n *names) word(i uint32) string {
	if i == 0 {
		return ""
	}
	return n.list[i-1]
}

// Gather is an empty collection.
func Gather() *Collection { return &Collection{byName: map[string]int{}} }

// Add takes one row. What a row says of the whole report (sex, age, dates) fills what earlier
// rows left open. Where rows disagree Conflicts counts it, and a choice that does not hang on
// their order holds: the first in the order of bytes, the smallest number, serious before not.
// The error is an *skinafter.InputError for a row without report, product or event.
func (c *Collection) Add(r signal.Row) error {
	for _, part := range [...][2]string{{"report", r.Report}, {"product", r.Product}, {"event", r.Event}} {
		if part[1] == "" {
			return &skinafter.InputError{Field: part[0], Want: "a name"}
		}
	}
	i, known := c.byName[r.Report]
	if !known {
		i = len(c.cases)
		name := strings.Clone(r.Report)
		c.byName[name] = i
		c.cases = append(c.cases, record{name: name})
	}
	k := &c.cases[i]
	product := c.products.number(r.Product)
	k.pairs = append(k.pairs, uint64(product)<<32|uint64(c.events.number(r.Event)))
	c.settled = false
	if r.Role != signal.RoleUnknown {
		if k.roles == nil {
			k.roles = map[uint32]signal.Role{}
		}
		if was := k.roles[product]; was == signal.RoleUnknown || r.Role < was {
			k.roles[product] = r.Role
		}
	}
	c.rows++
	c.fill(k, r)
	return nil
}

func (c *Collection) fill(k *record, r signal.Row) {
	conflict := false
	for field, word := range [textFields]string{r.Sex, r.AgeBand, r.Date, r.Modality, r.Depth} {
		if word = strings.ToLower(strings.TrimSpace(word)); word == "" {
			continue
		}
		was := c.words.word(k.text[field])
		if was == word {
			continue
		}
		conflict = conflict || was != ""
		if was == "" || word < was {
			k.text[field] = c.words.number(word)
		}
	}
	conflict = smaller(&k.age, r.Age) || conflict
	conflict = smaller(&k.onset, r.OnsetH) || conflict
	if r.Year != 0 {
		conflict = conflict || k.year != 0 && k.year != r.Year
		if k.year == 0 || r.Year < k.year {
			k.year = r.Year
		}
	}
	if r.Serious != signal.NotSaid {
		conflict = conflict || k.serious != signal.NotSaid && k.serious != r.Serious
		if k.serious != signal.Yes {
			k.serious = r.Serious
		}
	}
	if r.Strata > k.strata { // as Counter does
		k.strata = strings.Clone(r.Strata)
	}
	if conflict {
		c.conflicts++
	}
}

// smaller keeps the smaller of two numbers that were said, and reports whether they disagree.
func smaller(have *signal.Number, n signal.Number) bool {
	if !n.Known || math.IsNaN(n.Value) {
		return false
	}
	conflict := have.Known && have.Value != n.Value
	if !have.Known || n.Value < have.Value {
		*have = n
	}
	return conflict
}

// Rows is the number of rows that were added.
func (c *Collection) Rows() int64 { return c.rows }

// Reports is the number of reports.
func (c *Collection) Reports() int { return len(c.cases) }

// Conflicts is the number of rows that said something else of their report than a row before.
func (c *Collection) Conflicts() int64 { return c.conflicts }

// settle puts everything into an order that does not hang on the order of rows: names and
// reports by name, the pairs of a report each once.
func (c *Collection) settle() {
	if c.settled {
		return
	}
	products, events, words := c.products.sort(), c.events.sort(), c.words.sort()
	for i := range c.cases {
		k := &c.cases[i]
		for j, p := range k.pairs {
			k.pairs[j] = uint64(products[p>>32])<<32 | uint64(events[uint32(p)])
		}
		slices.Sort(k.pairs)
		k.pairs = slices.Clip(slices.Compact(k.pairs))
		for f, w := range k.text {
			k.text[f] = words[w]
		}
		if k.roles != nil {
			roles := make(map[uint32]signal.Role, len(k.roles))
			for p, r := range k.roles {
				roles[products[p]] = r
			}
			k.roles = roles
		}
	}
	slices.SortFunc(c.cases, func(a, b record) int { return byName(a.name, b.name) })
	for i := range c.cases {
		c.byName[c.cases[i].name] = i
	}
	c.settled = true
}

// sort numbers the words anew, in the order of their bytes, and says what each old number became.
func (n *names) sort() []uint32 {
	sorted := slices.Sorted(slices.Values(n.list))
	became := make([]uint32, len(n.list)+1)
	for i, word := range sorted {
		became[n.at[word]] = uint32(i + 1)
	}
	n.list = sorted
	for i, word := range sorted {
		n.at[word] = uint32(i + 1)
	}
	return became
}

// Pairs are the distinct pairs of the reports that keep wants (nil = all), report by report, as
// rows. Each says all that is known of its report; words about the report stand in small letters.
func (c *Collection) Pairs(keep func(report string) bool) iter.Seq[signal.Row] {
	c.settle()
	return func(yield func(signal.Row) bool) {
		for i := range c.cases {
			k := &c.cases[i]
			if keep != nil && !keep(k.name) {
				continue
			}
			row := c.about(k)
			for _, p := range k.pairs {
				product := uint32(p >> 32)
				row.Product, row.Event, row.Role = c.products.word(product), c.events.word(uint32(p)), k.roles[product]
				if !yield(row) {
					return
				}
			}
		}
	}
}

// about is a row with what is known of a report as a whole.
func (c *Collection) about(k *record) signal.Row {
	word := func(field int) string { return c.words.word(k.text[field]) }
	return signal.Row{
		Report: k.name, Strata: k.strata, Sex: word(sexField), Age: k.age, AgeBand: word(ageBandField), Year: k.year,
		Date: word(dateField), Modality: word(modalityField), Depth: word(depthField), OnsetH: k.onset, Serious: k.serious,
	}
}

// sets are the distinct products and events of a report, sorted.
func (k *record) sets() (products, events []uint32) {
	for _, p := range k.pairs {
		if product := uint32(p >> 32); len(products) == 0 || products[len(products)-1] != product {
			products = append(products, product)
		}
		events = append(events, uint32(p))
	}
	slices.Sort(events)
	return products, slices.Compact(events)
}

// filled is how much a report says: the fields that are filled, and its pairs.
func (k *record) filled() int {
	n := len(k.pairs)
	for _, w := range k.text {
		if w != 0 {
			n++
		}
	}
	for _, said := range []bool{k.age.Known, k.onset.Known, k.year != 0, k.serious != signal.NotSaid, len(k.roles) > 0} {
		if said {
			n++
		}
	}
	return n
}
