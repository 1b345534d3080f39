package label_test

import (
	"fmt"

	"skinafter/knowledge"
	"skinafter/label"
)

func ExampleParse() {
	facts, err := knowledge.Load(knowledge.Embedded())
	if err != nil {
		fmt.Println(err)
		return
	}
	l := label.Parse(facts, "Aqua/Water, Niacinarnide 5%, Citric Acid, Butyrospermum Parkii (Shea) Butter, Moonglow Matrix")
	fmt.Println(l.Kind, l.Incomplete)
	for _, i := range l.Ingredients {
		fmt.Printf("%-28s %-9s %q %v\n", i.INCI, i.Status, i.Text, i.Hazards)
	}
	// Output:
	// list true
	// AQUA                         synonym   "Aqua/Water" []
	// NIACINAMIDE                  corrected "Niacinarnide 5%" [niacinamide]
	// CITRIC ACID                  exact     "Citric Acid" [aha]
	// BUTYROSPERMUM PARKII BUTTER  exact     "Butyrospermum Parkii (Shea) Butter" []
	//                              unknown   "Moonglow Matrix" []
}

func ExampleBarcodes() {
	fmt.Println(label.Barcodes("EAN 4 006381 333931, lot 12345678"))
	// Output: [4006381333931]
}
