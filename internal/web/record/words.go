package record

import (
	"time"

	"skinafter"
	"skinafter/internal/clinic"
	"skinafter/internal/web/frame"
)

// span is a time that may not be known to the minute, in words; empty = nobody knows.
func (p *pages) span(v *frame.Visit, s clinic.Span, zone *time.Location) string {
	if !s.Known() {
		return ""
	}
	first, last := s.First.In(zone), s.Last.In(zone)
	if s.First.Equal(s.Last) || wall(first) == wall(last) {
		return v.Stamp(last)
	}
	if first.Format(time.DateOnly) == last.Format(time.DateOnly) {
		return v.Text("record.between_hours", "day", v.Day(first), "from", first.Format(clockForm), "to", last.Format(clockForm))
	}
	return v.Text("record.between", "from", v.Stamp(first), "to", v.Stamp(last))
}

// Forms of a clock time.
const (
	clockForm = "15:04"
	wallForm  = "2006-01-02 15:04"
)

func wall(t time.Time) string { return t.Format(wallForm) }

// needled reports whether a treatment opened the skin with needles.
func needled(m skinafter.Modality) bool {
	switch m {
	case skinafter.Needling, skinafter.PRPNeedling, skinafter.Roller, skinafter.Stamp, skinafter.RFNeedling:
		return true
	default:
		return false
	}
}
