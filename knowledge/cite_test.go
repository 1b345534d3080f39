package knowledge_test

import (
	"fmt"
	"testing"

	"skinafter/internal/testkit/smallset"
	"skinafter/knowledge"
)

func TestCiteCarriesTheCommercialInterest(t *testing.T) {
	t.Parallel()
	b := smallset.Load(t, nil)
	for _, id := range []string{"B", "S2"} {
		source, _, ok := b.Cite(id)
		if !ok || source.Interest != "its author sells what it recommends" {
			t.Errorf("%s: interest %q", id, source.Interest)
		}
	}
	if _, _, ok := b.Cite("S99"); ok {
		t.Error("a statement nobody wrote was found")
	}
}

func ExampleBase_Cite() {
	facts, err := knowledge.Load(knowledge.Embedded())
	if err != nil {
		fmt.Println(err)
		return
	}
	source, statement, _ := facts.Cite("S130")
	fmt.Println(statement.ID, "is a sentence of source", source.ID)
	fmt.Println("Interest:", source.Interest)
	// Output:
	// S130 is a sentence of source B
	// Interest: its author sells the hyaluronic acid complex and the barrier-repair products it recommends
}
