package caers_test

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/google/go-cmp/cmp"

	"skinafter"
	"skinafter/interop/caers"
	"skinafter/signal"
)

func readAll(t testing.TB, text string, o caers.Options) ([]signal.Row, signal.Intake, error) {
	t.Helper()
	r, err := caers.NewReader(strings.NewReader(text), o)
	if err != nil {
		return nil, signal.Intake{}, err
	}
	var rows []signal.Row
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return rows, r.Tally(), nil
		}
		if err != nil {
			return rows, r.Tally(), err
		}
		rows = append(rows, row)
	}
}

// The headers of the two layouts, and made-up reports.
const (
	oldHeader = `RA_Report #,RA_CAERS Created Date,AEC_Event Start Date,PRI_Product Role,PRI_Reported Brand/Product Name,PRI_FDA Industry Code,PRI_FDA Industry Name,CI_Age at Adverse Event,CI_Age Unit,CI_Gender,AEC_One Row Outcomes,SYM_One Row Coded Symptoms`
	newHeader = `Date FDA First Received Report,Report ID,Date Event Occurred,Product Type,Product,Product Code,Description,Patient Age,Age Units,Sex,MedDRA Preferred Terms,Outcomes`
	oldLine   = `65325,1/1/2004,8/4/2003,Suspect,"CREAM ""A"", NIGHT",53,Cosmetics,2,Year(s),Female,"VISITED AN ER, HOSPITALIZATION","SWELLING FACE, RASH"`
	newLine   = `2019-01-30,2019-CFS-001550,,CONCOMITANT,SERUM B,53.0,Cosmetics,18,Month(s),Male,"Rash, Swelling face",Visited a Health Care Provider`
)

func TestBothLayoutsGiveRows(t *testing.T) {
	t.Parallel()
	row := func(r signal.Row, event string) signal.Row {
		r.Event = event
		return r
	}
	before := signal.Row{
		Report: "65325", Product: `CREAM "A", NIGHT`, Role: signal.RoleSuspect, Sex: "Female",
		Age: signal.Number{Value: 2, Known: true}, Year: 2004, Date: "8/4/2003", Serious: signal.Yes,
	}
	after := signal.Row{
		Report: "2019-CFS-001550", Product: "SERUM B", Role: signal.RoleConcomitant, Sex: "Male",
		Age: signal.Number{Value: 1.5, Known: true}, Year: 2019, Date: "2019-01-30", Serious: signal.No,
	}
	for _, c := range []struct {
		name, text string
		want       []signal.Row
	}{
		{"the older files", oldHeader + "\n" + oldLine + "\n", []signal.Row{row(before, "SWELLING FACE"), row(before, "RASH")}},
		{"the newer files", newHeader + "\n" + newLine, []signal.Row{row(after, "Rash"), row(after, "Swelling face")}},
		{"names of columns with underscores", strings.ReplaceAll(strings.ToUpper(newHeader), " ", "_") + "\n" + newLine, []signal.Row{row(after, "Rash"), row(after, "Swelling face")}},
		{"a byte order mark, CRLF and empty lines", "\ufeff\r\n" + newHeader + "\r\n\r\n" + newLine + "\r\n \r\n", []signal.Row{row(after, "Rash"), row(after, "Swelling face")}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			rows, tally, err := readAll(t, c.text, caers.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, rows); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
			if want := (signal.Intake{Read: 1, Used: 1, Rows: 2}); !cmp.Equal(want, tally) {
				t.Errorf("tally %+v", tally)
			}
		})
	}
}

func TestALineThatCannotBeUsedIsToldWithItsNumber(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, bad, reason string
	}{
		{"no report number", strings.Replace(newLine, "2019-CFS-001550", "", 1), "no report number"},
		{"no product", strings.Replace(newLine, "SERUM B", " ", 1), "no product"},
		{"no symptom", strings.Replace(newLine, `"Rash, Swelling face"`, `" , "`, 1), "no symptom"},
		{"a cell too few", strings.Replace(newLine, ",53.0", "", 1), "fewer cells than the header"},
		{"a cell too many", newLine + ",x", "more cells than the header"},
		{"a quote that never closes", strings.Replace(newLine, "SERUM B", `"SERUM B`, 1)[:60], "quotes that do not close, or text after them"},
		{"text after a quote", strings.Replace(newLine, "SERUM B", `"SERUM" B`, 1), "quotes that do not close, or text after them"},
		{"a line that is too long", strings.Replace(newLine, "SERUM B", strings.Repeat("B", 5000), 1), "longer than 4096 bytes"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			plain := strings.ReplaceAll(newLine, `"`, "")
			plain = strings.ReplaceAll(plain, "Rash, Swelling face", "Rash")
			rows, tally, err := readAll(t, newHeader+"\n"+plain+"\n"+c.bad+"\n"+plain+"\n", caers.Options{MaxLine: 4096})
			if err != nil {
				t.Fatal(err)
			}
			want := []signal.Remark{{Text: c.reason, Count: 1, Lines: []int64{3}}}
			if diff := cmp.Diff(want, tally.Refused); diff != "" || len(rows) != 2 || tally.Read != 3 {
				t.Errorf("%d rows of %d lines\n%s", len(rows), tally.Read, diff)
			}
		})
	}
}

