package spelling

// Costs of an edit, in hundredths. Signs that print and scanners confuse cost less than a
// free change, so that among equally distant names the one that looks alike wins.
const (
	change     = 100
	LookAlike  = 50 // a sign for one that looks like it
	doubled    = 60
	mergedPair = 70
	forbidden  = 1000 // a number is never misread into a letter
)

// looksLike lists, for each capital, the ones it is misread as; lower case included
// (h and b, c and e, l and i look alike only there).
var looksLike = map[byte]string{
	'A': "OE", 'B': "HRSG", 'C': "EGO", 'D': "OB", 'E': "CFOA", 'F': "ETP", 'G': "CQOS", 'H': "BNK", 'I': "LTJ", 'J': "IL",
	'K': "XH", 'L': "ITC", 'M': "NHW", 'N': "MHRU", 'O': "ACDEQG", 'P': "RFD", 'Q': "OGP", 'R': "PNBKT", 'S': "BGZE", 'T': "IFLR",
	'U': "VNOA", 'V': "UYW", 'W': "VM", 'X': "KY", 'Y': "VX", 'Z': "S",
}

// looksLikePair lists pairs of letters that are misread as one letter and the other way.
var looksLikePair = map[string]byte{
	"RN": 'M', "NI": 'M', "IN": 'M', "CL": 'D', "VV": 'W', "LI": 'U', "II": 'U', "IL": 'U', "RI": 'N', "TI": 'N', "LO": 'B', "IC": 'K', "CI": 'A',
}

// letters is the number of signs of a Latin key: A to Z and one for everything else.
const letters = 27

func letter(c byte) int {
	if c -= 'A'; c < letters-1 {
		return int(c)
	}
	return letters - 1
}

// substitutions and merges are looksLike and looksLikePair as tables.
var substitutions, merges = costTables()

func costTables() (sub [letters][letters]int, merge [letters][letters]byte) {
	for a := range sub {
		for b := range sub[a] {
			sub[a][b] = change
		}
	}
	for a, like := range looksLike {
		for i := range len(like) {
			sub[letter(a)][letter(like[i])] = LookAlike
		}
	}
	for pair, c := range looksLikePair {
		merge[letter(pair[0])][letter(pair[1])] = c
	}
	return sub, merge
}

func substitution(a, b byte) int {
	if a == '#' || b == '#' {
		return forbidden
	}
	return substitutions[letter(a)][letter(b)]
}

// maxShape is the longest key that is compared.
const maxShape = 95

// distance is the cheapest way to turn a into b in hundredths of an edit, and whether it
// costs at most limit. Both are keys with "#" for numbers. Swapped neighbours count as one
// change. Only a band around the diagonal is looked at.
func distance(a, b string, limit int) (int, bool) {
	if len(a) > maxShape || len(b) > maxShape {
		return 0, false
	}
	var store [3][maxShape + 1]int
	two, one, row := &store[0], &store[1], &store[2]
	band := limit/LookAlike + 2
	if len(a)-len(b) > band || len(b)-len(a) > band {
		return 0, false
	}
	for j := 1; j <= len(b); j++ {
		one[j] = one[j-1] + gap(b, j-1)
	}
	for i := 1; i <= len(a); i++ {
		from, to := max(1, i-band), min(len(b), i+band)
		row[from-1] = forbidden
		if from == 1 {
			row[0] = one[0] + gap(a, i-1)
		}
		best := row[from-1]
		for j := from; j <= to; j++ {
			row[j] = cell(a, b, i, j, two, one, row)
			best = min(best, row[j])
		}
		if to < len(b) {
			row[to+1] = forbidden
		}
		if best > limit+change {
			return 0, false
		}
		two, one, row = one, row, two
	}
	return one[len(b)], one[len(b)] <= limit
}

func cell(a, b string, i, j int, two, one, row *[maxShape + 1]int) int {
	x, y := a[i-1], b[j-1]
	c := min(one[j]+gap(a, i-1), row[j-1]+gap(b, j-1))
	if x == y {
		return min(c, one[j-1])
	}
	c = min(c, one[j-1]+substitution(x, y))
	if i > 1 {
		if j > 1 && a[i-2] == y && x == b[j-2] {
			c = min(c, two[j-2]+change)
		}
		if merges[letter(a[i-2])][letter(x)] == y {
			c = min(c, two[j-1]+mergedPair)
		}
	}
	if j > 1 && merges[letter(b[j-2])][letter(y)] == x {
		c = min(c, one[j-2]+mergedPair)
	}
	return c
}

// gap is the cost of a letter that the other side lacks: less where it doubles its neighbour.
func gap(s string, i int) int {
	switch s[i] {
	case '#':
		return forbidden
	case 'O', 'I', 'L', 'S', 'B':
		if i > 0 && s[i-1] == '#' || i+1 < len(s) && s[i+1] == '#' {
			return forbidden // nor may a letter be dropped that could be a digit
		}
	}
	if i > 0 && s[i-1] == s[i] {
		return doubled
	}
	return change
}

// pattern is a key prepared for counting edits: for each sign the places where it stands.
type pattern struct {
	peq [letters]uint64
	n   int
}

func newPattern(s string) *pattern {
	p := &pattern{n: min(len(s), 64)}
	for i := range p.n {
		p.peq[letter(s[i])] |= 1 << i
	}
	return p
}

// edits is the Levenshtein distance between the pattern and s, for patterns of up to 64
// signs (Myers, J. ACM 1999; Hyyro's form; from memory). It is the cheap test before distance.
func (p *pattern) edits(s string) int {
	pv, mv := ^uint64(0), uint64(0)
	score := p.n
	last := uint64(1) << (p.n - 1)
	for i := range len(s) {
		eq := p.peq[letter(s[i])]
		xv := eq | mv
		xh := (((eq & pv) + pv) ^ pv) | eq
		ph := mv | ^(xh | pv)
		mh := pv & xh
		if ph&last != 0 {
			score++
		}
		if mh&last != 0 {
			score--
		}
		ph = ph<<1 | 1
		pv = mh<<1 | ^(xv | ph)
		mv = ph & xv
	}
	return score
}
