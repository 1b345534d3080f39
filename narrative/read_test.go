package narrative_test

import (
	"testing"

	"skinafter"
	"skinafter/knowledge"
	"skinafter/narrative"
)

// heardOf is the first thing of a code that was heard.
func heardOf(r narrative.Reading, code string) (narrative.Heard, bool) {
	for _, h := range r.Heard {
		if h.Code == code {
			return h, true
		}
	}
	return narrative.Heard{}, false
}

func TestReadUnderstandsMoreThanCodes(t *testing.T) {
	t.Parallel()
	b := facts(t)
	for _, c := range []struct {
		name, text, lang, code string
		holds                  func(h narrative.Heard) bool
	}{
		{
			"a sign from before the treatment is known as such", "I already had redness before the treatment.", "en", "redness",
			func(h narrative.Heard) bool { return h.Before },
		},
		{
			"a sign that got worse since is not from before", "The redness I already had is getting worse.", "en", "redness",
			func(h narrative.Heard) bool { return !h.Before && h.Trend == "worsening" },
		},
		{
			"three hours ago is a beginning", "The itching started three hours ago.", "en", "itch",
			func(h narrative.Heard) bool { return h.Began != nil && h.Began.Max == skinafter.Hours(3) },
		},
		{
			"since yesterday evening is a beginning", "Es juckt seit gestern Abend.", "de", "itch",
			func(h narrative.Heard) bool { return h.Began != nil && h.Began.Min == skinafter.Hours(8) },
		},
		{
			"a doubt counts all the same", "Maybe there is some pus.", "en", "pus",
			func(h narrative.Heard) bool { return h.Hedged && h.Stands() },
		},
		{
			"what gets better is said so", "The swelling is going down.", "en", "swelling",
			func(h narrative.Heard) bool { return h.Trend == "improving" && h.Stands() },
		},
		{
			"it gets worse, said in the next sentence, is said of the sign", "My cheek hurts. It is getting worse by the hour.", "en", "pain",
			func(h narrative.Heard) bool { return h.Trend == "worsening" },
		},
		{
			"not spreading is stable", "The redness is not spreading.", "en", "redness",
			func(h narrative.Heard) bool { return h.Trend == "stable" },
		},
		{
			"a misspelled word is marked", "I have blistrs on my cheek.", "en", "blisters",
			func(h narrative.Heard) bool { return h.Guessed },
		},
		{
			"pus that is gone still counts", "The pus is gone.", "en", "pus",
			func(h narrative.Heard) bool { return h.Stands() },
		},
		{
			"a normal temperature is no fever", "I have a temperature of 37.1.", "en", "fever",
			func(h narrative.Heard) bool { return h.Denied },
		},
		{
			"a product put on after so many hours", "Five hours after my treatment I used vitamin C.", "en", "Ascorbic Acid",
			func(h narrative.Heard) bool { return h.At != nil && *h.At == skinafter.Hours(5) },
		},
		{
			"a product put on yesterday", "I used retinol yesterday.", "en", "Retinol",
			func(h narrative.Heard) bool { return h.Ago != nil },
		},
		{
			"a product needled in", "They pushed a vitamin C serum in.", "en", "Ascorbic Acid",
			func(h narrative.Heard) bool { return h.During },
		},
		{
			"a medicine keeps the words behind it", "I take prednisolone tablets daily.", "en", "prednisolone tablets daily",
			func(h narrative.Heard) bool { return h.Kind == narrative.Medicine },
		},
		{
			"self-harm is heard through doubt", "I think I might kill myself.", "en", "self_harm_thoughts",
			func(h narrative.Heard) bool { return h.Stands() },
		},
		{
			"self-harm that is denied outright is denied", "I am not suicidal.", "en", "self_harm_thoughts",
			func(h narrative.Heard) bool { return h.Denied },
		},
		{
			"letters with accents and loose dots are read", "Rötung und Krüstchen, Schwellung überall.", "de", "swelling",
			func(h narrative.Heard) bool { return h.Stands() },
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r := narrative.Read(b, c.text, c.lang)
			h, ok := heardOf(r, c.code)
			if !ok || !c.holds(h) {
				t.Errorf("%s: %+v in %+v", c.text, h, r)
			}
			checkSpans(t, c.text, r)
		})
	}
}

func TestReadLeavesOutWhatWasNotMeant(t *testing.T) {
	t.Parallel()
	b := facts(t)
	for _, c := range []struct{ name, text, lang, code string }{
		{"a product that is only asked about", "Can I use retinol now?", "en", "Retinol"},
		{"a product that was not used", "I did not use retinol.", "en", "Retinol"},
		{"a warning on a leaflet", "They told me to watch for pus.", "en", "pus"},
		{"a worry about what may come", "I just worry lumps might come later.", "en", "papules"},
		{"an idiom", "I am dying to go out.", "en", "malaise"},
		{"lips that are fine beside cheeks that are not", "My lips are fine, my cheeks are swollen.", "en", "lip_swelling"},
		{"a swelling of another place in the same sentence", "My cheeks are swollen and my lips feel dry.", "en", "lip_swelling"},
		{"weiter is no Eiter", "Es geht weiter gut.", "de", "pus"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r := narrative.Read(b, c.text, c.lang)
			if h, ok := heardOf(r, c.code); ok && h.Stands() {
				t.Errorf("%s: heard %+v", c.text, h)
			}
		})
	}
}

