package longrows_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"testing"
	"time"

	"skinafter/interop/longrows"
	"skinafter/signal"
)

// BenchmarkReading counts a CSV file, beside reading alone with the standard library in the same
// run.
func BenchmarkReading(b *testing.B) {
	var text bytes.Buffer
	text.WriteString("report,product,event\n")
	for i := range 100000 {
		fmt.Fprintf(&text, "%d,P%05d,R%05d\n", i/5, i*7919%3000, i*104729%900)
	}
	var base time.Duration
	b.Run("encoding_csv", func(b *testing.B) {
		b.SetBytes(int64(text.Len()))
		for b.Loop() {
			r := csv.NewReader(bytes.NewReader(text.Bytes()))
			r.ReuseRecord = true
			for {
				if _, err := r.Read(); errors.Is(err, io.EOF) {
					break
				}
			}
		}
		base = b.Elapsed() / time.Duration(b.N)
	})
	for name, each := range map[string]func(r *longrows.Reader){
		"count": func(r *longrows.Reader) { _ = r.Count(signal.NewCounter()) },
		"rows": func(r *longrows.Reader) {
			for {
				if _, err := r.Read(); err != nil {
					return
				}
			}
		},
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(text.Len()))
			for b.Loop() {
				r, err := longrows.NewReader(bytes.NewReader(text.Bytes()), longrows.Options{})
				if err != nil {
					b.Fatal(err)
				}
				each(r)
			}
			b.ReportMetric(float64(base)/(float64(b.Elapsed())/float64(b.N)), "times_faster")
		})
	}
}
