// Package gamma has quantiles of the gamma distribution to about 1e-14 (towards p = 1
// to 1e-17/(1-p)), also for the tiny shapes
// whose quantiles underflow, and the root finding that mixtures of such distributions need. The
// limits of IC, Omega and Poisson counts and the posteriors of MGPS rest on it.
package gamma
