package hygiene

import (
	"cmp"
	"math"
	"slices"
	"strconv"

	"skinafter/signal"
)

// Reason is one thing that two reports share or do not share, and how much it weighs.
type Reason struct {
	Field string // product, event, sex, age, date ...
	Value string // what is shared, or what differs
	Bits  float64
}

// Chances of one difference between a report and its copy. They are choices of this project:
// a copy mostly repeats what was said, now and then drops or adds something.
const (
	changedItem  = 0.08 // one product or event is missing or added
	changedWord  = 0.05 // sex, modality, depth, seriousness
	changedAge   = 0.10
	changedDate  = 0.15 // a patient and a clinic date the same reaction apart
	nearDays     = 14
	changedOnset = 0.25
	mostBits     = 16 // no single number or date says more than this
)

// weigher knows how common everything is in a collection.
type weigher struct {
	c        *Collection
	products []float64 // share of all mentions, by number
	events   []float64
	ofPair   pairCounts
	count    []float64                      // reports by product
	sizes    [2]map[int]float64             // share of reports with so many products, events
	words    [textFields]map[uint32]float64 // share among reports that say the field
	ages     map[int]float64
	years    map[int]float64
	serious  map[signal.Answer]float64
	sets     [][2][]uint32 // products and events of each report

	perReport float64 // events that a report names, on average
	shared    []uint32
}

// The kinds of items.
const (
	kindProduct = iota
	kindEvent
)

// pairCounts are the reports of each pair, in the order of the pairs.
type pairCounts struct {
	pairs []uint64
	n     []uint32
}

func (p pairCounts) of(pair uint64) float64 {
	if i, ok := slices.BinarySearch(p.pairs, pair); ok {
		return float64(p.n[i])
	}
	return 0
}

func (c *Collection) weigher() *weigher {
	c.settle()
	w := &weigher{
		c: c, products: make([]float64, len(c.products.list)+1), events: make([]float64, len(c.events.list)+1),
		count: make([]float64, len(c.products.list)+1), ages: map[int]float64{}, years: map[int]float64{},
		serious: map[signal.Answer]float64{}, sets: make([][2][]uint32, len(c.cases)),
	}
	w.sizes = [2]map[int]float64{{}, {}}
	for f := range w.words {
		w.words[f] = map[uint32]float64{}
	}
	total := 0
	for i := range c.cases {
		total += len(c.cases[i].pairs)
	}
	all := make([]uint64, 0, total)
	for i := range c.cases {
		all = append(all, c.cases[i].pairs...)
		w.take(i)
	}
	w.ofPair = countPairs(all)
	for _, n := range w.events {
		w.perReport += n / float64(len(c.cases))
	}
	share(w.products)
	share(w.events)
	shareOf(w.sizes[0])
	shareOf(w.sizes[1])
	for f := range w.words {
		shareOf(w.words[f])
	}
	shareOf(w.ages)
	shareOf(w.years)
	shareOf(w.serious)
	return w
}

// take counts one report.
func (w *weigher) take(i int) {
	k := &w.c.cases[i]
	products, events := k.sets()
	w.sets[i] = [2][]uint32{products, events}
	for _, p := range products {
		w.products[p]++
		w.count[p]++
	}
	for _, e := range events {
		w.events[e]++
	}
	w.sizes[0][len(products)]++
	w.sizes[1][len(events)]++
	for f, word := range k.text {
		if word != 0 {
			w.words[f][word]++
		}
	}
	if k.age.Known {
		w.ages[years(k.age)]++
	}
	if k.year != 0 {
		w.years[k.year]++
	}
	if k.serious != signal.NotSaid {
		w.serious[k.serious]++
	}
}

func years(age signal.Number) int { return int(math.Floor(math.Max(-1, math.Min(age.Value, 200)))) }

