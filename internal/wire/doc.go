// Package wire is the machine interface (docs/machine-interface.md): what other programs send
// and what they get, as JSON. The command line and the HTTP API both stand on it, so that one
// question has one answer, to the byte.
//
// A Desk takes what comes in: a LabelLine, a CheckLine, a PlanLine, a ReportLine. The answers
// (LabelAnswer, CheckAnswer, ShelfAnswer, PlanAnswer, TriageAnswer, ReadyAnswer, ScreenAnswer)
// are plain values that encoding/json writes. Nothing here reads files or the clock.
package wire
