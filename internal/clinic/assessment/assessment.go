package assessment

import (
	"slices"

	"skinafter"
	"skinafter/knowledge"
	"skinafter/recovery"
	"skinafter/triage"
	"skinafter/verdict"
)

// Assessment is everything that the library says to one report.
type Assessment struct {
	Situation skinafter.Situation // the reading that decided, with what the label verdict said
	Finding   triage.Finding
	Causes    []triage.Cause
	Ready     recovery.Readiness
	Suspects  []Suspect
	Reacts    bool // the reaction lock holds
}

// Suspect is a product that was on the skin before the first sign of a reaction, with its
// verdict at the hour of use.
type Suspect struct {
	Use    skinafter.Use
	Answer verdict.Answer
}

// Options are what a report says beside the situation.
type Options struct {
	// Answered are the topics of screening that were settled (knowledge.Topics).
	Answered []string
	// Level is the highest level since the last session that no clinician has cleared, where it
	// is known from elsewhere; the check-ins are looked at in any case.
	Level skinafter.Level
}

// Assess judges a report that may be read in several ways: the reading with the highest level
// decides, and the most cautious answer about the next session of any reading counts. There
// must be at least one reading.
func Assess(facts *knowledge.Base, readings []skinafter.Situation, o Options) *Assessment {
	var worst *Assessment
	var ready recovery.Readiness
	for i := range readings {
		a := one(facts, readings[i], o)
		if i == 0 || cautious(&a.Ready, &ready) {
			ready = a.Ready
		}
		if worst == nil || a.Finding.Level > worst.Finding.Level {
			worst = a
		}
	}
	if worst == nil {
		worst = one(facts, skinafter.Situation{}, o)
		ready = worst.Ready
	}
	worst.Ready = ready
	return worst
}

// cautious reports whether readiness a is more cautious than b.
func cautious(a, b *recovery.Readiness) bool {
	if a.Answer != b.Answer {
		return a.Answer > b.Answer
	}
	return a.Until != nil && b.Until != nil && *a.Until > *b.Until
}

// one judges one reading.
func one(facts *knowledge.Base, s skinafter.Situation, o Options) *Assessment {
	s = WithEarly(facts, s)
	a := &Assessment{Situation: s, Finding: triage.Assess(facts, s)}
	a.Causes = triage.Causes(facts, s, a.Finding.Level)
	a.Ready = recovery.Ready(facts, recovery.ReadyInput{
		Situation: s, Level: max(o.Level, a.Finding.Level, highest(facts, &s)), Answered: o.Answered,
		Raised: raised(facts, &s, &a.Finding, o.Level),
	})
	reaction := verdict.React(facts, Question(s))
	a.Reacts = reaction.Locks
	for _, at := range reaction.Suspects {
		use := s.Person.Uses[at]
		a.Suspects = append(a.Suspects, Suspect{use, verdict.Judge(facts, atUse(&s, &use), use.Product)})
	}
	return a
}

// highest is the highest level of any check-in that no clinician has cleared since. Each is
// judged alone, because what stood then may be gone now.
func highest(facts *knowledge.Base, s *skinafter.Situation) skinafter.Level {
	cleared := -1
	for i := range s.CheckIns {
		if s.CheckIns[i].Cleared {
			cleared = i
		}
	}
	level := skinafter.Normal
	for i := cleared + 1; i < len(s.CheckIns)-1; i++ {
		then := *s
		then.CheckIns, then.At = s.CheckIns[i:i+1], s.CheckIns[i].At
		f := triage.Assess(facts, then)
		level = max(level, f.Level)
	}
	return level
}

// NextSession is the word of the machine interface: go, not-yet, hold-until-reviewed, no,
// screening.
func (a *Assessment) NextSession() string { return a.Ready.Answer.String() }

// CauseIDs are the ids of what it fits with, likeliest first.
func (a *Assessment) CauseIDs() []string {
	out := make([]string, len(a.Causes))
	for i := range a.Causes {
		out[i] = a.Causes[i].ID
	}
	return out
}

// Cites are the sources of the level and of what it fits with, none twice.
func (a *Assessment) Cites() []string {
	out := []string{}
	add := func(list []string) {
		for _, id := range list {
			if !slices.Contains(out, id) {
				out = append(out, id)
			}
		}
	}
	for i := range a.Finding.Fired {
		add(a.Finding.Fired[i].Cites)
	}
	for i := range a.Causes {
		for _, r := range a.Causes[i].For {
			add(r.Cites)
		}
	}
	return out
}