func countPairs(all []uint64) pairCounts {
	slices.Sort(all)
	var out pairCounts
	for i, p := range all {
		if i == 0 || all[i-1] != p {
			out.pairs, out.n = append(out.pairs, p), append(out.n, 0)
		}
		out.n[len(out.n)-1]++
	}
	return out
}

func share(n []float64) {
	sum := 0.0
	for _, x := range n {
		sum += x
	}
	for i := range n {
		n[i] /= math.Max(sum, 1)
	}
}

func shareOf[K comparable](n map[K]float64) {
	sum := 0.0
	for _, x := range n {
		sum += x
	}
	for k := range n {
		n[k] /= sum
	}
}

// weigh is the weight of evidence, in bits, that two reports tell of the same thing. With
// reasons it also lists what it is made of.
func (w *weigher) weigh(i, j int, reasons *[]Reason) float64 {
	a, b := &w.c.cases[i], &w.c.cases[j]
	bits := w.items(kindProduct, i, j, reasons)
	if math.IsInf(bits, -1) {
		return bits
	}
	bits += w.items(kindEvent, i, j, reasons)
	add := func(field, value string, b float64) {
		bits += b
		if reasons != nil && b != 0 {
			*reasons = append(*reasons, Reason{field, value, b})
		}
	}
	for f, name := range [textFields]string{"sex", "age band", "", "modality", "depth"} {
		if name != "" && (f != ageBandField || !a.age.Known || !b.age.Known) {
			bits := agree(a.text[f], b.text[f], w.words[f], changedWord)
			add(name, both(w.c.words.word(a.text[f]), w.c.words.word(b.text[f])), bits)
		}
	}
	if a.serious != signal.NotSaid && b.serious != signal.NotSaid {
		value := "same"
		if a.serious != b.serious {
			value = "differs"
		}
		add("seriousness", value, agree(a.serious, b.serious, w.serious, changedWord))
	}
	if a.age.Known && b.age.Known {
		add("age", both(plain(a.age.Value), plain(b.age.Value)), w.age(a, b))
	}
	w.dates(a, b, add)
	if a.onset.Known && b.onset.Known {
		add("hours to onset", both(plain(a.onset.Value), plain(b.onset.Value)), onsetBits(a.onset.Value, b.onset.Value))
	}
	return bits
}

func plain(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }

// both shows one value where two agree, and the two where they do not.
func both(a, b string) string {
	if a == b {
		return a
	}
	return a + " / " + b
}

// agree weighs a field with few values. Values that nobody said say nothing.
func agree[K comparable](a, b K, share map[K]float64, changed float64) float64 {
	var notSaid K
	switch {
	case a == notSaid || b == notSaid:
		return 0
	case a == b:
		return math.Min(math.Log2((1-changed)/share[a]), mostBits)
	}
	return math.Log2(changed / math.Max(1-math.Min(share[a], share[b]), changed))
}

func (w *weigher) age(a, b *record) float64 {
	x, y := years(a.age), years(b.age)
	switch {
	case x == y:
		return math.Min(math.Log2((1-changedAge)/w.ages[x]), mostBits)
	case x-y == 1 || y-x == 1:
		return math.Min(0, math.Log2(changedAge/2/math.Max(w.ages[x], w.ages[y])))
	}
	return math.Log2(changedAge / 2)
}

// dates weighs full dates, or years where a report has no more.
func (w *weigher) dates(a, b *record, add func(field, value string, bits float64)) {
	x, y := w.c.words.word(a.text[dateField]), w.c.words.word(b.text[dateField])
	dayA, okA := dayNumber(x)
	dayB, okB := dayNumber(y)
	switch {
	case x != "" && x == y:
		add("date", x, math.Min(math.Log2((1-changedDate)/w.words[dateField][a.text[dateField]]), mostBits))
	case okA && okB && max(dayA-dayB, dayB-dayA) <= nearDays:
		// Within two weeks: the chance of a copy, over that of any date in these weeks of ten years.
		add("date", both(x, y), math.Log2(changedDate/2/(2*nearDays/3650.0)))
	case okA && okB:
		add("date", both(x, y), math.Log2(changedDate/2))
	case a.year != 0 && b.year != 0:
		add("year", both(strconv.Itoa(a.year), strconv.Itoa(b.year)), agree(a.year, b.year, w.years, changedWord))
	}
}

