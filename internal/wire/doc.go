// Package wire writes the answers of the machine interface (docs/machine-interface.md). The
// command line and the HTTP API both stand on it and on package intake, which reads what comes
// in, so that one question has one answer, to the byte.
//
// The answers (LabelAnswer, CheckAnswer, ShelfAnswer, PlanAnswer, TriageAnswer, ReadyAnswer,
// ScreenAnswer) are plain values that encoding/json writes. Nothing here reads files or the clock.
package wire
