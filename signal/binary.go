package signal

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
)

// The form on disk, version 1: a magic word, varints, and the SHA-256 of everything before.
//
//	reports
//	strata:   count, then name and reports of each
//	products: count, then of each name and reports, then with several strata the reports by stratum
//	events:   the same
//	pairs:    of each product the number of its events, then for each event the distance from
//	          the one before, and the reports
//
// A name is the length it shares with the name before it, the length of the rest, and the rest.
const magic = "skinafter counts 1\n"

// errForm is wrapped by every error of UnmarshalBinary.
var errForm = errors.New("not counts as this program writes them")

// MarshalBinary is the compact form for disk. Equal Counts have the same bytes, whatever the
// order or split they were counted in. There is no error.
func (c *Counts) MarshalBinary() ([]byte, error) {
	b := append(make([]byte, 0, len(magic)+4*len(c.event)), magic...)
	b = binary.AppendUvarint(b, uint64(c.reports))
	b = binary.AppendUvarint(b, uint64(len(c.strata)))
	last := ""
	for _, s := range c.strata {
		b = appendName(b, last, s.Name)
		b = binary.AppendUvarint(b, uint64(s.Reports))
		last = s.Name
	}
	b = c.products.append(b, len(c.strata))
	b = c.events.append(b, len(c.strata))
	for p := range c.products.names {
		from, to := c.starts[p], c.starts[p+1]
		b = binary.AppendUvarint(b, uint64(to-from))
		before := uint32(0)
		for i := from; i < to; i++ {
			b = binary.AppendUvarint(b, uint64(c.event[i]-before))
			b = binary.AppendUvarint(b, uint64(c.n[i]))
			before = c.event[i]
		}
	}
	sum := sha256.Sum256(b)
	return append(b, sum[:]...), nil
}

func (a *axis) append(b []byte, strata int) []byte {
	b = binary.AppendUvarint(b, uint64(len(a.names)))
	last := ""
	for i, name := range a.names {
		b = appendName(b, last, name)
		b = binary.AppendUvarint(b, uint64(a.n[i]))
		last = name
		if a.strata != nil {
			for _, n := range a.strata[i*strata : (i+1)*strata] {
				b = binary.AppendUvarint(b, uint64(n))
			}
		}
	}
	return b
}

func appendName(b []byte, last, name string) []byte {
	shared := 0
	for shared < len(last) && shared < len(name) && last[shared] == name[shared] {
		shared++
	}
	b = binary.AppendUvarint(b, uint64(shared))
	b = binary.AppendUvarint(b, uint64(len(name)-shared))
	return append(b, name[shared:]...)
}

// Hash is the SHA-256 of the compact form, in hexadecimal: the same for the same reports in any
// order.
func (c *Counts) Hash() string {
	b, _ := c.MarshalBinary() // no error is possible
	return hex.EncodeToString(b[len(b)-sha256.Size:])
}

// UnmarshalBinary reads the compact form. Bytes that are damaged, of another version, or whose
// numbers contradict each other are an error, and leave the Counts as they were; memory is
// bounded by the length of the input.
func (c *Counts) UnmarshalBinary(data []byte) error {
	if len(data) < len(magic)+sha256.Size || string(data[:len(magic)]) != magic {
		return fmt.Errorf("reading counts: %w", errForm)
	}
	body := data[:len(data)-sha256.Size]
	if sha256.Sum256(body) != [sha256.Size]byte(data[len(body):]) {
		return fmt.Errorf("reading counts: damaged: %w", errForm)
	}
	d := decoder{rest: body[len(magic):]}
	out := d.counts()
	if d.failed || len(d.rest) > 0 {
		return fmt.Errorf("reading counts: contradiction: %w", errForm)
	}
	*c = *out
	return nil
}

// decoder reads the form; failed stays set once something did not fit, and everything read after
// that is zero.
type decoder struct {
	rest   []byte
	failed bool
}

func (d *decoder) fail() { d.failed, d.rest = true, nil }

// number reads a number that may be at most limit.
func (d *decoder) number(limit uint64) uint64 {
	x, n := binary.Uvarint(d.rest)
	if n <= 0 || x > limit {
		d.fail()
		return 0
	}
	d.rest = d.rest[n:]
	return x
}

// size reads how many parts follow, each of at least one byte.
func (d *decoder) size(bytes int) int {
	return int(d.number(uint64(len(d.rest) / max(bytes, 1))))
}

// name reads a name that sorts after the last one, which the first may not.
func (d *decoder) name(last string, first bool) string {
	shared := d.number(uint64(len(last)))
	n := d.number(uint64(len(d.rest)))
	if d.failed || n > uint64(len(d.rest)) {
		d.fail()
		return ""
	}
	name := last[:shared] + string(d.rest[:n])
	d.rest = d.rest[n:]
	if name <= last && !first {
		d.fail()
	}
	return name
}

func (d *decoder) counts() *Counts {
	c := &Counts{reports: int64(d.number(math.MaxUint32))}
	total := uint64(c.reports)
	left := total
	n := d.size(3)
	for i, last := 0, ""; i < n && !d.failed; i++ {
		last = d.name(last, i == 0)
		m := d.number(left)
		left -= m
		c.strata = append(c.strata, Margin{last, int64(m)})
		if m == 0 {
			d.fail()
		}
	}
	d.axis(&c.products, c.strata, total)
	d.axis(&c.events, c.strata, total)
	if left > 0 || (total == 0) != (len(c.products.names) == 0) || (total == 0) != (len(c.events.names) == 0) {
		d.fail()
	}
	if !d.failed && total > 0 {
		d.pairs(c)
	}
	return c
}

func (d *decoder) axis(a *axis, strata []Margin, total uint64) {
	width := 0
	if len(strata) > 1 {
		width = len(strata)
	}
	n := d.size(3 + width)
	for i, last := 0, ""; i < n && !d.failed; i++ {
		last = d.name(last, i == 0)
		m := d.number(total)
		a.names, a.n = append(a.names, last), append(a.n, uint32(m))
		left := m
		for s := range width {
			k := d.number(min(left, uint64(strata[s].Reports)))
			left -= k
			a.strata = append(a.strata, uint32(k))
		}
		if m == 0 || last == "" || (width > 0 && left > 0) {
			d.fail()
		}
	}
}

func (d *decoder) pairs(c *Counts) {
	c.starts = []int{0}
	largest := make([]uint32, len(c.events.names)) // reports of one product with the event
	for p := range c.products.names {
		n := d.size(2)
		event := uint64(0)
		for i := range n {
			step := d.number(uint64(len(c.events.names)))
			event += step
			if d.failed || (i > 0 && step == 0) || event >= uint64(len(c.events.names)) {
				d.fail()
				return
			}
			reports := uint32(d.number(uint64(min(c.products.n[p], c.events.n[event]))))
			c.event, c.n = append(c.event, uint32(event)), append(c.n, reports)
			largest[event] = max(largest[event], reports)
			if reports == 0 {
				d.fail()
			}
		}
		if n == 0 {
			d.fail() // every product was named with an event
		}
		c.starts = append(c.starts, len(c.event))
	}
	for _, n := range largest {
		if n == 0 {
			d.fail()
		}
	}
}
