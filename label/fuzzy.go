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

// fuzzyItem is one name of the index: its template and its numbers.
type fuzzyItem struct {
	shape   string
	numbers string // "" for names with "#", which take any number
	any     bool   // takes any number
	bag     uint32 // which letters it holds
	key     string // where names or shapes hold it
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
	case n < 13:
		return 2
	case n < 21:
		return 3
	case n < 32:
		return 4
	default:
		return 5
	}
}

func newFuzzyIndex(r *Reader) *fuzzyIndex {
	x := &fuzzyIndex{
		items: make([]fuzzyItem, 0, len(r.fuzzySrc)),
		head:  make(map[uint64]int32, len(r.fuzzySrc)*4),
	}
	for _, k := range r.fuzzySrc {
		it := fuzzyItem{key: k, shape: k}
		if _, ok := r.shapes[k]; ok {
			it.any = true
		} else {
			it.shape, it.numbers = template(k)
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

// near lists the names within tolerance of the template, with matching numbers, nearest first.
func (x *fuzzyIndex) near(shape, numbers string) []candidate {
	var found []candidate
	seen := map[int32]bool{}
	b := bag(shape)
	p := newPattern(shape)
	n := len(shape)
	for length := max(4, n-5); length <= n+5; length++ {
		k := tolerance(length)
		if delta := n - length; k == 0 || delta > k || -delta > k {
			continue
		}
		for i := range k + 1 {
			x.probe(shape, length, k, i, func(id int32) {
				it := &x.items[id]
				if seen[id] || bits.OnesCount32(b^it.bag) > 2*k || !it.any && it.numbers != numbers || it.any && numbers == "" {
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
	if !r.misread(text) {
		return hit{}, 0
	}
	shape, numbers := template(key(r.unmisread(text)))
	if len(shape) < 4 || len(shape) > 90 {
		return hit{}, 0
	}
	found := r.fuzzy().near(shape, numbers)
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
		if gap < margin || !subset(r.kin(other).hazards, hazards) {
			return hit{}, 0
		}
	}
	best.status = skinafter.Corrected
	return best, found[0].cost
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

func subset(a, b []skinafter.Hazard) bool {
	for _, h := range a {
		if !slices.Contains(b, h) {
			return false
		}
	}
	return true
}
