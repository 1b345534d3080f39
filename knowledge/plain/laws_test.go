package plain_test

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"skinafter/internal/testkit/smallset"
	"skinafter/knowledge"
	"skinafter/knowledge/casebook"
	"skinafter/knowledge/lint"
	"skinafter/knowledge/plain"
)

// Law: Format of its own output changes nothing, and never changes what a file says.
func TestLawFormatIsIdempotentAndKeepsContent(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		in := drawSource(t)
		once, err := lint.Format("sources/e1.yaml", []byte(in))
		if errors.Is(err, plain.ErrFormat) {
			return // refusing is allowed; changing is not
		}
		if err != nil {
			t.Fatalf("%v\n%s", err, in)
		}
		twice, err := lint.Format("sources/e1.yaml", once)
		if err != nil || !bytes.Equal(once, twice) {
			t.Fatalf("%v\nonce:\n%s\ntwice:\n%s", err, once, twice)
		}
	})
}

// drawSource writes a source file the way people do: fields in any order, comments, quotes,
// blank lines, folded text.
func drawSource(t *rapid.T) string {
	text := rapid.StringMatching(`[A-Za-z0-9][A-Za-z0-9 ,.:#'"\[\]{}&*!%@é<>=|-]{0,160}`)
	comment := rapid.SampledFrom([]string{"", "", "", "  # why not", "  #tight"})
	above := rapid.SampledFrom([]string{"", "", "\n", "# a remark\n", "\n# one\n# two\n\n"})
	value := func(s string) string {
		folds := strings.TrimSpace(s) == s && !strings.Contains(s, "  ")
		if folds && len(s) > 20 && rapid.Bool().Draw(t, "folded") {
			return ">-\n  " + strings.ReplaceAll(s, " ", "\n  ")
		}
		return fmt.Sprintf("%q", s)
	}
	fields := []string{"id: E1", "kind: review", "grade: low", "checked: seen", "interest: none known"}
	fields = append(fields, "title: "+value(text.Draw(t, "title")))
	if rapid.Bool().Draw(t, "supports") {
		fields = append(fields, "supports: "+value(text.Draw(t, "supports")))
	}
	if n := rapid.IntRange(0, 3).Draw(t, "statements"); n > 0 {
		list := "statements:"
		for i := range n {
			list += fmt.Sprintf("\n%s  - text: %q%s\n    id: S%d", above.Draw(t, "above"), text.Draw(t, "statement"), comment.Draw(t, "beside"), i+1)
			if rapid.Bool().Draw(t, "conflicts") {
				list += "\n    conflicts: [C1, C2]" + comment.Draw(t, "beside")
			}
		}
		fields = append(fields, list)
	}
	fields = rapid.Permutation(fields).Draw(t, "order")
	var out strings.Builder
	for _, f := range fields {
		beside := ""
		if !strings.Contains(f, "\n") {
			beside = comment.Draw(t, "beside")
		}
		out.WriteString(above.Draw(t, "above") + f + beside + "\n")
	}
	return out.String()
}

