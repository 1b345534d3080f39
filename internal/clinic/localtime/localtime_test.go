package localtime_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"skinafter"
	"skinafter/internal/clinic/localtime"
)

func TestTimesAreReadAsTheClockOnTheWallShowedThem(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, text, zone, first, last string }{
		{"a minute in winter", "2026-11-19T13:00", "Europe/Berlin", "2026-11-19T12:00:00Z", "2026-11-19T12:00:00Z"},
		{"a minute with a space", "2026-06-19 13:00", "Europe/Berlin", "2026-06-19T11:00:00Z", "2026-06-19T11:00:00Z"},
		{"seconds", "2026-06-19T13:00:30", "UTC", "2026-06-19T13:00:30Z", "2026-06-19T13:00:30Z"},
		{"its own offset wins", "2026-06-19T13:00:00-05:00", "Europe/Berlin", "2026-06-19T18:00:00Z", "2026-06-19T18:00:00Z"},
		{"an hour that was there twice", "2026-10-25T02:30", "Europe/Berlin", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"},
		{"half an hour that was there twice", "2026-04-05T01:45", "Australia/Lord_Howe", "2026-04-04T14:45:00Z", "2026-04-04T15:15:00Z"},
		{"an evening", "2026-11-18 evening", "Europe/Berlin", "2026-11-18T17:00:00Z", "2026-11-18T22:59:00Z"},
		{"a night in which the clock was put back", "2026-10-25 night", "Europe/Berlin", "2026-10-24T22:00:00Z", "2026-10-25T04:59:00Z"},
		{"a day", "2026-11-18", "Asia/Kathmandu", "2026-11-17T18:15:00Z", "2026-11-18T18:14:00Z"},
		{"a day of 23 hours", "2026-03-29", "Europe/Berlin", "2026-03-28T23:00:00Z", "2026-03-29T21:59:00Z"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			first, last, err := localtime.Read("ended", c.text, c.zone)
			if err != nil || first.Format(time.RFC3339) != c.first || last.Format(time.RFC3339) != c.last {
				t.Errorf("%s to %s, %v; want %s to %s", first.Format(time.RFC3339), last.Format(time.RFC3339), err, c.first, c.last)
			}
		})
	}
}

func TestATimeThatNeverWasOffersBothNeighbours(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, zone, before, after string }{
		{"2026-03-29T02:30", "Europe/Berlin", "2026-03-29T01:59", "2026-03-29T03:00"},
		{"2026-03-29T02:00", "Europe/Berlin", "2026-03-29T01:59", "2026-03-29T03:00"},
		{"2026-03-08T02:59", "America/New_York", "2026-03-08T01:59", "2026-03-08T03:00"},
		{"2026-10-04T02:15", "Australia/Lord_Howe", "2026-10-04T01:59", "2026-10-04T02:30"},
		{"2011-12-30T12:00", "Pacific/Apia", "2011-12-29T23:59", "2011-12-31T00:00"},
	} {
		_, _, err := localtime.Read("ended", c.text, c.zone)
		var in *skinafter.InputError
		if !errors.As(err, &in) || in.Field != "ended" || !strings.Contains(in.Want, c.before) || !strings.Contains(in.Want, c.after) {
			t.Errorf("%s: %v, want %s and %s", c.text, err, c.before, c.after)
		}
		before, after, gap := localtime.Neighbours(c.text, c.zone)
		if !gap || before != c.before || after != c.after {
			t.Errorf("%s lies between %s and %s, %v", c.text, before, after, gap)
		}
		for _, neighbour := range []string{before, after} {
			if first, last, err := localtime.Read("ended", neighbour, c.zone); err != nil || !first.Equal(last) {
				t.Errorf("neighbour %s: %v to %v, %v", neighbour, first, last, err)
			}
		}
	}
	if _, _, gap := localtime.Neighbours("2026-03-29T03:00", "Europe/Berlin"); gap {
		t.Error("a time that was lies in a gap")
	}
}

func TestWhatIsNoTimeIsAnInputError(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, zone, field string }{
		{"yesterday", "Europe/Berlin", "ended"},
		{"", "Europe/Berlin", "ended"},
		{"2026-02-30", "Europe/Berlin", "ended"},
		{"2026-11-19T25:00", "Europe/Berlin", "ended"},
		{"2026-11-19 teatime", "Europe/Berlin", "ended"},
		{strings.Repeat("9", 100_000), "Europe/Berlin", "ended"},
		{"2026-11-19T13:00", "", "zone"},
		{"2026-11-19T13:00", "Local", "zone"},
		{"2026-11-19T13:00", "../../etc/passwd", "zone"},
		{"2026-11-19T13:00", "Mars/Olympus", "zone"},
	} {
		_, _, err := localtime.Read("ended", c.text, c.zone)
		var in *skinafter.InputError
		if !errors.As(err, &in) || in.Field != c.field || len(in.Value) > 100 {
			t.Errorf("%.20q in %q: %v", c.text, c.zone, err)
		}
	}
}

// The law: whatever the clock on the wall shows at a moment is read as a span that holds the
// moment, in every zone, on every day.
func TestWhatTheClockShowsHoldsTheMoment(t *testing.T) {
	t.Parallel()
	zones := []string{"Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kathmandu", "Africa/Casablanca", "UTC"}
	rapid.Check(t, func(t *rapid.T) {
		zone := rapid.SampledFrom(zones).Draw(t, "zone")
		at := time.Unix(60*rapid.Int64Range(1_600_000_000/60, 2_000_000_000/60).Draw(t, "minute"), 0).UTC()
		local := at.In(localtime.Location(zone))
		for _, form := range []string{"2006-01-02T15:04", "2006-01-02"} {
			first, last, err := localtime.Read("t", local.Format(form), zone)
			if err != nil || at.Before(first) || at.After(last) {
				t.Fatalf("%s in %s is %v to %v, %v; the moment was %v", local.Format(form), zone, first, last, err, at)
			}
		}
		part := localtime.Parts()[local.Hour()/6]
		first, last, err := localtime.Read("t", local.Format("2006-01-02 ")+part, zone)
		if err != nil || at.Before(first) || at.After(last) {
			t.Fatalf("%s %s in %s is %v to %v, %v; the moment was %v", local, part, zone, first, last, err, at)
		}
	})
}

func FuzzRead(f *testing.F) {
	f.Add("2026-03-29T02:30", "Europe/Berlin")
	f.Add("2026-11-18 evening", "UTC")
	f.Add("0000-00-00", "Asia/Tokyo")
	f.Add("9999-12-31T23:59:59", "Pacific/Apia")
	f.Fuzz(func(t *testing.T, text, zone string) {
		first, last, err := localtime.Read("t", text, zone)
		var in *skinafter.InputError
		if err != nil && !errors.As(err, &in) || err == nil && last.Before(first) {
			t.Errorf("%q in %q: %v to %v, %v", text, zone, first, last, err)
		}
	})
}

func ExampleRead() {
	first, last, _ := localtime.Read("ended", "2026-11-18 evening", "Europe/Berlin")
	fmt.Println(first.Format(time.RFC3339), last.Format(time.RFC3339))
	_, _, err := localtime.Read("ended", "2026-03-29T02:30", "Europe/Berlin")
	fmt.Println(err)
	// Output:
	// 2026-11-18T17:00:00Z 2026-11-18T22:59:00Z
	// ended: "2026-03-29T02:30" is not allowed; want 2026-03-29T01:59 or 2026-03-29T03:00: the clock was put forward, so this time never was
}
