package label

import (
	"strconv"
	"strings"
)

// strength takes a stated strength out of a text without brackets: "Niacinamide 5 %",
// "2% Salicylic Acid", "(200 ppm)". It answers the rest and the strength in per cent, 0 if none.
func strength(text string) (rest string, percent float64) {
	i := strings.IndexByte(text, '%')
	per := 1.0
	end := i + 1
	if i < 0 {
		if i = indexFold(text, "ppm"); i < 0 {
			return text, 0
		}
		per, end = 1e-4, i+3
	}
	from := i
	for from > 0 && (text[from-1] == ' ' || text[from-1] == '\n') {
		from--
	}
	stop := from
	for from > 0 && (text[from-1] >= '0' && text[from-1] <= '9' || text[from-1] == '.' || text[from-1] == ',') {
		from--
	}
	if from == stop {
		return text[:i] + " " + text[end:], 0
	}
	number := strings.ReplaceAll(strings.Trim(text[from:stop], ".,"), ",", ".")
	v, err := strconv.ParseFloat(number, 64)
	if err != nil || v*per > 100 {
		v = 0
	}
	tail := text[end:]
	for _, unit := range [...]string{"w/w", "w/v", "v/v", "vol.", "vol", "(w/w)"} {
		if t := strings.TrimLeft(tail, " "); len(t) >= len(unit) && strings.EqualFold(t[:len(unit)], unit) {
			tail = t[len(unit):]
		}
	}
	return text[:from] + " " + tail, v * per
}

func indexFold(text, word string) int {
	for i := 0; i+len(word) <= len(text); i++ {
		if strings.EqualFold(text[i:i+len(word)], word) {
			return i
		}
	}
	return -1
}

// dalton reads a stated molecular weight in kilodalton: "1.8 MDa", "50 kDa". 0 if none.
func dalton(text string) float64 {
	for _, u := range [...]struct {
		unit string
		kilo float64
	}{{"MDa", 1000}, {"kDa", 1}, {"million dalton", 1000}, {"million Da", 1000}, {"dalton", 1e-3}} {
		i := indexFold(text, u.unit)
		if i < 0 {
			continue
		}
		end := i
		for end > 0 && text[end-1] == ' ' {
			end--
		}
		from := end
		for from > 0 && (text[from-1] >= '0' && text[from-1] <= '9' || text[from-1] == '.' || text[from-1] == ',') {
			from--
		}
		number := strings.Trim(text[from:end], ".,")
		if u.kilo < 1 || strings.Count(number, ",") == 1 && len(number)-strings.IndexByte(number, ',') == 4 {
			number = strings.ReplaceAll(number, ",", "")
		}
		if v, err := strconv.ParseFloat(strings.ReplaceAll(number, ",", "."), 64); err == nil {
			return v * u.kilo
		}
	}
	return 0
}
