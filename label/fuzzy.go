package label

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"

	"skinafter"
)

// A misread name is corrected by comparing it with every name of the dictionary, numbers
// apart. Candidates come from a partition index (Li, Deng, Feng, "PASS-JOIN", PVLDB 2011,
// from memory): a name within k edits of the text shares at least one of k+1 pieces with
// it. They are ranked by distance.go, which knows how print is misread.

// fuzzySource is a name that misreadings are compared with, and where names or shapes hold it.
type fuzzySource struct{ key, name string }

// fuzzyItem is one name of the index: its template and its numbers.
type fuzzyItem struct {
	shape   string
	numbers string // "" for names with "#", which take any number
	any     bool   // takes any number
	bag     uint32 // which letters it holds
	fuzzySource
}

// takes reports whether the name can have these numbers.
func (it *fuzzyItem) takes(numbers string) bool {
	if it.any {
		return numbers != "" && !leadingZero(numbers)
	}
	return it.numbers == numbers
}

type fuzzyIndex struct {
	items []fuzzyItem
	head  map[uint64]int32 // piece -> first of chain, 1-based
	next  []int32          // chain links
	item  []int32          // item of each chain element
}

// tolerance is how many edits a name of n letters may be away.
func tolerance(n int) int {
	switch {
	case n < 4:
		return 0
	case n < 8:
		return 1
	case n < 15:
		return 2
	case n < 26:
		return 3
	default:
		return 4
	}
}

func newFuzzyIndex(r *Reader) *fuzzyIndex {
	x := &fuzzyIndex{
		items: make([]fuzzyItem, 0, len(r.sources)),
		head:  make(map[uint64]int32, len(r.sources)*4),
	}
	for _, src := range r.sources {
		it := fuzzyItem{fuzzySource: src, shape: src.key}
		if _, ok := r.shapes[src.key]; ok {
			it.any = true
		} else {
			it.shape, it.numbers = template(src.key)
		}
		if tolerance(len(it.shape)) == 0 {
			continue
		}
		it.bag = bag(it.shape)
		x.insert(it)
	}
	return x
}

func (x *fuzzyIndex) insert(it fuzzyItem) {
	id := int32(len(x.items))
	x.items = append(x.items, it)
	n := len(it.shape)
	k := tolerance(n)
	for i := range k + 1 {
		from, to := piece(n, k, i)
		h := pieceHash(n, i, it.shape[from:to])
		x.next = append(x.next, x.head[h])
		x.item = append(x.item, id)
		x.head[h] = int32(len(x.next))
	}
}

// piece is the i-th of the k+1 pieces of a string of n bytes.
func piece(n, k, i int) (from, to int) {
	return n * i / (k + 1), n * (i + 1) / (k + 1)
}

func pieceHash(n, i int, s string) uint64 {
	h := uint64(14695981039346656037) ^ uint64(n)<<8 ^ uint64(i)
	for j := range len(s) {
		h = (h ^ uint64(s[j])) * 1099511628211
	}
	return h
}

// bag is the set of letters of s.
func bag(s string) uint32 {
	var b uint32
	for i := range len(s) {
		if c := s[i]; c >= 'A' && c <= 'Z' {
			b |= 1 << (c - 'A')
		}
	}
	return b
}

// candidate is a name that the text may have meant, with its distance.
type candidate struct {
	item *fuzzyItem
	cost int // hundredths of an edit
}

// margin is how much nearer the best name must be than the next one, and dangerMargin how
// much nearer than a name that carries a hazard which the best does not.
const (
	margin       = 45
	dangerMargin = 95
)

// maxShift is how many letters longer or shorter than the text a name may be: more is not
// a misreading but another ending.
const maxShift = 2

// near lists the names within tolerance of the template, with matching numbers, nearest first.
func (x *fuzzyIndex) near(shape, numbers string) []candidate {
	var found []candidate
	seen := map[int32]bool{}
	b := bag(shape)
	p := newPattern(shape)
	n := len(shape)
	for length := max(4, n-5); length <= n+5; length++ {
		k := tolerance(length)
		if delta := n - length; k == 0 || delta > min(k, maxShift) || -delta > min(k, maxShift) {
			continue
		}
		for i := range k + 1 {
			x.probe(shape, length, k, i, func(id int32) {
				it := &x.items[id]
				if bits.OnesCount32(b^it.bag) > 2*(k+1) || !it.takes(numbers) || seen[id] {
					return
				}
				seen[id] = true
				if n <= 64 && p.edits(it.shape) > k+1 {
					return
				}
				if c, ok := distance(shape, it.shape, allowed(length, k)); ok {
					found = append(found, candidate{it, c})
				}
			})
		}
	}
	slices.SortFunc(found, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.cost, b.cost), cmp.Compare(a.item.key, b.item.key))
	})
	return found
}

