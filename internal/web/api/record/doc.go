// Package record holds the operations on what is kept about the person: courses, check-ins,
// photos, products, and the data as a whole. The rules stand in package clinic; here they get
// their addresses and the shape of their bodies.
package record
