package frame_test

import (
	"bytes"
	"errors"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"skinafter"
	"skinafter/internal/web/frame"
	"skinafter/knowledge"
)

var facts = sync.OnceValues(func() (*knowledge.Base, error) { return knowledge.Load(knowledge.Embedded()) })

func newFrame(t testing.TB, zone string) *frame.Frame {
	t.Helper()
	base, err := facts()
	if err != nil {
		t.Fatal(err)
	}
	loc, err := time.LoadLocation(zone)
	if err != nil {
		t.Fatal(err)
	}
	f, err := frame.New(frame.Options{Facts: base, Zone: loc, Pseudo: true, Now: func() time.Time { return time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC) }})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func sent(body string) *http.Request {
	r := httptest.NewRequest(http.MethodPost, "/x", strings.NewReader(body))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return r
}

func read(t testing.TB, f *frame.Frame, body string) *frame.Form {
	t.Helper()
	form, err := f.Read(sent(body))
	if err != nil {
		t.Fatalf("%q: %v", body, err)
	}
	return form
}

func TestWhatWasTypedIsKeptBesideWhatIsWrongWithIt(t *testing.T) {
	t.Parallel()
	f := newFrame(t, "Europe/Berlin")
	for name, c := range map[string]struct {
		body string
		ask  func(*frame.Form)
		kept string
		says string
	}{
		"an over-long line":           {"x=" + strings.Repeat("a", 300), func(fm *frame.Form) { fm.Line("x", 200) }, strings.Repeat("a", 300), "too long"},
		"an answer of no list":        {"x=zzz", func(fm *frame.Form) { fm.Code("x", "yes", "no") }, "zzz", "choose"},
		"one of many of no list":      {"x=yes&x=zzz", func(fm *frame.Form) { fm.Codes("x", []string{"yes"}) }, "yes", "choose"},
		"two answers to one question": {"x=a&x=b", func(fm *frame.Form) { fm.Line("x", 9) }, "a", "twice"},
		"a word for a number":         {"x=many", func(fm *frame.Form) { fm.Number("x", 0, 10) }, "many", "number from 0 to 10"},
		"a number out of range":       {"x=11", func(fm *frame.Form) { fm.Number("x", 0, 10) }, "11", "number"},
		"no number at all":            {"x=NaN", func(fm *frame.Form) { fm.Number("x", 0, 10) }, "NaN", "number"},
		"a hexadecimal number":        {"x=0x1p2", func(fm *frame.Form) { fm.Number("x", 0, 10) }, "0x1p2", "number"},
		"half of a whole number":      {"x=1.5", func(fm *frame.Form) { fm.Whole("x", 0, 10) }, "1.5", "whole"},
		"a day that never was":        {"x=2026-02-30", func(fm *frame.Form) { fm.Moment("x", "", f.Zone) }, "2026-02-30", "a day"},
		"a day of another age":        {"x=0001-01-01", func(fm *frame.Form) { fm.Day("x", f.Zone) }, "0001-01-01", "a day"},
		"bytes that are no text":      {"x=%ff%fe", func(fm *frame.Form) { fm.Line("x", 9) }, "\uFFFD", "could not be read"},
		"a zero byte":                 {"x=a%00b", func(fm *frame.Form) { fm.Line("x", 9) }, "ab", "could not be read"},
		"an id that is none":          {"x=12", func(fm *frame.Form) { fm.ID("x") }, "12", "choose"},
	} {
		form := read(t, f, c.body)
		c.ask(form)
		field := form.Ask(frame.Field{Name: "x"})
		if !form.Failed() || field.Value != c.kept || !strings.Contains(field.Error, c.says) {
			t.Errorf("%s: kept %.40q with %q; want %.40q with %q", name, field.Value, field.Error, c.kept, c.says)
		}
	}
}

