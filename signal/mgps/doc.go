// Package mgps is the multi-item gamma Poisson shrinker: the two-gamma prior of the ratio of
// reported to expected counts, what it makes of each pair, and its fit to a collection.
//
//	Prior      five numbers; Posterior gives EBGM, EB05 and EB95 of one pair
//	Shrinker   the same for millions of pairs
//	Fit        the prior that makes the Cells of a collection most likely, under the likelihood
//	           Z (all cells), T1 (as openEBGM) or T2 (truncated mixture), with a diagnostic
//
// Sources: DuMouchel, Am Stat 1999;53:177-190; DuMouchel and Pregibon, KDD 2001.
package mgps
