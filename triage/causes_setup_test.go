package triage_test

import (
	"testing"

	"skinafter/internal/testkit"
	"skinafter/knowledge"
)

func causeFacts(t testing.TB) *knowledge.Base {
	t.Helper()
	return testkit.Facts(t)
}
