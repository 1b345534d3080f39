package recovery_test

import (
	"testing"

	"skinafter"
	"skinafter/recovery"
)

func TestAClinicsOverrideIsSeen(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name        string
		in          recovery.PlanInput
		override    recovery.Override
		earlier     float64
		lessCareful bool
		from, until any
	}{
		{
			"a clinic that keeps makeup off for four days is more careful",
			treated(skinafter.Needling, 1.5, 10),
			recovery.Override{Step: "no-light-makeup", UntilH: ptr(96.0)},
			-48, false, 0.0, 96.0,
		},
		{
			"a clinic that lets cream start at 24 hours is less careful, and it shows",
			treated(skinafter.Needling, 1.5, 10),
			recovery.Override{Step: "moisturiser", FromH: ptr(24.0)},
			12, true, 24.0, 1008.0,
		},
		{
			"an override of a window from new skin runs from new skin",
			treated(skinafter.PeelDeep, 0, 10),
			recovery.Override{Step: "restart-retinoid-open", FromH: ptr(400.0)},
			-64, false, 736.0, 9096.0,
		},
		{
			"new words alone change no hour",
			treated(skinafter.Needling, 1.5, 10),
			recovery.Override{Step: "cold-pack", Text: "Cool for ten minutes each hour."},
			0, false, 0.0, 48.0,
		},
		{
			"a check that ends sooner is less careful",
			treated(skinafter.Needling, 1.5, 10),
			recovery.Override{Step: "late-lumps", UntilH: ptr(1000.0)},
			0, true, 336.0, 1000.0,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			tt.override.Clinic = "Clinic at the lake"
			tt.in.Overrides = []recovery.Override{tt.override}
			s := recovery.Plan(planBase(t), tt.in)
			step := s.Find(tt.override.Step)
			c := step.Override
			if c == nil || len(s.Refused) > 0 {
				t.Fatalf("not laid on top: %v", s.Refused)
			}
			if c.EarlierBy != skinafter.Hours(tt.earlier) || c.LessCareful != tt.lessCareful {
				t.Errorf("earlier by %s, less careful %t; want %g h, %t", c.EarlierBy, c.LessCareful, tt.earlier, tt.lessCareful)
			}
			if hoursOf(step.From) != tt.from || hoursOf(step.Until) != tt.until {
				t.Errorf("from %v until %v; want %v, %v", hoursOf(step.From), hoursOf(step.Until), tt.from, tt.until)
			}
			if c.Clinic == "" || c.WasText == "" {
				t.Error("the clinic or the words of the sources are lost")
			}
		})
	}
}

func TestSomeOverridesAreRefused(t *testing.T) {
	t.Parallel()
	lake := func(o recovery.Override) recovery.Override { o.Clinic = "Clinic at the lake"; return o }
	tests := []struct {
		name     string
		override recovery.Override
		want     string
	}{
		{"a step that no plan has", lake(recovery.Override{Step: "dance"}), recovery.RefusedUnknown},
		{"sun cover stands", lake(recovery.Override{Step: "shade", UntilH: ptr(1.0)}), recovery.RefusedFixed},
		{"the ointment of open skin stands", lake(recovery.Override{Step: "wound-ointment", UntilH: ptr(-300.0)}), recovery.RefusedFixed},
		{"signs of an emergency stand", lake(recovery.Override{Step: "emergency-signs", Text: "Sleep."}), recovery.RefusedFixed},
		{"nobody tells to stop a medicine", lake(recovery.Override{Step: "cold-pack", Text: "Stop your blood thinner for two days."}), recovery.RefusedMedicine},
		{"in German neither", lake(recovery.Override{Step: "cold-pack", Text: "Blutverdünner zwei Tage absetzen."}), recovery.RefusedMedicine},
		{"a window that ends before it begins", lake(recovery.Override{Step: "cold-pack", UntilH: ptr(-1.0)}), recovery.RefusedWindow},
		{"check-ins have no window", lake(recovery.Override{Step: "check-in", UntilH: ptr(10.0)}), recovery.RefusedWindow},
		{"nobody stands behind it", recovery.Override{Step: "cold-pack", UntilH: ptr(10.0)}, recovery.RefusedUnnamed},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			in := treated(skinafter.Needling, 1.5, 10)
			in.Overrides = []recovery.Override{tt.override}
			s := recovery.Plan(planBase(t), in)
			if len(s.Refused) != 1 || s.Refused[0].Because != tt.want {
				t.Fatalf("refused: %v; want %s", s.Refused, tt.want)
			}
			if text := planBase(t).Text("de", "refusal."+tt.want); text == "refusal."+tt.want {
				t.Errorf("no words for %s", tt.want)
			}
			if step := s.Find(tt.override.Step); step != nil && step.Override != nil {
				t.Error("the refused override was laid on top")
			}
		})
	}
}

func TestTheFirstOfTwoOverridesCounts(t *testing.T) {
	t.Parallel()
	in := treated(skinafter.Needling, 1.5, 10)
	in.Overrides = []recovery.Override{
		{Step: "cold-pack", Clinic: "one", UntilH: ptr(24.0)}, {Step: "cold-pack", Clinic: "two", UntilH: ptr(72.0)},
	}
	s := recovery.Plan(planBase(t), in)
	if len(s.Refused) != 1 || s.Refused[0].Because != recovery.RefusedTwice || s.Find("cold-pack").Override.Clinic != "one" {
		t.Errorf("refused %v", s.Refused)
	}
}
