package testkit

import (
	"sync"
	"testing"

	"skinafter/knowledge"
)

var embedded = sync.OnceValues(func() (*knowledge.Base, error) { return knowledge.Load(knowledge.Embedded()) })

// Facts are the facts that come with the program, loaded once for all tests of a package.
func Facts(t testing.TB) *knowledge.Base {
	t.Helper()
	b, err := embedded()
	if err != nil {
		t.Fatalf("loading the facts: %v", err)
	}
	return b
}
