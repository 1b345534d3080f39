// Package paper lays text out for people: wrapped to a width measured in columns of a
// terminal (a Hangul syllable takes two), with colour only where it was asked for, and
// with everything that could steer a terminal taken out of strangers' text.
package paper