func TestWhatIsRightIsRead(t *testing.T) {
	t.Parallel()
	f := newFrame(t, "Europe/Berlin")
	form := read(t, f, "line=+a%0Ab++c+&text=a%0D%0Ab%07&n=1,5&w=7&d=2026-11-20&yes=yes&many=b&many=a&twice=x&twice=x")
	if got := form.Line("line", 20); got != "a b c" {
		t.Errorf("line: %q", got)
	}
	if got := form.Text("text", 20); got != "a\nb" {
		t.Errorf("text: %q", got)
	}
	if n, ok := form.Number("n", 0, 10); !ok || n != 1.5 {
		t.Errorf("number: %v %v", n, ok)
	}
	if n, ok := form.Whole("w", 0, 10); !ok || n != 7 {
		t.Errorf("whole: %v %v", n, ok)
	}
	if day, ok := form.Day("d", f.Zone); !ok || day.Format(time.RFC3339) != "2026-11-20T00:00:00+01:00" {
		t.Errorf("day: %v %v", day, ok)
	}
	if got := fmt.Sprint(form.Codes("many", []string{"a", "b", "c"})); got != "[a b]" {
		t.Errorf("codes: %s", got)
	}
	if !form.Yes("yes") || form.Yes("nothing") || form.Line("twice", 5) != "x" || form.Failed() {
		t.Errorf("problems: %v", form.Problems())
	}
}

func TestSignsThatTurnTheDirectionAreLeftOut(t *testing.T) {
	t.Parallel()
	form := read(t, newFrame(t, "UTC"), url.Values{"x": {"a\u202eb\u2067c \u05d0\u200f!\u2069"}}.Encode())
	const want = "abc \u05d0\u200f!"
	if line, text := form.Line("x", 20), form.Text("x", 20); line != want || text != want {
		t.Errorf("%q and %q, want %q", line, text, want)
	}
}

// TestATimeTheClockJumpedOverOffersItsNeighbours uses the nights on which Berlin changes its clocks.
func TestATimeTheClockJumpedOverOffersItsNeighbours(t *testing.T) {
	t.Parallel()
	f := newFrame(t, "Europe/Berlin")
	form := read(t, f, "day=2026-03-29&clock=02:30")
	if _, ok := form.Moment("day", "clock", f.Zone); ok {
		t.Error("a time that never was is taken")
	}
	if says := form.Ask(frame.Field{Name: "clock"}).Error; !strings.Contains(says, "01:59") || !strings.Contains(says, "03:00") {
		t.Errorf("it says %q", says)
	}
	form = read(t, f, "day=2026-10-25&clock=02:30")
	span, ok := form.Moment("day", "clock", f.Zone)
	if !ok || span.Last.Sub(span.First) != time.Hour {
		t.Errorf("a doubled hour is %v to %v, %v", span.First, span.Last, ok)
	}
}

func TestABodyThatNoFormSendsIsRefused(t *testing.T) {
	t.Parallel()
	f := newFrame(t, "UTC")
	many := strings.TrimSuffix(strings.Repeat("a=b&", 500), "&")
	for name, c := range map[string]struct {
		kind, body string
		want       int
	}{
		"JSON":              {"application/json", "{}", http.StatusUnsupportedMediaType},
		"no type":           {"", "a=b", http.StatusUnsupportedMediaType},
		"another charset":   {"application/x-www-form-urlencoded; charset=utf-16", "a=b", http.StatusUnsupportedMediaType},
		"half an escape":    {"application/x-www-form-urlencoded", "a=%4", http.StatusBadRequest},
		"too many fields":   {"application/x-www-form-urlencoded", many, http.StatusRequestEntityTooLarge},
		"parts without end": {"multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb", http.StatusBadRequest},
	} {
		r := sent(c.body)
		r.Header.Set("Content-Type", c.kind)
		_, err := f.Read(r)
		var fault *frame.Fault
		if !errors.As(err, &fault) || fault.Status != c.want {
			t.Errorf("%s: %v, want status %d", name, err, c.want)
		}
	}
}

func TestAFileThatIsTooLargeLeavesTheRestOfTheForm(t *testing.T) {
	t.Parallel()
	f := newFrame(t, "UTC")
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	part := func(name string, size int) {
		p, err := w.CreateFormFile(name, name+".jpg")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := p.Write(make([]byte, size)); err != nil {
			t.Fatal(err)
		}
	}
	part("large", frame.FileMost+1)
	part("small", 10)
	if err := errors.Join(w.WriteField("text", "my own words"), w.Close()); err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, "/x", &b)
	r.Header.Set("Content-Type", w.FormDataContentType())
	form, err := f.Read(r)
	if err != nil {
		t.Fatal(err)
	}
	if form.File("large") != nil || len(form.File("small")) != 10 || form.File("none") != nil || form.Text("text", 100) != "my own words" {
		t.Error("the rest of the form was not read")
	}
	if says := form.Ask(frame.Field{Name: "large"}).Error; !strings.Contains(says, "25 MB") {
		t.Errorf("it says %q", says)
	}
}

