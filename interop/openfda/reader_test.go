package openfda_test

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"skinafter"
	"skinafter/interop/openfda"
	"skinafter/signal"
)

// readAll reads rows to the end.
func readAll(t testing.TB, text string, o openfda.Options) ([]signal.Row, signal.Intake, error) {
	t.Helper()
	r, err := openfda.NewReader(strings.NewReader(text), o)
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

const food = `{"report_number":"F1","outcomes":["Disability"],"date_created":"20160630","reactions":["RASH","SWELLING"],
  "date_started":null,"consumer":{"age":"34.5","age_unit":"year(s)","gender":"Female"},
  "products":[{"role":"SUSPECT","name_brand":"CREAM A","industry_code":"53","industry_name":"Cosmetics"},
              {"role":"CONCOMITANT","name_brand":"PILL B","industry_code":"54"}]}`

const cosmetic = `{"report_number":"C1","legacy_report_id":"9","initial_received_date":"20240105","event_date":"20231230",
  "patient":{"age":"6","age_unit":"Month(s)","gender":"Male"},"outcomes":["Other Serious or Important Medical Event"],
  "products":[{"product_name":"Serum","role":"Suspect"}],"reactions":["Purpura"]}`

const device = `{"mdr_report_key":"77","report_number":"R-1","event_type":"Injury","date_received":"20240301","date_of_event":"20240210",
  "device":[{"brand_name":"","generic_name":"Microneedling pen"}],"product_problems":["Break"],
  "patient":[{"patient_age":"41 YR","patient_sex":"Female","patient_problems":["Burn(s)","Scar Tissue"]}]}`

func TestTheThreeKindsOfReportsGiveRows(t *testing.T) {
	t.Parallel()
	age := func(y float64) signal.Number { return signal.Number{Value: y, Known: true} }
	for _, c := range []struct {
		name string
		text string
		want []signal.Row
	}{
		{"food/event", food, []signal.Row{
			{Report: "F1", Product: "CREAM A", Event: "RASH", Role: signal.RoleSuspect, Sex: "Female", Age: age(34.5), Year: 2016, Date: "20160630", Serious: signal.Yes},
			{Report: "F1", Product: "CREAM A", Event: "SWELLING", Role: signal.RoleSuspect, Sex: "Female", Age: age(34.5), Year: 2016, Date: "20160630", Serious: signal.Yes},
			{Report: "F1", Product: "PILL B", Event: "RASH", Role: signal.RoleConcomitant, Sex: "Female", Age: age(34.5), Year: 2016, Date: "20160630", Serious: signal.Yes},
			{Report: "F1", Product: "PILL B", Event: "SWELLING", Role: signal.RoleConcomitant, Sex: "Female", Age: age(34.5), Year: 2016, Date: "20160630", Serious: signal.Yes},
		}},
		{"cosmetic/event", cosmetic, []signal.Row{
			{Report: "C1", Product: "Serum", Event: "Purpura", Role: signal.RoleSuspect, Sex: "Male", Age: age(0.5), Year: 2024, Date: "20231230", Serious: signal.Yes},
		}},
		{"device/event", device, []signal.Row{
			{Report: "77", Product: "Microneedling pen", Event: "Burn(s)", Role: signal.RoleSuspect, Sex: "Female", Age: age(41), Year: 2024, Date: "20240210", Serious: signal.Yes},
			{Report: "77", Product: "Microneedling pen", Event: "Scar Tissue", Role: signal.RoleSuspect, Sex: "Female", Age: age(41), Year: 2024, Date: "20240210", Serious: signal.Yes},
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			rows, tally, err := readAll(t, c.text, openfda.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, rows); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
			if want := (signal.Intake{Read: 1, Used: 1, Rows: int64(len(c.want))}); !cmp.Equal(want, tally) {
				t.Errorf("tally %+v", tally)
			}
		})
	}
}

func TestReportsAreFoundInEveryWrapping(t *testing.T) {
	t.Parallel()
	small := strings.ReplaceAll(cosmetic, "\n", " ")
	for name, text := range map[string]string{
		"an answer with results":        `{"meta":{"results":{"total":2}},"results":[` + small + "," + small + "]}",
		"results before the other data": `{"results":[` + small + "," + small + `],"meta":{"a":[1,{"b":"]}"}]}}`,
		"a plain list":                  "[" + small + "\n,\n" + small + "]",
		"one report a line":             small + "\n" + small + "\n",
		"one answer a line":             `{"results":[` + small + "]}\n" + `{"results":[` + small + "]}\n",
		"two lists of results":          `{"results":[` + small + `],"results":[` + small + `]}`,
		"a byte order mark and CRLF":    "\ufeff" + small + "\r\n" + small + "\r\n",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			rows, tally, err := readAll(t, text, openfda.Options{})
			if err != nil || len(rows) != 2 || tally.Read != 2 || tally.Used != 2 || len(tally.Refused) > 0 {
				t.Errorf("%d rows, %+v, %v", len(rows), tally, err)
			}
		})
	}
}

