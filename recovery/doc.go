// Package recovery says what to do when: the plan of a course, from two weeks before a
// treatment to a year after it, whether a first treatment may go ahead, and whether the next
// session may.
//
// Nothing medical is written here: steps and rules are data of package knowledge. This
// package only knows how they are put together: whom a step is for, which clock it runs by
// (the end of the treatment, or new skin in the depth classes F and G), what holds it back,
// and what a clinic laid on top.
package recovery
