// Package verdict says whether something may touch skin that has just been needled, lasered
// or peeled: ingredients, the treatment, the time since it ended and the person go in; no,
// wait (until when, and under which condition), unknown or ok come out, each with its rule,
// its reason, its sources and with what other sources say.
//
// Nothing medical is written here. Which class a name belongs to, how long a class waits, who
// is an exception: all of it is data of package knowledge. This package only knows how those
// facts are put together:
//
//   - the class of an ingredient: named by a rule, else the first class of the order among
//     its families, moved by the first place rule that fits, by a mixture, by the form
//   - the clock: hours since the treatment, or since new skin has closed over (depth classes
//     F and G); half-open, so that at exactly until the wait is over
//   - the columns: what each article says, shown beside the decided answer
//   - who asks: prescriptions, person rules, and the locks that a reaction closes
//   - the worst ingredient decides for the product; what could not be read is never ok
//
// The closed list of words that place rules may use (knowledge.Placed: any, all, none):
// after-preservative, last-third, first-half (place in the list of its part), may-contain,
// printed-as-colour, nano, strength-not-stated, by-mouth (how it is printed), prescribed,
// taken (the person's lists), with-actives, with-mineral-filter (company), form-sunscreen,
// form-makeup, form-heavy-makeup, form-rinse-off, form-medicine (what the person said about
// the product).
package verdict
