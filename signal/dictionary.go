package signal

import (
	"bytes"
	"errors"
	"hash/maphash"
	"math"
	"strings"
)

// errFull is met after four thousand million names, or 4 GiB of their text.
var errFull = errors.New("too many different names for one collection: count its parts and merge them")

// dictionary numbers the names of one kind in the order of their first mention. All text lies
// in one piece of memory: a million reports cost some 20 MB.
type dictionary struct {
	seed  maphash.Seed // hidden from whoever writes the names, so that they cannot collide on purpose
	slots []slot       // open addressing, a power of two
	ends  []uint32     // where the text of each name ends
	text  []byte
}

// slot holds a name's number plus one (0 is empty) and the upper half of its hash.
type slot struct{ tag, number uint32 }

func newDictionary() *dictionary {
	return &dictionary{seed: maphash.MakeSeed(), slots: make([]slot, 16)}
}

func (d *dictionary) len() int { return len(d.ends) }

// name is the text of a number. The caller does not keep or change it.
func (d *dictionary) name(i uint32) []byte {
	from := uint32(0)
	if i > 0 {
		from = d.ends[i-1]
	}
	return d.text[from:d.ends[i]]
}

// is says whether number i exists and has this name.
func (d *dictionary) is(i uint32, name []byte) bool {
	return int(i) < len(d.ends) && bytes.Equal(d.name(i), name)
}

// find is the number of a name that is there.
func (d *dictionary) find(name []byte) (uint32, bool) {
	s, _ := d.look(name)
	return s.number - 1, s.number != 0
}

// look is the slot of a name, or the empty slot where it would stand, and its place.
func (d *dictionary) look(name []byte) (slot, int) {
	h := maphash.Bytes(d.seed, name)
	tag := uint32(h >> 32)
	mask := len(d.slots) - 1
	for i := int(h) & mask; ; i = (i + 1) & mask {
		s := d.slots[i]
		if s.number == 0 || (s.tag == tag && d.is(s.number-1, name)) {
			return slot{tag, s.number}, i
		}
	}
}

// number is the number of a name, a new one if need be.
func (d *dictionary) number(name []byte) (i uint32, added bool, err error) {
	s, at := d.look(name)
	if s.number != 0 {
		return s.number - 1, false, nil
	}
	if uint64(len(d.text))+uint64(len(name)) > math.MaxUint32 || len(d.ends) >= math.MaxUint32-1 {
		return 0, false, errFull
	}
	d.text = append(d.text, name...)
	d.ends = append(d.ends, uint32(len(d.text)))
	n := uint32(len(d.ends))
	d.slots[at] = slot{s.tag, n}
	if 4*len(d.ends) > 3*len(d.slots) {
		d.grow()
	}
	return n - 1, true, nil
}

func (d *dictionary) grow() {
	d.slots = make([]slot, 2*len(d.slots))
	mask := len(d.slots) - 1
	for n := range d.ends {
		h := maphash.Bytes(d.seed, d.name(uint32(n)))
		i := int(h) & mask
		for d.slots[i].number != 0 {
			i = (i + 1) & mask
		}
		d.slots[i] = slot{uint32(h >> 32), uint32(n) + 1}
	}
}

// sorted are all names in the order of their bytes, and the place of each number among them.
func (d *dictionary) sorted() (names []string, place []uint32) {
	all := string(d.text)
	names = make([]string, len(d.ends))
	from := uint32(0)
	for i, to := range d.ends {
		names[i] = all[from:to]
		from = to
	}
	order := sortedOrder(names)
	place = make([]uint32, len(names))
	out := make([]string, len(names))
	for rank, i := range order {
		place[i] = uint32(rank)
		out[rank] = strings.Clone(names[i])
	}
	return out, place
}
