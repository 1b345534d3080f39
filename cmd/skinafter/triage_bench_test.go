package main

import (
	"bytes"
	"context"
	"fmt"
	"testing"
)

// BenchmarkTriageLines is the whole way of a report: a line in, judged products, level,
// causes, readiness, a line out.
func BenchmarkTriageLines(b *testing.B) {
	const line = `{"id":%d,"fields":{"modality":"needling","depth_mm":1.5,"area":"face","hours_since":60,"setting":"clinic","age":31,` +
		`"conditions":[],"medications":["aspirin"],"products":[{"label":"cream: Aqua, Ascorbyl Glucoside, Glycerin","hour":24}],"exposures":[],` +
		`"symptoms":[{"code":"swelling","severity":"moderate","onset_h":30,"trend":"worsening"},{"code":"redness","severity":"mild","onset_h":1,"trend":"stable"}],"photos":"none"}}` + "\n"
	var in bytes.Buffer
	for i := range 1000 {
		fmt.Fprintf(&in, line, i)
	}
	var out, problems bytes.Buffer
	for b.Loop() {
		out.Reset()
		if code := still().Run(context.Background(), []string{"triage", "--ndjson"}, bytes.NewReader(in.Bytes()), &out, &problems); code != exitAnswered {
			b.Fatalf("exit code %d: %s", code, problems.String())
		}
	}
	b.ReportMetric(float64(b.N)*1000/b.Elapsed().Seconds(), "reports/s")
}
