// Package check holds the pages about products: checking one label, the shelf with the order in
// which new products come back, and the rules and sources behind every answer.
package check
