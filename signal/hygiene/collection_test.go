package hygiene_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"skinafter"
	"skinafter/signal"
	"skinafter/signal/hygiene"
)

func TestARowWithoutANameIsRefused(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]signal.Row{
		"no report":  {Product: "P", Event: "E"},
		"no product": {Report: "1", Event: "E"},
		"no event":   {Report: "1", Product: "P"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := hygiene.Gather()
			err := c.Add(row)
			var input *skinafter.InputError
			if !errors.As(err, &input) || c.Rows() != 0 || c.Reports() != 0 {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestRowsOfAReportFillEachOther(t *testing.T) {
	t.Parallel()
	age := signal.Number{Value: 40, Known: true}
	c := gather(t,
		signal.Row{Report: "1", Product: "P", Event: "E", Sex: "F"},
		signal.Row{Report: "2", Product: "P", Event: "E"},
		signal.Row{Report: "1", Product: "P", Event: "D", Age: age, Year: 2024, Role: signal.RoleConcomitant, Strata: "x"},
		signal.Row{Report: "1", Product: "P", Event: "E", Serious: signal.Yes, Role: signal.RoleSuspect},
	)
	about := signal.Row{Report: "1", Product: "P", Role: signal.RoleSuspect, Strata: "x", Sex: "f", Age: age, Year: 2024, Serious: signal.Yes}
	d, e := about, about
	d.Event, e.Event = "D", "E"
	want := []signal.Row{d, e, {Report: "2", Product: "P", Event: "E"}}
	if diff := cmp.Diff(want, slices.Collect(c.Pairs(nil))); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if c.Rows() != 4 || c.Reports() != 2 || c.Conflicts() != 0 {
		t.Errorf("%d rows, %d reports, %d conflicts", c.Rows(), c.Reports(), c.Conflicts())
	}
	if got := slices.Collect(c.Pairs(func(r string) bool { return r == "2" })); len(got) != 1 || got[0].Report != "2" {
		t.Errorf("kept %+v", got)
	}
}

func TestRowsThatDisagreeAreCounted(t *testing.T) {
	t.Parallel()
	base := signal.Row{Report: "1", Product: "P", Event: "E", Sex: "F", Year: 2024, Age: signal.Number{Value: 40, Known: true}, Serious: signal.No}
	for name, change := range map[string]func(*signal.Row){
		"sex":         func(r *signal.Row) { r.Sex = "M" },
		"year":        func(r *signal.Row) { r.Year = 2023 },
		"age":         func(r *signal.Row) { r.Age.Value = 41 },
		"seriousness": func(r *signal.Row) { r.Serious = signal.Yes },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			other := base
			change(&other)
			one, two := gather(t, base, other), gather(t, other, base)
			if one.Conflicts() != 1 || two.Conflicts() != 1 {
				t.Errorf("%d and %d conflicts", one.Conflicts(), two.Conflicts())
			}
			if diff := cmp.Diff(slices.Collect(one.Pairs(nil)), slices.Collect(two.Pairs(nil))); diff != "" {
				t.Errorf("the order of the rows decides:\n%s", diff)
			}
		})
	}
}

// Law: a collection hands back just the distinct pairs that it was given, and counts them as a
// Counter does.
func TestLawACollectionCountsAsTheCounterDoes(t *testing.T) {
	t.Parallel()
	row := rapid.Custom(func(t *rapid.T) signal.Row {
		return signal.Row{
			Report: rapid.StringMatching(`[1-9]`).Draw(t, "report"), Product: rapid.StringMatching(`P[1-4]`).Draw(t, "product"),
			Event: rapid.StringMatching(`E[1-4]`).Draw(t, "event"), Strata: rapid.SampledFrom([]string{"", "a", "b"}).Draw(t, "stratum"),
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		c, straight, again := hygiene.Gather(), signal.NewCounter(), signal.NewCounter()
		for _, r := range rapid.SliceOfN(row, 1, 40).Draw(t, "rows") {
			if err := errors.Join(c.Add(r), straight.AddRow(r)); err != nil {
				t.Fatal(err)
			}
		}
		for r := range c.Pairs(nil) {
			if err := again.AddRow(r); err != nil {
				t.Fatal(err)
			}
		}
		var bytes [2][]byte
		for i, counter := range []*signal.Counter{straight, again} {
			counts, err := counter.Counts()
			if err != nil {
				t.Fatal(err)
			}
			if bytes[i], err = counts.MarshalBinary(); err != nil {
				t.Fatal(err)
			}
		}
		if !slices.Equal(bytes[0], bytes[1]) {
			t.Fatal("the counts differ")
		}
	})
}

func TestRolesSayWhatTheyLeaveOut(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		word string
		role signal.Role
		ok   bool
	}{
		{"", signal.RoleConcomitant, true},
		{"any", signal.RoleConcomitant, true},
		{"suspect", signal.RoleSuspect, true},
		{"Suspect", signal.RoleInteracting, true},
		{"suspect", signal.RoleUnknown, true},
		{"suspect", signal.RoleConcomitant, false},
		{"named-suspect", signal.RoleUnknown, false},
		{"named-suspect", signal.RoleInteracting, true},
		{"named-suspect", signal.RoleConcomitant, false},
	} {
		roles, err := hygiene.ParseRoles(c.word)
		if err != nil {
			t.Fatal(err)
		}
		if ok, because := roles.Takes(c.role); ok != c.ok || (because == "") != ok {
			t.Errorf("%q takes %v: %v, %q", c.word, c.role, ok, because)
		}
		if again, err := hygiene.ParseRoles(roles.String()); err != nil || again != roles {
			t.Errorf("%v is read as %v, %v", roles, again, err)
		}
	}
	var input *skinafter.InputError
	if _, err := hygiene.ParseRoles("guilty"); !errors.As(err, &input) {
		t.Errorf("got %v", err)
	}
}

func TestSmallCellsAreCounted(t *testing.T) {
	t.Parallel()
	counter := signal.NewCounter()
	for _, r := range []signal.Row{
		{Report: "1", Product: "P", Event: "E"},
		{Report: "2", Product: "P", Event: "E"},
		{Report: "3", Product: "P", Event: "E"},
		{Report: "1", Product: "P", Event: "rare"},
		{Report: "2", Product: "Q", Event: "E"},
	} {
		if err := counter.AddRow(r); err != nil {
			t.Fatal(err)
		}
	}
	counts, err := counter.Counts()
	if err != nil {
		t.Fatal(err)
	}
	cells, err := hygiene.CountCells(counts, hygiene.LeastCell)
	if want := (hygiene.Cells{Least: 3, Shown: 1, Withheld: 2}); err != nil || cells != want {
		t.Errorf("got %+v, %v", cells, err)
	}
	var input *skinafter.InputError
	if _, err := hygiene.CountCells(counts, 0); !errors.As(err, &input) {
		t.Errorf("got %v", err)
	}
}
