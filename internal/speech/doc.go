// Package speech puts verdicts into the words of one language: the catalogue's around those of
// the knowledge. The pages of the web app say the same sentences as the command line.
package speech
