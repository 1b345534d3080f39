package longrows_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"skinafter"
	"skinafter/interop/longrows"
	"skinafter/signal"
)

// read reads all rows.
func read(t *testing.T, text string, o longrows.Options) (rows []signal.Row, tally signal.Intake) {
	t.Helper()
	r, err := longrows.NewReader(strings.NewReader(text), o)
	if err != nil {
		t.Fatal(err)
	}
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return rows, r.Tally()
		}
		if err != nil {
			t.Fatal(err)
		}
		rows = append(rows, row)
	}
}

func brief(rows []signal.Row) (out []string) {
	for _, r := range rows {
		out = append(out, r.Report+"/"+r.Product+"/"+r.Event)
	}
	return out
}

func TestRowsComeAsTheyAreInDirtyFiles(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", 300)
	for _, c := range []struct {
		name, text string
		want       []string
		refused    string // reason: lines
	}{
		{"plain", "report,product,event\n1,cream,redness\n2,oil,itch\n", []string{"1/cream/redness", "2/oil/itch"}, ""},
		{"no line break at the end", "report,product,event\n1,cream,redness", []string{"1/cream/redness"}, ""},
		{"a byte order mark and CRLF", "\ufeffReport,PRODUCT,Event\r\n1,cream,redness\r\n", []string{"1/cream/redness"}, ""},
		{"other names and another order", "Reaction;Drug;Primary-ID;x\nredness;cream;1;y\n", []string{"1/cream/redness"}, ""},
		{"the better of two names", "caseid$primaryid$drugname$pt\n7$71$cream$redness\n", []string{"71/cream/redness"}, ""},
		{"tabs", "report\tproduct\tevent\n1\tcream, rich\tredness\n", []string{"1/cream, rich/redness"}, ""},
		{"quotes", "\"report\",\"product\",\"event\"\n\"1\",\"the \"\"best\"\" cream, rich\",redness\n", []string{`1/the "best" cream, rich/redness`}, ""},
		{"a line break in quotes", "report,product,event\n1,\"cream\nrich\",redness\n2,oil,itch\n", []string{"1/cream\nrich/redness", "2/oil/itch"}, ""},
		{"a quote that is an inch", "report,product,event\n1,needle 5\" long,redness\n", []string{`1/needle 5" long/redness`}, ""},
		{"latin-1", "report,product,event\n1,cr\xe8me,r\xf6te\n", []string{"1/crème/röte"}, ""},
		{"spaces and empty lines", "report,product,event\n\n 1 , cream ,redness \n  \n", []string{"1/cream/redness"}, ""},
		{"an empty name", "report,product,event\n1,,redness\n2,oil,itch\n,oil,itch\n3,oil, \n", []string{"2/oil/itch"}, "no event: [5]; no product: [2]; no report: [4]"},
		{"too few and too many fields", "report,product,event\n1,cream\n2,oil,itch\n3,oil,itch,red\n", []string{"2/oil/itch"}, "fewer fields than the header: [2]; more fields than the header: [4]"},
		{"a quote that never closes", "report,product,event\n1,\"cream,redness\n2,oil,itch\n3,oil,burn\n", []string{"2/oil/itch", "3/oil/burn"}, "quotes that do not close, or text after them: [2]"},
		{"a quote that closes much later", "report,product,event\n1,\"cream,redness\n2,oil,itch\n3,oil,\"burn\"\n", []string{"2/oil/itch", "3/oil/burn"}, "quotes that do not close, or text after them: [2]"},
		{"a long line", "report,product,event\n1,cream," + long + "\n2,oil,itch\n", []string{"2/oil/itch"}, "longer than 128 bytes: [2]"},
		{"a long line at the end", "report,product,event\n2,oil,itch\n1,cream," + long, []string{"2/oil/itch"}, "longer than 128 bytes: [3]"},
		{"JSON lines", `{"report":1,"product":"cr\u00e8me","event":"redness","more":[1]}` + "\n\n[]\n{\"report\":2,\"product\":null,\"event\":\"x\"}\n{\"Drug\":\"oil\",\"id\":\"3\",\"pt\":\"itch\"}\n{", []string{"1/crème/redness", "3/oil/itch"}, "no product: [4]; not a JSON object: [3 6]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			rows, tally := read(t, c.text, longrows.Options{MaxLine: 128})
			if diff := cmp.Diff(c.want, brief(rows)); diff != "" {
				t.Error(diff)
			}
			var refused []string
			total := int64(0)
			for _, r := range tally.Refused {
				refused = append(refused, fmt.Sprintf("%s: %v", r.Text, r.Lines))
				total += r.Count
			}
			sortStrings(refused)
			if got := strings.Join(refused, "; "); got != c.refused {
				t.Errorf("refused %q, want %q", got, c.refused)
			}
			if tally.Read != tally.Used+total || tally.Used != int64(len(c.want)) {
				t.Errorf("%d read, %d used, %d refused", tally.Read, tally.Used, total)
			}
			if latin := strings.Contains(c.name, "latin"); latin != (tally.Converted > 0) {
				t.Errorf("%d converted", tally.Converted)
			}
		})
	}
}