func TestAReportThatCannotBeUsedIsToldWithItsLine(t *testing.T) {
	t.Parallel()
	good := strings.ReplaceAll(cosmetic, "\n", " ")
	for _, c := range []struct {
		name, bad, reason string
	}{
		{"no number", `{"products":[{"product_name":"X"}],"reactions":["Y"]}`, "no report number"},
		{"no product", `{"report_number":"1","products":[],"reactions":["Y"]}`, "no product"},
		{"no reaction", `{"report_number":"1","products":[{"product_name":"X"}],"reactions":null}`, "no reaction"},
		{"a field of another kind", `{"report_number":{"a":1},"reactions":["Y"]}`, "the field report_number holds an object"},
		{"a list where a text stands", `{"report_number":["a","b"]}`, "the field report_number holds a list"},
		{"no report", `5`, "not a JSON object of a report"},
		{"no JSON", `{"report_number" "1"}`, "not JSON"},
		{"a report that is too long", `{"report_number":"` + strings.Repeat("1", 5000) + `"}`, "longer than 4096 bytes"},
		{"brackets without end", strings.Repeat("[", 2000) + strings.Repeat("]", 2000), "not a JSON object of a report"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			rows, tally, err := readAll(t, "[\n"+good+",\n"+c.bad+",\n"+good+"]", openfda.Options{MaxReport: 4096})
			if err != nil {
				t.Fatal(err)
			}
			want := []signal.Remark{{Text: c.reason, Count: 1, Lines: []int64{3}}}
			if diff := cmp.Diff(want, tally.Refused); diff != "" || len(rows) != 2 || tally.Read != 3 {
				t.Errorf("%d rows of %d reports\n%s", len(rows), tally.Read, diff)
			}
		})
	}
}

func TestTextThatEndsTheReadingNamesItsLine(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, text, line string }{
		{"cut off in a report", "{\"results\":[\n" + cosmetic[:60], "line 2"},
		{"cut off between reports", "[\n" + cosmetic + ",\n", "line 5"},
		{"cut off after the results", `{"results":[` + "]\n", "line 2"},
		{"another kind of text", "\n\nreport,product,event\n", "line 3"},
		{"a field without a colon", "{\n\"results\" []}", "line 2"},
		{"an answer that is an error", `{"error":{"code":"NOT_FOUND","message":"No matches found!"}}`, "line 1: \"No matches found!\""},
		{"gzip", "\x1f\x8b\x08\x00", "line 1"},
		{"a zip archive", "PK\x03\x04", "line 1"},
		{"UTF-16", "\xff\xfe[\x00", "line 1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, _, err := readAll(t, c.text, openfda.Options{})
			var input *skinafter.InputError
			if !errors.As(err, &input) || !strings.HasPrefix(err.Error(), c.line) {
				t.Errorf("got %v, want an input error at %s", err, c.line)
			}
		})
	}
}

