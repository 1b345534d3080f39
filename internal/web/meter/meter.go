package meter

import (
	"bufio"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// limits are the upper ends of the classes of durations, in seconds.
var limits = [...]float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10}

// Meter counts. The zero Meter counts nothing yet and is ready; it may be used by many at once.
type Meter struct {
	// Info are facts about the program that stand as labels of skinafter_info: "version",
	// "knowledge". Set before the first use.
	Info map[string]string

	mu       sync.Mutex
	requests map[request]int64
	times    map[string]*times
	rows     map[string]int64
	commits  int64
	failed   int64
}

type request struct{ route, class string }

// times is a histogram.
type times struct {
	counts [len(limits) + 1]int64
	sum    float64
}

// Observe counts a request: the pattern of its route (empty = no route), its status, and how
// long it took.
func (m *Meter) Observe(route string, status int, took time.Duration) {
	if route == "" || len(route) > 200 {
		route = "other"
	}
	class := "other"
	if status >= 100 && status < 600 {
		class = strconv.Itoa(status/100) + "xx"
	}
	seconds := took.Seconds()
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.requests == nil {
		m.requests, m.times = map[request]int64{}, map[string]*times{}
	}
	m.requests[request{route, class}]++
	t := m.times[route]
	if t == nil {
		t = &times{}
		m.times[route] = t
	}
	at, _ := slices.BinarySearch(limits[:], seconds)
	t.counts[at]++
	t.sum += seconds
}

// committed counts a transaction that was kept, with its rows by kind.
func (m *Meter) committed(rows map[string]int64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.commits++
	if m.rows == nil {
		m.rows = map[string]int64{}
	}
	for kind, n := range rows {
		m.rows[kind] += n
	}
}

func (m *Meter) broken() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.failed++
}

// ServeHTTP tells the counts in the text format of Prometheus, version 0.0.4.
func (m *Meter) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	out := bufio.NewWriter(w)
	m.write(out)
	_ = out.Flush() // a caller that went away is no error of ours
}

func (m *Meter) write(out *bufio.Writer) {
	m.mu.Lock()
	defer m.mu.Unlock()
	line := func(format string, args ...any) { _, _ = fmt.Fprintf(out, format, args...) } // Flush tells
	head := func(name, kind, help string) {
		line("# HELP %s %s\n# TYPE %s %s\n", name, help, name, kind)
	}
	if len(m.Info) > 0 {
		head("skinafter_info", "gauge", "The program and its knowledge.")
		var labels []string
		for _, name := range slices.Sorted(maps.Keys(m.Info)) {
			labels = append(labels, name+`="`+escape(m.Info[name])+`"`)
		}
		line("skinafter_info{%s} 1\n", strings.Join(labels, ","))
	}
	head("skinafter_requests_total", "counter", "Requests by the pattern of their route and the class of their status.")
	for _, r := range slices.SortedFunc(maps.Keys(m.requests), func(a, b request) int {
		return strings.Compare(a.route+"\x00"+a.class, b.route+"\x00"+b.class)
	}) {
		line("skinafter_requests_total{route=\"%s\",class=\"%s\"} %d\n", escape(r.route), r.class, m.requests[r])
	}
	head("skinafter_request_seconds", "histogram", "How long requests took.")
	for _, route := range slices.Sorted(maps.Keys(m.times)) {
		t, sum := m.times[route], int64(0)
		for i, n := range t.counts {
			sum += n
			end := "+Inf"
			if i < len(limits) {
				end = strconv.FormatFloat(limits[i], 'g', -1, 64)
			}
			line("skinafter_request_seconds_bucket{route=\"%s\",le=\"%s\"} %d\n", escape(route), end, sum)
		}
		line("skinafter_request_seconds_sum{route=\"%s\"} %g\n", escape(route), t.sum)
		line("skinafter_request_seconds_count{route=\"%s\"} %d\n", escape(route), sum)
	}
	head("skinafter_rows_written_total", "counter", "Rows that were written and kept, by kind.")
	for _, kind := range slices.Sorted(maps.Keys(m.rows)) {
		line("skinafter_rows_written_total{kind=\"%s\"} %d\n", escape(kind), m.rows[kind])
	}
	head("skinafter_commits_total", "counter", "Changes that were kept.")
	line("skinafter_commits_total %d\n", m.commits)
	head("skinafter_commits_failed_total", "counter", "Changes that could not be kept.")
	line("skinafter_commits_failed_total %d\n", m.failed)
}

// escape is a value of a label.
func escape(s string) string { return strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(s) }
