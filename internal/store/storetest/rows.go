package storetest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"skinafter"
	"skinafter/internal/clinic"
)

func rowComesBack(t *testing.T, s clinic.Store) {
	h := Settle(t, s)
	for i, kind := range clinic.Kinds() {
		r := h.Row(t, kind, i)
		if kind == clinic.KindDraft {
			r.At = time.Time{} // even the zero time
		}
		Put(t, s, h.Tenant, r)
		got, err := s.Read(h.Tenant).Row(t.Context(), kind, r.ID)
		must(t, err)
		r.Version, r.Changed = 1, Moment
		wantSame(t, got, r)
		_, err = s.Read(h.Tenant).Row(t.Context(), kind, New(t))
		wantErr(t, err, clinic.ErrNotFound)
	}
}

func takenID(t *testing.T, s clinic.Store) {
	h := Settle(t, s)
	r := h.Row(t, clinic.KindCheckIn, 1)
	Put(t, s, h.Tenant, r)
	other := r
	other.Body = []byte(`"other"`)
	err := s.Write(t.Context(), h.Tenant, func(w clinic.Writer) error { return w.Put(t.Context(), other) })
	wantErr(t, err, clinic.ErrExists)
	got, err := s.Read(h.Tenant).Row(t.Context(), r.Kind, r.ID)
	must(t, err)
	wantSame(t, string(got.Body), string(r.Body))
}

func versions(t *testing.T, s clinic.Store) {
	h := Settle(t, s)
	r := h.Row(t, clinic.KindCheckIn, 1)
	put := func() error {
		return s.Write(t.Context(), h.Tenant, func(w clinic.Writer) error { return w.Put(t.Context(), r) })
	}
	remove := func(version int64) error {
		return s.Write(t.Context(), h.Tenant, func(w clinic.Writer) error {
			return w.Remove(t.Context(), r.Kind, r.ID, version)
		})
	}
	r.Version = 1
	wantErr(t, put(), clinic.ErrNotFound)
	r.Version = 0
	must(t, put())
	r.Version, r.Body, r.At = 1, []byte(`"second"`), r.At.Add(time.Hour)
	must(t, put())
	wantErr(t, put(), clinic.ErrStale)
	got, err := s.Read(h.Tenant).Row(t.Context(), r.Kind, r.ID)
	must(t, err)
	r.Version, r.Changed = 2, Moment
	wantSame(t, got, r)
	wantErr(t, remove(1), clinic.ErrStale)
	must(t, remove(2))
	wantErr(t, remove(2), clinic.ErrNotFound)
	wantErr(t, remove(0), clinic.ErrNotFound)
}

func belongsStays(t *testing.T, s clinic.Store) {
	h := Settle(t, s)
	r := h.Row(t, clinic.KindUse, 1)
	Put(t, s, h.Tenant, r)
	other := r
	other.Person, other.Course, other.Version = New(t), clinic.None, 1
	Put(t, s, h.Tenant, other)
	got, err := s.Read(h.Tenant).Row(t.Context(), r.Kind, r.ID)
	must(t, err)
	wantSame(t, []clinic.ID{got.Person, got.Course}, []clinic.ID{r.Person, r.Course})
}

func blobs(t *testing.T, s clinic.Store) {
	h := Settle(t, s)
	r := h.Row(t, clinic.KindPhoto, 1)
	r.Blob = make([]byte, 3<<20) // more than a page, more than a message
	r.Blob[1<<20] = 7
	Put(t, s, h.Tenant, r)
	read := func() []byte {
		t.Helper()
		got, err := s.Read(h.Tenant).Row(t.Context(), r.Kind, r.ID)
		must(t, err)
		return got.Blob
	}
	wantSame(t, bytes.Equal(read(), r.Blob), true)
	kept := r
	kept.Version, kept.Blob = 1, nil
	Put(t, s, h.Tenant, kept)
	wantSame(t, bytes.Equal(read(), r.Blob), true)
	kept.Version, kept.Blob = 2, []byte{}
	Put(t, s, h.Tenant, kept)
	wantSame(t, len(read()), 0)
	list, err := s.Read(h.Tenant).Rows(t.Context(), r.Kind, clinic.Filter{}, clinic.Page{})
	must(t, err)
	if len(list) != 1 || list[0].Blob != nil {
		t.Errorf("the list has %d photos, or has its blob", len(list))
	}
}

func parents(t *testing.T, s clinic.Store) {
	h, other := Settle(t, s), Settle(t, s)
	second := h.Row(t, clinic.KindPerson, 2)
	Put(t, s, h.Tenant, second)
	for name, change := range map[string]func(*clinic.Row){
		"a person that is not there":  func(r *clinic.Row) { r.Person = New(t) },
		"nobody":                      func(r *clinic.Row) { r.Person = clinic.None },
		"a course that is not there":  func(r *clinic.Row) { r.Course = New(t) },
		"a person of another tenant":  func(r *clinic.Row) { r.Person, r.Course = other.Person, clinic.None },
		"a course of another tenant":  func(r *clinic.Row) { r.Course = other.Course },
		"the course of someone else":  func(r *clinic.Row) { r.Person = second.ID },
		"both of them of another one": func(r *clinic.Row) { r.Person, r.Course = other.Person, other.Course },
	} {
		r := h.Row(t, clinic.KindCheckIn, 1)
		change(&r)
		err := s.Write(t.Context(), h.Tenant, func(w clinic.Writer) error { return w.Put(t.Context(), r) })
		if !errors.Is(err, clinic.ErrNotFound) {
			t.Errorf("%s: got %v, want ErrNotFound", name, err)
		}
	}
}

