// Package onset says how the times from a treatment to an event are spread: a Weibull
// distribution with limits, and whether events come early, at any time or late.
package onset
