// Package cohort speaks of events among courses that are all known, those without an event
// included: rates with exact limits, and a watch over a growing count that keeps its false alarms
// over all looks together. Spontaneous reports have no such denominator.
//
//	PerCourses  events per 1,000 courses with exact Poisson limits
//	RateRatio   how many times as often in one cohort as in another
//	Sequential  MaxSPRT: when has a growing count come too far above what was expected?
package cohort