// allowed is the distance up to which a name of the length may be corrected. Four letters
// are changed only where they look alike.
func allowed(length, k int) int {
	if length == 4 {
		return lookAlike
	}
	return k*change + lookAlike/2
}

// probe calls visit for every item of the length whose i-th piece stands in shape where k
// edits allow.
func (x *fuzzyIndex) probe(shape string, length, k, i int, visit func(int32)) {
	from, to := piece(length, k, i)
	delta := len(shape) - length
	lo := max(0, from-i, from+delta-(k-i))
	hi := min(len(shape)-(to-from), from+i, from+delta+(k-i))
	for s := lo; s <= hi; s++ {
		for e := x.head[pieceHash(length, i, shape[s:s+to-from])]; e != 0; e = x.next[e-1] {
			visit(x.item[e-1])
		}
	}
}

// correct finds the one name that a misread text meant, and how far away it is. It
// answers nothing when two names are equally likely, when a name with a hazard is nearly
// as near as a harmless one, or when every word of the text is a word of some name: then
// the text is not misread, it is a name that the dictionary lacks.
func (r *Reader) correct(text string) (hit, int) {
	if !r.misread(text) || tornDigit(text) {
		return hit{}, 0
	}
	text = r.unmisread(text)
	shape, numbers := template(key(text))
	if len(shape) < 4 || len(shape) > 90 {
		return hit{}, 0
	}
	found := slices.DeleteFunc(r.fuzzy().near(shape, numbers), func(c candidate) bool { return !wordsAlike(text, c) })
	if len(found) == 0 {
		return hit{}, 0
	}
	best := r.named(found[0].item, numbers)
	name, hazards := best.inci(), r.kin(best).hazards
	for _, c := range found[1:] {
		gap := c.cost - found[0].cost
		if gap >= dangerMargin {
			break
		}
		other := r.named(c.item, numbers)
		if other.inci() == name {
			continue
		}
		if gap < margin || len(hazards) == 0 && len(r.kin(other).hazards) > 0 {
			return hit{}, 0
		}
	}
	best.status = skinafter.Corrected
	return best, found[0].cost
}

// A misreading changes a word by at most a third; where words run together or fall apart,
// the whole name by at most a sixth.
const (
	wordShare = 34
	nameShare = 16
)

// wordsAlike reports whether every word of the text is near its word of the name, so that
// "Uraria picta" does not become "Aralia elata".
func wordsAlike(text string, c candidate) bool {
	a, b := keyWords(text), keyWords(c.item.name)
	if len(a) != len(b) {
		return c.cost <= nameShare*len(c.item.shape)
	}
	for i := range a {
		if a[i] == b[i] {
			continue
		}
		limit := wordShare * max(len(a[i]), len(b[i]))
		if d, ok := distance(a[i], b[i], limit); !ok || d > limit {
			return false
		}
	}
	return true
}

// keyWords are the words of a text as templates.
func keyWords(text string) []string {
	var out []string
	for w := range strings.FieldsFuncSeq(text, isTokenBreak) {
		if k := key(strings.ReplaceAll(w, "#", "0")); k != "" {
			shape, _ := template(k)
			out = append(out, shape)
		}
	}
	return out
}

// correctHalves corrects names joined by slashes: every half must be the same thing.
func (r *Reader) correctHalves(text string) (hit, int) {
	if !strings.Contains(text, "/") {
		return hit{}, 0
	}
	var found hit
	total := 0
	for half := range strings.SplitSeq(text, "/") {
		h, ok := r.name(half)
		d := 0
		if !ok {
			if h, d = r.correct(half); h.entry == nil && len(key(half)) > 3 {
				return hit{}, 0
			}
		}
		if h.entry == nil {
			continue
		}
		if found.entry != nil && found.inci() != h.inci() {
			return hit{}, 0
		}
		found, total = h, total+d
	}
	if found.entry != nil {
		found.status = skinafter.Corrected
	}
	return found, total
}

func (r *Reader) named(it *fuzzyItem, numbers string) hit {
	if it.any {
		h := r.shapes[it.key]
		h.numbers = numbers
		return h
	}
	return r.names[it.key]
}
