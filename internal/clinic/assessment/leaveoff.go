package assessment

import (
	"slices"

	"skinafter"
	"skinafter/knowledge"
)

// StopNew is the advice to leave a product off; its id is knowledge.TriageText(StopNew).
const StopNew = "stop-new"

// LeaveOff names the products that the advice StopNew is about: those that went on too early
// where a rule about early use gave the advice, else the suspects. It is nil where the advice
// was not given, or where it is not certain that every product it is about has a name: then the
// advice stands as it is. What was prescribed is left out, as the advice leaves it out.
func (a *Assessment) LeaveOff(facts *knowledge.Base) []string {
	var out []string
	for i := range a.Finding.Fired {
		rule := facts.TriageRule(a.Finding.Fired[i].ID)
		if rule == nil || !slices.Contains(rule.Advice, StopNew) {
			continue
		}
		uses := a.early(&rule.When)
		if len(uses) == 0 {
			for j := range a.Suspects {
				uses = append(uses, a.Suspects[j].Use)
			}
		}
		if len(uses) == 0 {
			return nil // the rule is about a product, and nobody knows which
		}
		for j := range uses {
			p := &uses[j].Product
			switch {
			case p.Prescribed:
			case p.Name == "":
				return nil
			case !slices.Contains(out, p.Name):
				out = append(out, p.Name)
			}
		}
	}
	return out
}

// early are the uses that came too early, as a condition asks for them; none where it does not.
func (a *Assessment) early(when *knowledge.TriageWhen) []skinafter.Use {
	var out []skinafter.Use
	if when.Early {
		for i := range a.Situation.Person.Uses {
			u := &a.Situation.Person.Uses[i]
			at := u.At
			if u.During {
				at = 0
			}
			within := when.UsedWithinH == nil || u.Unknown || a.Situation.At.Min-at < skinafter.Hours(*when.UsedWithinH)
			if u.Early.Inside && within && (u.Unknown || at <= a.Situation.At.Max) {
				out = append(out, *u)
			}
		}
	}
	for i := range when.All {
		out = append(out, a.early(&when.All[i])...)
	}
	return out
}
