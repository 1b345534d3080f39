package signal_test

import (
	"fmt"
	"math"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"skinafter/signal"
)

func TestSeriousFollowsTheOutcomes(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name     string
		outcomes []string
		want     signal.Answer
	}{
		{"nothing is said", nil, signal.NotSaid},
		{"empty words say nothing", []string{"", " ", "None", "Unknown"}, signal.NotSaid},
		{"a hospital", []string{"VISITED A HEALTH CARE PROVIDER", "HOSPITALIZATION"}, signal.Yes},
		{"a visit alone", []string{"Visited Emergency Room"}, signal.No},
		{"words that deny it", []string{"NON-SERIOUS INJURIES/ ILLNESS"}, signal.No},
		{"words that deny it do not hide others", []string{"NON-SERIOUS INJURIES/ ILLNESS", "Disability"}, signal.Yes},
		{"an intervention", []string{"REQ. INTERVENTION TO PRVNT PERM. IMPRMNT."}, signal.Yes},
		{"what is medically important", []string{"MEDICALLY IMPORTANT"}, signal.Yes},
		{"important medical events", []string{"Other (Important Medical Events)"}, signal.Yes},
		{"what is not medically important", []string{"Not Medically Important"}, signal.No},
		{"other serious events", []string{"Other Serious or Important Medical Event"}, signal.Yes},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := signal.Serious(c.outcomes); got != c.want {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

func TestYearsFollowTheUnit(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		unit  string
		years float64
		ok    bool
	}{
		{"year(s)", 24, true},
		{"YR", 24, true},
		{"", 24, true},
		{"Month(s)", 2, true},
		{"MO", 2, true},
		{"Decade(s)", 240, true},
		{"Week(s)", 24 * 7 / 365.25, true},
		{"DAYS", 24 / 365.25, true},
		{"hours", 24 / 8766.0, true},
		{"moons", 24, false},
		{"Not Available", 24, false},
	} {
		if got, ok := signal.Years(24, c.unit); ok != c.ok || math.Abs(got-c.years) > 1e-12 {
			t.Errorf("%q: %v, %v", c.unit, got, ok)
		}
	}
}

func TestRemarksCountAndKeepTheFirstLines(t *testing.T) {
	t.Parallel()
	var r signal.Remarks
	r.Add("rare", 1)
	for line := range int64(9) {
		r.Add("often", line+2)
	}
	want := []signal.Remark{{Text: "often", Count: 9, Lines: []int64{2, 3, 4, 5, 6}}, {Text: "rare", Count: 1, Lines: []int64{1}}}
	if diff := cmp.Diff(want, r.List()); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestVeryManyReasonsAreGatheredAndAllAreCounted(t *testing.T) {
	t.Parallel()
	const rows = 300_000
	var r signal.Remarks
	start := time.Now()
	for i := range rows {
		r.Add(fmt.Sprint("role ", i), int64(i))
	}
	r.Add("role 7", rows)
	if took := time.Since(start); took > 10*time.Second {
		t.Errorf("took %v", took)
	}
	sum, list := int64(0), r.List()
	for _, x := range list {
		sum += x.Count
	}
	if sum != rows+1 || len(list) > 200 || list[1].Text != "role 7" || list[1].Count != 2 {
		t.Errorf("%d of %d in %d reasons, second %+v", sum, rows+1, len(list), list[1])
	}
}
