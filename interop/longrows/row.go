package longrows

import (
	"bytes"
	"strconv"
	"strings"

	"skinafter/signal"
)

// names32 keeps one copy of each short text that comes again and again.
type names32 map[string]string

// mostNames bounds what names32 keeps.
const mostNames = 1 << 17

func (n names32) of(b []byte) string {
	if s, known := n[string(b)]; known {
		return s
	}
	s := string(b)
	if len(n) < mostNames {
		n[s] = s
	}
	return s
}

// Read is the next row in use. The error is io.EOF at the end, or that of the stream with its
// line; rows that cannot be used are passed over and counted (Tally).
func (r *Reader) Read() (signal.Row, error) {
	if err := r.next(); err != nil {
		return signal.Row{}, err
	}
	v := &r.values
	row := signal.Row{
		Report: string(v[report]), Product: r.names.of(v[product]), Event: r.names.of(v[event]),
		Role: r.role, Strata: r.names.of(r.stratum), Sex: r.text(sex), AgeBand: r.text(ageBand),
		Date: r.text(date), Modality: r.text(modality), Depth: r.text(depth),
	}
	row.Age, row.OnsetH = r.number(age), r.number(onset)
	if y := r.number(year); y.Known {
		row.Year = int(y.Value)
	} else if len(row.Date) >= 4 {
		row.Year = yearOf(row.Date)
	}
	switch strings.ToLower(r.text(serious)) {
	case "yes", "y", "true", "1", "serious":
		row.Serious = signal.Yes
	case "no", "n", "false", "0", "2", "non-serious", "not serious":
		row.Serious = signal.No
	case "":
	default:
		r.noted.Add(names[serious][0], r.line)
	}
	return row, nil
}

func (r *Reader) text(c column) string {
	if len(r.values[c]) == 0 {
		return ""
	}
	return r.names.of(bytes.TrimSpace(r.values[c]))
}

// number is the number of an optional field; what is not one is counted as unread.
func (r *Reader) number(c column) signal.Number {
	if len(r.values[c]) == 0 {
		return signal.Number{}
	}
	v, ok := number(r.values[c])
	if !ok || (c == year && (v > 9999 || v != float64(int(v)))) {
		r.noted.Add(names[c][0], r.line)
		return signal.Number{}
	}
	return signal.Number{Value: v, Known: true}
}

// yearOf is the year at the start of a date written year first (2024-06-07, 20240607), or at the
// end of one written 6/7/2024; 0 if neither.
func yearOf(date string) int {
	for _, part := range []string{date[:4], date[len(date)-4:]} {
		if y, err := strconv.Atoi(part); err == nil && y >= 1900 && y < 2200 {
			return y
		}
	}
	return 0
}
