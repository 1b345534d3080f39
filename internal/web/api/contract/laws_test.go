package contract

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"skinafter/internal/clinic"
	"skinafter/internal/testkit"
)

// value is any JSON value, nested a little.
func value(deep int) *rapid.Generator[any] {
	plain := []*rapid.Generator[any]{
		rapid.Just[any](nil), rapid.Bool().AsAny(), rapid.Float64Range(-1e9, 1e9).AsAny(), rapid.String().AsAny(),
	}
	if deep > 0 {
		inner := value(deep - 1)
		plain = append(plain, rapid.SliceOfN(inner, 0, 3).AsAny(), rapid.MapOfN(rapid.String(), inner, 0, 3).AsAny())
	}
	return rapid.OneOf(plain...)
}

// Whatever encoding/json writes is read; what is cut off, doubled or has more behind it is not.
func TestJSONThatIsWholeIsRead(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		v := map[string]any{"a": value(3).Draw(t, "value")}
		b, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		if err := checkJSON(b); err != nil {
			t.Fatalf("%s: %v", b, err)
		}
		if cut := rapid.IntRange(0, len(b)-1).Draw(t, "cut"); checkJSON(b[:cut]) == nil {
			t.Fatalf("%s was read", b[:cut])
		}
		twice := strings.Replace(string(b), `{"a":`, `{"a":1,"a":`, 1)
		if checkJSON([]byte(twice)) == nil || checkJSON(append(b, b...)) == nil {
			t.Fatalf("%s was read", twice)
		}
	})
}

// A cursor leads back to its row, in its own list and order only.
func TestACursorLeadsBackToItsRow(t *testing.T) {
	t.Parallel()
	tenant, err := clinic.NewTenantID()
	if err != nil {
		t.Fatal(err)
	}
	s := &Service{Care: clinic.New(nil, testkit.Facts(t), time.Now, tenant)}
	rapid.Check(t, func(t *rapid.T) {
		at := time.UnixMicro(rapid.Int64Range(-1<<50, 1<<52).Draw(t, "at")).UTC()
		var id clinic.ID
		copy(id[:], rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, "id"))
		newest := rapid.Bool().Draw(t, "newest")
		order := map[bool]string{true: "newest", false: "oldest"}
		text := s.cursor(at, id, "/courses", newest)
		p, err := s.page(Paged{Limit: 5, Cursor: text, Order: order[newest]}, "/courses")
		if err != nil || !p.After.Equal(at) || p.AfterID != id || p.Newest != newest {
			t.Fatalf("%v %+v", err, p)
		}
		if _, err := s.page(Paged{Cursor: text, Order: order[!newest]}, "/courses"); err == nil {
			t.Fatal("a cursor of another order was taken")
		}
		if _, err := s.page(Paged{Cursor: text, Order: order[newest]}, "/products"); err == nil {
			t.Fatal("a cursor of another list was taken")
		}
	})
}

func TestFieldsBecomePointers(t *testing.T) {
	t.Parallel()
	for field, want := range map[string]string{
		"": "#", "text": "#/text", "signs[0].code": "#/signs/0/code", "a.b[12][3]": "#/a/b/12/3", "x/y~z": "#/x~1y~0z", "a b": "#/a%20b",
	} {
		if got := pointer(field); got != want {
			t.Errorf("%q: %s, want %s", field, got, want)
		}
	}
	if got := at("body[1].x", "d").Pointer; got != "#/1/x" {
		t.Error(got)
	}
	if got := at("query.limit", "d"); got.Parameter != "limit" || got.Pointer != "" {
		t.Errorf("%+v", got)
	}
}

func TestTheLogRepeatsNothingThatWasSent(t *testing.T) {
	t.Parallel()
	err := errors.New(`UNIQUE failed: "my secret", Key (code)=(4006)`)
	if got := discreet(err); strings.Contains(got, "secret") || strings.Contains(got, "4006") {
		t.Error(got)
	}
}
