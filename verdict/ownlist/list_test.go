package ownlist_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"skinafter"
	"skinafter/internal/testkit"
	"skinafter/verdict/ownlist"
	"skinafter/verdict/words"
)

func thing(inci, text string, families ...string) *ownlist.Thing {
	a, b := words.Of(inci), words.Of(text)
	return &ownlist.Thing{INCI: &a, Text: &b, Name: inci, Families: families}
}

func TestAnEntryMeansWhatPeopleMeanByIt(t *testing.T) {
	t.Parallel()
	facts := testkit.Facts(t)
	for _, c := range []struct {
		entry string
		thing *ownlist.Thing
		meets bool
	}{
		{"sunflower", thing("HELIANTHUS ANNUUS SEED OIL", "Helianthus Annuus Seed Oil"), true},
		{"allergic to lanolin", thing("LANOLIN", "Lanolin"), true},
		{"lanolne", thing("LANOLIN", "Lanolin"), true},
		{"my cream with lanolin in it", thing("LANOLIN", "Lanolin"), true},
		{"lanolin", thing("GLYCERIN", "Glycerin"), false},
		{"blorptane", thing("", "Blorptane 5 %"), true},
		{"blorptane", thing("GLYCERIN", "Glycerin"), false},
	} {
		l := ownlist.Read(facts, []string{c.entry})
		if l.Empty() || l.Meets(c.thing) != c.meets {
			t.Errorf("%q meets %q: %v, want %v", c.entry, c.thing.Text.Plain, !c.meets, c.meets)
		}
	}
	water := thing("ROSA DAMASCENA FLOWER WATER", "Rose water", "water")
	if water.Water = true; ownlist.Read(facts, []string{"rose"}).Meets(water) {
		t.Error("a rose counts in water, which counts by its own name only")
	}
}

func TestAListIsReadAgainWhenItChanges(t *testing.T) {
	t.Parallel()
	facts := testkit.Facts(t)
	list := []string{"lanolin"}
	first := ownlist.Read(facts, list)
	if again := ownlist.Read(facts, slices.Clone(list)); len(again.Unknown) != 0 {
		t.Errorf("the same list: %q not known", again.Unknown)
	}
	list[0] = "blorptane"
	if second := ownlist.Read(facts, list); !slices.Equal(second.Unknown, list) {
		t.Errorf("%q not known, want %q", second.Unknown, list)
	}
	if len(first.Unknown) != 0 || !first.Meets(thing("LANOLIN", "Lanolin")) {
		t.Error("a list that was read has changed")
	}
}

func TestWhatIsTooLongToLookUpIsNotKnown(t *testing.T) {
	t.Parallel()
	facts := testkit.Facts(t)
	many := slices.Repeat([]string{"lanolin"}, 250)
	if l := ownlist.Read(facts, many); len(l.Unknown) != 50 {
		t.Errorf("%d of 250 entries are not known, want 50", len(l.Unknown))
	}
	long := []string{strings.Repeat("brabble ", 10_000), "lanolin"}
	if l := ownlist.Read(facts, long); len(l.Unknown) != 2 {
		t.Errorf("%d entries behind 80 KB are not known, want both", len(l.Unknown))
	}
}

// A list costs as much as it is long, and not the whole dictionary for each entry.
func TestReadingAListLooksAtFewNames(t *testing.T) {
	t.Parallel()
	facts := testkit.Facts(t)
	gibberish, mixed := make([]string, 100), make([]string, 100)
	for i := range gibberish {
		gibberish[i] = (fmt.Sprintf("xqz%d ", i) + strings.Repeat("blorp tane the acidic ", 10))[:200]
		mixed[i] = (fmt.Sprintf("xqz%d ", i) + strings.Repeat("extract acid oil seed ", 10))[:200]
	}
	all := len(ownlist.Dictionary(facts))
	for name, c := range map[string]struct {
		list []string
		most int // names for each word
	}{
		"words of no name":        {gibberish, 4},
		"words of very many":      {mixed, 100},
		"one word, over and over": {[]string{strings.Repeat("sodium ", 9000)}, 100},
	} {
		n := 0
		for _, entry := range c.list {
			n += len(strings.Fields(entry))
		}
		if looked := ownlist.Looked(facts, c.list); looked > n*c.most {
			t.Errorf("%s: %d names compared for %d words (the dictionary has %d)", name, looked, n, all)
		} else {
			t.Logf("%s: %d names compared for %d words (the dictionary has %d)", name, looked, n, all)
		}
	}
}

func TestPrescribedAreTheListAndTheMedicinesThatSaySo(t *testing.T) {
	t.Parallel()
	p := skinafter.Person{Prescribed: []string{"Tretinoin cream", "?"}, Medicines: []string{"Elidel (prescribed)", "aspirin (on demand)"}}
	mine, taken := ownlist.Prescribed(p), ownlist.Medicines(p)
	if !mine.Has("elidel") || mine.Has("aspirin") || !taken.Has("aspirin") || !taken.Has("elidel") {
		t.Errorf("prescribed %+v, taken %+v", mine, taken)
	}
	inci, text := words.Of("TRETINOIN"), words.Of("")
	if !mine.Names(&inci, &text) || taken.Names(&inci, &text) {
		t.Error("tretinoin is prescribed as a cream")
	}
	if none := ownlist.Prescribed(skinafter.Person{}); !none.Empty() {
		t.Error("nothing is prescribed to nobody")
	}
	if got := ownlist.Allergies(skinafter.Person{Allergies: []string{"a"}, Conditions: []string{"eczema", "allergy:b"}}); !slices.Equal(got, []string{"a", "b"}) {
		t.Errorf("allergies %q", got)
	}
}
