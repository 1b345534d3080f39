package triage_test

import (
	"strconv"
	"strings"
	"testing"

	"skinafter"
	"skinafter/triage"
)

// dayLimits is section 4d of the rule matrix: normal until / watch until, in hours, for the
// depth classes A, B and E, C and U, D, F, G.
const dayLimits = `
redness mild: 60/336 120/336 156/336 180/336 504/1344 1008/4032
redness moderate: 24/60 48/120 60/120 72/120 144/336 336/1008
swelling mild: 36/72 72/120 96/144 108/168 144/240 240/336
swelling moderate: 12/36 24/72 48/96 48/108 72/144 120/216
pain mild: 24/48 48/96 60/96 72/120 96/168 144/240
burning mild: 24/48 48/96 60/96 72/120 96/168 144/240
pain moderate: 12/24 24/48 30/60 36/72 48/96 72/144
burning moderate: 12/24 24/48 30/60 36/72 48/96 72/144
warmth mild: 36/72 72/120 96/120 108/168 144/216 216/336
warmth moderate: 24/48 48/72 60/96 72/108 72/144 120/216
tightness mild: 72/168 120/336 144/336 168/336 216/672 432/1344
tightness moderate: 24/120 48/168 60/168 72/168 144/336 336/672
tightness severe: 0/72 0/72 0/72 0/72 0/72 0/72
dryness mild: 120/336 168/336 216/336 252/336 336/672 504/1344
flaking moderate: 120/336 168/336 216/336 252/336 336/672 504/1344
roughness mild: 120/336 168/336 216/336 252/336 336/672 504/1344
roughness moderate: 120/336 168/336 216/336 252/336 336/672 504/1344
dryness severe: 0/120 0/168 0/216 0/252 0/336 0/504
flaking severe: 0/120 0/168 0/216 0/252 0/336 0/504
roughness severe: 0/120 0/168 0/216 0/252 0/336 0/504
itch mild: 36/168 72/168 96/168 108/168 216/504 432/1008
itch moderate: 0/36 0/72 0/96 0/96 0/168 0/336
itch severe: 0/0 0/0 0/0 0/0 0/0 0/0
tingling mild: 12/168 12/168 12/168 12/168 12/168 12/168
tingling moderate: 0/0 0/0 0/0 0/0 0/0 0/0
bleeding mild: 12/24 24/48 30/48 36/72 48/72 72/120
bleeding moderate: 0/12 0/24 0/30 0/36 0/48 0/72
crust mild: 72/168 120/168 168/240 168/240 240/336 336/504
crust moderate: 0/72 0/120 0/168 0/168 0/240 0/336
crust severe: 0/0 0/0 0/0 0/0 0/0 0/0
bronzing mild: 0/0 - 0/0 168/240 240/336 336/504
bronzing moderate: 0/0 - 0/0 168/240 240/336 336/504
bronzing severe: 0/0 0/0 0/0 0/0 0/0 0/0
bruise mild: 240/336 240/336 240/336 240/336 240/336 240/336
bruise moderate: 240/336 240/336 240/336 240/336 240/336 240/336
bruise severe: 0/0 0/0 0/0 0/0 0/0 0/0
acne mild: 0/336 0/336 0/336 0/336 0/672 0/672
milia mild: 0/336 0/336 0/336 0/336 0/672 0/672
acne moderate: 0/0 0/0 0/0 0/0 0/0 0/0
milia severe: 0/0 0/0 0/0 0/0 0/0 0/0
oozing mild: 24/72 24/72 24/72 24/72 48/96 168/216
oozing moderate: 24/72 24/72 24/72 24/72 48/96 168/216
oozing severe: 0/0 0/0 0/0 0/0 0/0 0/0
lymph_nodes mild: 0/168 0/168 0/168 0/168 0/168 0/168
lymph_nodes moderate: 0/0 0/0 0/0 0/0 0/0 0/0
lymph_nodes severe: 0/0 0/0 0/0 0/0 0/0 0/0
numbness mild: 12/168 12/168 12/168 12/168 12/168 12/168
numbness moderate: 12/168 12/168 12/168 12/168 12/168 12/168
numbness severe: 12/168 12/168 12/168 12/168 12/168 12/168
`

// columns are the depth classes of each column; "-" stands where B and E differ.
var columns = [][]skinafter.DepthClass{{"A"}, {"B", "E"}, {"C", "U"}, {"D"}, {"F"}, {"G"}}

// TestDayLimits walks the whole table: one minute before a limit the old level, at the limit
// the next one.
func TestDayLimits(t *testing.T) {
	t.Parallel()
	cells := 0
	for line := range strings.Lines(strings.TrimSpace(dayLimits)) {
		head, row, _ := strings.Cut(strings.TrimSpace(line), ": ")
		code, severity, _ := strings.Cut(head, " ")
		for i, cell := range strings.Fields(row) {
			normal, watch, found := strings.Cut(cell, "/")
			if !found {
				continue
			}
			for _, class := range columns[i] {
				cells++
				checkLimits(t, code, severity, class, limitHours(t, normal), limitHours(t, watch))
			}
		}
	}
	checkLimits(t, "bronzing", "mild", "B", 0, 0)
	checkLimits(t, "bronzing", "moderate", "E", 168, 240)
	t.Logf("%d cells", cells)
}

