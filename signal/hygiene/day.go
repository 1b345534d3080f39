package hygiene

import "time"

// dayNumber is the day of a date written 2024-05-31, 20240531 or 05/31/2024 (as the FDA writes it).
func dayNumber(text string) (int, bool) {
	if len(text) > len("2006-01-02") && text[len("2006-01-02")] == 't' {
		text = text[:len("2006-01-02")] // words are kept in small letters
	}
	for _, form := range []string{"2006-01-02", "20060102", "01/02/2006", "1/2/2006"} {
		if d, err := time.Parse(form, text); err == nil {
			return int(d.Unix() / 86400), true
		}
	}
	return 0, false
}