func sortStrings(s []string) {
	for i := range s {
		for j := i; j > 0 && s[j] < s[j-1]; j-- {
			s[j], s[j-1] = s[j-1], s[j]
		}
	}
}

func TestAllColumnsAreRead(t *testing.T) {
	t.Parallel()
	rows, tally := read(t, "report,product,event,role,sex,age,age_band,date,modality,depth_class,onset_h,serious\n"+
		"1,cream,redness,PS,F,34.5,adult,2024-06-07,needling,C,12,yes\n"+
		"2,oil,itch,,,,,6/7/2023,,,,\n"+
		"3,oil,itch,bystander,m,old,,,,,-3,perhaps\n", longrows.Options{})
	want := []signal.Row{
		{
			Report: "1", Product: "cream", Event: "redness", Role: signal.RoleSuspect, Sex: "F", Age: signal.Number{Value: 34.5, Known: true},
			AgeBand: "adult", Year: 2024, Date: "2024-06-07", Modality: "needling", Depth: "C", OnsetH: signal.Number{Value: 12, Known: true}, Serious: signal.Yes,
		},
		{Report: "2", Product: "oil", Event: "itch", Year: 2023, Date: "6/7/2023"},
		{Report: "3", Product: "oil", Event: "itch", Sex: "m"},
	}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Error(diff)
	}
	var unread []string
	for _, r := range tally.Noted {
		unread = append(unread, fmt.Sprint(r.Text, r.Lines))
	}
	if diff := cmp.Diff([]string{`role "bystander"[4]`, "age[4]", "onseth[4]", "serious[4]"}, unread); diff != "" {
		t.Error(diff)
	}
}

func TestStrataAreTheColumnsThatWereAskedFor(t *testing.T) {
	t.Parallel()
	const csv = "id,var1,var2,strat_sex,age,year,country\n1,a,b,F,44.9,2020,DE\n2,a,b,,,,\n3,a,b,M,75,2021,FR\n4,a,b,M,?,2021,FR\n"
	const json = `{"id":1,"product":"a","event":"b","sex":"F","age":44.9,"year":2020,"country":"DE"}` + "\n" + `{"id":2,"product":"a","event":"b"}` + "\n" +
		`{"id":3,"product":"a","event":"b","sex":"M","age":"75","year":2021,"country":"FR"}` + "\n" + `{"id":4,"product":"a","event":"b","sex":"M","age":"?","year":2021,"country":"FR"}`
	for _, c := range []struct {
		strata []string
		want   []string
	}{
		{nil, []string{"", "", "", ""}},
		{[]string{"sex"}, []string{"F", "", "M", "M"}},
		{[]string{"Sex", "year"}, []string{"F | 2020", "", "M | 2021", "M | 2021"}},
		{[]string{"age", "country"}, []string{"18-44 | DE", "", "75+ | FR", " | FR"}},
	} {
		for _, text := range []string{csv, json} {
			rows, _ := read(t, text, longrows.Options{Strata: c.strata})
			var got []string
			for _, r := range rows {
				got = append(got, r.Strata)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("%v: %s", c.strata, diff)
			}
		}
	}
	var wrong *skinafter.InputError
	if _, err := longrows.NewReader(strings.NewReader(csv), longrows.Options{Strata: []string{"shoe size"}}); !errors.As(err, &wrong) || wrong.Field != "stratify" {
		t.Error(err)
	}
}

