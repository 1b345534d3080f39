package catalogue

import (
	"slices"
	"strings"
	"testing"
)

func TestThePseudoLanguageIsLongStrangeAndKeepsItsPlaces(t *testing.T) {
	t.Parallel()
	home, there := load(t, "en"), load(t, Pseudo)
	if there.Dir() != "rtl" || home.Dir() != "ltr" || there.Lang() != Pseudo {
		t.Errorf("it is %s, written %s", there.Lang(), there.Dir())
	}
	if !slices.Equal(home.Keys(), there.Keys()) {
		t.Error("it has other keys than English")
	}
	var long, short int
	for _, key := range home.Keys() {
		if a, b := home.messages[key].places(), there.messages[key].places(); !slices.Equal(a, b) {
			t.Errorf("%s has the places %v, English %v", key, b, a)
		}
		text := home.messages[key].text
		if len(text) < 20 {
			continue
		}
		short, long = short+len([]rune(text)), long+len([]rune(there.messages[key].text))
		if plain := place.ReplaceAllString(there.messages[key].text, ""); strings.ContainsAny(plain, "aeiou") {
			t.Errorf("%s has English letters: %s", key, plain)
		}
	}
	if ratio := float64(long) / float64(short); ratio < 1.3 || ratio > 1.5 {
		t.Errorf("it is %.2f times as long as English", ratio)
	}
	if got := there.Sentence("Wait two weeks."); !strings.Contains(got, "Wáít") {
		t.Errorf("a sentence of the knowledge is %q", got)
	}
	if slices.Contains(Langs(), Pseudo) {
		t.Error("it is offered to people")
	}
}
