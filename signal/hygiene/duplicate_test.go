package hygiene_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"skinafter"
	"skinafter/internal/testkit"
	"skinafter/signal"
	"skinafter/signal/hygiene"
)

// gather puts rows into a collection.
func gather(t testing.TB, rows ...signal.Row) *hygiene.Collection {
	t.Helper()
	c := hygiene.Gather()
	for _, r := range rows {
		if err := c.Add(r); err != nil {
			t.Fatal(err)
		}
	}
	return c
}

// made is a made-up collection with its planted copies: number of the copy by that of the report
// and the other way round.
func made(t testing.TB, recipe testkit.Collection) (c *hygiene.Collection, other map[string]string, copies int) {
	t.Helper()
	var text bytes.Buffer
	m, err := recipe.Write(&text)
	if err != nil {
		t.Fatal(err)
	}
	c = hygiene.Gather()
	in := csv.NewReader(&text)
	in.ReuseRecord = true
	for n := 0; ; n++ {
		cells, err := in.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if n == 0 {
			continue
		}
		year, err := strconv.Atoi(cells[4])
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Add(signal.Row{Report: cells[0], Product: cells[1], Event: cells[2], Sex: cells[3], Year: year}); err != nil {
			t.Fatal(err)
		}
	}
	other = map[string]string{}
	for _, p := range m.Copies {
		a, b := strconv.Itoa(p.First), strconv.Itoa(p.Second)
		other[a], other[b] = b, a
	}
	return c, other, len(m.Copies)
}

// The bar of the near-copies: precision 95 %, recall 90 %, without any date or age to go by.
func TestPlantedCopiesAreFound(t *testing.T) {
	t.Parallel()
	for _, recipe := range []testkit.Collection{
		{Reports: 50_000, Duplicates: 0.02},
		{Reports: 20_000, Duplicates: 0.05, Seed: 5},
	} {
		t.Run(fmt.Sprintf("%d reports", recipe.Reports), func(t *testing.T) {
			t.Parallel()
			c, other, copies := made(t, recipe)
			d, err := c.Duplicates(hygiene.Matching{})
			if err != nil {
				t.Fatal(err)
			}
			right := 0
			for _, cl := range d.Clusters {
				for _, m := range cl.Copies {
					if other[m.Report] == m.Of {
						right++
					}
				}
			}
			precision, recall := float64(right)/float64(d.Copies()), float64(right)/float64(copies)
			t.Logf("precision %.4f, recall %.4f of %d copies; estimated share %.4f; %d pairs compared, %d unsure",
				precision, recall, copies, d.Rate, d.Compared, len(d.Unsure))
			if precision < 0.95 || recall < 0.90 || d.Skipped > 0 {
				t.Errorf("precision %.4f, recall %.4f, %d skipped", precision, recall, d.Skipped)
			}
			if real := float64(copies) / float64(c.Reports()); math.Abs(d.Rate-real) > 0.2*real {
				t.Errorf("estimated share %.4f, real %.4f", d.Rate, real)
			}
		})
	}
}

// crowd are reports that share nothing but by chance, so that words have a frequency.
func crowd(n int) []signal.Row {
	state := uint64(1)
	below := func(n uint64) int {
		state = state*6364136223846793005 + 1442695040888963407
		return int(state >> 33 % n)
	}
	var rows []signal.Row
	for i := range n {
		rows = append(rows, signal.Row{
			Report: fmt.Sprintf("N%04d", i), Product: fmt.Sprintf("P%d", below(40)), Event: fmt.Sprintf("E%d", below(50)),
			Sex: []string{"F", "M"}[below(2)], Age: signal.Number{Value: float64(20 + below(50)), Known: true},
			Date: fmt.Sprintf("20%02d-%02d-%02d", 15+below(10), 1+below(12), 1+below(28)),
		})
	}
	return rows
}

