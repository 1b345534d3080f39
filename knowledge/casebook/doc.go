// Package casebook holds questions with the answers we stand by: cases about rules, and bland
// labels on which nothing may shout. They are files beside the facts (cases/, bland/); Load
// and its sisters read them, Test asks them, Cover says which rules no case tests, Diff which
// answers change between two sets of facts.
//
// How a question is answered is passed in (Judge), because this package knows no verdicts.
package casebook
