package longrows_test

import (
	"strings"
	"testing"
	"time"

	"skinafter/interop/longrows"
	"skinafter/signal"
)

// Each of these lines opens a quote that the next one leaves open: looked at one by one, every
// line would cost all that is left of the file, or a megabyte.
func TestLinesThatEachOpenAQuoteTakeTimeInProportionToTheFile(t *testing.T) {
	t.Parallel()
	const lines = 300_000
	open := strings.Repeat("a\"b,\"c\n", lines)
	for _, c := range []struct{ name, text string }{
		{"that never closes", "report,product,event\n" + open},
		{"that closes at the end of a record nobody can use", "report,product,event\n" + open[:900_000/7*7] + "x\"y\n" + open},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			start := time.Now()
			rows, tally := read(t, c.text+"1,cream,redness\n", longrows.Options{})
			if took := time.Since(start); took > 15*time.Second {
				t.Errorf("%v for %d bytes", took, len(c.text))
			}
			if len(rows) != 1 || rows[0].Product != "cream" {
				t.Errorf("%d rows", len(rows))
			}
			accounted(t, tally)
		})
	}
}

func accounted(t *testing.T, tally signal.Intake) {
	t.Helper()
	sum := tally.Used
	for _, r := range append(tally.Refused, tally.LeftOut...) {
		sum += r.Count
	}
	if sum != tally.Read {
		t.Errorf("%d read, %d accounted for: %+v", tally.Read, sum, tally)
	}
}

func TestAfterAnOpenQuoteLongRecordsAreStillWhole(t *testing.T) {
	t.Parallel()
	text := "report,product,event\n0,\"stray,x\n1,\"a\nb\nc\",e\n" + strings.Repeat("2,\"a\nb\",f\n", 1000)
	rows, tally := read(t, text, longrows.Options{})
	if len(rows) != 1001 || rows[0].Product != "a\nb\nc" || tally.Read != 1002 {
		t.Errorf("%d rows, %d read", len(rows), tally.Read)
	}
	accounted(t, tally)
}

// A role that is no role must not be taken over by the rows after it.
func TestARoleNobodyKnowsSaysNothingOfTheNextRow(t *testing.T) {
	t.Parallel()
	const text = "report,product,event,role\n1,a,e,concomitant\n2,a,e,?\n3,a,e,concomitant\n4,a,e,?\n5,a,e,?\n6,b,e,suspect\n"
	rows, tally := read(t, text, longrows.Options{Use: func(r signal.Role) bool { return r != signal.RoleConcomitant }})
	if got := strings.Join(brief(rows), " "); got != "2/a/e 4/a/e 5/a/e 6/b/e" {
		t.Errorf("used %s", got)
	}
	for i, want := range []signal.Role{signal.RoleUnknown, signal.RoleUnknown, signal.RoleUnknown, signal.RoleSuspect} {
		if rows[i].Role != want {
			t.Errorf("row %d is %v", i, rows[i].Role)
		}
	}
	if len(tally.Noted) != 1 || tally.Noted[0].Count != 3 {
		t.Errorf("noted: %+v", tally.Noted)
	}
	accounted(t, tally)
}
