// Package ical writes calendars (RFC 5545, https://www.rfc-editor.org/rfc/rfc5545) from the
// steps of a recovery plan, and checks calendars of any origin for faults that parsers let
// pass. Bytes in, bytes out: no clock, no files.
//
// What a calendar is here: a convenience that a phone shows on its lock screen and that other
// people may see. So an event says nothing about health unless the person asked for it
// (Privacy), and reminders that matter do not go this way: subscribed feeds lose their alarms
// in common programs.
//
// The same plan gives the same bytes. A UID comes from the course and the step, never from a
// date, so a step that moves stays the same event.
package ical
