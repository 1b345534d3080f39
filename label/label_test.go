package label_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"

	"skinafter"
	"skinafter/internal/testkit"
	"skinafter/knowledge"
	"skinafter/label"
)

func base(tb testing.TB) *knowledge.Base {
	tb.Helper()
	return testkit.Facts(tb)
}

// dirt is one label of testdata/dirty.yaml.
type dirt struct {
	Name      string             `yaml:"name"`
	Text      string             `yaml:"text"`
	Kind      string             `yaml:"kind"`
	Want      []string           `yaml:"want"`
	Percent   map[string]float64 `yaml:"percent"`
	May       []string           `yaml:"may"`
	Mentions  []string           `yaml:"mentions"`
	Corrected []string           `yaml:"corrected"`
	Parts     []string           `yaml:"parts"`
	Gap       bool               `yaml:"incomplete"`
}

func dirty(tb testing.TB) []dirt {
	tb.Helper()
	data, err := os.ReadFile("testdata/dirty.yaml")
	if err != nil {
		tb.Fatal(err)
	}
	var list []dirt
	if err := yaml.UnmarshalWithOptions(data, &list, yaml.Strict()); err != nil {
		tb.Fatal(err)
	}
	return list
}

func TestEveryKindOfDirtIsRead(t *testing.T) {
	t.Parallel()
	r := label.NewReader(base(t))
	for _, d := range dirty(t) {
		t.Run(d.Name, func(t *testing.T) {
			t.Parallel()
			got := r.Parse(d.Text)
			kind := skinafter.List
			if d.Kind != "" {
				kind = skinafter.Kind(d.Kind)
			}
			if got.Kind != kind {
				t.Errorf("kind is %s, want %s", got.Kind, kind)
			}
			if diff := cmp.Diff(d.Want, names(got.Ingredients, nil)); diff != "" {
				t.Errorf("names (-want +got):\n%s", diff)
			}
			checkDetails(t, d, got)
		})
	}
}

func checkDetails(t *testing.T, d dirt, got skinafter.Label) {
	t.Helper()
	for _, i := range got.Ingredients {
		if want := d.Percent[i.INCI]; d.Percent != nil && want != i.Percent {
			t.Errorf("%s has %g %%, want %g", i.INCI, i.Percent, want)
		}
	}
	may := names(got.Ingredients, func(i skinafter.Ingredient) bool { return i.MayContain })
	if diff := cmp.Diff(d.May, may); diff != "" {
		t.Errorf("may contain (-want +got):\n%s", diff)
	}
	corrected := names(got.Ingredients, func(i skinafter.Ingredient) bool { return i.Status == skinafter.Corrected })
	if diff := cmp.Diff(d.Corrected, corrected); diff != "" {
		t.Errorf("corrected (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(d.Parts, got.Parts); diff != "" {
		t.Errorf("parts (-want +got):\n%s", diff)
	}
	if d.Gap && !got.Incomplete {
		t.Error("is complete, want incomplete")
	}
	mentions := names(got.Mentions, nil)
	for _, m := range d.Mentions {
		if !slices.Contains(mentions, m) {
			t.Errorf("mentions are %q, want %s among them", mentions, m)
		}
	}
}

// names lists the canonical names in order, each once, unknown pieces as "?text".
func names(list []skinafter.Ingredient, keep func(skinafter.Ingredient) bool) []string {
	var out []string
	for _, i := range list {
		n := i.INCI
		if n == "" {
			n = "?" + strings.Join(strings.Fields(i.Text), " ")
		}
		if (keep == nil || keep(i)) && !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}

func TestTextsWithoutAListGetAFirstClassAnswer(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, text string
		kind       skinafter.Kind
	}{
		{"nothing is empty", "", skinafter.Empty},
		{"spaces and separators are empty", " \n ,, ; \t", skinafter.Empty},
		{"a sentence is prose", "This cream helps your skin to feel good and look young.", skinafter.Prose},
		{"digits are prose", "12345 67890", skinafter.Prose},
		{"binary is prose", "\x00\x01\xff\xfe\x80\x81", skinafter.Prose},
		{"Arabic is prose", "ماء، جلسرين، عطر", skinafter.Prose},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := label.Parse(base(t), tt.text); got.Kind != tt.kind {
				t.Errorf("kind of %q is %s, want %s; ingredients %q", tt.text, got.Kind, tt.kind, names(got.Ingredients, nil))
			}
		})
	}
}

func TestALabelThatIsTooLongIsReadInPartAndSaysSo(t *testing.T) {
	t.Parallel()
	got := label.Parse(base(t), strings.Repeat("Glycerin, ", label.MaxBytes/10+100))
	if !got.Incomplete || !slices.Contains(got.Notes, label.NoteCut) {
		t.Errorf("incomplete %v, notes %q; want incomplete and %q", got.Incomplete, got.Notes, label.NoteCut)
	}
}