func TestAHeaderThatCannotBeReadIsAnErrorThatSaysWhatIsWanted(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"":                                   "the input is empty",
		"\n\n":                               "the input is empty",
		"product,event\n1,2\n":               `a column "report"`,
		"report,event\n":                     `a column "product"`,
		"report,product\n":                   `a column "event"`,
		"\xff\xfer\x00e\x00":                 "UTF-16",
		"\x1f\x8b\x08\x00":                   "gzip",
		"\"report,product,event":             "quotes that close",
		strings.Repeat("report,", 100) + "x": "at most 128 bytes",
	} {
		_, err := longrows.NewReader(strings.NewReader(text), longrows.Options{MaxLine: 128})
		var wrong *skinafter.InputError
		if !errors.As(err, &wrong) || wrong.Field != "line 1" || !strings.Contains(err.Error(), want) {
			t.Errorf("%.20q: %v, want %q", text, err, want)
		}
	}
}

func TestATruncatedFileIsAnErrorWithItsLine(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	fmt.Fprintln(z, "report,product,event")
	for i := range 50000 {
		fmt.Fprintf(z, "%d,cream %d,redness\n", i, i*7919%1000)
	}
	z.Close()
	in, err := gzip.NewReader(bytes.NewReader(b.Bytes()[:b.Len()-b.Len()/10]))
	if err != nil {
		t.Fatal(err)
	}
	r, err := longrows.NewReader(in, longrows.Options{})
	if err != nil {
		t.Fatal(err)
	}
	c := signal.NewCounter()
	err = r.Count(c)
	if !errors.Is(err, io.ErrUnexpectedEOF) || !strings.HasPrefix(err.Error(), "line 4") {
		t.Errorf("%v after %d rows", err, c.Rows())
	}
}

// endless is a line without an end.
type endless struct{ left int }

func (e *endless) Read(p []byte) (int, error) {
	if e.left <= 0 {
		return 0, io.EOF
	}
	n := min(len(p), e.left)
	for i := range p[:n] {
		p[i] = 'x'
	}
	e.left -= n
	return n, nil
}

func TestALineOfTwoGigabytesIsRefusedInLittleMemory(t *testing.T) {
	t.Parallel()
	in := io.MultiReader(strings.NewReader("report,product,event\n1,cream,redness\n"), &endless{2 << 30}, strings.NewReader("\n2,oil,itch\n"))
	r, err := longrows.NewReader(in, longrows.Options{})
	if err != nil {
		t.Fatal(err)
	}
	c := signal.NewCounter()
	if err := r.Count(c); err != nil || c.Rows() != 2 {
		t.Errorf("%d rows, %v", c.Rows(), err)
	}
	tally := r.Tally()
	if len(tally.Refused) != 1 || tally.Refused[0].Lines[0] != 3 {
		t.Errorf("%+v", tally)
	}
}

func TestRolesThatAreNotWantedAreCountedAsLeftOut(t *testing.T) {
	t.Parallel()
	const text = "report,product,event,role\n1,a,b,suspect\n1,c,b,concomitant\n2,c,b,\n"
	rows, tally := read(t, text, longrows.Options{Use: func(r signal.Role) bool { return r != signal.RoleConcomitant }})
	if len(rows) != 2 || len(tally.LeftOut) != 1 || tally.LeftOut[0].Text != "role concomitant" || tally.Read != 3 || tally.Used != 2 {
		t.Errorf("%v %+v", brief(rows), tally)
	}
}

