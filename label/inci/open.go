package inci

import (
	"strings"
	"unicode"

	"skinafter"
	"skinafter/label/spelling"
)

// Open reads a name that no table holds but that is built like an INCI name: a Latin
// plant name with a preparation, a polymer, a peptide, a ferment, a chemical whose words
// end as INCI words do. Its families come from the patterns of the families; a name that
// fits none has no family, and is then judged like something not recognised.
func (x *Index) Open(text string) (Hit, bool) {
	name := strings.ToUpper(strings.Join(strings.Fields(undress(strings.ReplaceAll(text, "- ", ""))), " "))
	words := strings.Fields(name)
	if len(words) == 0 || len(words) > 12 || len(name) < 6 || !spelledLikeName(name) {
		return Hit{}, false
	}
	for _, w := range words {
		if InProse(spelling.Key(w)) || Qualifies(spelling.Key(w)) || InFootnote(spelling.Key(w)) {
			return Hit{}, false
		}
	}
	e := &entry{inci: name}
	h := Hit{entry: e, Status: skinafter.Grammar}
	switch last := words[len(words)-1]; {
	case x.latinPlant(words):
		e.given = []string{"botanical"}
	case last == "COPOLYMER" || last == "CROSSPOLYMER" || last == "POLYMER":
		e.given = []string{"polymer"}
	case len(words) > 1 && strings.Contains(name, "FERMENT"), strings.HasSuffix(last, "LYSATE"):
		e.given = []string{"ferment"}
	case strings.Contains(name, "PEPTIDE-"):
		e.given = []string{"peptide_other"}
	case x.chemical(words):
	default:
		return Hit{}, false
	}
	return h, true
}

// spelledLikeName reports whether the name holds only signs that INCI names hold.
func spelledLikeName(name string) bool {
	for _, c := range name {
		if c >= 0x80 && !unicode.IsLetter(c) || c < 0x80 && !unicode.IsLetter(c) && !spelling.IsDigit(c) && !strings.ContainsRune(" -/,.'()", c) {
			return false
		}
		if spelling.IsHangul(c) {
			return false
		}
	}
	return true
}

// latinEndings are how the second word of a Latin plant name ends.
var latinEndings = []string{"A", "US", "UM", "IS", "ENSE", "ENSIS", "II", "AE", "I", "ARE", "ALE", "OIDES", "ANS", "ENS", "E", "ON", "AX", "IX", "UX", "ORUM", "ERA", "OR", "OS", "ES", "AS", "YX"}

// latinPlant reports whether the words are a Latin name of two or three words and then
// plant parts and a preparation.
func (x *Index) latinPlant(words []string) bool {
	n := len(words)
	ending := 0
	prepared := false
	for ending < n-2 {
		k := spelling.Key(words[n-1-ending])
		_, prep := x.preps[k]
		_, part := x.parts[k]
		if !prep && !part && !strings.Contains(words[n-1-ending], "/") {
			break
		}
		prepared = prepared || prep
		ending++
	}
	if latin := words[:n-ending]; !prepared || len(latin) < 2 || len(latin) > 4 || !latinWord(latin[0]) || !latinWord(latin[1]) {
		return false
	}
	return true
}

func latinWord(w string) bool {
	if len(w) < 4 || strings.ContainsAny(w, "0123456789/") {
		return false
	}
	for _, e := range latinEndings {
		if strings.HasSuffix(w, e) {
			return true
		}
	}
	return false
}

// chemicalEndings are how words of chemical INCI names end.
var chemicalEndings = []string{"YL", "ATE", "IDE", "INE", "ITE", "OL", "ONE", "ETH", "AMIDE", "OSE", "OSIDE", "ENE", "ANE", "IUM", "IN", "OIN", "AL", "IC", "ACID", "ESTERS", "GLYCERIDES", "AMINE", "OLAMINE", "SULFATE", "MEA", "DEA", "TEA", "MIPA", "PCA", "PG", "EDTA", "HCL", "OXIDE", "GUM", "SILANE", "ICONE", "IL", "AN", "URE", "UREA"}

// chemical reports whether every word could be a word of a chemical name, and the last one
// ends like one.
func (x *Index) chemical(words []string) bool {
	long := 0
	for _, w := range words {
		stem := strings.TrimRight(w, "0123456789-,")
		if stem == "" {
			continue
		}
		if !chemicalWord(stem) || !x.words.Right(stem) {
			return false
		}
		if len(stem) > 6 {
			long++
		}
	}
	return long > 0
}

func chemicalWord(w string) bool {
	for part := range strings.FieldsFuncSeq(w, func(c rune) bool { return c == '/' || c == '-' || c == ',' }) {
		ok := spelling.IsDigits(part)
		for _, e := range chemicalEndings {
			ok = ok || strings.HasSuffix(part, e)
		}
		if !ok {
			return false
		}
	}
	return true
}
