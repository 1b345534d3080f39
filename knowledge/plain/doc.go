// Package plain reads text files that people write by hand and that a program must not
// misunderstand: a small part of YAML, and tables with one row a line.
//
// A file is parsed into pieces that know their place (Document, Node), filled into a Go value
// by strict rules (Read: unknown, missing and doubled fields, numbers that readers disagree
// about), and everything wrong with it is listed, each with file, line, column and a caret
// (Problem). Format and FormatTable write the canonical form. A Set is a folder of such files.
// What the files mean is not known here.
//
// YAML 1.2.2: https://yaml.org/spec/1.2.2/. Files in canonical form are read by quick.go, all
// others by a library; a law holds both to the same tree (docs/adr/0002).
package plain