func limitHours(t *testing.T, text string) float64 {
	t.Helper()
	h, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func checkLimits(t *testing.T, code, severity string, class skinafter.DepthClass, normal, watch float64) {
	t.Helper()
	minute := skinafter.Minute.Hours()
	expect := func(h float64, want skinafter.Level) {
		t.Helper()
		if h < 0 {
			return
		}
		s := after(h, skinafter.Symptom{Code: code, Severity: skinafter.Severity(severity), Onset: hours(0), Trend: "stable"})
		s.Course = skinafter.Course{Class: class, Area: "face"}
		got := triage.Assess(facts(t), s)
		// Rules beside the table may say more; what the table says is the level of its row.
		if level := rowLevel(&got); level != want {
			t.Errorf("%s %s, class %s, at %g h: %v by the table, want %v", severity, code, class, h, level, want)
		}
		if got.Level < want {
			t.Errorf("%s %s, class %s, at %g h: %v, want at least %v", severity, code, class, h, got.Level, want)
		}
	}
	if normal > 0 {
		expect(normal-minute, skinafter.Normal)
	}
	if watch > normal {
		expect(normal, skinafter.Watch)
		expect(watch-minute, skinafter.Watch)
	}
	expect(watch, skinafter.Contact)
}

// rowLevel is the level of the row of the table that fired.
func rowLevel(f *triage.Finding) skinafter.Level {
	level := skinafter.Normal
	for _, r := range f.Fired {
		if r.Title == "" {
			level = max(level, r.Level)
		}
	}
	return level
}

// TestSevereColumn checks the last column of the table, where it is not a row of limits.
func TestSevereColumn(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		code  string
		class skinafter.DepthClass
		h     float64
		want  skinafter.Level
	}{
		{"severe redness on the first day is watched", "redness", "B", 23, skinafter.Watch},
		{"severe redness from a day on is for the provider", "redness", "B", 24, skinafter.Contact},
		{"severe redness from three days on is seen today", "redness", "A", 72, skinafter.SameDay},
		{"severe redness in D from three days on is seen today", "redness", "D", 72, skinafter.SameDay},
		{"severe redness in E from three days on is seen today", "redness", "E", 72, skinafter.SameDay},
		{"severe redness at unknown depth from three days on is seen today", "redness", "U", 72, skinafter.SameDay},
		{"severe redness in F is watched for three days", "redness", "F", 71, skinafter.Watch},
		{"severe redness in F is for the provider in the first week", "redness", "F", 72, skinafter.Contact},
		{"severe redness in F after a week is seen today", "redness", "F", 168, skinafter.SameDay},
		{"severe redness in G is watched for a week", "redness", "G", 167, skinafter.Watch},
		{"severe redness in G is for the provider in the second week", "redness", "G", 168, skinafter.Contact},
		{"severe redness in G after two weeks is seen today", "redness", "G", 336, skinafter.SameDay},
		{"severe swelling is seen today at any time", "swelling", "G", 1, skinafter.SameDay},
		{"severe pain on the first day is for the provider", "pain", "F", 23, skinafter.Contact},
		{"severe pain from a day on is seen today", "pain", "F", 24, skinafter.SameDay},
		{"severe pain in D is seen today at any time", "pain", "D", 1, skinafter.SameDay},
		{"severe warmth to two days is for the provider", "warmth", "C", 47, skinafter.Contact},
		{"severe warmth from two days on is seen today", "warmth", "C", 48, skinafter.SameDay},
		{"severe tingling is seen today", "tingling", "B", 5, skinafter.SameDay},
		{"severe bleeding is seen today", "bleeding", "B", 1, skinafter.SameDay},
		{"severe burning is seen today", "burning", "B", 1, skinafter.SameDay},
		{"severe sunburn is seen today", "sunburn", "B", 30, skinafter.SameDay},
		{"severe worry is watched", "anxiety", "B", 30, skinafter.Watch},
		{"a severe sign in no row is seen today", "headache", "B", 30, skinafter.SameDay},
		{"severe papules are for the provider", "papules", "B", 30, skinafter.Contact},
		{"severe dark patches are for the provider", "dark_patches", "B", 300, skinafter.Contact},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := after(c.h, skinafter.Symptom{Code: c.code, Severity: skinafter.Severe, Onset: hours(0), Trend: "stable"})
			s.Course = skinafter.Course{Class: c.class, Area: "face"}
			if got := triage.Assess(facts(t), s); got.Level != c.want {
				t.Errorf("got %v, want %v; fired %v", got.Level, c.want, got.IDs())
			}
		})
	}
}
