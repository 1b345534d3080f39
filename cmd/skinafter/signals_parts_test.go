package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"skinafter/internal/testkit"
)

// parts splits rows by report into files.
func parts(t *testing.T, text string, n int) (dir string, files []string) {
	t.Helper()
	dir = t.TempDir()
	header, rows, _ := strings.Cut(text, "\n")
	split := make([]strings.Builder, n)
	for line := range strings.Lines(rows) {
		sum := 0
		for _, c := range strings.SplitN(line, ",", 2)[0] {
			sum = sum*31 + int(c)
		}
		split[sum%n].WriteString(line)
	}
	for i := range split {
		name := filepath.Join(dir, fmt.Sprint("part", i, ".csv"))
		if err := os.WriteFile(name, []byte(header+"\n"+split[i].String()), 0o600); err != nil {
			t.Fatal(err)
		}
		files = append(files, name)
	}
	return dir, files
}

// TestSavedCountsAddUpToTheWhole is law 9 at the door: collections that were counted apart give,
// byte for byte, the figures of the whole.
func TestSavedCountsAddUpToTheWhole(t *testing.T) {
	t.Parallel()
	var rows bytes.Buffer
	if _, err := (testkit.Collection{Reports: 3000}).Write(&rows); err != nil {
		t.Fatal(err)
	}
	for _, form := range []string{"--csv", "--csv --stratify strat_sex", "--csv --dedup"} {
		t.Run(form, func(t *testing.T) {
			t.Parallel()
			args := append([]string{"signals"}, strings.Fields(form)...)
			whole := answerOf(t, rows.String(), append(args, "-")...)
			dir, files := parts(t, rows.String(), 3)
			if form != "--csv --dedup" { // copies may lie in different parts
				var saved []string
				for i, f := range files {
					name := filepath.Join(dir, fmt.Sprint(i, ".counts"))
					answerOf(t, "", append(args, "--save", name, f)...)
					saved = append(saved, name)
				}
				if got := answerOf(t, "", append(args, saved...)...); got != whole {
					t.Error("saved counts give other figures than the whole")
				}
				if got := answerOf(t, "", append(args, saved[2], files[0], saved[1])...); got != whole {
					t.Error("saved counts and rows give other figures than the whole")
				}
				merged := filepath.Join(dir, "merged.counts")
				answerOf(t, "", append(args, append([]string{"--save", merged}, saved...)...)...)
				if got := answerOf(t, "", append(args, merged)...); got != whole {
					t.Error("saved sums give other figures than the whole")
				}
			}
			if got := answerOf(t, "", append(args, files...)...); got != whole {
				t.Error("files of rows give other figures than the whole")
			}
		})
	}
}

func TestSavedCountsKeepTheLedgerAndSayWhatTheyAre(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	a, b := filepath.Join(dir, "a.csv"), filepath.Join(dir, "b.csv")
	for name, text := range map[string]string{a: "report,product,event\n1,P,e\n1,P,e\n,P,e\n", b: "report,product,event\n2,Q,e\n3,Q\n4,Q,f\n"} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	saved := filepath.Join(dir, "a.counts")
	answerOf(t, "", "signals", "--save", saved, a)
	first, err := os.ReadFile(saved)
	if err != nil {
		t.Fatal(err)
	}
	answerOf(t, "", "signals", "--save", saved, a)
	if second, err := os.ReadFile(saved); err != nil || !bytes.Equal(first, second) {
		t.Error("equal rows make different files of counts")
	}
	var answer struct {
		Data ledger   `json:"data"`
		Size sizeWire `json:"size"`
	}
	if err := json.Unmarshal([]byte(answerOf(t, "", "signals", "--json", saved, b)), &answer); err != nil {
		t.Fatal(err)
	}
	l := &answer.Data
	if l.Read != 6 || l.Used != 4 || l.Repeated != 1 || len(l.Refused) != 2 || l.Refused[1].File != b || len(l.Files) != 2 || !l.Files[0].Saved || l.Files[1].Saved {
		t.Errorf("%+v", l)
	}
	if answer.Size != (sizeWire{3, 2, 2, 3}) {
		t.Errorf("%+v", answer.Size)
	}
}

