package intake_test

import (
	"fmt"

	"skinafter/internal/intake"
)

func ExampleParseSince() {
	for _, text := range []string{"20h", "1d 12h", "20h..30h", "soon"} {
		at, err := intake.ParseSince("--since", text)
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(at.Min.Hours(), at.Max.Hours())
	}
	// Output:
	// 20 20
	// 36 36
	// 20 30
	// --since: "soon" is not allowed; want a time with its unit, such as 20h, 90min or 3d
}
