package verdict_test

import (
	"fmt"
	"strings"
	"testing"

	"skinafter/verdict"
)

// unresolvable are n entries of 200 characters of which nobody knows what they are; some of
// their words stand in names.
func unresolvable(n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = (fmt.Sprintf("xqz%d ", i) + strings.Repeat("blorp tane the acidic ", 10))[:200]
	}
	return out
}

// BenchmarkJudgeForALongList shows what 100 entries that nobody can place cost beside none: at most five
// times as much.
func BenchmarkJudgeForALongList(b *testing.B) {
	f, p := facts(b), product(b, append(pool[:24:24], placed...)...)
	q := after(60)
	perJudge := map[int]float64{}
	for _, n := range []int{0, 100} {
		q.Person.Allergies = unresolvable(n)
		b.Run(fmt.Sprintf("%d entries", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				verdict.Judge(f, q, p)
			}
			perJudge[n] = float64(b.Elapsed()) / float64(b.N)
			if perJudge[0] > 0 {
				b.ReportMetric(perJudge[n]/perJudge[0], "times-none")
			}
		})
	}
}
