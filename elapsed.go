package skinafter

import (
	"fmt"
	"math"
	"time"
)

// Elapsed is the time since the END of a treatment: the last needle pass, laser pulse
// or peel neutralisation. Whole minutes; negative before the treatment.
// The zero value is the minute the treatment ended.
type Elapsed int64

// Units of Elapsed.
const (
	Minute Elapsed = 1
	Hour           = 60 * Minute
	Day            = 24 * Hour
)

// Hours makes an Elapsed of h hours, rounded down to the whole minute, so that a
// waiting time is never reported as over before it is.
func Hours(h float64) Elapsed { return Elapsed(math.Floor(h * float64(Hour))) }

// Since is the time from end to now, rounded down to the whole minute.
func Since(end, now time.Time) Elapsed {
	return Elapsed(math.Floor(now.Sub(end).Minutes()))
}

// Hours is e as a number of hours.
func (e Elapsed) Hours() float64 { return float64(e) / float64(Hour) }

// Duration is e as a time.Duration.
func (e Elapsed) Duration() time.Duration { return time.Duration(e) * time.Minute }

// String writes e as people read it: "20 h", "-30 min", "2 h 05 min".
func (e Elapsed) String() string {
	sign := ""
	if e < 0 {
		sign, e = "-", -e
	}
	switch h, m := e/Hour, e%Hour; {
	case h == 0:
		return fmt.Sprintf("%s%d min", sign, m)
	case m == 0:
		return fmt.Sprintf("%s%d h", sign, h)
	default:
		return fmt.Sprintf("%s%d h %02d min", sign, h, m)
	}
}

// Moment is a time since treatment that may be uncertain: the truth lies in [Min, Max].
//
// "May I use it now" is answered with Min, "is this still normal" with Max, so that an
// uncertain clock never makes an answer less careful. The zero value is the end itself.
type Moment struct {
	Min Elapsed // smallest possible time since treatment
	Max Elapsed // largest possible; never below Min
}

// At is a Moment that is known exactly.
func At(e Elapsed) Moment { return Moment{Min: e, Max: e} }

// Between is a Moment known only to lie between a and b, in either order.
func Between(a, b Elapsed) Moment { return Moment{Min: min(a, b), Max: max(a, b)} }

// Exact reports whether the moment is known to the minute.
func (m Moment) Exact() bool { return m.Min == m.Max }
