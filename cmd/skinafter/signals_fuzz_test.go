package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// FuzzSignals gives any bytes as rows: an answer in JSON, or one line that says what is wrong.
func FuzzSignals(f *testing.F) {
	for _, seed := range []string{
		"report,product,event\n1,A,e\n2,B,f\n", "id;var1;var2;strat_sex\n1;A;e;F\n", `{"report":"1","product":"A","event":"e"}` + "\n",
		"\ufeffReport,Drug,Reaction\r\n1,\"A\"\"\",e\r\n", "report,product,event\n\"1,A,e\n2,B", "\x1f\x8b\x08\x00", "",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, rows []byte) {
		var out, problems bytes.Buffer
		code := still().Run(context.Background(), []string{"signals", "--json", "--dedup", "-"}, bytes.NewReader(rows), &out, &problems)
		checkAnswer(t, code, out.Bytes(), problems.String())
	})
}

// FuzzLabelTable gives any bytes as the file of labels.
func FuzzLabelTable(f *testing.F) {
	for _, seed := range []string{
		"product,text\nA,\"Ingredients: Aqua, Glycerin\"\n", `{"product":"A","text":"Ingredients: Aqua"}`, `{"id":7,"text":"Aqua"}`, "product\nA\n", "product,text\n\"A",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, labels []byte) {
		path := filepath.Join(t.TempDir(), "labels")
		if err := os.WriteFile(path, labels, 0o600); err != nil {
			t.Fatal(err)
		}
		var out, problems bytes.Buffer
		args := []string{"signals", "--json", "--method", "ic", "--by", "ingredient", "--labels", path, "-"}
		code := still().Run(context.Background(), args, strings.NewReader("report,product,event\n1,A,e\n2,7,f\n"), &out, &problems)
		checkAnswer(t, code, out.Bytes(), problems.String())
	})
}

// checkAnswer wants JSON, or one line of error and exit code 2.
func checkAnswer(t *testing.T, code int, out []byte, problems string) {
	t.Helper()
	switch code {
	case exitAnswered:
		if !json.Valid(out) {
			t.Fatalf("no JSON: %s", out)
		}
	case exitInput:
		if len(out) > 0 || strings.Count(problems, "\n") != 1 {
			t.Fatalf("not one line of error: %q, and an answer of %d bytes", problems, len(out))
		}
	default:
		t.Fatalf("exit code %d: %s", code, problems)
	}
}
