package cabinet

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"skinafter"
	"skinafter/knowledge"
)

func TestFolderFollowsTheEnvironment(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		env  map[string]string
		want string
	}{
		"our own variable wins":                {map[string]string{"SKINAFTER_DATA": "/d", "XDG_DATA_HOME": "/x", "HOME": "/h"}, "/d"},
		"then the data folder of the platform": {map[string]string{"XDG_DATA_HOME": "/x", "HOME": "/h"}, "/x/skinafter"},
		"a relative data folder is ignored":    {map[string]string{"XDG_DATA_HOME": "x", "HOME": "/h"}, "/h/.local/share/skinafter"},
		"then a folder below home":             {map[string]string{"HOME": "/h"}, "/h/.local/share/skinafter"},
		"no home, no folder":                   {nil, ""},
	} {
		if got := folder("linux", func(k string) string { return c.env[k] }); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestImportedNamesComeBackFromTheFolder(t *testing.T) {
	t.Parallel()
	c := At(filepath.Join(t.TempDir(), "own"))
	if names, err := c.Names(); err != nil || len(names) != 0 {
		t.Fatalf("an empty cabinet has %v, %v", names, err)
	}
	keep := func(want int, names ...knowledge.Name) {
		t.Helper()
		if n, err := c.KeepNames(names); err != nil || n != want {
			t.Fatalf("KeepNames = %d, %v, want %d", n, err, want)
		}
	}
	keep(2, knowledge.Name{INCI: "ZETA GUM", Families: []string{"thickener"}}, knowledge.Name{INCI: "ALPHA, 1,2-", Families: []string{Unlisted}})
	keep(3, knowledge.Name{INCI: "MU", Families: []string{Unlisted}}, knowledge.Name{INCI: "ZETA GUM", Families: []string{"polymer"}})
	names, err := c.Names()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, n := range names {
		got = append(got, n.INCI+" "+strings.Join(n.Families, " "))
	}
	if want := []string{"ZETA GUM polymer", "ALPHA, 1,2- unlisted", "MU unlisted"}; !slices.Equal(got, want) {
		t.Errorf("names %q, want %q", got, want)
	}
	if err := c.ForgetNames(); err != nil {
		t.Fatal(err)
	}
	if names, err := c.Names(); err != nil || len(names) != 0 {
		t.Errorf("after forgetting: %v, %v", names, err)
	}
}

func TestTheFolderIsForItsOwnerAlone(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "own")
	if _, err := At(dir).KeepNames([]knowledge.Name{{INCI: "MU", Families: []string{Unlisted}}}); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]os.FileMode{dir: 0o700, filepath.Join(dir, namesFile): 0o600} {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if got := info.Mode().Perm(); got != want && runtime.GOOS != "windows" {
			t.Errorf("%s has mode %o, want %o", path, got, want)
		}
	}
}

func TestWithoutAFolderNothingIsKeptAndThatIsSaid(t *testing.T) {
	t.Parallel()
	c := At("")
	if names, err := c.Names(); err != nil || names != nil {
		t.Errorf("Names = %v, %v", names, err)
	}
	_, err := c.KeepNames([]knowledge.Name{{INCI: "MU", Families: []string{Unlisted}}})
	var input *skinafter.InputError
	if !errors.As(err, &input) || input.Field != "SKINAFTER_DATA" {
		t.Errorf("want an input error about SKINAFTER_DATA, have %v", err)
	}
}

func TestADamagedTableSaysWhere(t *testing.T) {
	t.Parallel()
	_, err := readNames("/d", "[unlisted]\nFINE NAME\nNOT = FINE\n")
	if err == nil || !strings.Contains(err.Error(), "names.txt line 3") {
		t.Errorf("have %v", err)
	}
	if _, err := readNames("/d", "NO SECTION\n"); err == nil {
		t.Error("a name in no section was accepted")
	}
}

func TestProductsAreFoundByEveryFormOfTheirBarcode(t *testing.T) {
	t.Parallel()
	c := At(t.TempDir())
	kept := time.Date(2026, 11, 22, 6, 0, 0, 0, time.UTC)
	serum := Product{Barcode: "036000291452", Name: "Serum", Text: "Aqua", Kept: kept}
	if err := c.KeepProduct(serum); err != nil {
		t.Fatal(err)
	}
	for _, digits := range []string{"036000291452", "0036000291452", "00036000291452"} {
		got, found, err := c.Product(digits)
		if err != nil || !found {
			t.Fatalf("%s: %v, %v", digits, found, err)
		}
		if diff := cmp.Diff(serum, got); diff != "" {
			t.Errorf("%s: %s", digits, diff)
		}
	}
	serum.Text = "Aqua, Glycerin"
	if err := c.KeepProduct(serum); err != nil {
		t.Fatal(err)
	}
	if list, err := c.Products(); err != nil || len(list) != 1 || list[0].Text != serum.Text {
		t.Errorf("kept again: %v, %v", list, err)
	}
	if found, err := c.ForgetProduct("0036000291452"); err != nil || !found {
		t.Errorf("ForgetProduct = %v, %v", found, err)
	}
	if found, err := c.ForgetProduct("0036000291452"); err != nil || found {
		t.Errorf("forgotten twice: %v, %v", found, err)
	}
}