func TestAnErrorOfTheInputStandsBesideItsField(t *testing.T) {
	t.Parallel()
	f := newFrame(t, "UTC")
	form := read(t, f, "text=x&depth=y")
	other := errors.New("other")
	if err := form.Take(other, nil); !errors.Is(err, other) {
		t.Errorf("another error became %v", err)
	}
	if err := form.Take(nil, nil); err != nil || form.Failed() {
		t.Errorf("no error became %v, %v", err, form.Problems())
	}
	for field, want := range map[string]string{"label": "text", "depth": "depth", "elsewhere": ""} {
		form := read(t, f, "text=x&depth=y")
		err := form.Take(&skinafter.InputError{Field: field, Want: "something"}, map[string]string{"label": "text"})
		if err != nil || len(form.Problems()) != 1 || form.Problems()[0].Field != want {
			t.Errorf("%s: %v %v", field, err, form.Problems())
		}
	}
}

func TestTheSameFormHasTheSamePrint(t *testing.T) {
	t.Parallel()
	f := newFrame(t, "UTC")
	a, b := read(t, f, "x=1&once=k&y=2").Once("do"), read(t, f, "y=2&x=1&once=k").Once("do")
	if a != b || a.Key != "k" {
		t.Errorf("%v is not %v", a, b)
	}
	for name, other := range map[string]string{"another answer": "x=2&once=k&y=2", "one more": "x=1&once=k&y=2&z=", "one less": "x=1&once=k"} {
		if c := read(t, f, other).Once("do"); c.Print == a.Print {
			t.Errorf("%s has the same print", name)
		}
	}
	if c := read(t, f, "x=1&once=k&y=2").Once("undo"); c.Print == a.Print {
		t.Error("another action has the same print")
	}
}

// FuzzForm: whatever is sent, reading never panics, keeps what was typed as text, and holds its
// promises about what comes out.
func FuzzForm(f *testing.F) {
	app := newFrame(f, "Europe/Berlin")
	for _, seed := range []string{
		"a=b", "a=%ff", "a=%00", "a=1,5", "a=2026-03-29T02:30", "a=b&a=c", "a=&&&=", "%zz", "a=\u2028x", "a=-0", "a=1e400", strings.Repeat("a=b&", 401),
		"a=2026-10-25 evening", "a=9999-99-99", "a=\u202Etxt",
	} {
		f.Add(seed, false)
		f.Add("--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n"+seed+"\r\n--x--\r\n", true)
	}
	f.Fuzz(func(t *testing.T, body string, parts bool) {
		r := sent(body)
		if parts {
			r.Header.Set("Content-Type", "multipart/form-data; boundary=x")
		}
		form, err := app.Read(r)
		if err != nil {
			var fault *frame.Fault
			if !errors.As(err, &fault) || fault.Status < 400 || fault.Status > 499 {
				t.Fatalf("a stranger's body gives %v", err)
			}
			return
		}
		if line := form.Line("a", 50); strings.ContainsAny(line, "\r\n\x00\u2028") || !form.Failed() && len([]rune(line)) > 50 {
			t.Fatalf("a line of %q", line)
		}
		if n, ok := form.Number("a", 0, 10); ok && (n < 0 || n > 10 || n != n) {
			t.Fatalf("a number of %v", n)
		}
		if span, ok := form.Moment("a", "b", app.Zone); ok && span.Last.Before(span.First) {
			t.Fatalf("a span from %v to %v", span.First, span.Last)
		}
		form.Text("a", 50)
		form.Codes("a", []string{"b"})
		form.ID("a")
		form.File("a")
		form.Once("fuzz")
		field := form.Ask(frame.Field{Name: "a"})
		if form.Raw("a") != field.Value {
			t.Fatalf("typed %q, kept %q", form.Raw("a"), field.Value)
		}
	})
}

// FuzzQuery: no address makes reading it fail.
func FuzzQuery(f *testing.F) {
	app := newFrame(f, "UTC")
	for _, seed := range []string{"q=x", "q=%ff", "q=%", "q=a&q=b", "=", "q=" + strings.Repeat("a", 5000)} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, query string) {
		r := httptest.NewRequest(http.MethodGet, "/x", nil)
		r.URL = &url.URL{Path: "/x", RawQuery: query}
		app.Query(r).Line("q", 100)
	})
}
