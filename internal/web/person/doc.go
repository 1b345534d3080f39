// Package person holds the pages about the person and what is ahead: the next session, the
// questions before a treatment, health, settings, and the person's own data with the ways to take
// it along and to erase it.
//
// Nothing about health stands in an address; what changes something is a POST.
package person
