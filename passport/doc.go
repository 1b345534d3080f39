// Package passport is the paper that a person carries from a treatment: what was done, with
// what, when, and every product that touched the skin, each with its whole label as it was that
// day. What nobody knows is said, together with what to ask the clinic.
//
// It does no I/O and knows no time of its own. Compact is the short form for a QR code: plain
// text that any camera shows, without a network.
package passport
