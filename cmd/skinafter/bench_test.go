package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// labelTexts are the labels that the benchmarks read: the real ones of the shared folder
// where it is there, else the examples of the repository.
func labelTexts(b *testing.B) []string {
	b.Helper()
	if texts := sharedTexts(b); len(texts) > 0 {
		return texts
	}
	b.Log("the shared labels are absent; measuring on examples/")
	files, err := filepath.Glob("../../examples/*.txt")
	if err != nil || len(files) == 0 {
		b.Fatalf("no examples: %v", err)
	}
	var texts []string
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		texts = append(texts, string(text))
	}
	return texts
}

func sharedTexts(b *testing.B) []string {
	b.Helper()
	f, err := os.Open("../../../shared/data/labels/labels_dev.jsonl.gz")
	if err != nil {
		return nil
	}
	defer func() { _ = f.Close() }()
	z, err := gzip.NewReader(f)
	if err != nil {
		b.Fatal(err)
	}
	var texts []string
	for dec := json.NewDecoder(z); dec.More(); {
		var row struct {
			Raw string `json:"raw"`
		}
		if err := dec.Decode(&row); err != nil {
			b.Fatal(err)
		}
		texts = append(texts, row.Raw)
	}
	return texts
}

func ndjson(b *testing.B, texts []string, extra string) []byte {
	b.Helper()
	var in bytes.Buffer
	for i, text := range texts {
		quoted, err := json.Marshal(text)
		if err != nil {
			b.Fatal(err)
		}
		fmt.Fprintf(&in, "{\"id\":%d,\"text\":%s%s}\n", i, quoted, extra)
	}
	return in.Bytes()
}

// BenchmarkLabelNDJSON is the whole way of a label through the program.
func BenchmarkLabelNDJSON(b *testing.B) { benchLines(b, "", "label", "--ndjson") }

// BenchmarkCheckNDJSON is the same with a verdict for every ingredient.
func BenchmarkCheckNDJSON(b *testing.B) {
	benchLines(b, `,"course":{"modality":"needling","depth_mm":1.5},"elapsed_h":20`, "check", "--ndjson")
}

func benchLines(b *testing.B, extra string, args ...string) {
	texts := labelTexts(b)
	in := ndjson(b, texts, extra)
	run := func() {
		var out, problems bytes.Buffer
		if code := still().Run(context.Background(), args, bytes.NewReader(in), &out, &problems); code != exitAnswered {
			b.Fatalf("exit code %d: %s", code, problems.String())
		}
	}
	run()
	previous := runtime.GOMAXPROCS(1)
	defer runtime.GOMAXPROCS(previous)
	n := 0
	for b.Loop() {
		run()
		n++
	}
	b.ReportMetric(float64(n*len(texts))/b.Elapsed().Seconds(), "labels/s")
}

// BenchmarkStart is the time from the start of the process to its first answer, and the
// memory it took until then, over the program as it is shipped.
func BenchmarkStart(b *testing.B) {
	program := build(b)
	in := ndjson(b, labelTexts(b)[:1], `,"course":{"modality":"needling","depth_mm":1.5},"elapsed_h":20`)
	var times []time.Duration
	peak := int64(0)
	for b.Loop() {
		start := time.Now()
		p := startLines(b, program, "check")
		p.ask(b, in, 1)
		times = append(times, time.Since(start))
		peak = max(peak, p.end(b))
	}
	slices.Sort(times)
	b.ReportMetric(float64(times[len(times)/2].Microseconds())/1000, "ms-median")
	b.ReportMetric(float64(times[len(times)-1].Microseconds())/1000, "ms-worst")
	b.ReportMetric(float64(peak)/(1<<20), "MB-peak")
}

// BenchmarkPeak is the largest memory of one run over all labels.
func BenchmarkPeak(b *testing.B) {
	program := build(b)
	texts := labelTexts(b)
	in := ndjson(b, texts, "")
	peak := int64(0)
	for b.Loop() {
		p := startLines(b, program, "label")
		p.ask(b, in, len(texts))
		peak = max(peak, p.end(b))
	}
	b.ReportMetric(float64(peak)/(1<<20), "MB-peak")
}

// lineProcess is a running skinafter COMMAND --ndjson.
type lineProcess struct {
	cmd *exec.Cmd
	in  io.WriteCloser
	out *bufio.Reader
}

func startLines(b *testing.B, program, command string) *lineProcess {
	b.Helper()
	cmd := exec.Command(program, command, "--ndjson")
	cmd.Env = append(os.Environ(), "SKINAFTER_DATA="+b.TempDir())
	in, err := cmd.StdinPipe()
	if err != nil {
		b.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	return &lineProcess{cmd: cmd, in: in, out: bufio.NewReaderSize(out, 1<<20)}
}

// ask writes lines and reads as many answers.
func (p *lineProcess) ask(b *testing.B, lines []byte, answers int) {
	b.Helper()
	written := make(chan error, 1)
	go func() {
		_, err := p.in.Write(lines)
		written <- err
	}()
	for range answers {
		if _, err := p.out.ReadSlice('\n'); err != nil {
			b.Fatal(err)
		}
	}
	if err := <-written; err != nil {
		b.Fatal(err)
	}
}

// end ends the process and returns the most memory it held.
func (p *lineProcess) end(b *testing.B) int64 {
	b.Helper()
	peak := peakBytes(p.cmd.Process.Pid)
	if err := errors.Join(p.in.Close(), p.cmd.Wait()); err != nil {
		b.Fatal(err)
	}
	return peak
}

// peakBytes is the most memory that a running process held, as Linux counts it; 0 elsewhere.
// The figure that comes with the end of a process would be that of its parent.
func peakBytes(pid int) int64 {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	kib, _, _ := strings.Cut(strings.TrimSpace(rest), " ")
	n, err := strconv.ParseInt(kib, 10, 64)
	if err != nil {
		return 0
	}
	return n << 10
}

func build(b *testing.B) string {
	b.Helper()
	program := filepath.Join(b.TempDir(), "skinafter")
	cmd := exec.Command("go", "build", "-trimpath", "-ldflags", "-s -w", "-o", program, ".")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("building: %v: %s", err, out)
	}
	return program
}