func TestACopyIsToldWithItsReasons(t *testing.T) {
	t.Parallel()
	base := signal.Row{Report: "A", Product: "Vitamin serum", Event: "granuloma", Sex: "F", Age: signal.Number{Value: 44, Known: true}, Date: "2024-03-05", OnsetH: signal.Number{Value: 480, Known: true}}
	with := func(change func(*signal.Row)) signal.Row {
		r := base
		r.Report = "B"
		change(&r)
		return r
	}
	for _, c := range []struct {
		name   string
		other  signal.Row
		copied bool
	}{
		{"the same in everything", with(func(*signal.Row) {}), true},
		{"the clinic dates it four days later", with(func(r *signal.Row) { r.Date = "20240309" }), true},
		{"the age is told after a birthday", with(func(r *signal.Row) { r.Age.Value = 45 }), true},
		{"nothing is said of the person", signal.Row{Report: "B", Product: base.Product, Event: base.Event, Date: base.Date}, true},
		{"another event", with(func(r *signal.Row) { r.Event = "itch" }), false},
		{"another product", with(func(r *signal.Row) { r.Product = "Sun cream" }), false},
		{"another person on another day", with(func(r *signal.Row) { r.Sex, r.Age.Value, r.Date, r.OnsetH.Value = "M", 21, "2021-11-01", 2 }), false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			coll := gather(t, append(crowd(400), base, c.other)...)
			d, err := coll.Duplicates(hygiene.Matching{Rate: 0.02})
			if err != nil {
				t.Fatal(err)
			}
			m, copied := d.Copy("B")
			if !copied { // B may be the more complete of the two
				m, copied = d.Copy("A")
			}
			if copied != c.copied {
				t.Fatalf("copied %v, want %v: %v %v", copied, c.copied, m, d.Unsure)
			}
			if !copied {
				return
			}
			sum := 0.0
			for _, r := range m.Reasons {
				sum += r.Bits
			}
			if len(m.Reasons) == 0 || math.Abs(sum-m.Bits) > 1e-9 || !(m.Chance > 0.5) || !strings.Contains(m.String(), "granuloma") {
				t.Errorf("%+v", m)
			}
		})
	}
}

func TestTheMostCompleteReportIsTheMaster(t *testing.T) {
	t.Parallel()
	age := signal.Number{Value: 44, Known: true}
	rows := append(crowd(300),
		signal.Row{Report: "X1", Product: "Serum", Event: "granuloma", Date: "2024-05-05"},
		signal.Row{Report: "X2", Product: "Serum", Event: "granuloma", Date: "2024-05-05", Sex: "F", Age: age, Serious: signal.Yes},
		signal.Row{Report: "X3", Product: "Serum", Event: "granuloma", Date: "2024-05-05", Sex: "F"},
	)
	d, err := gather(t, rows...).Duplicates(hygiene.Matching{Rate: 0.02})
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Clusters) != 1 || d.Clusters[0].Master != "X2" || len(d.Clusters[0].Copies) != 2 || d.Copies() != 2 {
		t.Errorf("%+v", d.Clusters)
	}
}

