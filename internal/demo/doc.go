// Package demo fills an empty record with a plausible course, so that somebody can look at the
// program before telling it anything. Every name, product and label in it is invented.
package demo
