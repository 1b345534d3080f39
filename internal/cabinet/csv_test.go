package cabinet

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"skinafter"
)

func TestListsOfManyMakesAreRead(t *testing.T) {
	t.Parallel()
	two := []Row{
		{Name: "MU GUM", Functions: []string{"Binding", "Film Forming"}, Line: 2},
		{Name: "1,2-ZETANEDIOL", Functions: []string{"Solvent"}, Line: 3},
	}
	official := []Row{{Name: "MU GUM", Functions: []string{"BINDING"}, Line: 4}}
	for name, c := range map[string]struct {
		file string
		want []Row
	}{
		"a plain file":                {"inci_name,cas_number,function\nMu gum,1-2-3,\"Binding, Film Forming\"\n\"1,2-Zetanediol\",,Solvent\n", two},
		"a byte order mark":           {"\ufeffinci_name,function\nMU GUM,\"Binding, Film Forming\"\n\"1,2-ZETANEDIOL\",Solvent\n", two},
		"Windows line ends":           {"inci_name,function\r\nMU GUM,\"Binding, Film Forming\"\r\n\"1,2-ZETANEDIOL\",Solvent\r\n", two},
		"semicolons":                  {"INCI name;Function\nMU GUM;Binding, Film Forming\n1,2-ZETANEDIOL;Solvent\n", two},
		"tabs":                        {"Function\tINCI Name\nBinding,Film Forming\tMU GUM\nSolvent\t1,2-ZETANEDIOL\n", two},
		"names that stand twice":      {"name,function\nMU GUM,\"Binding, Film Forming\"\n1-2,x\nMU  GUM,Other\n", two[:1]},
		"lines before the header":     {"File creation date: 01/02/2020\n\nCOSING Ref No,INCI name,Function\n7,MU GUM,BINDING\n", official},
		"no column for the function":  {"inci_name\nMU GUM\n", []Row{{Name: "MU GUM", Line: 2}}},
		"Windows-1252, not UTF-8":     {"inci_name\nCR\xc8ME MU\n", []Row{{Name: "CRÈME MU", Line: 2}}},
		"stray quotes inside a field": {"inci_name\nMU \"A\" GUM\n", []Row{{Name: "MU \"A\" GUM", Line: 2}}},
		"rows that are too short":     {"cas,inci_name\n1\n2,MU GUM\n", []Row{{Name: "MU GUM", Line: 3}}},
		"a header and nothing else":   {"inci_name,function\n", nil},
	} {
		got, err := ReadCSV([]byte(c.file))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if diff := cmp.Diff(c.want, got.Rows); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestFilesThatAreNoListAreRefusedInOneLine(t *testing.T) {
	t.Parallel()
	for name, file := range map[string]string{
		"empty":          "",
		"binary":         "inci_name\nA\x00B\n",
		"no name column": "a,b\nc,d\n",
		"only prose":     strings.Repeat("This is a letter.\n", 50),
	} {
		_, err := ReadCSV([]byte(file))
		var input *skinafter.InputError
		if !errors.As(err, &input) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: want one line of an input error, have %v", name, err)
		}
	}
}

func TestRowsWithoutAUsableNameAreCounted(t *testing.T) {
	t.Parallel()
	file := "inci_name\n-\n123\nA = B\nA + B\n" + strings.Repeat("A", 500) + "\nMU\u0007\nFINE\n"
	list, err := ReadCSV([]byte(file))
	if err != nil {
		t.Fatal(err)
	}
	if len(list.Rows) != 1 || len(list.Skipped) != 6 {
		t.Errorf("rows %v, skipped %v", list.Rows, list.Skipped)
	}
}

func TestAFunctionGivesAPlainFamilyOnlyToPlainNames(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name      string
		functions []string
		want      string
	}{
		{"MU GUM", []string{"Viscosity Controlling"}, "thickener"},
		{"MU GUM", []string{"Viscosity Controlling", "Film Forming"}, "thickener"},
		{"MU GUM", []string{"Viscosity Controlling", "Skin Conditioning"}, Unlisted},
		{"MU LEAF EXTRACT", []string{"Viscosity Controlling"}, Unlisted},
		{"SH-MUPEPTIDE-1", []string{"Film Forming"}, Unlisted},
		{"MU RESIDUE", []string{"Film Forming", "Perfuming"}, "fragrance"},
		{"MU RESIDUE", []string{"Humectant", "Fragrance"}, "fragrance"},
		{"MU TRIONE", []string{"UV Filter"}, "uv_filter_chemical"},
		{"MU QUINOL", []string{"Bleaching", "Solvent"}, "treatment_active"},
		{"MU", nil, Unlisted},
	} {
		if got := Family(c.name, c.functions); got != c.want {
			t.Errorf("Family(%s, %v) = %s, want %s", c.name, c.functions, got, c.want)
		}
	}
}

// FuzzNamesImport: whatever file comes in, what is kept can be read back as it was.
func FuzzNamesImport(f *testing.F) {
	for _, seed := range []string{
		"inci_name,function\nMU GUM,Binding\n", "\ufeffINCI name;Function\nA;B\n", "inci_name\n\"unclosed\nA\n",
		"x\n\ninci\n#\n{A|B}\n[x]\nA = B\nA + B\n", "inci_name\n\xff\xfe\n", "name\t\n\t\n", "inci_name\n\u2028\n\u00a0A\u00a0\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		list, err := ReadCSV(file)
		if err != nil {
			if strings.Contains(err.Error(), "\n") {
				t.Fatalf("an error of more than one line: %q", err)
			}
			return
		}
		var table strings.Builder
		table.WriteString("[unlisted]\n")
		for _, row := range list.Rows {
			if !utf8.ValidString(row.Name) {
				t.Fatalf("name %q is not UTF-8", row.Name)
			}
			table.WriteString(row.Name + "\n")
		}
		names, err := readNames("", table.String())
		if err != nil || len(names) != len(list.Rows) {
			t.Fatalf("%d rows came back as %d names: %v", len(list.Rows), len(names), err)
		}
	})
}