func TestALineBreakInQuotesIsPartOfItsCell(t *testing.T) {
	t.Parallel()
	text := newHeader + "\n" + strings.Replace(newLine, "SERUM B", "\"SERUM\nB\"", 1) + "\n" + newLine + "\n"
	r, err := caers.NewReader(strings.NewReader(text), caers.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var lines []int64
	for row, err := r.Read(); err == nil; row, err = r.Read() {
		lines = append(lines, r.Line())
		if len(lines) == 1 && row.Product != "SERUM\nB" {
			t.Errorf("product %q", row.Product)
		}
	}
	if diff := cmp.Diff([]int64{2, 2, 4, 4}, lines); diff != "" {
		t.Error(diff)
	}
}

func TestAnInchMarkInANameIsNoQuote(t *testing.T) {
	t.Parallel()
	rows, tally, err := readAll(t, newHeader+"\n"+strings.Replace(newLine, "SERUM B", `5" TUBE`, 1)+"\n"+newLine, caers.Options{})
	if err != nil || len(rows) != 4 || rows[0].Product != `5" TUBE` || len(tally.Refused) != 0 {
		t.Errorf("%+v, %+v, %v", rows, tally, err)
	}
}

func TestAFileThatIsNoCAERSFileIsRefused(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, text, want string }{
		{"an empty file", "", "line 1"},
		{"no product column", "Report ID,MedDRA Preferred Terms\n1,RASH\n", `the column "Product"`},
		{"no symptom column", "\nReport ID,Product\n1,X\n", `line 2: "Report ID,Product"`},
		{"a header with an open quote", `"Report ID,Product`, "quotes that close"},
		{"a header without end", strings.Repeat("x", 5000), "at most 4096 bytes"},
		{"gzip", "\x1f\x8b\x08\x00abc", "gzip"},
		{"a spreadsheet", "PK\x03\x04abc", "spreadsheet"},
		{"UTF-16", "\xff\xfeR\x00", "UTF-16"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, _, err := readAll(t, c.text, caers.Options{MaxLine: 4096})
			var input *skinafter.InputError
			if !errors.As(err, &input) || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

func TestAnErrorOfTheStreamKeepsItsLine(t *testing.T) {
	t.Parallel()
	broken := errors.New("broken")
	in := io.MultiReader(strings.NewReader(newHeader+"\n"+newLine+"\n"+newLine[:20]), iotest.ErrReader(broken))
	r, err := caers.NewReader(in, caers.Options{})
	for err == nil {
		_, err = r.Read()
	}
	if !errors.Is(err, broken) || !strings.HasPrefix(err.Error(), "line 3") || r.Tally().Rows != 2 {
		t.Errorf("got %v after %d rows", err, r.Tally().Rows)
	}
}

func TestOnlyTheIndustriesAskedForAreUsed(t *testing.T) {
	t.Parallel()
	text := newHeader + "\n" + newLine + "\n" + strings.Replace(newLine, "53.0", "54", 1) + "\n" + strings.Replace(newLine, "53.0", "", 1) + "\n"
	rows, tally, err := readAll(t, text, caers.Options{Industries: []string{caers.Cosmetics}})
	want := []signal.Remark{{Text: "industry 54", Count: 1, Lines: []int64{3}}, {Text: "industry not said", Count: 1, Lines: []int64{4}}}
	if diff := cmp.Diff(want, tally.LeftOut); err != nil || len(rows) != 2 || diff != "" {
		t.Errorf("%d rows, %v\n%s", len(rows), err, diff)
	}
}

func TestWhatCannotBeReadIsNoted(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, line, want string }{
		{"an age", strings.Replace(newLine, "18,Month(s)", "young,Month(s)", 1), "an age that cannot be read"},
		{"an endless age", strings.Replace(newLine, "18,Month(s)", "Inf,Year(s)", 1), "an age that cannot be read"},
		{"a unit of age", strings.Replace(newLine, "Month(s)", "Not Available", 1), "an age that cannot be read"},
		{"a role", strings.Replace(newLine, "CONCOMITANT", "GUILTY", 1), `role "GUILTY" is not known`},
		{"a name that is withheld", strings.Replace(newLine, "SERUM B", "EXEMPTION 4", 1), "the FDA withholds the product's name: different products count as one"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			rows, tally, err := readAll(t, newHeader+"\n"+c.line, caers.Options{})
			if err != nil || len(rows) != 2 || len(tally.Noted) != 1 || tally.Noted[0].Text != c.want {
				t.Errorf("%d rows, %+v, %v", len(rows), tally, err)
			}
		})
	}
}

func TestWindows1252IsReadAndCounted(t *testing.T) {
	t.Parallel()
	rows, tally, err := readAll(t, newHeader+"\n"+strings.Replace(newLine, "SERUM B", "S\xc9RUM", 1)+"\n"+newLine, caers.Options{})
	if err != nil || len(rows) != 4 || rows[0].Product != "SÉRUM" || tally.Converted != 1 {
		t.Errorf("%+v, %+v, %v", rows, tally, err)
	}
}

func TestAReportWithFiveThousandProductsIsRead(t *testing.T) {
	t.Parallel()
	var text strings.Builder
	text.WriteString(newHeader + "\n")
	for i := range 5000 {
		text.WriteString(strings.Replace(newLine, "SERUM B", fmt.Sprintf("P%d", i), 1) + "\n")
	}
	rows, tally, err := readAll(t, text.String(), caers.Options{})
	if err != nil || len(rows) != 10000 || tally.Used != 5000 {
		t.Errorf("%d rows, %+v, %v", len(rows), tally, err)
	}
}

// A quote that swallows very many short lines is given up in bounded time and memory.
func TestAnOpenQuoteTakesBoundedTime(t *testing.T) {
	t.Parallel()
	start := time.Now()
	rows, tally, err := readAll(t, newHeader+"\n\""+strings.Repeat("\n", 3<<20)+newLine+"\n", caers.Options{})
	if err != nil || len(rows) != 2 || tally.Read != 2 {
		t.Errorf("%d rows, %+v, %v", len(rows), tally, err)
	}
	if took := time.Since(start); took > 20*time.Second {
		t.Errorf("took %v", took)
	}
}

// endless is a line that never ends: n bytes of it.
type endless struct{ n int64 }

func (e *endless) Read(p []byte) (int, error) {
	if e.n <= 0 {
		return 0, io.EOF
	}
	n := int(min(int64(len(p)), e.n))
	for i := range p[:n] {
		p[i] = 'x'
	}
	e.n -= int64(n)
	return n, nil
}

// A line of 2 GB is refused with its number, and memory stays at the limit of a line.
func TestALineOfTwoGigabytesIsRefused(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Log("reading 64 MB in place of 2 GB")
	}
	size := int64(2 << 30)
	if testing.Short() {
		size = 64 << 20
	}
	in := io.MultiReader(strings.NewReader(newHeader+"\n"), &endless{size}, strings.NewReader("\n"+newLine+"\n"))
	r, err := caers.NewReader(in, caers.Options{})
	if err != nil {
		t.Fatal(err)
	}
	row, err := r.Read()
	tally := r.Tally()
	if err != nil || row.Product != "SERUM B" || r.Line() != 3 || len(tally.Refused) != 1 || tally.Refused[0].Lines[0] != 2 {
		t.Errorf("%+v at line %d, %+v, %v", row, r.Line(), tally, err)
	}
}

