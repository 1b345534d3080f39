// Package gamma has quantiles of the gamma distribution to about 1e-14, also for the tiny shapes
// whose quantiles underflow, and the root finding that mixtures of such distributions need. The
// limits of IC, Omega and Poisson counts and the posteriors of MGPS rest on it.
package gamma
