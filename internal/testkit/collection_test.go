package testkit_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"testing"

	"skinafter/internal/testkit"
)

// TestTheMadeUpCollectionIsTheOneOfTheGoldenFigures compares hash and size with the golden
// file, where it is.
func TestTheMadeUpCollectionIsTheOneOfTheGoldenFigures(t *testing.T) {
	t.Parallel()
	var golden struct {
		Generator struct {
			Hash       string `json:"sha256_csv"`
			Increments int    `json:"pair_increments"`
		} `json:"generator"`
	}
	sum := sha256.New()
	made, err := testkit.Collection{Reports: 100_000}.Write(sum)
	if err != nil {
		t.Fatal(err)
	}
	if made.Reports != 100_000 || len(made.Planted) != 200 || len(made.Copies) != 0 {
		t.Errorf("%d reports, %d planted pairs, %d copies", made.Reports, len(made.Planted), len(made.Copies))
	}
	path, found := testkit.Shared(t, "data/signals/golden_hyper_and_formulas.json")
	if !found {
		return
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, &golden); err != nil {
		t.Fatal(err)
	}
	if got := hex.EncodeToString(sum.Sum(nil)); got != golden.Generator.Hash || made.Rows != golden.Generator.Increments {
		t.Errorf("hash %s of %d rows, want %s of %d", got, made.Rows, golden.Generator.Hash, golden.Generator.Increments)
	}
}

func TestCopiesAreTold(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	made, err := testkit.Collection{Reports: 2000, Products: 50, Events: 100, Planted: -1, Duplicates: 0.05}.Write(&b)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(made.Copies); n < 50 || n > 150 || made.Reports != 2000+n {
		t.Errorf("%d copies among %d reports", n, made.Reports)
	}
	if got := bytes.Count(b.Bytes(), []byte("\n")); got != made.Rows+1 {
		t.Errorf("%d lines, want %d and the header", got, made.Rows)
	}
}
