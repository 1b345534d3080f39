// Package triage says how soon someone should look: check-ins after a treatment go in, a level
// with its reasons, what to do and when to look again come out. It also lists what a finding
// fits with (Causes).
//
// Nothing medical is written here; the rules are data of package knowledge. Assess only knows
// how they are put together:
//
//   - the level is the highest that any rule gives. Conditions have no "not", so reporting
//     more never lowers it; what nobody knows is read as the careful case
//   - first sections 4a to 4d of the rule matrix, which together are the level of the symptoms;
//     then the floors of 4e; then the steps, which start from the level of the symptoms and
//     count once
//   - day limits take the largest possible time; any other limit the time that gives the
//     higher level. Half-open: a limit itself belongs to the next level
//   - a sign from before the treatment that has not changed is left out of the day limits
//   - over a series of check-ins the level by signs goes down only by a later check-in that
//     reports improvement, and for a day after same-day or emergency only with a clinician's
//     note; what stands by history alone ends with its time
//
// What the label verdict says about a product is passed in (skinafter.Early), because parts of
// one floor never import each other.
package triage
