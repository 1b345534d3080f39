package passport_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"rsc.io/qr"

	"skinafter"
	"skinafter/internal/catalogue"
	"skinafter/passport"
)

var update = flag.Bool("update", false, "write the golden files anew")

func words(t testing.TB, lang string) passport.Words {
	t.Helper()
	c, err := catalogue.Load(lang)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// needled is a face, needled in a salon in Berlin, with what was put on it.
func needled() passport.Passport {
	berlin := time.FixedZone("CET", 3600)
	end := time.Date(2026, 11, 19, 14, 0, 0, 0, berlin)
	p := passport.Passport{
		Treatment: passport.Treatment{
			Modality: skinafter.Needling, DepthMM: 1.5, Class: skinafter.ClassC, Area: "face", First: end, Last: end, Session: 2,
			Device: "Pen 3", Provider: "Studio Nord", Phone: "+49 30 1234567", Setting: "salon",
		},
		Products: []passport.Product{
			{Stage: passport.Before, Name: "Numbing cream", Label: "Lidocaine 5 %", Batch: "A1"},
			{Stage: passport.During, Name: "Gliding serum", Barcode: "4006381333931", Label: "INGREDIENTS: Aqua,\nGlycerin, Sodium Hyaluronate"},
			{Stage: passport.After, Name: "Night cream", Times: []time.Time{end.Add(6 * time.Hour)}},
		},
		Reactions: []passport.Reaction{{Code: "redness", Worst: skinafter.Moderate, First: end.Add(20 * time.Hour)}},
		Made:      end.Add(30 * time.Hour),
	}
	p.Complete()
	return p
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), got); d != "" {
		t.Errorf("%s (-want +got):\n%s", name, d)
	}
}

func TestThePassportAsText(t *testing.T) {
	t.Parallel()
	p := needled()
	for _, lang := range catalogue.Langs() {
		golden(t, "passport-"+lang+".txt", p.Text(words(t, lang)))
		golden(t, "compact-"+lang+".txt", p.Compact(words(t, lang)))
	}
}

func TestWhatIsNotKnownIsAsked(t *testing.T) {
	t.Parallel()
	home := needled()
	home.Treatment.Setting, home.Treatment.Device, home.Treatment.Provider = "home", "", ""
	laser := needled()
	laser.Treatment.Modality, laser.Treatment.DepthMM, laser.Treatment.Needle = skinafter.LaserFractionalAblative, 0, ""
	for _, c := range []struct {
		name string
		p    passport.Passport
		want []string
	}{
		{"nothing is known", passport.Passport{}, []string{"modality", "ended", "depth", "during", "device", "needle", "batch", "provider"}},
		{"some labels and batches are missing", needled(), []string{"label Night cream", "product-batch Gliding serum", "needle", "batch"}},
		{"nobody asks whom to ask at home", home, []string{"label Night cream", "product-batch Gliding serum", "needle", "batch"}},
		{"a laser has no needles", laser, []string{"label Night cream", "product-batch Gliding serum", "batch"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			c.p.Complete()
			var got []string
			for _, a := range c.p.Asks {
				got = append(got, strings.TrimSpace(a.ID+" "+a.About))
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("asks %q, want %q", got, c.want)
			}
		})
	}
}

func TestEveryQuestionHasWords(t *testing.T) {
	t.Parallel()
	for _, lang := range catalogue.Langs() {
		for _, id := range passport.AskIDs() {
			text := passport.Ask{ID: id, About: "Cream"}.Text(words(t, lang))
			if !strings.HasSuffix(strings.TrimRight(text, "."), "?") && !strings.HasSuffix(text, ".") || strings.Contains(text, "{") {
				t.Errorf("%s: %s is %q", lang, id, text)
			}
		}
	}
}

func TestCompactFitsItsCode(t *testing.T) {
	t.Parallel()
	label := strings.Repeat("Butyrospermum Parkii Butter, ", 60)
	for n := range 60 {
		p := needled()
		p.Treatment.Note = label
		for i := range n {
			p.Products = append(p.Products, passport.Product{Stage: passport.Stages()[i%4], Name: fmt.Sprintf("Größe %d", i), Label: label})
		}
		for _, lang := range catalogue.Langs() {
			fits(t, p.Compact(words(t, lang)))
		}
	}
}

// fits encodes a text as a QR code and looks at its version.
func fits(t interface {
	Fatalf(format string, args ...any)
}, text string,
) {
	code, err := qr.Encode(text, qr.M)
	const widest = 17 + 4*25 // modules of version 25
	if err != nil || code.Size > widest || len(text) > passport.MaxCompact || !utf8.ValidString(text) {
		t.Fatalf("%d bytes, %v:\n%s", len(text), err, text)
	}
	if strings.Contains(text, "://") {
		t.Fatalf("an address stands in it:\n%s", text)
	}
}

func ExamplePassport_Compact() {
	texts, err := catalogue.Load("en")
	if err != nil {
		fmt.Println(err)
		return
	}
	p := passport.Passport{
		Treatment: passport.Treatment{Modality: skinafter.PeelMedium, Area: "face"},
		Products:  []passport.Product{{Stage: passport.During, Name: "Peel", Label: "TCA 25 %"}},
	}
	fmt.Println(p.Compact(texts))
	// Output:
	// Treatment passport
	// Treatment: a medium peel, face
	// Ended: ?
	// Device: ?
	// Batch: ?
	// Done by: ?
	// While the skin was open:
	// - Peel | TCA 25 %
}