// onsetBits weighs the hours to onset: people tell the same delay in round figures, so that
// agreement says little.
func onsetBits(a, b float64) float64 {
	if a == b {
		return math.Log2((1 - changedOnset) / 0.2)
	}
	if near := math.Abs(a-b) <= 0.25*math.Max(a, b); near {
		return 0
	}
	return math.Log2(changedOnset)
}

// items weighs two lists of products or events: the chance that one is a copy of the other,
// over the chance that a report of its size names just these.
func (w *weigher) items(kind, x, y int, reasons *[]Reason) float64 {
	field, words, share := "product", &w.c.products, w.productShare
	if kind == kindEvent {
		field, words, share = "event", &w.c.events, w.eventShare
		w.share(x, y)
	}
	a, b := w.sets[x][kind], w.sets[y][kind]
	var shared, changed int
	bits := 0.0
	for i, j := 0, 0; i < len(a) || j < len(b); {
		switch {
		case j == len(b) || i < len(a) && a[i] < b[j]:
			changed++
			i++
		case i == len(a) || a[i] > b[j]:
			changed++
			j++
		default:
			item := math.Log2((1 - changedItem) / share(a[i]))
			if reasons != nil {
				*reasons = append(*reasons, Reason{field, words.word(a[i]), item})
			}
			bits += item
			shared++
			i, j = i+1, j+1
		}
	}
	if shared == 0 {
		return math.Inf(-1)
	}
	other := float64(changed) * math.Log2(changedItem)
	if reasons != nil && changed > 0 {
		*reasons = append(*reasons, Reason{field + "s that only one names", strconv.Itoa(changed), other})
	}
	// The rarer size makes the smaller claim.
	size := math.Inf(1)
	for _, n := range []int{len(a), len(b)} {
		lg, _ := math.Lgamma(float64(n) + 1)
		size = math.Min(size, -math.Log2(w.sizes[kind][n])-lg/math.Ln2)
	}
	if reasons != nil {
		*reasons = append(*reasons, Reason{"number of " + field + "s", both(strconv.Itoa(len(a)), strconv.Itoa(len(b))), size})
	}
	return bits + other + size
}

// eventPrior is how many reports of a product it takes until its own events count as much as
// those of the whole collection.
const eventPrior = 5

func (w *weigher) productShare(p uint32) float64 { return w.products[p] }

// share notes the products that two reports both name.
func (w *weigher) share(i, j int) {
	w.shared = w.shared[:0]
	for _, p := range w.sets[i][kindProduct] {
		if _, ok := slices.BinarySearch(w.sets[j][kindProduct], p); ok {
			w.shared = append(w.shared, p)
		}
	}
}

// eventShare is how likely an event is with the products of w.shared, the two reports that are
// weighed left out: an event that goes along with the product says little.
func (w *weigher) eventShare(e uint32) float64 {
	sum := 0.0
	for _, p := range w.shared {
		n := math.Max(w.ofPair.of(uint64(p)<<32|uint64(e))-2, 0)
		all := math.Max(w.count[p]-2, 0)
		// A report names several events; the share is of mentions, as that of the collection.
		sum += (n/w.perReport + eventPrior*w.events[e]) / (all + eventPrior)
	}
	return math.Max(sum/float64(len(w.shared)), w.events[e])
}

// sortReasons puts the strongest first.
func sortReasons(list []Reason) {
	slices.SortStableFunc(list, func(a, b Reason) int { return cmp.Compare(math.Abs(b.Bits), math.Abs(a.Bits)) })
}
