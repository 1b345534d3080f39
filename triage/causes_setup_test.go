package triage_test

import (
	"sync"
	"testing"

	"skinafter/knowledge"
)

// causeFacts loads the facts once.
var causeFactsOnce = sync.OnceValues(func() (*knowledge.Base, error) { return knowledge.Load(knowledge.Embedded()) })

func causeFacts(t testing.TB) *knowledge.Base {
	t.Helper()
	b, err := causeFactsOnce()
	if err != nil {
		t.Fatal(err)
	}
	return b
}
