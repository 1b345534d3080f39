package cabinet_test

import (
	"fmt"

	"skinafter/internal/cabinet"
)

func ExampleReadCSV() {
	list, err := cabinet.ReadCSV([]byte("INCI name;Function\nMu gum;Viscosity Controlling\n-;\n"))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, row := range list.Rows {
		fmt.Println(row.Line, row.Name, cabinet.Family(row.Name, row.Functions))
	}
	fmt.Println(len(list.Skipped), "skipped")
	// Output:
	// 2 MU GUM thickener
	// 1 skipped
}