// Law: every file that comes with the program is in canonical form.
func TestLawFilesAreInCanonicalForm(t *testing.T) {
	t.Parallel()
	wrong := 0
	err := fs.WalkDir(knowledge.Embedded(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(knowledge.Embedded(), name)
		if err != nil {
			return err
		}
		out, err := lint.Format(name, data)
		switch {
		case err != nil:
			t.Errorf("%s: %v", name, err)
		case !bytes.Equal(out, data):
			wrong++
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if wrong > 0 {
		t.Errorf("%d files are not in canonical form; run skinafter knowledge fmt --knowledge knowledge", wrong)
	}
}

// Law: where the quick reader reads a file at all, it reads what the YAML library reads, places
// included.
func TestLawTheQuickReaderAgreesWithTheLibrary(t *testing.T) {
	t.Parallel()
	quick, all := 0, 0
	err := fs.WalkDir(knowledge.Embedded(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || valueOf(name) == nil {
			return err
		}
		data, err := fs.ReadFile(knowledge.Embedded(), name)
		if err != nil {
			return err
		}
		all++
		for _, text := range [][]byte{data, canonical(name, data)} {
			if diff, read := plain.ReadersDiffer(name, text); diff != "" {
				t.Errorf("%s: -library +quick\n%s", name, diff)
			} else if read {
				quick++
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d of %d files, as written and in canonical form", quick, 2*all)
	rapid.Check(t, func(t *rapid.T) {
		text := drawSource(t)
		for _, text := range [][]byte{[]byte(text), canonical("sources/e1.yaml", []byte(text))} {
			if diff, _ := plain.ReadersDiffer("sources/e1.yaml", text); diff != "" {
				t.Fatalf("-library +quick\n%s\n%s", diff, text)
			}
		}
	})
}

// canonical is data formatted, or data where it cannot be.
func canonical(name string, data []byte) []byte {
	if out, err := lint.Format(name, data); err == nil {
		return out
	}
	return data
}

// Law: whatever stands in a YAML file, reading it ends without a crash, and every problem
// points into the file.
func FuzzLoadYAML(f *testing.F) {
	kinds := []string{
		"sources/a.yaml", "conflicts/c1.yaml", "families/water.yaml", "rules/verdict/i1.yaml", "rules/locks.yaml",
		"cases/verdict/i1.yaml", "texts/en.yaml",
	}
	for i, name := range kinds {
		f.Add(uint8(i), smallset.Files[name])
	}
	f.Add(uint8(0), "id: [A\n")
	f.Add(uint8(0), "id: |+2\n   x\n\n--- !!str\n...\n")
	f.Add(uint8(3), "after:\n- {until_h: .inf}\n- {until_h: 1e999}\n")
	f.Add(uint8(5), "- \n- - -\n")
	f.Add(uint8(6), "a: &x b\nc: *x\n<<: *x\n")
	f.Add(uint8(6), "? - a\n: b\n")
	f.Add(uint8(6), "a: \"one\rtwo\n")
	f.Fuzz(func(t *testing.T, kind uint8, text string) {
		name := kinds[int(kind)%len(kinds)]
		_, problems := plain.Read(name, []byte(text), valueOf(name))
		lines := strings.Count(string(plain.UnixLines([]byte(text))), "\n") + 1
		for _, p := range problems {
			if p.File != name || p.Line < 1 || p.Line > lines || p.Col < 1 {
				t.Errorf("points outside the file: %+v", p)
			}
			_ = p.Error()
		}
		if diff, _ := plain.ReadersDiffer(name, []byte(text)); diff != "" && utf8.ValidString(text) {
			t.Errorf("-library +quick\n%s", diff)
		}
		out, err := lint.Format(name, []byte(text))
		if err != nil {
			return
		}
		again, err := lint.Format(name, out)
		if err != nil || !bytes.Equal(out, again) {
			t.Errorf("formatting twice: %v\n%q\n%q", err, out, again)
		}
	})
}

// Law: the quick reader reads every file in canonical form, so that the program starts at
// once and nobody has to wonder which reader was at work.
func TestLawCanonicalFilesAreReadQuickly(t *testing.T) {
	t.Parallel()
	err := fs.WalkDir(knowledge.Embedded(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || valueOf(name) == nil {
			return err
		}
		data, err := fs.ReadFile(knowledge.Embedded(), name)
		if err != nil {
			return err
		}
		if !plain.QuickRead(strings.Split(string(canonical(name, data)), "\n")) {
			t.Errorf("%s is left to the library", name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// valueOf is what a YAML file of facts or cases is read into.
func valueOf(name string) any {
	if v := casebook.NewValue(name); v != nil {
		return v
	}
	return knowledge.NewValue(name)
}
