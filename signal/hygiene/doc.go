// Package hygiene prepares a collection of reports for counting and questions its signals: which
// reports are copies of each other, whose product is suspected, whether one product hides the
// others, whether reports of a pair jumped at some date, and which cells are too small to show.
//
// Nothing happens in silence: every function says what it set aside and why, and the caller
// decides. A Collection keeps all reports in memory: about 200 bytes for each and eight for
// each of its pairs.
package hygiene