func codes(t *testing.T, s clinic.Store) {
	h := Settle(t, s)
	a, b := h.Row(t, clinic.KindProduct, 1), h.Row(t, clinic.KindProduct, 2)
	a.Code, b.Code = "04006381333931", "04006381333931"
	Put(t, s, h.Tenant, a)
	put := func(r clinic.Row) error {
		return s.Write(t.Context(), h.Tenant, func(w clinic.Writer) error { return w.Put(t.Context(), r) })
	}
	wantErr(t, put(b), clinic.ErrExists)
	b.Code = "" // as many without a barcode as one likes
	must(t, put(b))
	c := h.Row(t, clinic.KindProduct, 3)
	c.Code = ""
	must(t, put(c))
	b.Version, b.Code = 1, a.Code
	wantErr(t, put(b), clinic.ErrExists)
	a.Version = 1
	must(t, put(a)) // its own code stands in nobody's way
	second := h.Row(t, clinic.KindPerson, 2)
	Put(t, s, h.Tenant, second)
	d := h.Row(t, clinic.KindProduct, 4)
	d.Person, d.Course, d.Code = second.ID, clinic.None, a.Code
	must(t, put(d))
}

func cascade(t *testing.T, s clinic.Store) {
	h := Settle(t, s)
	var loose []clinic.Row
	for i, kind := range clinic.Kinds() {
		if kind == clinic.KindPerson || kind == clinic.KindCourse {
			continue
		}
		r := h.Row(t, kind, i)
		Put(t, s, h.Tenant, r)
		r = h.Row(t, kind, i+100)
		r.Course = clinic.None
		Put(t, s, h.Tenant, r)
		loose = append(loose, r)
	}
	count := func(kind clinic.Kind) int {
		t.Helper()
		rows, err := s.Read(h.Tenant).Rows(t.Context(), kind, clinic.Filter{}, clinic.Page{})
		must(t, err)
		return len(rows)
	}
	Write(t, s, h.Tenant, func(w clinic.Writer) error { return w.Remove(t.Context(), clinic.KindCourse, h.Course, 0) })
	for _, r := range loose {
		if n := count(r.Kind); n != 1 {
			t.Errorf("%d rows of %s are left without the course, want the one that did not belong to it", n, r.Kind)
		}
	}
	Write(t, s, h.Tenant, func(w clinic.Writer) error { return w.Remove(t.Context(), clinic.KindPerson, h.Person, 1) })
	for _, kind := range clinic.Kinds() {
		if n := count(kind); n != 0 {
			t.Errorf("%d rows of %s are left without the person", n, kind)
		}
	}
}

func refused(t *testing.T, s clinic.Store) {
	h := Settle(t, s)
	for name, change := range map[string]func(*clinic.Row){
		"no id":                   func(r *clinic.Row) { r.ID = clinic.None },
		"a kind nobody knows":     func(r *clinic.Row) { r.Kind = "person; DROP TABLE person" },
		"a body that is no JSON":  func(r *clinic.Row) { r.Body = []byte("{") },
		"no body":                 func(r *clinic.Row) { r.Body = nil },
		"a body that is no UTF-8": func(r *clinic.Row) { r.Body = []byte("\"\xff\"") },
		"a blob on a check-in":    func(r *clinic.Row) { r.Blob = []byte{1} },
		"a code on a check-in":    func(r *clinic.Row) { r.Code = "1" },
	} {
		r := h.Row(t, clinic.KindCheckIn, 1)
		change(&r)
		if err := s.Write(t.Context(), h.Tenant, func(w clinic.Writer) error { return w.Put(t.Context(), r) }); err == nil {
			t.Errorf("%s is kept", name)
		}
	}
	for _, key := range []string{"", "a\x00b", "\xff", fmt.Sprintf("%0300d", 1)} {
		var input *skinafter.InputError
		err := s.Write(t.Context(), h.Tenant, func(w clinic.Writer) error {
			return w.Remember(t.Context(), key, clinic.Reply{})
		})
		if !errors.As(err, &input) {
			t.Errorf("key %q: got %v, want an input error", key, err)
		}
		if _, err := s.Read(h.Tenant).Reply(t.Context(), key); !errors.As(err, &input) {
			t.Errorf("reading key %q: got %v, want an input error", key, err)
		}
	}
	_, err := s.Read(h.Tenant).Rows(t.Context(), "nothing", clinic.Filter{}, clinic.Page{})
	if err == nil {
		t.Error("a kind that nobody knows is listed")
	}
}

func breaksOff(t *testing.T, s clinic.Store) {
	h := Settle(t, s)
	r := h.Row(t, clinic.KindCheckIn, 1)
	err := s.Write(t.Context(), h.Tenant, func(w clinic.Writer) error {
		if err := w.Put(t.Context(), r); err != nil {
			return err
		}
		return fmt.Errorf("%d", []int{}[len(r.Code)]) // what a mistake in a use-case would do
	})
	if err == nil {
		t.Error("a change that broke off succeeded")
	}
	_, err = s.Read(h.Tenant).Row(t.Context(), r.Kind, r.ID)
	wantErr(t, err, clinic.ErrNotFound)
	Put(t, s, h.Tenant, r)
}

func givenUp(t *testing.T, s clinic.Store) {
	h := Settle(t, s)
	r := h.Row(t, clinic.KindCheckIn, 1)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	err := s.Write(ctx, h.Tenant, func(w clinic.Writer) error { return w.Put(ctx, r) })
	wantErr(t, err, context.Canceled)
	_, err = s.Read(h.Tenant).Row(t.Context(), r.Kind, r.ID)
	wantErr(t, err, clinic.ErrNotFound)
}