func TestAnErrorOfTheStreamKeepsItsLine(t *testing.T) {
	t.Parallel()
	broken := errors.New("broken")
	in := io.MultiReader(strings.NewReader("[\n"+cosmetic+","), iotest.ErrReader(broken))
	r, err := openfda.NewReader(in, openfda.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err = r.Read(); err != nil {
		t.Fatal(err)
	}
	if _, err = r.Read(); !errors.Is(err, broken) || !strings.HasPrefix(err.Error(), "line 4") {
		t.Errorf("got %v", err)
	}
}

func TestAReportWithFiveThousandProductsIsRead(t *testing.T) {
	t.Parallel()
	var products []string
	for i := range 5000 {
		products = append(products, fmt.Sprintf(`{"product_name":"P%d","role":"Suspect"}`, i))
	}
	text := `{"report_number":"1","reactions":["A","B"],"products":[` + strings.Join(products, ",") + `]}`
	rows, tally, err := readAll(t, text, openfda.Options{})
	if err != nil || len(rows) != 10000 || rows[9999].Product != "P4999" || tally.Rows != 10000 {
		t.Errorf("%d rows, %+v, %v", len(rows), tally, err)
	}
}

func TestOtherIndustriesAreLeftOutAndCounted(t *testing.T) {
	t.Parallel()
	rows, tally, err := readAll(t, food, openfda.Options{Industries: []string{"53"}})
	if err != nil || len(rows) != 2 || len(tally.LeftOut) != 1 || tally.LeftOut[0].Text != "industry 54" || tally.Used != 1 {
		t.Errorf("%d rows, %+v, %v", len(rows), tally, err)
	}
	rows, tally, err = readAll(t, food, openfda.Options{Industries: []string{"3"}})
	if err != nil || len(rows) != 0 || len(tally.LeftOut) != 2 || len(tally.Refused) != 0 || tally.Used != 0 {
		t.Errorf("%d rows, %+v, %v", len(rows), tally, err)
	}
}

func TestWhatCannotBeReadIsNoted(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, text, want string }{
		{"an age", strings.Replace(food, "34.5", "old", 1), "an age that cannot be read"},
		{"a unit of age", strings.Replace(food, "year(s)", "moons", 1), "an age that cannot be read"},
		{"a role", strings.Replace(food, "SUSPECT", "GUILTY", 1), `role "GUILTY" is not known`},
		{"a product without a name", strings.Replace(food, "PILL B", "", 1), "a product without a name, left out of its report"},
		{"a name that is withheld", strings.Replace(food, "PILL B", "EXEMPTION 4", 1), "the FDA withholds the product's name: different products count as one"},
		{"a patient", strings.Replace(cosmetic, `"6"`, `{}`, 1), "a patient that cannot be read"},
		{"a device without a name", strings.Replace(device, "Microneedling pen", `"},{"brand_name":"Pen`, 1), "a device without a name, left out of its report"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			rows, tally, err := readAll(t, c.text, openfda.Options{})
			if err != nil || len(rows) == 0 {
				t.Fatalf("%d rows, %v", len(rows), err)
			}
			if len(tally.Noted) != 1 || tally.Noted[0].Text != c.want {
				t.Errorf("noted %+v, want %q", tally.Noted, c.want)
			}
		})
	}
}

func TestProblemsOfADeviceAreEventsOnlyIfAskedFor(t *testing.T) {
	t.Parallel()
	rows, _, err := readAll(t, device, openfda.Options{DeviceProblems: true})
	if err != nil || len(rows) != 3 || rows[2].Event != "Break" {
		t.Errorf("%+v, %v", rows, err)
	}
}

func TestWindows1252IsReadAndCounted(t *testing.T) {
	t.Parallel()
	rows, tally, err := readAll(t, strings.Replace(cosmetic, "Serum", "S\xe9rum", 1)+"\n"+cosmetic, openfda.Options{})
	if err != nil || len(rows) != 2 || rows[0].Product != "Sérum" || tally.Converted != 1 {
		t.Errorf("%+v, %+v, %v", rows, tally, err)
	}
}

// Law: whatever is read, reading ends without a crash, every row has its three names and a line,
// every report read is used, refused or left out, and the rows are counted.
func FuzzReader(f *testing.F) {
	for _, s := range []string{food, cosmetic, device, "[" + food + "," + device + "]", `{"meta":{},"results":[` + cosmetic + `]}`, `[5,"a",{}]`, "{", "[", `{"a":tru`, "\ufeff", "[\xff]"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		rows, tally, err := readAll(t, text, openfda.Options{MaxReport: 1000})
		for _, r := range rows {
			if r.Report == "" || r.Product == "" || r.Event == "" {
				t.Fatalf("%+v", r)
			}
		}
		refused := int64(0)
		for _, r := range tally.Refused {
			refused += r.Count
		}
		whole := tally.Used+refused == tally.Read || len(tally.LeftOut) > 0 || err != nil
		if int64(len(rows)) != tally.Rows || !whole {
			t.Fatalf("%d rows, %+v, %v", len(rows), tally, err)
		}
	})
}

func ExampleReader() {
	r, err := openfda.NewReader(strings.NewReader(`{"results":[{"report_number":"1","products":[{"product_name":"Serum","role":"Suspect"}],"reactions":["RASH","ITCHING"]}]}`), openfda.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for {
		row, err := r.Read()
		if err != nil {
			break
		}
		fmt.Println(row.Report, row.Product, row.Event, row.Role)
	}
	fmt.Println(r.Tally().Read, "report,", r.Tally().Rows, "rows")
	// Output:
	// 1 Serum RASH suspect
	// 1 Serum ITCHING suspect
	// 1 report, 2 rows
}
