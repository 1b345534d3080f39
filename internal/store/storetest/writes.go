package storetest

import (
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"skinafter/internal/clinic"
)

func chain(t *testing.T, s clinic.Store) {
	h := Settle(t, s)
	var want []clinic.Entry
	for i := range 5 {
		Write(t, s, h.Tenant, func(w clinic.Writer) error {
			for range 3 {
				e, err := w.Append(t.Context(), clinic.Entry{
					At: Moment.Add(time.Duration(i)*time.Second + 999), Actor: "self", Action: "add",
					Kind: clinic.KindCheckIn, Row: New(t), Digest: fmt.Sprint(i),
				})
				if err != nil {
					return err
				}
				want = append(want, e)
			}
			return nil
		})
	}
	got, err := s.Read(h.Tenant).Entries(t.Context(), 0, 0)
	must(t, err)
	wantSame(t, got, want)
	prev := ""
	for i, e := range got {
		if e.Seq != int64(i+1) || e.Prev != prev || e.Hash != e.Seal() {
			t.Errorf("entry %d is not linked: %+v", i+1, e)
		}
		prev = e.Hash
	}
	part, err := s.Read(h.Tenant).Entries(t.Context(), 4, 2)
	must(t, err)
	wantSame(t, part, want[4:6])
}

func replies(t *testing.T, s clinic.Store) {
	h := Settle(t, s)
	r := clinic.Reply{Print: "print", Saved: clinic.Saved{Kind: clinic.KindUse, ID: New(t), Version: 3}, At: Moment.Add(time.Hour)}
	remember := func(r clinic.Reply) error {
		return s.Write(t.Context(), h.Tenant, func(w clinic.Writer) error { return w.Remember(t.Context(), "key ä", r) })
	}
	_, err := s.Read(h.Tenant).Reply(t.Context(), "key ä")
	wantErr(t, err, clinic.ErrNotFound)
	must(t, remember(r))
	wantErr(t, remember(clinic.Reply{Print: "other"}), clinic.ErrExists)
	got, err := s.Read(h.Tenant).Reply(t.Context(), "key ä")
	must(t, err)
	wantSame(t, got, r)
}

var errOwn = errors.New("the use-case changed its mind")

func nothingLeft(t *testing.T, s clinic.Store) {
	h := Settle(t, s)
	r := h.Row(t, clinic.KindPhoto, 1)
	err := s.Write(t.Context(), h.Tenant, func(w clinic.Writer) error {
		_, err := w.Append(t.Context(), clinic.Entry{Actor: "self", Action: "add", Kind: r.Kind, Row: r.ID})
		err = errors.Join(err, w.Put(t.Context(), r), w.Remember(t.Context(), "key", clinic.Reply{}))
		if err != nil {
			return err
		}
		if _, err := w.Row(t.Context(), r.Kind, r.ID); err != nil {
			return fmt.Errorf("a write does not see what it wrote: %w", err)
		}
		return errOwn
	})
	wantErr(t, err, errOwn)
	_, err = s.Read(h.Tenant).Row(t.Context(), r.Kind, r.ID)
	wantErr(t, err, clinic.ErrNotFound)
	_, err = s.Read(h.Tenant).Reply(t.Context(), "key")
	wantErr(t, err, clinic.ErrNotFound)
	entries, err := s.Read(h.Tenant).Entries(t.Context(), 0, 0)
	must(t, err)
	wantSame(t, len(entries), 0)
}

func answered(t *testing.T, s clinic.Store) {
	h := Settle(t, s)
	a, b := h.Row(t, clinic.KindProduct, 1), h.Row(t, clinic.KindProduct, 1)
	stale := a
	stale.Version = 9
	stray := h.Row(t, clinic.KindUse, 1)
	stray.Course = New(t)
	Write(t, s, h.Tenant, func(w clinic.Writer) error {
		must(t, w.Put(t.Context(), a))
		wantErr(t, w.Put(t.Context(), a), clinic.ErrExists)
		wantErr(t, w.Put(t.Context(), b), clinic.ErrExists)
		wantErr(t, w.Put(t.Context(), stale), clinic.ErrStale)
		wantErr(t, w.Put(t.Context(), stray), clinic.ErrNotFound)
		must(t, w.Remember(t.Context(), "key", clinic.Reply{}))
		wantErr(t, w.Remember(t.Context(), "key", clinic.Reply{}), clinic.ErrExists)
		_, err := w.Row(t.Context(), clinic.KindUse, stray.ID)
		wantErr(t, err, clinic.ErrNotFound)
		b.Code = "2"
		return w.Put(t.Context(), b)
	})
	rows, err := s.Read(h.Tenant).Rows(t.Context(), clinic.KindProduct, clinic.Filter{}, clinic.Page{})
	must(t, err)
	wantSame(t, len(rows), 2)
}

