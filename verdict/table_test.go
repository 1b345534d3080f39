package verdict_test

import (
	"fmt"
	"testing"

	"skinafter"
	"skinafter/verdict"
)

// column is what a protocol answers one hour after the treatment: hours of waiting.
type column float64

const (
	atOnce column = 0
	silent column = -1 // the article names no time: the decided rule stands in
)

// matrix is sections 3 and 3b of the rule matrix, written down a second time by hand.
var matrix = []struct {
	class, name           string
	form                  skinafter.Form
	needling              float64 // hours, classes A-E and U
	newSkin               float64 // hours from new skin, classes F and G
	general, conservative column
	barrier               bool // moves under combined-plus
}{
	{"I3", "SODIUM HYALURONATE", "", 36, 0, atOnce, 36, true},
	{"I4", "HYDROLYZED HYALURONIC ACID", "", 120, 120, atOnce, silent, false},
	{"I5", "CERAMIDE NP", "", 36, 0, atOnce, 36, true},
	{"I6", "COPPER TRIPEPTIDE-1", "", 36, 0, silent, 36, true},
	{"I7", "GLYCERIN", "", 36, 0, atOnce, 36, true},
	{"I8", "LANOLIN", "", 36, 0, atOnce, 36, true},
	{"I9", "DIMETHICONE", "", 36, 0, silent, 36, true},
	{"I10", "ZINC OXIDE", "", 36, 0, atOnce, 36, true},
	{"I11", "ZINC OXIDE (NANO)", "", 72, 72, atOnce, 36, false},
	{"I12", "OCTOCRYLENE", "", 120, 120, silent, silent, false},
	{"I13", "RETINOL", "", 336, 336, 336, silent, false},
	{"I14", "SALICYLIC ACID", "", 336, 336, 336, silent, false},
	{"I16", "NIACINAMIDE", "", 120, 168, silent, silent, false},
	{"I17", "ALOE BARBADENSIS LEAF JUICE", "", 120, 168, atOnce, silent, false},
	{"I18", "CENTELLA ASIATICA EXTRACT", "", 120, 168, silent, silent, false},
	{"I19", "LINALOOL", "", 336, 336, silent, silent, false},
	{"I20", "ALCOHOL DENAT.", "", 336, 336, 336, silent, false},
	{"I21", "PAPAIN", "", 168, 336, 168, silent, false},
	{"I22", "scrub", "", 336, 336, 168, silent, false},
	{"I23", "HYDROQUINONE", "", 336, 336, 120, silent, false},
	{"I24", "SH-OLIGOPEPTIDE-1", "", 336, 336, silent, silent, false},
	{"I29", "DECYL GLUCOSIDE", "", 24, 0, atOnce, 24, false},
	{"I30", "SODIUM LAURYL SULFATE", "", 120, 120, silent, silent, false},
	{"I31", "MICA", "", 48, 72, 48, 36, false},
	{"I32", "MICA", skinafter.HeavyMakeupForm, 120, 120, 120, silent, false},
	{"I33", "METHYLISOTHIAZOLINONE", "", 336, 336, silent, silent, false},
	{"I34", "DIHYDROXYACETONE", "", 72, 336, silent, silent, false},
	{"I35", "CARBOMER", "", 36, 0, atOnce, 36, true},
	{"unlisted", "HYDROLYZED WHEAT PROTEIN", "", 120, 168, silent, silent, false},
}

// depths are the depth classes with the end of their barrier window and, for F and G, the
// hour at which new skin has usually closed over.
var depths = []struct {
	class            skinafter.DepthClass
	modality         skinafter.Modality
	depth            skinafter.Millimetres
	barrier, newSkin float64
}{
	{skinafter.ClassA, skinafter.Roller, 0.25, 0, 0},
	{skinafter.ClassB, skinafter.Needling, 1.0, 48, 0},
	{skinafter.ClassC, skinafter.Needling, 1.5, 72, 0},
	{skinafter.ClassD, skinafter.RFNeedling, 0, 72, 0},
	{skinafter.ClassE, skinafter.PeelSuperficial, 0, 0, 0},
	{skinafter.ClassU, skinafter.Needling, 0, 72, 0},
	{skinafter.ClassF, skinafter.LaserFractionalAblative, 0, 0, 168},
	{skinafter.ClassF, skinafter.PeelMedium, 0, 0, 240},
	{skinafter.ClassG, skinafter.LaserFullAblative, 0, 0, 336},
	{skinafter.ClassG, skinafter.PeelDeep, 0, 0, 336},
}

func TestEveryClassWaitsAsLongAsTheMatrixSays(t *testing.T) {
	t.Parallel()
	for _, row := range matrix {
		for _, d := range depths {
			for _, protocol := range skinafter.Protocols() {
				wait := row.needling
				switch {
				case d.newSkin > 0:
					wait = d.newSkin + row.newSkin
				case protocol == skinafter.General && row.general != silent:
					wait = float64(row.general)
				case protocol == skinafter.Conservative && row.conservative != silent:
					wait = float64(row.conservative)
				case protocol == skinafter.CombinedPlus && row.barrier:
					wait = max(wait, d.barrier)
				}
				t.Run(fmt.Sprintf("%s waits %g h after %s (%s) under %s", row.class, wait, d.modality, d.class, protocol), func(t *testing.T) {
					t.Parallel()
					q := verdict.Question{Course: skinafter.Course{Modality: d.modality, Depth: d.depth}, Protocol: protocol}
					if got := q.Course.DepthClass(); got != d.class {
						t.Fatalf("depth class %s, want %s", got, d.class)
					}
					waitsExactly(t, q, namedOrListed(t, row.name, row.form), row.class, wait)
				})
			}
		}
	}
}

