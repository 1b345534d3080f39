package caers_test

import (
	"strings"
	"testing"
	"time"

	"skinafter/interop/caers"
)

const shortHeader = "Report ID,Product,MedDRA Preferred Terms\n"

// Each of these lines opens a quote that the next one leaves open.
func TestLinesThatEachOpenAQuoteTakeTimeInProportionToTheFile(t *testing.T) {
	t.Parallel()
	start := time.Now()
	rows, tally, err := readAll(t, shortHeader+strings.Repeat("a\"b,\"c\n", 300_000)+"1,cream,redness\n", caers.Options{})
	if took := time.Since(start); took > 15*time.Second {
		t.Errorf("took %v", took)
	}
	if err != nil || len(rows) != 1 || tally.Read != 300_001 || tally.Refused[0].Count != 300_000 {
		t.Errorf("%d rows, %+v, %v", len(rows), tally, err)
	}
}

// A stray quote runs on to the next one; the lines between are not lost.
func TestAStrayQuoteCostsItsOwnLineOnly(t *testing.T) {
	t.Parallel()
	text := shortHeader + "1,\"stray,redness\n2,oil,itch\n3,balm,itch\n4,\"a\nb\",itch\n5,tape,\"itch, redness\"\n"
	rows, tally, err := readAll(t, text, caers.Options{})
	var got []string
	for _, r := range rows {
		got = append(got, r.Report+"/"+r.Product+"/"+r.Event)
	}
	if want := "2/oil/itch 3/balm/itch 4/a\nb/itch 5/tape/itch 5/tape/redness"; err != nil || strings.Join(got, " ") != want {
		t.Errorf("%q, %v", got, err)
	}
	if tally.Read != 5 || tally.Used != 4 || len(tally.Refused) != 1 || tally.Refused[0].Lines[0] != 2 {
		t.Errorf("%+v", tally)
	}
}
