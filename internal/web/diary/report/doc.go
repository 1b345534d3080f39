// Package report is what a person tells at a check-in: which signs are asked for, under which
// names a draft holds the answers, and the clinic.CheckIn that they mean. It shows no page.
package report
