package signal_test

import (
	"fmt"

	"skinafter/signal"
)

func ExampleScore() {
	counter := signal.NewCounter()
	for _, r := range byHand {
		if err := counter.AddRow(signal.Row{Report: r.report, Product: r.product, Event: r.event}); err != nil {
			fmt.Println(err)
		}
	}
	counts, err := counter.Counts()
	if err != nil {
		fmt.Println(err)
	}
	threshold := signal.LowerIC()
	fmt.Println(signal.Wording, "if", threshold)
	for p := range signal.Score(counts, signal.Options{MinN: 3}) {
		fmt.Printf("%s, %s: %d reports, %.1f expected, IC %.2f (%.2f to %.2f), signal: %v\n",
			p.Product, p.Event, p.N(), p.E, p.IC.Value, p.IC.Lo, p.IC.Hi, threshold.Holds(p))
	}
	// Output:
	// reported more often than expected in this collection; this does not show cause if IC025 > 0, N >= 3
	// cream, redness: 3 reports, 1.6 expected, IC 0.74 (-1.31 to 1.93), signal: false
	// oil, itch: 4 reports, 2.5 expected, IC 0.58 (-1.15 to 1.66), signal: false
}

func ExampleMerge() {
	north := signal.NewCounter()
	south := signal.NewCounter()
	_ = north.AddRow(signal.Row{Report: "n1", Product: "cream", Event: "redness"})
	_ = south.AddRow(signal.Row{Report: "s1", Product: "cream", Event: "redness"})
	_ = south.AddRow(signal.Row{Report: "s2", Product: "oil", Event: "itch"})
	a, _ := north.Counts()
	b, _ := south.Counts()
	both, err := signal.Merge(a, b)
	if err != nil {
		fmt.Println(err)
	}
	for pair, n := range both.Names() {
		fmt.Println(pair.Product, pair.Event, n)
	}
	// Output:
	// cream redness 2
	// oil itch 1
}

func ExampleIndex() {
	index := signal.NewIndex()
	pair := signal.PairName{Product: "cream", Event: "redness"}
	changes, err := index.Put(signal.Report{Name: "1", Pairs: []signal.PairName{pair}})
	fmt.Println(changes, err)
	fmt.Println(index.Withdraw("1"), index.Reports())
	// Output:
	// [{{cream redness} 0 1}] <nil>
	// [{{cream redness} 1 0}] 0
}
