package spelling

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"
)

// A misread name is corrected by comparing it with every name of the dictionary, numbers
// apart. Candidates come from a partition index (Li, Deng, Feng, "PASS-JOIN", PVLDB 2011,
// from memory): a name within k edits of the text shares at least one of k+1 pieces with
// it. They are ranked by distance.go, which knows how print is misread.

// Printed is a name that misreadings are compared with.
type Printed struct {
	Key  string // its key; its template where it takes any number
	Name string
	Any  bool // takes any number: "PEG-# STEARATE"
}

// item is one name of the index: its template and its numbers.
type item struct {
	Printed

	shape   string
	numbers string // "" for names that take any number
	bag     uint32 // which letters it holds
}

// takes reports whether the name can have these numbers.
func (it *item) takes(numbers string) bool {
	if it.Any {
		return numbers != "" && !LeadingZero(numbers)
	}
	return it.numbers == numbers
}

// Nearness finds the names that a misread text may have meant. It is read-only.
type Nearness struct {
	items []item
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

// NewNearness makes the index of the names. Names too short to be told apart are left out.
func NewNearness(names []Printed) *Nearness {
	x := &Nearness{
		items: make([]item, 0, len(names)),
		head:  make(map[uint64]int32, len(names)*4),
	}
	for _, name := range names {
		it := item{Printed: name, shape: name.Key}
		if !name.Any {
			it.shape, it.numbers = Template(name.Key)
		}
		if tolerance(len(it.shape)) == 0 {
			continue
		}
		it.bag = bag(it.shape)
		x.insert(it)
	}
	return x
}

func (x *Nearness) insert(it item) {
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

// Candidate is a name that the text may have meant, with its distance.
type Candidate struct {
	Name *Printed
	Cost int // hundredths of an edit
	size int // letters of the name's template
}

// maxShift is how many letters longer or shorter than the text a name may be: more is not
// a misreading but another ending.
const maxShift = 2

// Near lists the names within tolerance of the template, with matching numbers, nearest first.
func (x *Nearness) Near(shape, numbers string) []Candidate {
	var found []Candidate
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
					found = append(found, Candidate{&it.Printed, c, len(it.shape)})
				}
			})
		}
	}
	slices.SortFunc(found, func(a, b Candidate) int {
		return cmp.Or(cmp.Compare(a.Cost, b.Cost), cmp.Compare(a.Name.Key, b.Name.Key))
	})
	return found
}

// allowed is the distance up to which a name of the length may be corrected. Four letters
// are changed only where they look alike.
func allowed(length, k int) int {
	if length == 4 {
		return LookAlike
	}
	return k*change + LookAlike/2
}

// probe calls visit for every item of the length whose i-th piece stands in shape where k
// edits allow.
func (x *Nearness) probe(shape string, length, k, i int, visit func(int32)) {
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

// A misreading changes a word by at most a third; where words run together or fall apart,
// the whole name by at most a sixth.
const (
	wordShare = 34
	nameShare = 16
)

// Alike reports whether every word of the text is near its word of the name, so that
// "Uraria picta" does not become "Aralia elata".
func (c Candidate) Alike(text string) bool {
	a, b := keyWords(text), keyWords(c.Name.Name)
	if len(a) != len(b) {
		return c.Cost <= nameShare*c.size
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
		if k := Key(strings.ReplaceAll(w, "#", "0")); k != "" {
			shape, _ := Template(k)
			out = append(out, shape)
		}
	}
	return out
}
