// Package assessment puts the parts of the library together: what was reported goes through
// the judgement of the products that were used, the level, what it fits with and whether the
// next session may go ahead.
//
// The library's parts never import each other; what one has to know of another (was a product
// used before its time? how high is the level?) is passed in here, in one place.
package assessment
