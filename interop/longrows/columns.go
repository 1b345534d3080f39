package longrows

import (
	"fmt"
	"slices"
	"strings"

	"skinafter"
)

// column is what a column of a file means here.
type column int

const (
	report column = iota
	product
	event
	role
	stratum
	sex
	age
	ageBand
	year
	date
	modality
	depth
	onset
	serious
	columns // how many
)

// names are the names of each column in files, in small letters without spaces, underscores
// and hyphens; the first that a file has is used. Names of FDA FAERS and CAERS, openFDA and
// openEBGM are among them.
var names = [columns][]string{
	report:   {"report", "reportid", "primaryid", "safetyreportid", "id", "caseid", "case", "isr", "reportnumber", "course", "courseid", "session", "sessionid"},
	product:  {"product", "productname", "drug", "drugname", "medicinalproduct", "prod", "ingredient", "var1"},
	event:    {"event", "eventname", "reaction", "reactionmeddrapt", "term", "eventterm", "pt", "symptom", "adverseevent", "ae", "var2"},
	role:     {"role", "productrole", "rolecod", "drugcharacterization", "characterization"},
	stratum:  {"stratum", "strata"},
	sex:      {"sex", "gender", "patientsex", "stratsex"},
	age:      {"age", "ageyears", "patientage", "stratage"},
	ageBand:  {"ageband", "agegroup", "agegrp", "stratageband"},
	year:     {"year", "reportyear", "stratyear"},
	date:     {"date", "reportdate", "receivedate", "fdadt", "createddate"},
	modality: {"modality", "treatment"},
	depth:    {"depthclass", "depth"},
	onset:    {"onseth", "onsethours", "hourstoonset", "onset"},
	serious:  {"serious", "seriousness"},
}

// Columns are the names of the columns that are understood, by their first name.
func Columns() [][]string {
	out := make([][]string, 0, columns)
	for _, list := range names {
		out = append(out, slices.Clone(list))
	}
	return out
}

var plain = strings.NewReplacer(" ", "", "_", "", "-", "", ".", "")

func normal(name string) string { return plain.Replace(strings.ToLower(strings.TrimSpace(name))) }

// layout says where each column stands.
type layout struct {
	header []string // normal names
	at     [columns]int
	strata []int // places that make the stratum
	banded []bool
	width  int
}

// absent is the place of a column that the file does not have.
const absent = -1

func newLayout(header []string, strata []string) (*layout, error) {
	l := &layout{width: len(header)}
	for _, name := range header {
		l.header = append(l.header, normal(name))
	}
	for c := range l.at {
		l.at[c] = l.find(names[c])
	}
	for c := report; c <= event; c++ {
		if l.at[c] == absent {
			return nil, &skinafter.InputError{
				Field: "line 1", Value: shorten(strings.Join(header, ",")),
				Want: fmt.Sprintf("a column %q (or %s)", names[c][0], strings.Join(names[c][1:], ", ")),
			}
		}
	}
	for _, name := range strata {
		if err := l.addStratum(name); err != nil {
			return nil, err
		}
	}
	if len(strata) == 0 && l.at[stratum] != absent {
		l.strata, l.banded = []int{l.at[stratum]}, []bool{false}
	}
	return l, nil
}

// find is the place of the first of the names that the header has.
func (l *layout) find(names []string) int {
	for _, name := range names {
		if i := slices.Index(l.header, name); i >= 0 {
			return i
		}
	}
	return absent
}

// addStratum finds a column by any of its names, or by its own name in this file. Ages in years
// are put into bands; a file's own bands are kept.
func (l *layout) addStratum(name string) error {
	at, banded := absent, false
	for c, list := range names {
		if !slices.Contains(list, normal(name)) {
			continue
		}
		at = l.at[c]
		if column(c) == age {
			banded = true
			if l.at[ageBand] != absent {
				at, banded = l.at[ageBand], false
			}
		}
	}
	if at == absent {
		at = slices.Index(l.header, normal(name))
	}
	if at == absent {
		return &skinafter.InputError{Field: "stratify", Value: name, Want: "a column of the file: " + strings.Join(l.header, ", ")}
	}
	l.strata, l.banded = append(l.strata, at), append(l.banded, banded)
	return nil
}

// shorten is the start of a text for a message.
func shorten(s string) string {
	const most = 60
	runes := []rune(s)
	if len(runes) > most {
		return string(runes[:most]) + "..."
	}
	return s
}
