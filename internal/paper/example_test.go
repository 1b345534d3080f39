package paper_test

import (
	"fmt"

	"skinafter/internal/paper"
)

func ExampleSheet() {
	s := &paper.Sheet{Width: 40}
	s.Para(paper.Bold, 0, "Do not use this now.")
	s.Item(paper.Plain, "  - ", "Vitamin A products make skin shed and sting.")
	fmt.Printf("%s", s.Bytes())
	// Output:
	// Do not use this now.
	//   - Vitamin A products make skin shed
	//     and sting.
}

func ExampleBar_Draw() {
	b := paper.Bar{From: 0, To: 336, Now: 20, Width: 14}
	fmt.Println(b.Draw([]paper.Stretch{{From: 0, To: 120, Mark: '#'}}, '.'))
	// Output:
	// #####.........
}

func ExampleClean() {
	fmt.Println(paper.Clean("Aqua,\n  Glycerin"))
	// Output:
	// Aqua, Glycerin
}