func TestReadReadsTheTreatment(t *testing.T) {
	t.Parallel()
	b := facts(t)
	for _, c := range []struct {
		name, text, lang string
		holds            func(r narrative.Reading) bool
	}{
		{"depth, age and place", "I am 23. Needling with 1.5 mm at a clinic, 30 hours ago.", "en", func(r narrative.Reading) bool {
			return r.Course.Depth == 1.5 && r.Age == 23 && r.Setting == "clinic" && r.At != nil && r.At.Max == skinafter.Hours(30)
		}},
		{"a German age and a home roller", "Ich bin 34 Jahre alt, gestern selbst gerollt mit 0,5 mm.", "de", func(r narrative.Reading) bool {
			return r.Course.Depth == 0.5 && r.Age == 34 && r.Setting == "home" && r.Course.Modality == skinafter.Roller
		}},
		{"a sharper name of the laser", "Laser, a full face CO2 laser, three days ago.", "en", func(r narrative.Reading) bool {
			return r.Course.Modality == skinafter.LaserFullAblative
		}},
		{"two to three days", "It is two to three days after my peel.", "en", func(r narrative.Reading) bool {
			return r.At != nil && r.At.Min == 2*skinafter.Day && r.At.Max == 3*skinafter.Day
		}},
		{"a treatment that is still to come", "My first session is in eight days.", "en", func(r narrative.Reading) bool {
			return r.At != nil && r.At.Max == -8*skinafter.Day
		}},
		{"nothing at all", "", "en", func(r narrative.Reading) bool { return len(r.Heard) == 0 && r.At == nil }},
		{"two languages in one text", "I had needling two days ago. Mein Hals schnürt sich zu.", "en", func(r narrative.Reading) bool {
			_, ok := heardOf(r, "throat_tightness")
			return ok && r.At != nil
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if r := narrative.Read(b, c.text, c.lang); !c.holds(r) {
				t.Errorf("%s: %+v", c.text, r)
			}
		})
	}
}

func TestAddToOnlyAdds(t *testing.T) {
	t.Parallel()
	b := facts(t)
	mild := skinafter.Symptom{Code: "redness", Severity: skinafter.Mild}
	for _, c := range []struct {
		name, text string
		want       int // symptoms afterwards
	}{
		{"a sign that the fields hold is not said twice", "My face is red.", 1},
		{"a worse one is added", "My face is unbearably red.", 2},
		{"a worsening is added", "The redness is getting worse.", 2},
		{"a new sign is added", "There is pus.", 2},
		{"what is denied changes nothing", "No redness, no pus.", 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := after(20, mild)
			got := narrative.Read(b, c.text, "en").AddTo(s)
			if n := len(got.Latest().Symptoms); n != c.want {
				t.Errorf("%d symptoms, want %d: %+v", n, c.want, got.Latest().Symptoms)
			}
			if len(s.Latest().Symptoms) != 1 || got.At != s.At {
				t.Error("the situation was touched")
			}
		})
	}
	used := narrative.Read(b, "I used retinol yesterday. I used vitamin C five hours after my needling.", "en").AddTo(after(40))
	if len(used.Person.Uses) != 2 || used.Person.Uses[0].At != skinafter.Hours(10) || used.Person.Uses[1].At != skinafter.Hours(5) {
		t.Errorf("uses: %+v", used.Person.Uses)
	}
}

// TestReadFollowsTheFormOfWordings reads with a small book of phrases that uses every form.
func TestReadFollowsTheFormOfWordings(t *testing.T) {
	t.Parallel()
	b := &knowledge.Base{Phrases: map[string]knowledge.Phrasebooks{"en": {
		"set": {{Code: "FILLER", Phrases: []string{"my"}}, {Code: "SPOT", Phrases: []string{"spot", "small mark"}}, {Code: "ANY", Phrases: []string{"SPOT"}}},
		"symptom": {
			{Code: "redness", Phrases: []string{"", "very? red", "ANY .. glows"}},
			{Code: "crust", Phrases: []string{"*kruste", "schorf*", "*bork*"}},
			{Code: "pain", Phrases: []string{"skin + hurts + now", "a + b + c + d"}},
		},
	}}}
	for text, want := range map[string]string{
		"it is red": "redness", "my small mark really truly glows": "redness", "a spot glows": "redness",
		"eine wundkruste": "crust", "schorfig": "crust", "verborkt": "crust", "now the skin hurts": "pain",
	} {
		if _, ok := heardOf(narrative.Read(b, text, "en"), want); !ok {
			t.Errorf("%q: %s was not heard", text, want)
		}
	}
	if r := narrative.Read(b, "a spot that is so very much too far away glows", "en"); len(r.Heard) > 0 {
		t.Errorf("heard %+v", r.Heard)
	}
}
