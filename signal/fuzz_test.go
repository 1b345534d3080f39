package signal_test

import (
	"bytes"
	"crypto/sha256"
	"strings"
	"testing"

	"skinafter/signal"
)

// FuzzCounts reads any bytes as counts. What is read writes the same bytes again, and can be
// scored and merged.
func FuzzCounts(f *testing.F) {
	for _, rows := range [][]row{nil, byHand, {{"1", "p", "e", ""}}, {{"1", "pp", "e", "a"}, {"2", "pq", "f", "b"}}} {
		b := form(f, count(f, rows))
		f.Add(b[:len(b)-sha256.Size])
	}
	f.Add([]byte("skinafter counts 1\n\xff\xff\xff\xff\x0f"))
	f.Fuzz(func(t *testing.T, body []byte) {
		sum := sha256.Sum256(body) // so that the fuzzer gets past the checksum
		data := append(bytes.Clone(body), sum[:]...)
		var c signal.Counts
		if c.UnmarshalBinary(data) != nil {
			return
		}
		again := form(t, &c)
		var back signal.Counts
		if err := back.UnmarshalBinary(again); err != nil || !bytes.Equal(form(t, &back), again) {
			t.Fatalf("what was read does not come back: %v", err)
		}
		n := 0
		for p := range signal.Score(&c, signal.Options{Stratified: true}) {
			if p.N() < 1 || !(p.E >= 0) {
				t.Fatalf("%+v", p)
			}
			n++
		}
		if n != c.Pairs() {
			t.Fatalf("%d pairs of %d", n, c.Pairs())
		}
		if _, err := signal.Merge(&c, &c); err != nil && c.Reports() < 1<<31 {
			t.Fatal(err)
		}
	})
}

// FuzzThreshold reads any text as a threshold. What is read prints as text that reads the same.
func FuzzThreshold(f *testing.F) {
	for _, text := range []string{"ic", "EB05 >= 2, N >= 3", "N>0", "PRR > 1e300", ",", "> 1"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		threshold, err := signal.ParseThreshold(text)
		if err != nil {
			return
		}
		again, err := signal.ParseThreshold(threshold.String())
		if err != nil || again.String() != threshold.String() || strings.ContainsAny(again.String(), "\n") {
			t.Fatalf("%q: %q, %v", text, again, err)
		}
	})
}
