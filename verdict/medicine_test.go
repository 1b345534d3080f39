package verdict_test

import (
	"testing"

	"skinafter"
	"skinafter/verdict"
)

// unreadName is a label that is one name which the reader does not know.
func unreadName(name string) skinafter.Product {
	p := verdict.Named(name)
	p.Label.Incomplete = true
	return p
}

func TestCapsulesOfCosmeticsAreNoMedicine(t *testing.T) {
	t.Parallel()
	for _, name := range []string{
		"Retinol Ceramide Capsules", "Glycolic Acid capsules", "tretinoin capsules opened", "bath tablets",
		"hyaluronic acid injection", "botox injection", "Vitamin C ampoule (injection)", "Xqzabble tablets", "Brabble Saft",
	} {
		for _, q := range []verdict.Question{after(2), after(50), after(400), {Course: after(0).Course, During: true}} {
			if a := verdict.Judge(facts(t), q, unreadName(name)); a.Verdict == verdict.OK {
				t.Errorf("%s at %v: ok (%s)", name, q.At, a.Deciding().Class)
			}
		}
	}
}

func TestMedicinesByMouthAreNeverStopped(t *testing.T) {
	t.Parallel()
	for _, name := range []string{
		"warfarin", "Apixaban 5 mg", "metformin", "ramipril", "bisoprolol", "prednisolone tablets", "doxycycline",
		"valaciclovir", "methotrexate injection", "insulin", "salbutamol", "adrenaline pen", "aspirin", "ibuprofen 400 mg",
	} {
		for _, q := range []verdict.Question{after(-50), after(2), after(400), {Course: after(0).Course, During: true}} {
			if a := verdict.Judge(facts(t), q, unreadName(name)); a.Verdict != verdict.OK || a.Deciding().Class != "I37" {
				t.Errorf("%s at %v: %v (%s, %s)", name, q.At, a.Verdict, a.Condition, a.Deciding().Class)
			}
		}
	}
}

func TestAPlainWordInPlaceOfTheListIsNeverOK(t *testing.T) {
	t.Parallel()
	for _, name := range []string{
		"gentle cleanser", "mineral sunscreen", "makeup", "unknown serum", "retinol serum", "numbing cream", "chemical peel",
	} {
		a := verdict.Judge(facts(t), after(400), unreadName(name))
		if a.Verdict != verdict.Unknown || a.Condition != "show-list" {
			t.Errorf("%s: %v (%s)", name, a.Verdict, a.Condition)
		}
		if named := verdict.Judge(facts(t), after(400), verdict.Named(name)); named.Verdict != verdict.OK {
			t.Errorf("%s by its name alone: %v", name, named.Verdict)
		}
	}
}

func TestAFormAloneMakesNoActiveOK(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"TRETINOIN", "GLYCOLIC ACID", "ASCORBIC ACID", "HYDROQUINONE", "HYDROCORTISONE", "LIDOCAINE", "NEOMYCIN"} {
		p := product(t, "AQUA", name)
		p.Form = skinafter.Medicine
		if a := verdict.Judge(facts(t), after(50), p); a.Verdict != verdict.Wait || a.Condition != "ask-prescriber" {
			t.Errorf("%s: %v (%s)", name, a.Verdict, a.Condition)
		}
	}
	p := product(t, "TRETINOIN")
	p.Form = skinafter.Medicine
	q := after(400)
	q.Person.Conditions = []string{"pregnancy"}
	if a := verdict.Judge(facts(t), q, p); a.Verdict == verdict.OK {
		t.Errorf("tretinoin in pregnancy: %v", a.Verdict)
	}
}
