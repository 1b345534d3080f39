package catalogue_test

import (
	"fmt"

	"skinafter/internal/catalogue"
)

func ExampleCatalogue_Count() {
	for _, lang := range catalogue.Langs() {
		c, err := catalogue.Load(lang)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(c.Count("label.list", 1), c.Count("label.list", 24))
	}
	// Output:
	// An ingredient list with 1 ingredient. An ingredient list with 24 ingredients.
	// Eine Zutatenliste mit 1 Zutat. Eine Zutatenliste mit 24 Zutaten.
}
