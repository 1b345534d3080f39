// Package signal counts which products are named together with which events in a collection
// of reports, and says which pairs are reported more often than expected in that collection.
// That is a hypothesis and never shows cause: people report what they notice, twice or not at
// all, and a collection has no denominator.
//
// What is counted is distinct reports. A report that names a product and an event in three
// rows counts once, in whatever order its rows come.
//
//	Counter  takes rows, and gives Counts
//	Counts   reports, margins and pairs; split collections add up (Merge), a compact form
//	         for disk (MarshalBinary), the same bytes for the same reports in any order
//	Index    the same counts while reports arrive, change and are withdrawn one at a time
//	Table    the 2x2 table of one pair: PRR, ROR, chi-squared
//	Component the information component (IC) with exact limits
//	Score    all pairs of a collection with all figures, as a stream; EBGM by a prior of mgps
//	Counter.Interactions  Omega: an event with two products together
//	Threshold which pairs are shown as signals, always beside the figures
//
// Not estimable is a value of its own: a ratio whose comparison is empty is +Inf or NaN in
// Go, as R prints it, and must be shown as "not estimable", an empty cell or null
// (Estimable says which).
//
// Sources of the formulas: DuMouchel, Am Stat 1999;53:177-190 and DuMouchel & Pregibon, KDD
// 2001 (MGPS); Evans, Waller, Davis, Pharmacoepidemiol Drug Saf 2001;10:483-486 (PRR);
// Rothman et al., Pharmacoepidemiol Drug Saf 2004;13:519-523 and van Puijenbroek et al., ibid.
// 2002;11:3-10 (ROR); Noren, Hopstadius, Bate, Stat Methods Med Res 2013;22:57-69 (IC).
//
// The package does no I/O and asks for no time.
package signal

// Method names the way of computing that this package implements; a change of any figure
// changes it. It belongs beside every printed result.
const Method = "skinafter-signal-1"

// Wording is the one sentence that stands beside every list of signals.
const Wording = "reported more often than expected in this collection; this does not show cause"
