package clinic_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"skinafter"
	"skinafter/internal/clinic"
	"skinafter/internal/testkit/house"
)

// model is what a record should hold after some requests.
type model struct {
	*bench
	t        *rapid.T
	versions map[clinic.ID]int64 // courses and products that are kept
	courses  []clinic.ID
	products []clinic.ID
	checkIns map[clinic.ID]int // by course
	sent     []func() (clinic.Saved, error)
	replies  []clinic.Saved
}

// send carries out a request, and remembers it so that it can be sent again.
func (m *model) send(do func() (clinic.Saved, error)) (clinic.Saved, bool) {
	saved, err := do()
	if err != nil {
		m.t.Fatalf("request %d: %v", len(m.sent), err)
	}
	m.sent, m.replies = append(m.sent, do), append(m.replies, saved)
	return saved, true
}

func (m *model) once() clinic.Once {
	return clinic.NewOnce(fmt.Sprintf("%p-%d", m, len(m.sent)), "model", nil)
}

// step does one thing of many.
func (m *model) step() {
	m.Later(time.Duration(rapid.IntRange(0, 500).Draw(m.t, "minutes")) * time.Minute)
	once := m.once()
	switch what := rapid.IntRange(0, 7).Draw(m.t, "what"); {
	case what == 0 || len(m.courses) == 0:
		c := m.needled()
		saved, _ := m.send(func() (clinic.Saved, error) { return m.StartCourse(m.ctx(), once, c) })
		m.courses, m.versions[saved.ID] = append(m.courses, saved.ID), 1
	case what == 1:
		p := clinic.Product{Name: "cream", Label: "Aqua"}
		saved, _ := m.send(func() (clinic.Saved, error) { return m.AddProduct(m.ctx(), once, p) })
		m.products, m.versions[saved.ID] = append(m.products, saved.ID), 1
	case what == 2 && len(m.products) > 0:
		id := rapid.SampledFrom(m.products).Draw(m.t, "product")
		version := m.versions[id]
		m.send(func() (clinic.Saved, error) {
			return m.ChangeProduct(m.ctx(), once, id, version, clinic.Shelving{OffShelf: true})
		})
		m.versions[id]++
	case what == 3:
		id := rapid.SampledFrom(m.courses).Draw(m.t, "course")
		version, c := m.versions[id], m.needled()
		c.Note = "changed"
		m.send(func() (clinic.Saved, error) { return m.ChangeCourse(m.ctx(), once, id, version, c) })
		m.versions[id]++
	case what == 4 && len(m.sent) > 0: // the network lost the answer: the same again
		i := rapid.IntRange(0, len(m.sent)-1).Draw(m.t, "again")
		saved, err := m.sent[i]()
		if err != nil || !saved.Again || saved.ID != m.replies[i].ID || saved.Version != m.replies[i].Version {
			m.t.Fatalf("request %d again: %+v, %v; it was %+v", i, saved, err, m.replies[i])
		}
	case what == 5: // another tab has an old version
		id := rapid.SampledFrom(m.courses).Draw(m.t, "stale")
		if _, err := m.ChangeCourse(m.ctx(), once, id, m.versions[id]+1, m.needled()); !errors.Is(err, clinic.ErrStale) {
			m.t.Fatalf("a version that is not kept: %v", err)
		}
	default:
		id := rapid.SampledFrom(m.courses).Draw(m.t, "course")
		at := m.Now()
		in := clinic.CheckIn{Signs: []clinic.Sign{{Code: "redness", Severity: skinafter.Mild}}}
		m.send(func() (clinic.Saved, error) { return m.AddCheckIn(m.ctx(), once, id, in, at) })
		m.checkIns[id]++
	}
}

// Whatever is done, sent twice or refused: the record holds what it should, and the audit chain
// has one entry for each change.
func TestTheRecordHoldsWhatItShould(t *testing.T) {
	t.Parallel()
	shared := openedOn(t, onSQLite)
	rapid.Check(t, func(t *rapid.T) {
		tenant, err := clinic.NewTenantID()
		if err != nil {
			t.Fatal(err)
		}
		b := &bench{t: shared.t, store: shared.store, Clock: house.ClockAt(shared.Now())}
		b.Care = clinic.New(shared.store, shared.Facts(), b.Now, tenant)
		if err := b.Settle(b.ctx()); err != nil {
			t.Fatal(err)
		}
		m := &model{bench: b, t: t, versions: map[clinic.ID]int64{}, checkIns: map[clinic.ID]int{}}
		for range rapid.IntRange(1, 15).Draw(t, "steps") {
			m.step()
		}
		m.compare()
	})
}

func (m *model) compare() {
	for _, id := range m.courses {
		rec, err := m.Course(m.ctx(), id)
		list, err2 := m.CheckIns(m.ctx(), id, clinic.Page{})
		if err != nil || err2 != nil || rec.Version != m.versions[id] || len(list) != m.checkIns[id] {
			m.t.Fatalf("course: version %d want %d, %d check-ins want %d, %v, %v", rec.Version, m.versions[id], len(list), m.checkIns[id], err, err2)
		}
	}
	products, err := m.Products(m.ctx(), clinic.Page{})
	if err != nil || len(products) != len(m.products) {
		m.t.Fatalf("%d products, want %d, %v", len(products), len(m.products), err)
	}
	head, err := m.Verify(m.ctx())
	if want := int64(len(m.sent) + 1); err != nil || head.Seq != want { // the first is the person
		m.t.Fatalf("%d entries of the chain, want %d, %v", head.Seq, want, err)
	}
	if err := m.VerifyRows(m.ctx()); err != nil {
		m.t.Fatal(err)
	}
}
