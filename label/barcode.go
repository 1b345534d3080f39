package label

import "skinafter/label/spelling"

// Barcodes finds the trade item numbers in a text: runs of 8, 12, 13 or 14 digits, spaces
// and hyphens between them allowed, whose check digit is right (GS1 General
// Specifications, modulo 10). They come in order of appearance, digits only.
func Barcodes(text string) []string {
	var out []string
	for i := 0; i < len(text); {
		if !spelling.IsDigit(rune(text[i])) {
			i++
			continue
		}
		digits, end := digitRun(text, i)
		if ValidGTIN(digits) {
			out = append(out, digits)
		}
		i = end
	}
	return out
}

// digitRun is the digits from i on, single spaces and hyphens skipped, and where they end.
func digitRun(text string, i int) (string, int) {
	var d []byte
	end := i
	for i < len(text) {
		switch c := text[i]; {
		case c >= '0' && c <= '9':
			d = append(d, c)
			end = i + 1
		case (c == ' ' || c == '-') && i+1 < len(text) && spelling.IsDigit(rune(text[i+1])):
		default:
			return string(d), end
		}
		i++
	}
	return string(d), end
}

// ValidGTIN reports whether digits is a GTIN-8, -12, -13 or -14 with a right check digit.
func ValidGTIN(digits string) bool {
	switch len(digits) {
	case 8, 12, 13, 14:
	default:
		return false
	}
	sum, weight := 0, 1
	zero := true
	for i := len(digits) - 1; i >= 0; i-- {
		d := digits[i]
		if d < '0' || d > '9' {
			return false
		}
		zero = zero && d == '0'
		sum += int(d-'0') * weight
		weight = 4 - weight
	}
	return sum%10 == 0 && !zero
}