// Law: whatever is read, reading ends without a crash, every row has its three names, every line
// read is used, refused or left out, and the rows are counted.
func FuzzReader(f *testing.F) {
	for _, s := range []string{
		newHeader + "\n" + newLine, oldHeader + "\n" + oldLine, "report,product,terms\n1,\"a\nb\",c\n", "report,product,terms\n\"\n1,2,3\n",
		"\ufeffreport,product,terms\r\n1,2,\xff\r\n", "report,product,terms\n\"\"\"\n,,\n1,2,\"3\"4\n",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		rows, tally, err := readAll(t, text, caers.Options{MaxLine: 500})
		if err != nil {
			return
		}
		for _, r := range rows {
			if r.Report == "" || r.Product == "" || r.Event == "" {
				t.Fatalf("%+v", r)
			}
		}
		refused := int64(0)
		for _, r := range tally.Refused {
			refused += r.Count
		}
		if int64(len(rows)) != tally.Rows || tally.Used+refused != tally.Read {
			t.Fatalf("%d rows, %+v", len(rows), tally)
		}
	})
}

func ExampleReader() {
	r, err := caers.NewReader(strings.NewReader(newHeader+"\n"+newLine+"\n"), caers.Options{Industries: []string{caers.Cosmetics}})
	if err != nil {
		fmt.Println(err)
		return
	}
	for {
		row, err := r.Read()
		if err != nil {
			break
		}
		fmt.Println(row.Report, "|", row.Product, "|", row.Event, "|", row.Role)
	}
	// Output:
	// 2019-CFS-001550 | SERUM B | Rash | concomitant
	// 2019-CFS-001550 | SERUM B | Swelling face | concomitant
}
