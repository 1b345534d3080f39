package signal

// runLog holds the pairs of reports in the order they came, in a few bytes for each: runs of
// one report, which are groups of one product, which are lists of events. Numbers are varints,
// events of a group are written as differences, and a group with the events of the one before
// says so in one byte, as most do where every product of a report goes with every event.
//
//	run   = zigzag(report - report before) length-of-groups groups
//	group = product count event... | product 0
type runLog struct {
	blocks [][]byte
	last   int64 // report of the last run
	buf    groups
}

// blockSize bounds what a block wastes and what growing copies.
const blockSize = 1 << 20

// place is where the groups of a run stand.
type place struct{ block, from, to, report uint32 }

// groups are the groups of one run.
type groups []byte

// add writes the pairs of one report, sorted and each once.
func (l *runLog) add(report uint32, pairs []uint64) {
	l.buf = appendGroups(l.buf[:0], pairs)
	if len(l.blocks) == 0 || len(l.blocks[len(l.blocks)-1]) >= blockSize {
		l.blocks = append(l.blocks, make([]byte, 0, blockSize+blockSize/16))
	}
	b := l.blocks[len(l.blocks)-1]
	diff := int64(report) - l.last
	l.last = int64(report)
	b = appendUvarint(b, uint64(diff<<1)^uint64(diff>>63))
	b = appendUvarint(b, uint64(len(l.buf)))
	l.blocks[len(l.blocks)-1] = append(b, l.buf...)
}

// appendGroups appends the groups of pairs that are sorted and distinct.
func appendGroups(b groups, pairs []uint64) groups {
	before := pairs[:0]
	for len(pairs) > 0 {
		n := 1
		for n < len(pairs) && pairs[n]>>32 == pairs[0]>>32 {
			n++
		}
		b = appendUvarint(b, pairs[0]>>32)
		if sameEvents(before, pairs[:n]) {
			b = append(b, 0)
		} else {
			b = appendUvarint(b, uint64(n))
			last := uint64(0)
			for _, p := range pairs[:n] {
				b = appendUvarint(b, p&0xffffffff-last)
				last = p & 0xffffffff
			}
		}
		before, pairs = pairs[:n], pairs[n:]
	}
	return b
}

func sameEvents(a, b []uint64) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if uint32(a[i]) != uint32(b[i]) {
			return false
		}
	}
	return true
}

// each passes every run.
func (l *runLog) each(visit func(report uint32, at place, g groups)) {
	report := int64(0)
	for i, block := range l.blocks {
		for at := 0; at < len(block); {
			var diff, size uint64
			diff, at = uvarint(block, at)
			size, at = uvarint(block, at)
			report += int64(diff>>1) ^ -int64(diff&1)
			to := at + int(size)
			visit(uint32(report), place{block: uint32(i), from: uint32(at), to: uint32(to)}, groups(block[at:to]))
			at = to
		}
	}
}

func (l *runLog) at(p place) groups { return groups(l.blocks[p.block][p.from:p.to]) }

// each passes every product with its events in order. The slice is used again; fresh says
// whether it differs from that of the group before.
func (g groups) each(events []uint32, visit func(product uint32, events []uint32, fresh bool)) []uint32 {
	for at := 0; at < len(g); {
		var product, n uint64
		product, at = uvarint(g, at)
		n, at = uvarint(g, at)
		if n > 0 {
			events = events[:0]
			last := uint64(0)
			for range n {
				var d uint64
				d, at = uvarint(g, at)
				last += d
				events = append(events, uint32(last))
			}
		}
		visit(uint32(product), events, n > 0)
	}
	return events
}

// appendPairs appends all pairs as product<<32 | event.
func (g groups) appendPairs(pairs []uint64) []uint64 {
	g.each(nil, func(product uint32, events []uint32, _ bool) {
		for _, e := range events {
			pairs = append(pairs, uint64(product)<<32|uint64(e))
		}
	})
	return pairs
}

func appendUvarint(b []byte, x uint64) []byte {
	for x >= 0x80 {
		b = append(b, byte(x)|0x80)
		x >>= 7
	}
	return append(b, byte(x))
}

// uvarint reads the number at a place of bytes that this package wrote itself.
func uvarint(b []byte, at int) (x uint64, next int) {
	for shift := 0; at < len(b); shift += 7 {
		c := b[at]
		at++
		x |= uint64(c&0x7f) << shift
		if c < 0x80 {
			break
		}
	}
	return x, at
}