func namedOrListed(t *testing.T, name string, form skinafter.Form) skinafter.Product {
	t.Helper()
	p := verdict.Named(name)
	if in := ing(t, name); in.Known() {
		p.Label.Ingredients[0] = in
	}
	p.Form = form
	return p
}

// waitsExactly checks the first hour, the minute before the end and the end itself.
func waitsExactly(t *testing.T, q verdict.Question, p skinafter.Product, class string, wait float64) {
	t.Helper()
	end := skinafter.Hours(wait)
	for _, at := range []skinafter.Elapsed{skinafter.Hours(1), end - skinafter.Minute} {
		if at < 0 || at >= end {
			continue
		}
		q.At = skinafter.At(at)
		a := verdict.Judge(facts(t), q, p)
		if a.Deciding().Class != class || a.Verdict != verdict.Wait || a.Until == nil || *a.Until != end {
			t.Fatalf("at %v: %s %v until %v, want %s wait until %v", at, a.Deciding().Class, a.Verdict, hours(a.Until), class, end)
		}
	}
	q.At = skinafter.At(end)
	if a := verdict.Judge(facts(t), q, p); a.Verdict != verdict.OK || a.Until != nil {
		t.Fatalf("at %v: %v until %v, want ok", end, a.Verdict, hours(a.Until))
	}
}

func TestHighWeightHyaluronicAcidWaitsFourHoursOrForNewSkin(t *testing.T) {
	t.Parallel()
	in := ing(t, "SODIUM HYALURONATE")
	in.Kilodalton = 1000
	p := skinafter.Product{Label: skinafter.Label{Kind: skinafter.List, Ingredients: []skinafter.Ingredient{in}}}
	for _, d := range depths {
		wait := 4.0
		if d.newSkin > 0 {
			wait = d.newSkin
		}
		for _, protocol := range []skinafter.Protocol{skinafter.Conservative, skinafter.Combined, skinafter.CombinedPlus} {
			q := verdict.Question{Course: skinafter.Course{Modality: d.modality, Depth: d.depth}, Protocol: protocol}
			waitsExactly(t, q, p, "I2", wait)
		}
	}
}

func TestNothingButWaterAndPlainHyaluronicAcidGoesOnDuringTheTreatment(t *testing.T) {
	t.Parallel()
	q := verdict.Question{Course: skinafter.Course{Modality: skinafter.Needling, Depth: 1}, During: true}
	for _, row := range matrix {
		if a := verdict.Judge(facts(t), q, namedOrListed(t, row.name, row.form)); a.Verdict != verdict.No {
			t.Errorf("%s %s: %v during the treatment, want no", row.class, row.name, a.Verdict)
		}
	}
	in := ing(t, "SODIUM HYALURONATE")
	in.Kilodalton = 1800
	gel := product(t, "AQUA", "CARBOMER", "PHENOXYETHANOL")
	gel.Label.Ingredients = append(gel.Label.Ingredients, in)
	if a := verdict.Judge(facts(t), q, gel); a.Verdict != verdict.OK || a.Condition != "sterile-single-use" && a.Condition != "as-ingredient" {
		t.Errorf("a plain gel: %v (%s), want ok", a.Verdict, a.Condition)
	}
}

// stops are the pre-care column: hours before the treatment from which a class is left out.
var stops = map[string]float64{
	"HYDROLYZED HYALURONIC ACID": 24, "COPPER TRIPEPTIDE-1": 24, "RETINOL": 120, "SALICYLIC ACID": 120,
	"ASCORBIC ACID": 168, "ALOE BARBADENSIS LEAF JUICE": 24, "ALCOHOL DENAT.": 120, "PAPAIN": 120, "scrub": 168,
	"HYDROQUINONE": 120, "SH-OLIGOPEPTIDE-1": 24, "HYDROCORTISONE": 24, "SODIUM LAURYL SULFATE": 72, "MICA": 12,
	"METHYLISOTHIAZOLINONE": 24, "DIHYDROXYACETONE": 72,
}

func TestPreCareStopsAtItsHourAndNotBefore(t *testing.T) {
	t.Parallel()
	for name, h := range stops {
		p := namedOrListed(t, name, "")
		q := verdict.Question{Course: skinafter.Course{Modality: skinafter.Needling, Depth: 1}}
		for _, c := range []struct {
			at   skinafter.Elapsed
			want verdict.Verdict
		}{
			{skinafter.Hours(-h) - skinafter.Minute, verdict.OK},
			{skinafter.Hours(-h), verdict.No},
			{-skinafter.Minute, verdict.No},
		} {
			q.At = skinafter.At(c.at)
			if a := verdict.Judge(facts(t), q, p); a.Verdict != c.want {
				t.Errorf("%s at %v: %v, want %v", name, c.at, a.Verdict, c.want)
			}
		}
	}
	for _, name := range []string{"GLYCERIN", "CERAMIDE NP", "ZINC OXIDE", "NIACINAMIDE", "LINALOOL", "DECYL GLUCOSIDE", "PETROLATUM"} {
		q := verdict.Question{Course: skinafter.Course{Modality: skinafter.Needling, Depth: 1}, At: skinafter.At(-skinafter.Minute)}
		if a := verdict.Judge(facts(t), q, product(t, name)); a.Verdict != verdict.OK {
			t.Errorf("%s a minute before the treatment: %v, want ok", name, a.Verdict)
		}
	}
}
