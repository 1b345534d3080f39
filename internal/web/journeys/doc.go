// Package journeys goes through the app as a person does: a real Chromium on a phone, the real
// server over a real database, each journey with JavaScript and without.
package journeys
