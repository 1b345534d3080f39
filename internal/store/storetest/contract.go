package storetest

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"skinafter/internal/clinic"
)

// Moment is what the clock of a store under test says; whole microseconds.
var Moment = time.Date(2026, 3, 29, 0, 59, 59, 123456000, time.UTC)

// Clock is the clock that a store under test has to be opened with.
func Clock() time.Time { return Moment }

// Open makes a store with nothing in it that ends with the test, whose clock is Clock.
type Open func(t *testing.T) clinic.Store

// Run runs the whole contract.
func Run(t *testing.T, open Open) {
	t.Helper()
	for name, test := range map[string]func(*testing.T, clinic.Store){
		"a row comes back as it was kept":                             rowComesBack,
		"a new row with an id that is taken is refused":               takenID,
		"a change asks for the version it was made from":              versions,
		"who and what a row belongs to stays when it is changed":      belongsStays,
		"nil keeps the blob of a photo and bytes replace it":          blobs,
		"a row that points to nobody is refused":                      parents,
		"a person's barcode is kept once":                             codes,
		"what belongs to a row goes with it":                          cascade,
		"lists go by time and id, in pages, both ways":                pages,
		"lists are narrowed by person, course and code":               filters,
		"a list has an end even if nobody asks for one":               limits,
		"rows of another tenant are not there":                        tenantsApart,
		"the audit chain is linked and numbered without a gap":        chain,
		"a reply is remembered once":                                  replies,
		"a change that fails leaves nothing":                          nothingLeft,
		"an error of one write can be answered within the same write": answered,
		"writes at the same time do not lose one another":             concurrent,
		"erasing takes all rows and replies and leaves the chain":     erase,
		"a tenant is founded once and listed by age":                  founding,
		"what cannot be kept is refused and says so":                  refused,
		"a change that breaks off harms nobody else":                  breaksOff,
		"a call that was given up changes nothing":                    givenUp,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, open(t))
		})
	}
}

// New makes an id and fails the test where there is none.
func New(t testing.TB) clinic.ID {
	t.Helper()
	id, err := clinic.NewRowID()
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// Household is a tenant with a person and a course.
type Household struct{ Tenant, Person, Course clinic.ID }

// Settle makes a household in a store.
func Settle(t testing.TB, s clinic.Store) Household {
	t.Helper()
	tenant, err := clinic.NewTenantID()
	if err != nil {
		t.Fatal(err)
	}
	h := Household{tenant, New(t), New(t)}
	must(t, s.Found(t.Context(), tenant))
	Write(t, s, tenant, func(w clinic.Writer) error {
		return errors.Join(
			w.Put(t.Context(), clinic.Row{Kind: clinic.KindPerson, ID: h.Person, At: Moment, Body: []byte(`{}`)}),
			w.Put(t.Context(), clinic.Row{Kind: clinic.KindCourse, ID: h.Course, Person: h.Person, At: Moment, Body: []byte(`{}`)}),
		)
	})
	return h
}

// Row makes a row of the household that is not kept yet; n makes it different from others.
func (h Household) Row(t testing.TB, kind clinic.Kind, n int) clinic.Row {
	t.Helper()
	r := clinic.Row{
		Kind: kind, ID: New(t), Person: h.Person, Course: h.Course, At: Moment.Add(time.Duration(n) * time.Minute),
		Body: fmt.Appendf(nil, `{"n": %d, "text": "Haut ä \u0000 \"'; 皮膚 %%s ?1 $1"}`, n),
	}
	switch kind {
	case clinic.KindPerson:
		r.Person, r.Course = clinic.None, clinic.None
	case clinic.KindCourse:
		r.Course = clinic.None
	case clinic.KindProduct:
		r.Code = fmt.Sprintf("%014d", n)
	case clinic.KindPhoto:
		r.Blob = []byte{0xff, 0xd8, 0, 1, byte(n)}
	case clinic.KindCheckIn, clinic.KindUse, clinic.KindScreening, clinic.KindDraft:
	}
	return r
}

// Write runs change and fails the test where it fails.
func Write(t testing.TB, s clinic.Store, tenant clinic.ID, change func(clinic.Writer) error) {
	t.Helper()
	must(t, s.Write(t.Context(), tenant, change))
}

// Put keeps rows, each in a write of its own.
func Put(t testing.TB, s clinic.Store, tenant clinic.ID, rows ...clinic.Row) {
	t.Helper()
	for _, r := range rows {
		Write(t, s, tenant, func(w clinic.Writer) error { return w.Put(t.Context(), r) })
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func wantErr(t testing.TB, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("got error %v, want %v", err, want)
	}
}

func wantSame(t testing.TB, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("difference (-want +got):\n%s", diff)
	}
}
