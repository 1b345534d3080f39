package main

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"skinafter/internal/testkit"
)

// The measuring of signals on made-up collections: make signals-bench.
var (
	signalsBench = flag.String("signals-bench", "", "sizes of made-up collections in thousands of reports, such as 100,1000,10000; needs -program")
	program      = flag.String("program", "", "the built skinafter that -signals-bench measures")
)

// naiveBaseline, set in the environment, turns the test binary into the baseline.
const naiveBaseline = "SKINAFTER_NAIVE"

// cost is what a process used.
type cost struct {
	cpu    float64 // seconds, user and system
	peakMB float64
	said   string
}

// costOf feeds a made-up collection to a command and takes its costs from the kernel.
func costOf(t *testing.T, reports int, command *exec.Cmd) cost {
	t.Helper()
	in, feed := io.Pipe()
	var said bytes.Buffer
	command.Stdin, command.Stderr = in, &said
	go func() {
		_, err := testkit.Collection{Reports: reports}.Write(feed)
		_ = feed.CloseWithError(err)
	}()
	if err := command.Run(); err != nil {
		t.Fatalf("%v: %v: %s", command.Args, err, said.String())
	}
	state := command.ProcessState
	usage, ok := state.SysUsage().(*syscall.Rusage)
	if !ok {
		t.Fatal("this system does not tell what a process used")
	}
	return cost{(state.UserTime() + state.SystemTime()).Seconds(), float64(usage.Maxrss) / 1024, said.String()}
}

// naive counts pairs as one would at first: a map of sets of reports by names. It is the
// baseline of the same run on the same machine.
func naive(in io.Reader) (pairs int, err error) {
	b, err := io.ReadAll(in)
	if err != nil {
		return 0, err
	}
	n := map[[2]string]int{}
	seen := map[[3]string]bool{}
	for line := range strings.Lines(string(b)) {
		cells := strings.Split(strings.TrimSpace(line), ",")
		if key := [3]string{cells[0], cells[1], cells[2]}; !seen[key] {
			seen[key] = true
			n[[2]string{cells[1], cells[2]}]++
		}
	}
	return len(n), nil
}

// TestSignalsBench measures CPU seconds and peak memory of the built program from rows to
// all figures, beside naive counting of the same rows. Without -signals-bench it counts one
// small collection, so that it always runs.
func TestSignalsBench(t *testing.T) {
	if os.Getenv(naiveBaseline) != "" {
		if _, err := naive(os.Stdin); err != nil {
			t.Fatal(err)
		}
		return
	}
	if *signalsBench == "" {
		naiveAgrees(t)
		return
	}
	fmt.Printf("%-10s %-26s %10s %9s %7s\n", "reports", "what", "CPU s", "peak MB", "ratio")
	for _, size := range strings.Split(*signalsBench, ",") {
		thousands, err := strconv.Atoi(size)
		if err != nil || thousands < 1 {
			t.Fatalf("-signals-bench %q: want thousands of reports", *signalsBench)
		}
		var base cost
		if thousands <= 1000 { // the baseline keeps everything in memory
			command := exec.Command(os.Args[0], "-test.run", "^TestSignalsBench$")
			command.Env = append(os.Environ(), naiveBaseline+"=1")
			base = costOf(t, thousands*1000, command)
			fmt.Printf("%-10d %-26s %10.2f %9.0f %7s\n", thousands*1000, "naive counting alone", base.cpu, base.peakMB, "1.00")
		}
		for _, form := range []struct{ what, args string }{
			{"counts and IC, 1 pair", "--method ic --json --min-n 1000000000"}, {"all figures, page", ""}, {"all figures, CSV", "--csv"}, {"by sex and year, CSV", "--csv --stratify strat_sex,strat_year"},
		} {
			c := costOf(t, thousands*1000, exec.Command(*program, append(append([]string{"signals"}, strings.Fields(form.args)...), "-")...))
			ratio := "-"
			if base.cpu > 0 {
				ratio = fmt.Sprintf("%.2f", c.cpu/base.cpu)
			}
			fmt.Printf("%-10d %-26s %10.2f %9.0f %7s\n", thousands*1000, form.what, c.cpu, c.peakMB, ratio)
		}
	}
}

// naiveAgrees compares the naive count of pairs with that of the program.
func naiveAgrees(t *testing.T) {
	var rows bytes.Buffer
	if _, err := (testkit.Collection{Reports: 3000}).Write(&rows); err != nil {
		t.Fatal(err)
	}
	text := rows.String()
	pairs, err := naive(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	page := answerOf(t, text, "signals", "--csv", "--method", "ic", "-")
	if got := strings.Count(page, "\n"); got != pairs { // both count the line of names
		t.Errorf("%d pairs, counted naively %d", got-1, pairs-1)
	}
}
