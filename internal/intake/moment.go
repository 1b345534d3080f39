package intake

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"

	"skinafter"
)

// Longest is the longest time since or before a treatment that is no slip of the keyboard.
const Longest = 20 * 365 * skinafter.Day

var spanForm = regexp.MustCompile(`^([0-9]+(?:[.,][0-9]+)?)\s*([a-z]+)\s*`)

// ParseSpan reads a time with its unit: 20h, 90min, 1d 12h, -2d. Rounded down to the
// minute, as time since a treatment is.
func ParseSpan(field, text string) (skinafter.Elapsed, error) {
	wrong := &skinafter.InputError{Field: field, Value: Short(text), Want: "a time with its unit, such as 20h, 90min or 3d"}
	rest := strings.ToLower(strings.TrimSpace(text))
	rest, negative := strings.CutPrefix(rest, "-")
	if rest == "" {
		return 0, wrong
	}
	minutes := 0.0
	for rest != "" {
		m := spanForm.FindStringSubmatch(rest)
		if m == nil {
			return 0, wrong
		}
		n, err := strconv.ParseFloat(strings.Replace(m[1], ",", ".", 1), 64)
		unit, ok := spanUnit(m[2])
		if err != nil || !ok {
			return 0, wrong
		}
		minutes += n * float64(unit)
		rest = rest[len(m[0]):]
	}
	if minutes > float64(Longest) {
		return 0, &skinafter.InputError{Field: field, Value: Short(text), Want: "a time below 20 years"}
	}
	if negative {
		minutes = -minutes
	}
	return skinafter.Elapsed(math.Floor(minutes)), nil
}

func spanUnit(word string) (skinafter.Elapsed, bool) {
	switch word {
	case "m", "min", "mins", "minute", "minutes", "minuten":
		return skinafter.Minute, true
	case "h", "hr", "hrs", "hour", "hours", "std", "stunde", "stunden":
		return skinafter.Hour, true
	case "d", "day", "days", "t", "tag", "tage":
		return skinafter.Day, true
	case "w", "week", "weeks", "woche", "wochen":
		return 7 * skinafter.Day, true
	}
	return 0, false
}

// ParseSince reads the time since a treatment: one time, a range (20h..30h) where it is not
// known exactly, or "unknown", which is judged as if the treatment had just ended.
func ParseSince(field, text string) (skinafter.Moment, error) {
	if text == "unknown" {
		return skinafter.Between(0, Longest), nil
	}
	from, to, isRange := strings.Cut(text, "..")
	a, err := ParseSpan(field, from)
	if err != nil || !isRange {
		return skinafter.At(a), err
	}
	b, err := ParseSpan(field, to)
	return skinafter.Between(a, b), err
}

// ParseTime reads a moment with its zone (RFC 3339), or without one in the zone of now.
func ParseTime(field, text string, now time.Time) (time.Time, error) {
	if t, err := time.Parse(time.RFC3339, text); err == nil {
		return t, nil
	}
	for _, form := range []string{"2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04"} {
		if t, err := time.ParseInLocation(form, text, now.Location()); err == nil {
			return t, nil
		}
	}
	return time.Time{}, &skinafter.InputError{
		Field: field, Value: Short(text), Want: "a date and time such as 2026-11-19T13:00:00+01:00",
	}
}

// ParseEnd reads when a treatment ended; it cannot lie after now.
func ParseEnd(field, text string, now time.Time) (time.Time, error) {
	end, err := ParseTime(field, text, now)
	if err != nil {
		return end, err
	}
	if end.After(now) {
		return end, &skinafter.InputError{
			Field: field, Value: Short(text), Want: "a time that has passed; for a treatment to come give --since=-48h",
		}
	}
	if now.Sub(end) > Longest.Duration() {
		return end, &skinafter.InputError{Field: field, Value: Short(text), Want: "a time below 20 years ago"}
	}
	return end, nil
}

// hours is a number of hours of the machine interface as Elapsed.
func hours(field string, h float64) (skinafter.Elapsed, error) {
	if math.IsNaN(h) || math.Abs(h) > Longest.Hours() {
		return 0, &skinafter.InputError{Field: field, Want: "hours, below 20 years of them"}
	}
	return skinafter.Hours(h), nil
}

var depthForm = regexp.MustCompile(`^(-?[0-9]+(?:[.,][0-9]+)?)\s*(mm|µm|μm|um)$`)

// deepest is deeper than any needle goes.
const deepest skinafter.Millimetres = 10

// ParseDepth reads a needle depth with its unit.
func ParseDepth(field, text string) (skinafter.Millimetres, error) {
	m := depthForm.FindStringSubmatch(strings.ToLower(strings.TrimSpace(text)))
	if m == nil {
		return 0, &skinafter.InputError{Field: field, Value: Short(text), Want: "a depth with its unit, such as 1.5mm"}
	}
	n, err := strconv.ParseFloat(strings.Replace(m[1], ",", ".", 1), 64)
	if err != nil {
		return 0, &skinafter.InputError{Field: field, Value: Short(text), Want: "a depth with its unit, such as 1.5mm"}
	}
	if m[2] != "mm" {
		n /= 1000
	}
	return checkDepth(field, n, text)
}

func checkDepth(field string, mm float64, text string) (skinafter.Millimetres, error) {
	depth := skinafter.Millimetres(mm)
	if math.IsNaN(mm) || depth <= 0 || depth > deepest {
		return 0, &skinafter.InputError{
			Field: field, Value: Short(text), Want: "a depth above 0 and up to 10 mm; leave it out where it is not known",
		}
	}
	return depth, nil
}

// Short is a value for an error line.
func Short(s string) string {
	const most = 40
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "..."
	}
	return s
}
