package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"skinafter/internal/catalogue"
	"skinafter/internal/paper"
	"skinafter/internal/testkit"
	"skinafter/signal"
	"skinafter/signal/mgps"
)

func TestReadingsAreThoseOfTheLibrary(t *testing.T) {
	t.Parallel()
	p := &signal.Pair{
		E: 1, RR: 2, PRR: signal.Ratio{Value: 3, Lo: 4, Hi: 5}, Chi2: 6, Chi2Yates: 7, ROR: signal.Ratio{Value: 8, Lo: 9, Hi: 10},
		IC: signal.Component{Value: 11, Lo: 12, Hi: 13}, Posterior: mgps.Posterior{EBGM: 14, EB05: 15, EB95: 16}, Shrunk: true,
	}
	for _, column := range signal.Columns()[2:] {
		want, ok := p.Figure(column)
		read := readings[column]
		if column == "N" {
			if read != nil {
				t.Errorf("N is read as a figure")
			}
			continue
		}
		if !ok || read == nil || read(p) != want {
			t.Errorf("%s is read differently", column)
		}
	}
	p.Shrunk = false
	if v := readings["EB05"](p); signal.Estimable(v) {
		t.Errorf("EB05 without a prior is %v", v)
	}
}

func TestSignalsOfTheSharedCollectionAreTheGoldenOnes(t *testing.T) {
	t.Parallel()
	path, found := testkit.Shared(t, "data/signals/caers_2012_supplements.csv.gz")
	if !found {
		return
	}
	for likelihood, eb05 := range map[string]int{"Z": 97, "T1": 131, "T2": 80} {
		var answer struct {
			Signals int             `json:"signals"`
			Rules   []ruleCount     `json:"rules"`
			Data    ledger          `json:"data"`
			Size    sizeWire        `json:"size"`
			Pairs   json.RawMessage `json:"pairs"`
		}
		page := answerOf(t, "", "signals", "--json", "--mgps-likelihood", likelihood, path)
		if err := json.Unmarshal([]byte(page), &answer); err != nil {
			t.Fatal(err)
		}
		want := map[string]int{"ic": 257, "evans": 319, "ror": 312, "eb05": eb05}
		for _, r := range answer.Rules {
			if r.Pairs != want[r.Name] {
				t.Errorf("%s: %s finds %d pairs, want %d", likelihood, r.Name, r.Pairs, want[r.Name])
			}
		}
		if answer.Signals != 257 || answer.Size != (sizeWire{3356, 2874, 1328, 17189}) || answer.Data.Read != 20156 || answer.Data.Repeated != 239 {
			t.Errorf("%d signals, %+v, %+v", answer.Signals, answer.Size, answer.Data)
		}
	}
}

// TestWhateverTheRowsTheAnswerIsWhole asks about random rows, good and bad: every row is
// accounted for, CSV and JSON read back, pages fit and promise nothing.
func TestWhateverTheRowsTheAnswerIsWhole(t *testing.T) {
	t.Parallel()
	cell := rapid.OneOf(rapid.SampledFrom([]string{"A", "B", "Night Serum", "redness", "itch, strong", "\"q\"", "\x1b[31mred", "소듐", "", " ", "a/b"}), rapid.StringMatching(`[a-z]{1,3}`))
	rapid.Check(t, func(t *rapid.T) {
		var rows bytes.Buffer
		w := csv.NewWriter(&rows)
		_ = w.Write([]string{"report", "product", "event", "role", "sex", "year", "onset_h"})
		n := rapid.IntRange(0, 40).Draw(t, "rows")
		for range n {
			_ = w.Write([]string{
				strconv.Itoa(rapid.IntRange(1, 12).Draw(t, "report")), cell.Draw(t, "product"), cell.Draw(t, "event"),
				rapid.SampledFrom([]string{"", "suspect", "concomitant", "?"}).Draw(t, "role"), rapid.SampledFrom([]string{"", "F", "M"}).Draw(t, "sex"),
				rapid.SampledFrom([]string{"", "2020", "2021", "x"}).Draw(t, "year"), rapid.SampledFrom([]string{"", "0", "12.5", "-1", "1e400"}).Draw(t, "onset"),
			})
		}
		w.Flush()
		text := rows.String()
		lang := rapid.SampledFrom(catalogue.Langs()).Draw(t, "lang")
		var args []string
		for flag, value := range map[string]string{"--stratify": "sex", "--threshold": "evans", "--role": "any", "--mgps-likelihood": "T1", "--min-n": "2"} {
			if rapid.Bool().Draw(t, flag) {
				args = append(args, flag, value)
			}
		}
		if rapid.Bool().Draw(t, "dedup") {
			args = append(args, "--dedup")
		}
		ask := func(form ...string) string {
			var out, problems bytes.Buffer
			line := append(append(append([]string{"signals"}, form...), args...), "-")
			if code := still().Run(context.Background(), line, strings.NewReader(text), &out, &problems); code != exitAnswered {
				t.Fatalf("%q: exit code %d: %s\n%s", line, code, problems.String(), text)
			}
			return out.String()
		}
		var answer struct {
			Data  ledger           `json:"data"`
			Pairs []map[string]any `json:"pairs"`
		}
		if err := json.Unmarshal([]byte(ask("--json")), &answer); err != nil {
			t.Fatal(err)
		}
		left := int64(0)
		for _, r := range append(answer.Data.Refused, answer.Data.LeftOut...) {
			left += r.Rows
		}
		if answer.Data.Read != int64(n) || answer.Data.Used+left != answer.Data.Read {
			t.Fatalf("of %d rows %d were read, %d used, %d left out", n, answer.Data.Read, answer.Data.Used, left)
		}
		table, err := csv.NewReader(strings.NewReader(ask("--csv"))).ReadAll()
		if err != nil || len(table) != len(answer.Pairs)+1 {
			t.Fatalf("%d lines of CSV, %d pairs in JSON (%v)", len(table), len(answer.Pairs), err)
		}
		page := ask("--lang", lang)
		for line := range strings.Lines(page) {
			if paper.Columns(strings.TrimSuffix(line, "\n")) > paper.MaxWidth {
				t.Fatalf("too wide: %s", line)
			}
		}
		if bad := unfilled.FindString(page); bad != "" || strings.Contains(page, "\x1b") || strings.Contains(page, "NaN") || promised.MatchString(page) {
			t.Fatalf("%s\n%s", bad, page)
		}
	})
}

// TestProgressIsShownOnlyOnATerminal: standard error is a buffer here, and stays empty.
func TestProgressIsShownOnlyOnATerminal(t *testing.T) {
	t.Parallel()
	var rows, out, problems bytes.Buffer
	if _, err := (testkit.Collection{Reports: 2000}).Write(&rows); err != nil {
		t.Fatal(err)
	}
	if code := still().Run(context.Background(), []string{"signals", "-"}, &rows, &out, &problems); code != exitAnswered || problems.Len() > 0 {
		t.Errorf("exit code %d: %q", code, problems.String())
	}
}
