package testkit

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
)

// Collection is a recipe for a made-up collection of reports, the same in every run: few
// products and events are named often and most are rare; products come in classes whose
// events differ; men report other events than women; some pairs are planted.
type Collection struct {
	Reports    int
	Products   int     // 0 = 5,000
	Events     int     // 0 = 2,000; no multiple of 3 or 7, so that profiles stay apart
	Planted    int     // pairs with an added probability; 0 = 200, negative = none
	Duplicates float64 // share of reports that come a second time under a new number
	Seed       uint64  // 0 = 20240607
}

// PlantedPair is a pair that the recipe made more frequent.
type PlantedPair struct {
	Product, Event string
	Added          float64 // probability that a report of the product names the event on top
}

// Copies are two numbers of one report.
type Copies struct{ First, Second int }

// Made is what a recipe came to.
type Made struct {
	Reports, Rows int
	Planted       []PlantedPair
	Copies        []Copies
}

// dice is the generator splitmix64 (Steele, Lea, Flood, OOPSLA 2014).
type dice struct{ state uint64 }

func (d *dice) next() uint64 {
	d.state += 0x9e3779b97f4a7c15
	z := d.state
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// share is a number from 0 to below 1.
func (d *dice) share() float64 { return float64(d.next()>>11) / (1 << 53) }

// below is a whole number from 0 to below n.
func (d *dice) below(n int) int { return int(d.share() * float64(n)) }

// tries counts how often something of probability p is tried until it comes, at most top.
func (d *dice) tries(p float64, top int) int {
	n := 1
	for n < top && d.share() > p {
		n++
	}
	return n
}

// ladder are the cumulated weights 1/(rank+5) (Zipf-Mandelbrot), rounded to 40 binary
// places so that every machine makes the same collection.
type ladder []float64

func newLadder(n int) ladder {
	l := make(ladder, n)
	sum := 0.0
	for i := range l {
		sum += math.Pow(float64(i)+5, -1)
		l[i] = sum
	}
	for i := range l {
		l[i] = math.Round(l[i]/sum*(1<<40)) / (1 << 40)
	}
	return l
}

func (l ladder) draw(d *dice) int {
	at, _ := slices.BinarySearch(l, d.share())
	return min(at, len(l)-1)
}

// class is what the products of one class share.
type class struct {
	factor, shift int     // turn an event into one of the class's profile
	women         float64 // share of reports by women
}

// mill makes a collection.
type mill struct {
	recipe           Collection
	dice             dice
	products, events ladder
	classes          []class
	planted          map[int][]plant
	out              *bufio.Writer
	line             []byte
	made             Made
}

type plant struct {
	event int
	added float64
}

// Write writes the collection as CSV with the columns id, var1 (product), var2 (event),
// strat_sex, strat_year. Its error is the writer's.
func (c Collection) Write(w io.Writer) (Made, error) {
	c = c.filled()
	m := &mill{recipe: c, dice: dice{c.Seed}, products: newLadder(c.Products), events: newLadder(c.Events), out: bufio.NewWriterSize(w, 1<<20)}
	m.makeClasses()
	m.plant()
	_, err := m.out.WriteString("id,var1,var2,strat_sex,strat_year\n")
	for i := 0; i < c.Reports && err == nil; i++ {
		err = m.report()
	}
	if err == nil {
		err = m.out.Flush()
	}
	if err != nil {
		return m.made, fmt.Errorf("writing a made-up collection: %w", err)
	}
	return m.made, nil
}

func (c Collection) filled() Collection {
	for _, d := range []struct {
		field *int
		value int
	}{{&c.Products, 5000}, {&c.Events, 2000}, {&c.Planted, 200}} {
		if *d.field == 0 {
			*d.field = d.value
		}
	}
	if c.Seed == 0 {
		c.Seed = 20240607
	}
	return c
}

func (m *mill) makeClasses() {
	m.classes = make([]class, m.recipe.Products/50+1)
	for i := range m.classes {
		c := &m.classes[i]
		c.factor = 1
		for range m.dice.below(6) {
			c.factor = c.factor * []int{3, 7}[m.dice.below(2)] % m.recipe.Events
		}
		c.shift = m.dice.below(m.recipe.Events)
		c.women = 0.5 + 0.48*m.dice.share()
	}
}

func (m *mill) plant() {
	m.planted = map[int][]plant{}
	for range max(m.recipe.Planted, 0) {
		product, event := m.dice.below(m.recipe.Products/2), m.dice.below(m.recipe.Events)
		added := 0.02 + 0.18*m.dice.share()
		m.planted[product] = append(m.planted[product], plant{event, added})
		m.made.Planted = append(m.made.Planted, PlantedPair{fmt.Sprintf("P%05d", product), fmt.Sprintf("R%05d", event), added})
	}
}

// report makes one report, and perhaps its copy.
func (m *mill) report() error {
	d := &m.dice
	nProducts, nEvents := d.tries(0.55, 8), d.tries(0.35, 12)
	var products, events []int
	for range nProducts {
		products = with(products, m.products.draw(d))
	}
	sex := "F"
	if d.share() > m.class(products[0]).women {
		sex = "M"
	}
	for range nEvents {
		events = with(events, m.event(products, sex))
	}
	for _, p := range products {
		for _, plant := range m.planted[p] {
			if d.share() < plant.added {
				events = with(events, plant.event)
			}
		}
	}
	year := 2015 + int(10*math.Sqrt(d.share()))
	if err := m.emit(products, events, sex, year); err != nil {
		return err
	}
	if m.recipe.Duplicates <= 0 || d.share() >= m.recipe.Duplicates {
		return nil
	}
	if len(events) > 1 && d.share() < 0.3 {
		events = events[:len(events)-1]
	}
	m.made.Copies = append(m.made.Copies, Copies{m.made.Reports, m.made.Reports + 1})
	return m.emit(products, events, sex, year)
}

func (m *mill) class(product int) class { return m.classes[product%len(m.classes)] }

// event is one drawn for everybody, from the class of one of the products, or for men.
func (m *mill) event(products []int, sex string) int {
	d := &m.dice
	event := m.events.draw(d)
	switch u := d.share(); {
	case u < 0.30:
		c := m.class(products[d.below(len(products))])
		return (event*c.factor + c.shift) % m.recipe.Events
	case u < 0.45 && sex == "M":
		return (event*21 + 111) % m.recipe.Events
	}
	return event
}

func (m *mill) emit(products, events []int, sex string, year int) error {
	m.made.Reports++
	for _, p := range products {
		for _, e := range events {
			b := strconv.AppendInt(m.line[:0], int64(m.made.Reports), 10)
			b = padded(append(b, ",P"...), p)
			b = padded(append(b, ",R"...), e)
			b = append(append(append(b, ','), sex...), ',')
			b = append(strconv.AppendInt(b, int64(year), 10), '\n')
			m.line = b
			if _, err := m.out.Write(b); err != nil {
				return err
			}
			m.made.Rows++
		}
	}
	return nil
}

// padded appends n with at least five digits.
func padded(b []byte, n int) []byte {
	for top := 10000; top > max(n, 1); top /= 10 {
		b = append(b, '0')
	}
	return strconv.AppendInt(b, int64(n), 10)
}

// with adds x to a list that does not have it.
func with(list []int, x int) []int {
	if slices.Contains(list, x) {
		return list
	}
	return append(list, x)
}
