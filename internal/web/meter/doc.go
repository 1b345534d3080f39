// Package meter counts what the program does and tells it as text that Prometheus reads: how
// many requests by route and class of status, how long they took, how many rows were written in
// how many commits. No count is about a person: routes are patterns, never addresses.
package meter
