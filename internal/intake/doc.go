// Package intake reads what comes in through the machine interface (docs/machine-interface.md)
// and from the command line: labels, questions, reports, people, times with their units. What it
// cannot read it names; package wire writes the answers.
//
// A Desk takes what comes in: a LabelLine, a CheckLine, a PlanLine, a ReportLine. Nothing here
// reads files or the clock.
package intake
