// Package ingredients says which products hold which ingredients, and which ingredients no product
// tells apart: a collection of reports about products can say nothing about one of those alone.
package ingredients
