package clinic

import (
	"time"

	"skinafter"
	"skinafter/internal/clinic/localtime"
	"skinafter/internal/intake"
)

// ReadLocal reads a time as the clock on the wall of a zone (IANA name) showed it, as the span
// in which it may lie; see localtime.Read. A time that never was (the clock was put forward) is a
// *skinafter.InputError that offers the last time before and the first after;
// localtime.Neighbours has the two for buttons. field names the input.
func ReadLocal(field, text, zone string) (Span, error) {
	first, last, err := localtime.Read(field, text, zone)
	if err != nil {
		return Span{}, err
	}
	return Span{utc(first), utc(last)}, nil
}

// Since is the time since a treatment that ended within the span: from the smallest possible to
// the largest. Where nobody knows it is anything from just now to twenty years.
func (s Span) Since(at time.Time) skinafter.Moment {
	if !s.Known() {
		return skinafter.Between(0, intake.Longest)
	}
	return skinafter.Between(skinafter.Since(s.Last, at), skinafter.Since(s.First, at))
}

// utc is a time as rows keep it.
func utc(t time.Time) time.Time {
	if t.IsZero() {
		return time.Time{}
	}
	return t.UTC().Truncate(time.Microsecond)
}
