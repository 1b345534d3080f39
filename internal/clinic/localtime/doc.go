// Package localtime reads times as people tell them: by the clock on the wall of their zone, by a
// part of the day, by the day. It knows the hours that a zone leaves out in spring and has twice
// in autumn.
package localtime