func TestSavedCountsThatDoNotFitAreRefused(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	rows, saved, cut, changed := filepath.Join(dir, "a.csv"), filepath.Join(dir, "a.counts"), filepath.Join(dir, "cut"), filepath.Join(dir, "changed")
	if err := os.WriteFile(rows, []byte("report,product,event\n1,P,e\n2,P,e\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	answerOf(t, "", "signals", "--save", saved, rows)
	whole, err := os.ReadFile(saved)
	if err != nil {
		t.Fatal(err)
	}
	other := bytes.Replace(whole, []byte(`"rows_read":2`), []byte(`"rows_read":9`), 1)
	for name, b := range map[string][]byte{cut: whole[:len(whole)-3], changed: other} {
		if err := os.WriteFile(name, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct{ args, want string }{
		{"signals " + cut, "cut off"},
		{"signals " + changed, "damaged"},
		{"signals " + saved + " " + saved, "not counted already"},
		{"signals " + rows + " " + saved, "not counted already"},
		{"signals --role any " + saved, "as these counts were saved"},
		{"signals --events own " + saved, "as these counts were saved"},
		{"signals --stratify sex " + saved, "as these counts were saved"},
		{"signals --dedup " + saved, "copies can no longer be found"},
		{"signals --explain P e " + saved, "hold no reports"},
		{"signals together " + saved, "do not say which products"},
		{"signals --save " + dir + "/no/folder " + rows, "a file that can be written"},
		{"signals --save " + dir + "/x --explain P e " + rows, "without --by ingredient and --explain"},
		{"signals --plot " + dir + "/no/x.svg " + rows, "a folder that exists"},
		{"signals --explain P e --plot " + dir + "/x.svg " + rows, "reports with a year"},
	} {
		var out, problems bytes.Buffer
		code := still().Run(context.Background(), strings.Fields(c.args), strings.NewReader(""), &out, &problems)
		if code != exitInput || out.Len() > 0 || strings.Count(problems.String(), "\n") != 1 || !strings.Contains(problems.String(), c.want) {
			t.Errorf("%s: exit code %d, %d bytes, %q", c.args, code, out.Len(), problems.String())
		}
	}
	var out, problems bytes.Buffer
	if code := still().Run(context.Background(), []string{"signals", "--explain", "", "", rows}, strings.NewReader(""), &out, &problems); code != exitInput || out.Len() > 0 {
		t.Errorf("--explain of nothing: exit code %d", code)
	}
}

// FuzzSavedCounts gives any bytes after the first words of saved counts.
func FuzzSavedCounts(f *testing.F) {
	f.Add([]byte("00\n{}\n"))
	f.Add([]byte(""))
	f.Fuzz(func(t *testing.T, b []byte) {
		var out, problems bytes.Buffer
		in := bytes.NewReader(append([]byte(savedMagic), b...))
		checkAnswer(t, still().Run(context.Background(), []string{"signals", "--json", "-"}, in, &out, &problems), out.Bytes(), problems.String())
	})
}

// FuzzRates and the like: any bytes as courses.
func FuzzRates(f *testing.F) {
	for _, seed := range []string{"course,product,event,year\n1,A,,2020\n2,A,e,2021\n", "session,product,event\n1,A,\n", "", "\xff\xfe"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, rows []byte) {
		for _, command := range []string{"rates", "together"} {
			var out, problems bytes.Buffer
			code := still().Run(context.Background(), []string{"signals", command, "--json", "--min-n", "1", "-"}, bytes.NewReader(rows), &out, &problems)
			checkAnswer(t, code, out.Bytes(), problems.String())
		}
	})
}