func concurrent(t *testing.T, s clinic.Store) {
	a, b := Settle(t, s), Settle(t, s)
	counter := a.Row(t, clinic.KindDraft, 0)
	counter.Body = []byte("0")
	Put(t, s, a.Tenant, counter)
	const writers, rounds = 12, 8
	var group sync.WaitGroup
	for i := range writers {
		h := []Household{a, b}[i%2]
		group.Go(func() {
			for j := range rounds {
				err := s.Write(t.Context(), h.Tenant, func(w clinic.Writer) error {
					_, err := w.Append(t.Context(), clinic.Entry{Actor: "self", Action: "add", Kind: clinic.KindUse})
					if err == nil && h == a {
						err = raise(t, w, counter.ID)
					}
					return errors.Join(err, w.Put(t.Context(), h.Row(t, clinic.KindUse, i*rounds+j)))
				})
				if err != nil {
					t.Errorf("writer %d: %v", i, err)
				}
			}
		})
	}
	group.Wait()
	for _, h := range []Household{a, b} {
		entries, err := s.Read(h.Tenant).Entries(t.Context(), 0, 1000)
		must(t, err)
		rows, err := s.Read(h.Tenant).Rows(t.Context(), clinic.KindUse, clinic.Filter{}, clinic.Page{Limit: 1000})
		must(t, err)
		if n := writers / 2 * rounds; len(rows) != n || len(entries) != n || entries[n-1].Seq != int64(n) {
			t.Errorf("%d rows and %d entries are kept, want %d of each", len(rows), len(entries), n)
		}
	}
	got, err := s.Read(a.Tenant).Row(t.Context(), counter.Kind, counter.ID)
	must(t, err)
	wantSame(t, string(got.Body), fmt.Sprint(writers/2*rounds))
}

// raise adds one to a row that holds a number.
func raise(t *testing.T, w clinic.Writer, id clinic.ID) error {
	t.Helper()
	r, err := w.Row(t.Context(), clinic.KindDraft, id)
	if err != nil {
		return err
	}
	var n int
	if _, err := fmt.Sscan(string(r.Body), &n); err != nil {
		return err
	}
	r.Body = fmt.Append(nil, n+1)
	return w.Put(t.Context(), r)
}

func erase(t *testing.T, s clinic.Store) {
	a, b := Settle(t, s), Settle(t, s)
	for _, h := range []Household{a, b} {
		for i, kind := range clinic.Kinds() {
			Put(t, s, h.Tenant, h.Row(t, kind, i), h.Row(t, kind, i+10))
		}
		Write(t, s, h.Tenant, func(w clinic.Writer) error {
			_, err := w.Append(t.Context(), clinic.Entry{Actor: "self", Action: "erase", Kind: clinic.KindPerson})
			return errors.Join(err, w.Remember(t.Context(), "key", clinic.Reply{}))
		})
	}
	got, err := s.Erase(t.Context(), a.Tenant)
	must(t, err)
	want := map[clinic.Kind]int{}
	for _, kind := range clinic.Kinds() {
		want[kind] = 2
	}
	want[clinic.KindPerson], want[clinic.KindCourse] = 3, 3
	wantSame(t, got, want)
	for _, kind := range clinic.Kinds() {
		rows, err := s.Read(a.Tenant).Rows(t.Context(), kind, clinic.Filter{}, clinic.Page{})
		must(t, err)
		others, err := s.Read(b.Tenant).Rows(t.Context(), kind, clinic.Filter{}, clinic.Page{})
		must(t, err)
		if len(rows) != 0 || len(others) != want[kind] {
			t.Errorf("%d rows of %s are left, and %d of the other tenant", len(rows), kind, len(others))
		}
	}
	_, err = s.Read(a.Tenant).Reply(t.Context(), "key")
	wantErr(t, err, clinic.ErrNotFound)
	entries, err := s.Read(a.Tenant).Entries(t.Context(), 0, 0)
	must(t, err)
	wantSame(t, len(entries), 1)
	again, err := s.Erase(t.Context(), a.Tenant)
	must(t, err)
	wantSame(t, len(again), 0)
	_, err = s.Erase(t.Context(), New(t))
	wantErr(t, err, clinic.ErrNotFound)
}

func founding(t *testing.T, s clinic.Store) {
	var want []clinic.ID
	for range 4 {
		h := Settle(t, s)
		want = append(want, h.Tenant)
		wantErr(t, s.Found(t.Context(), h.Tenant), clinic.ErrExists)
	}
	got, err := s.Tenants(t.Context())
	must(t, err)
	slices.SortFunc(want, func(a, b clinic.ID) int { return slices.Compare(a[:], b[:]) }) // founded at the same moment
	wantSame(t, got, want)
}
