package intake

import (
	"math"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"skinafter"
)

func TestTimesAreReadWithTheirUnit(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]skinafter.Elapsed{
		"20h": 20 * skinafter.Hour, "90min": 90, "90m": 90, "3d": 3 * skinafter.Day, "2w": 14 * skinafter.Day,
		"1d12h": 36 * skinafter.Hour, "1d 12 h": 36 * skinafter.Hour, "1.5h": 90, "1,5 Std": 90, "0h": 0,
		"-24h": -24 * skinafter.Hour, "2 Tage": 2 * skinafter.Day, "36H": 36 * skinafter.Hour, "0.01h": 0,
	} {
		got, err := ParseSpan("--since", text)
		if err != nil || got != want {
			t.Errorf("ParseSpan(%q) = %v, %v, want %v", text, got, err, want)
		}
	}
	for _, text := range []string{"", "-", "20", "h", "20x", "20h x", "h20", "--2h", "1e3h", "+2h", "20h-", "NaNh", "30y", "9999w", "٢h"} {
		if got, err := ParseSpan("--since", text); err == nil {
			t.Errorf("ParseSpan(%q) = %v, want an error", text, got)
		}
	}
}

func TestUncertainTimesKeepBothEnds(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]skinafter.Moment{
		"20h":      skinafter.At(20 * skinafter.Hour),
		"20h..30h": skinafter.Between(20*skinafter.Hour, 30*skinafter.Hour),
		"30h..20h": skinafter.Between(20*skinafter.Hour, 30*skinafter.Hour),
		"-2h..1h":  skinafter.Between(-2*skinafter.Hour, skinafter.Hour),
		"unknown":  skinafter.Between(0, Longest),
	} {
		if got, err := ParseSince("--since", text); err != nil || got != want {
			t.Errorf("ParseSince(%q) = %v, %v, want %v", text, got, err, want)
		}
	}
	for _, text := range []string{"..", "20h..", "..20h", "20h..x", "20h...30h"} {
		if got, err := ParseSince("--since", text); err == nil {
			t.Errorf("ParseSince(%q) = %v, want an error", text, got)
		}
	}
}

// A wait must never be reported as over before it is: what is read is never more than what
// was written.
func TestTimesAreNeverRoundedUp(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		h := rapid.Float64Range(-1000, 1000).Draw(t, "hours")
		e, err := hours("elapsed_h", h)
		if err != nil {
			t.Fatal(err)
		}
		if e.Hours() > h+1e-9 || h-e.Hours() > 1.0/60+1e-9 {
			t.Fatalf("%v hours became %v", h, e.Hours())
		}
	})
}

func TestHoursOutOfAllBoundsAreRefused(t *testing.T) {
	t.Parallel()
	for _, h := range []float64{math.NaN(), math.Inf(1), math.Inf(-1), 1e300, -1e9} {
		if e, err := hours("elapsed_h", h); err == nil {
			t.Errorf("hours(%v) = %v, want an error", h, e)
		}
	}
}

func TestDepthsAreReadWithTheirUnit(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]skinafter.Millimetres{
		"1.5mm": 1.5, "1,5 mm": 1.5, "0.25MM": 0.25, "500um": 0.5, "500µm": 0.5, "10mm": 10,
	} {
		if got, err := ParseDepth("--depth", text); err != nil || got != want {
			t.Errorf("ParseDepth(%q) = %v, %v, want %v", text, got, err, want)
		}
	}
	for _, text := range []string{"", "1.5", "mm", "-1mm", "0mm", "10.5mm", "1.5cm", "1.5 mm deep", "1..5mm", "NaNmm"} {
		if got, err := ParseDepth("--depth", text); err == nil {
			t.Errorf("ParseDepth(%q) = %v, want an error", text, got)
		}
	}
}

func TestTheEndOfATreatmentHasPassed(t *testing.T) {
	t.Parallel()
	zone := time.FixedZone("here", 2*60*60)
	now := time.Date(2026, 11, 25, 9, 0, 0, 0, zone)
	for text, want := range map[string]time.Time{
		"2026-11-24T12:00:00Z": time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC),
		"2026-11-24T12:00":     time.Date(2026, 11, 24, 12, 0, 0, 0, zone),
		"2026-11-24 12:00":     time.Date(2026, 11, 24, 12, 0, 0, 0, zone),
		"2026-11-25T07:00:00Z": time.Date(2026, 11, 25, 7, 0, 0, 0, time.UTC),
	} {
		if got, err := ParseEnd("--end", text, now); err != nil || !got.Equal(want) {
			t.Errorf("ParseEnd(%q) = %v, %v, want %v", text, got, err, want)
		}
	}
	for _, text := range []string{"2026-11-25T07:00:01Z", "2030-01-01T00:00:00Z", "1990-01-01T00:00:00Z", "24.11.2026", "", "2026-13-01T00:00:00Z"} {
		if got, err := ParseEnd("--end", text, now); err == nil || strings.Contains(err.Error(), "\n") {
			t.Errorf("ParseEnd(%q) = %v, %v, want one line of an error", text, got, err)
		}
	}
}
