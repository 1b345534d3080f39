package house

import (
	"sync/atomic"
	"time"
)

// Clock is a clock that stands until a test turns it. Goroutines may share it.
type Clock struct{ nanos atomic.Int64 }

// ClockAt is a clock that stands at a time.
func ClockAt(at time.Time) *Clock {
	c := &Clock{}
	c.nanos.Store(at.UnixNano())
	return c
}

// Now is the time it shows, in UTC.
func (c *Clock) Now() time.Time { return time.Unix(0, c.nanos.Load()).UTC() }

// Later lets time pass.
func (c *Clock) Later(d time.Duration) { c.nanos.Add(int64(d)) }