func TestSmallReadsGiveTheSameRows(t *testing.T) {
	t.Parallel()
	const text = "report,product,event\r\n1,\"a\nb\",c\n\xe9,d,e\n3,f\n4,g,h"
	want, wantTally := read(t, text, longrows.Options{})
	r, err := longrows.NewReader(iotest.OneByteReader(strings.NewReader(text)), longrows.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var got []signal.Row
	for {
		row, err := r.Read()
		if err != nil {
			break
		}
		got = append(got, row)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(wantTally, r.Tally()); diff != "" {
		t.Error(diff)
	}
}

// TestCountAndReadAgree holds the fast way to the slow one.
func TestCountAndReadAgree(t *testing.T) {
	t.Parallel()
	const text = "report,product,event,sex\n1,a,b,F\n1,a,b,F\n2,\"a\",c,\n3,,c,M\n2,d,b,M\n"
	o := longrows.Options{Strata: []string{"sex"}}
	rows, _ := read(t, text, o)
	slow := signal.NewCounter()
	for _, row := range rows {
		if err := slow.AddRow(row); err != nil {
			t.Fatal(err)
		}
	}
	r, err := longrows.NewReader(strings.NewReader(text), o)
	if err != nil {
		t.Fatal(err)
	}
	fast := signal.NewCounter()
	if err := r.Count(fast); err != nil {
		t.Fatal(err)
	}
	a, _ := slow.Counts()
	b, _ := fast.Counts()
	if a.Hash() != b.Hash() || a.Pairs() != 3 {
		t.Errorf("%d and %d pairs", a.Pairs(), b.Pairs())
	}
}

func FuzzReader(f *testing.F) {
	for _, text := range []string{
		"report,product,event\n1,a,b\n", "\ufeffid;drug;pt\r\n1;\"a\nb\";c", "{\"report\":1,\"product\":\"a\",\"event\":\"b\"}\n{",
		"report,product,event\n1,\"a,b\n2,c,d\n", "report\tproduct\tevent\n\xff\t\x00\t\"\"\"\"\n", "report,product,event,age,sex\n1,a,b,-1,\n",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		o := longrows.Options{MaxLine: 64, Strata: []string{"sex", "age"}}
		r, err := longrows.NewReader(strings.NewReader(text), o)
		if err != nil {
			o.Strata = nil
			if r, err = longrows.NewReader(strings.NewReader(text), o); err != nil {
				return
			}
		}
		rows := int64(0)
		for {
			row, err := r.Read()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			rows++
			if row.Report == "" || row.Product == "" || row.Event == "" || r.Line() < 1 {
				t.Fatalf("line %d: %+v", r.Line(), row)
			}
		}
		tally := r.Tally()
		refused := int64(0)
		for _, x := range tally.Refused {
			refused += x.Count
		}
		if tally.Used != rows || tally.Read != rows+refused {
			t.Fatalf("%d rows, %+v", rows, tally)
		}
	})
}

func ExampleReader_Count() {
	file := strings.NewReader("report,product,event\n1,cream,redness\n2,cream,redness\n3,,itch\n")
	r, err := longrows.NewReader(file, longrows.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	counter := signal.NewCounter()
	if err := r.Count(counter); err != nil {
		fmt.Println(err)
	}
	counts, _ := counter.Counts()
	tally := r.Tally()
	fmt.Println(counts.Reports(), "reports;", tally.Read, "rows read,", tally.Used, "used,", tally.Refused[0].Text, "in line", tally.Refused[0].Lines[0])
	// Output:
	// 2 reports; 3 rows read, 2 used, no product in line 4
}
