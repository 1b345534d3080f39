package signal_test

import (
	"encoding/json"
	"testing"

	"skinafter/signal"
	"skinafter/signal/mgps"
)

func TestWordsComeBackFromJSON(t *testing.T) {
	t.Parallel()
	type words struct {
		Role       signal.Role
		Likelihood mgps.Likelihood
	}
	for _, want := range []words{{}, {signal.RoleInteracting, mgps.T1}, {signal.RoleConcomitant, mgps.T2}, {signal.RoleSuspect, mgps.Z}} {
		b, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		var got words
		if err := json.Unmarshal(b, &got); err != nil || got != want {
			t.Errorf("%s came back as %+v, %v", b, got, err)
		}
	}
	var w words
	if json.Unmarshal([]byte(`{"Role":"bystander"}`), &w) == nil || json.Unmarshal([]byte(`{"Likelihood":"T9"}`), &w) == nil {
		t.Error("a word that is none")
	}
	if signal.Yes.String() != "yes" || signal.No.String() != "no" || signal.NotSaid.String() != "" {
		t.Error("answers")
	}
}