func TestMatchingOutOfRangeIsRefused(t *testing.T) {
	t.Parallel()
	for name, m := range map[string]hygiene.Matching{
		"a negative share": {Rate: -0.1}, "a share of most reports": {Rate: 0.9}, "a share that is no number": {Rate: math.NaN()},
		"too small a chance": {Least: 0.1}, "more than a chance": {Least: 1.1}, "a negative block": {Block: -1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := gather(t, crowd(5)...).Duplicates(m)
			var input *skinafter.InputError
			if !errors.As(err, &input) {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestAGroupTooLargeToCompareIsCounted(t *testing.T) {
	t.Parallel()
	var rows []signal.Row
	for i := range 50 {
		rows = append(rows, signal.Row{Report: strconv.Itoa(i), Product: "P", Event: "E"})
	}
	d, err := gather(t, rows...).Duplicates(hygiene.Matching{Block: 10})
	if err != nil || d.Skipped != 50 || d.Compared != 0 || d.Copies() != 0 {
		t.Errorf("%+v, %v", d, err)
	}
}

func TestFewReportsHaveNoCopies(t *testing.T) {
	t.Parallel()
	for _, n := range []int{0, 1} {
		d, err := gather(t, crowd(n)...).Duplicates(hygiene.Matching{})
		if err != nil || d.Copies() != 0 {
			t.Errorf("%d reports: %+v, %v", n, d, err)
		}
	}
}

// Law: the order of rows changes nothing; every two members of a cluster are different reports, no
// report is in two clusters, and a master repeats nobody.
func TestLawCopiesDoNotHangOnTheOrderOfRows(t *testing.T) {
	t.Parallel()
	row := rapid.Custom(func(t *rapid.T) signal.Row {
		return signal.Row{
			Report:  strconv.Itoa(rapid.IntRange(1, 25).Draw(t, "report")),
			Product: rapid.StringMatching(`P[1-6]`).Draw(t, "product"),
			Event:   rapid.StringMatching(`E[1-6]`).Draw(t, "event"),
			Sex:     rapid.SampledFrom([]string{"", "F", "M"}).Draw(t, "sex"),
			Year:    rapid.SampledFrom([]int{0, 2023, 2024}).Draw(t, "year"),
			Age:     signal.Number{Value: float64(rapid.IntRange(20, 23).Draw(t, "age")), Known: rapid.Bool().Draw(t, "said")},
			Date:    rapid.SampledFrom([]string{"", "2024-01-01", "2024-01-05", "soon"}).Draw(t, "date"),
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.SliceOfN(row, 0, 60).Draw(t, "rows")
		find := func(rows []signal.Row) *hygiene.Duplicates {
			c := hygiene.Gather()
			for _, r := range rows {
				if err := c.Add(r); err != nil {
					t.Fatal(err)
				}
			}
			d, err := c.Duplicates(hygiene.Matching{})
			if err != nil {
				t.Fatal(err)
			}
			return d
		}
		d := find(rows)
		other := find(rapid.Permutation(rows).Draw(t, "order"))
		if diff := cmp.Diff(d.Clusters, other.Clusters) + cmp.Diff(d.Unsure, other.Unsure); diff != "" || d.Rate != other.Rate {
			t.Fatalf("-one +other order\n%s", diff)
		}
		seen := map[string]bool{}
		for _, c := range d.Clusters {
			if _, repeats := d.Copy(c.Master); repeats || seen[c.Master] {
				t.Fatalf("master %s", c.Master)
			}
			seen[c.Master] = true
			for _, m := range c.Copies {
				if seen[m.Report] || m.Of != c.Master {
					t.Fatalf("%+v", m)
				}
				seen[m.Report] = true
			}
		}
	})
}

func BenchmarkDuplicates(b *testing.B) {
	c, _, _ := made(b, testkit.Collection{Reports: 50_000, Duplicates: 0.02})
	for b.Loop() {
		if _, err := c.Duplicates(hygiene.Matching{}); err != nil {
			b.Fatal(err)
		}
	}
}

func ExampleCollection_Duplicates() {
	c := hygiene.Gather()
	add := func(report, product, event, date string) {
		if err := c.Add(signal.Row{Report: report, Product: product, Event: event, Date: date}); err != nil {
			fmt.Println(err)
		}
	}
	for _, r := range crowd(200) {
		add(r.Report, r.Product, r.Event, r.Date)
	}
	add("from the clinic", "Vitamin serum", "granuloma", "2024-03-05")
	add("from the patient", "Vitamin serum", "granuloma", "2024-03-05")
	d, err := c.Duplicates(hygiene.Matching{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, cluster := range d.Clusters {
		for _, m := range cluster.Copies {
			fmt.Printf("%q repeats %q: %s, %s\n", m.Report, m.Of, m.Reasons[0].Value, m.Reasons[1].Value)
		}
	}
	// Output: "from the patient" repeats "from the clinic": Vitamin serum, granuloma
}
