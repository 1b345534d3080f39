package storetest

import (
	"errors"
	"slices"
	"testing"

	"skinafter/internal/clinic"
)

func ids(rows []clinic.Row) []clinic.ID {
	out := make([]clinic.ID, len(rows))
	for i, r := range rows {
		out[i] = r.ID
	}
	return out
}

func pages(t *testing.T, s clinic.Store) {
	h := Settle(t, s)
	const n = 25
	rows := make([]clinic.Row, n)
	for i := range rows {
		rows[i] = h.Row(t, clinic.KindCheckIn, i/3) // three at the same moment
	}
	want := ids(rows)
	for _, i := range []int{7, 24, 0, 3, 12} { // kept in another order than listed
		rows[0], rows[i] = rows[i], rows[0]
	}
	Write(t, s, h.Tenant, func(w clinic.Writer) error {
		var errs []error
		for _, r := range rows {
			errs = append(errs, w.Put(t.Context(), r))
		}
		return errors.Join(errs...)
	})
	for _, newest := range []bool{false, true} {
		for _, f := range []clinic.Filter{{}, {Person: h.Person}, {Course: h.Course}, {Person: h.Person, Course: h.Course}} {
			var got []clinic.ID
			p := clinic.Page{Limit: 4, Newest: newest}
			for {
				part, err := s.Read(h.Tenant).Rows(t.Context(), clinic.KindCheckIn, f, p)
				must(t, err)
				got = append(got, ids(part)...)
				if len(part) < p.Limit {
					break
				}
				p.After, p.AfterID = part[len(part)-1].At, part[len(part)-1].ID
			}
			if newest {
				slices.Reverse(got)
			}
			wantSame(t, got, want)
		}
	}
}

func filters(t *testing.T, s clinic.Store) {
	h := Settle(t, s)
	second := h.Row(t, clinic.KindPerson, 50)
	theirs := h.Row(t, clinic.KindCourse, 51)
	theirs.Person = second.ID
	a, b, c := h.Row(t, clinic.KindProduct, 1), h.Row(t, clinic.KindProduct, 2), h.Row(t, clinic.KindProduct, 3)
	b.Person, b.Course = second.ID, theirs.ID
	c.Course = clinic.None
	Put(t, s, h.Tenant, second, theirs, a, b, c)
	for _, test := range []struct {
		name   string
		kind   clinic.Kind
		filter clinic.Filter
		want   []clinic.ID
	}{
		{"all of a kind", clinic.KindProduct, clinic.Filter{}, []clinic.ID{a.ID, b.ID, c.ID}},
		{"of a person", clinic.KindProduct, clinic.Filter{Person: h.Person}, []clinic.ID{a.ID, c.ID}},
		{"of a course", clinic.KindProduct, clinic.Filter{Course: theirs.ID}, []clinic.ID{b.ID}},
		{"with a code", clinic.KindProduct, clinic.Filter{Code: c.Code}, []clinic.ID{c.ID}},
		{"with a code of a person who has it not", clinic.KindProduct, clinic.Filter{Person: second.ID, Code: c.Code}, []clinic.ID{}},
		{"all three", clinic.KindProduct, clinic.Filter{Person: h.Person, Course: h.Course, Code: a.Code}, []clinic.ID{a.ID}},
		{"courses of a person", clinic.KindCourse, clinic.Filter{Person: second.ID}, []clinic.ID{theirs.ID}},
		{"a course belongs to itself", clinic.KindCourse, clinic.Filter{Course: h.Course}, []clinic.ID{h.Course}},
		{"a person belongs to itself", clinic.KindPerson, clinic.Filter{Person: h.Person}, []clinic.ID{h.Person}},
		{"a person belongs to no course", clinic.KindPerson, clinic.Filter{Course: h.Course}, []clinic.ID{}},
		{"a check-in has no code", clinic.KindCheckIn, clinic.Filter{Code: a.Code}, []clinic.ID{}},
	} {
		got, err := s.Read(h.Tenant).Rows(t.Context(), test.kind, test.filter, clinic.Page{})
		must(t, err)
		if !slices.Equal(ids(got), test.want) {
			t.Errorf("%s: got %v, want %v", test.name, ids(got), test.want)
		}
	}
}

func limits(t *testing.T, s clinic.Store) {
	h := Settle(t, s)
	const n = 1005
	Write(t, s, h.Tenant, func(w clinic.Writer) error {
		var errs []error
		for i := range n {
			errs = append(errs, w.Put(t.Context(), h.Row(t, clinic.KindUse, i)))
			_, err := w.Append(t.Context(), clinic.Entry{Actor: "self", Action: "add", Kind: clinic.KindUse})
			errs = append(errs, err)
		}
		return errors.Join(errs...)
	})
	for ask, want := range map[int]int{0: 100, -1: 100, 3: 3, 1000: 1000, 5000: 1000} {
		rows, err := s.Read(h.Tenant).Rows(t.Context(), clinic.KindUse, clinic.Filter{}, clinic.Page{Limit: ask})
		must(t, err)
		entries, err := s.Read(h.Tenant).Entries(t.Context(), 0, ask)
		must(t, err)
		if len(rows) != want || len(entries) != want {
			t.Errorf("limit %d gives %d rows and %d entries, want %d", ask, len(rows), len(entries), want)
		}
	}
}

func tenantsApart(t *testing.T, s clinic.Store) {
	a, b := Settle(t, s), Settle(t, s)
	for i, kind := range clinic.Kinds() {
		r := a.Row(t, kind, i)
		Put(t, s, a.Tenant, r)
		_, err := s.Read(b.Tenant).Row(t.Context(), kind, r.ID)
		wantErr(t, err, clinic.ErrNotFound)
		for _, f := range []clinic.Filter{{}, {Person: a.Person}, {Course: a.Course}, {Code: r.Code}} {
			rows, err := s.Read(b.Tenant).Rows(t.Context(), kind, f, clinic.Page{})
			must(t, err)
			if slices.ContainsFunc(rows, func(got clinic.Row) bool { return got.ID != b.Person && got.ID != b.Course }) {
				t.Errorf("a list of %s shows rows of another tenant", kind)
			}
		}
		r.Version = 1
		err = s.Write(t.Context(), b.Tenant, func(w clinic.Writer) error { return w.Put(t.Context(), r) })
		wantErr(t, err, clinic.ErrNotFound)
		err = s.Write(t.Context(), b.Tenant, func(w clinic.Writer) error { return w.Remove(t.Context(), kind, r.ID, 0) })
		wantErr(t, err, clinic.ErrNotFound)
		got, err := s.Read(a.Tenant).Row(t.Context(), kind, r.ID)
		must(t, err)
		wantSame(t, got.Version, int64(1))
	}
	Write(t, s, a.Tenant, func(w clinic.Writer) error {
		_, err := w.Append(t.Context(), clinic.Entry{Actor: "self", Action: "add", Kind: clinic.KindPerson})
		return errors.Join(err, w.Remember(t.Context(), "key", clinic.Reply{Print: "p"}))
	})
	entries, err := s.Read(b.Tenant).Entries(t.Context(), 0, 0)
	must(t, err)
	_, err = s.Read(b.Tenant).Reply(t.Context(), "key")
	wantErr(t, err, clinic.ErrNotFound)
	if len(entries) > 0 {
		t.Errorf("the other tenant reads %d entries", len(entries))
	}
	stranger := New(t)
	wantErr(t, s.Write(t.Context(), stranger, func(clinic.Writer) error { return nil }), clinic.ErrNotFound)
}
