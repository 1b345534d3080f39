package verdict

import (
	"strings"

	"skinafter"
	"skinafter/knowledge"
)

// prescribedNames are the names that the person has on prescription, as plain words.
func prescribedNames(p skinafter.Person) []string {
	var out []string
	for _, n := range p.Prescribed {
		if w := plainWords(n); w != "" {
			out = append(out, w)
		}
	}
	for _, m := range p.Medicines {
		name, bracket, found := strings.Cut(m, "(")
		if w := plainWords(name); found && w != "" && strings.Contains(strings.ToLower(bracket), "prescribed") {
			out = append(out, w)
		}
	}
	return out
}

// takenNames are the medicines that the person takes, as plain words.
func takenNames(p skinafter.Person) []string {
	var out []string
	for _, m := range p.Medicines {
		name, _, _ := strings.Cut(m, "(")
		if w := plainWords(name); w != "" {
			out = append(out, w)
		}
	}
	return out
}

// takes reports whether the ingredient stands on the person's list of medicines.
func (e *enquiry) takes(pc *piece) bool {
	for _, w := range e.taken {
		if pc.named(w) {
			return true
		}
	}
	return false
}

// prescribed reports whether the product, or this ingredient of it, was prescribed.
func (e *enquiry) prescribed(pc *piece, p *skinafter.Product) bool {
	if p.Prescribed {
		return true
	}
	if len(e.mine) == 0 || pc.gap {
		return false
	}
	product := plainWords(p.Name)
	for _, w := range e.mine {
		if product == w || pc.named(w) {
			return true
		}
	}
	return false
}

// shortName is the fewest letters of an INCI name that counts inside a longer text.
const shortName = 5

// named reports whether the plain words name this ingredient: they stand in its name, or its
// name stands in them ("hydrocortisone cream").
func (pc *piece) named(words string) bool {
	inci, text := plainWords(pc.ing.INCI), plainWords(pc.ing.Text)
	return inci != "" && (holdsWords(inci, words) || len(inci) >= shortName && holdsWords(words, inci)) ||
		text != "" && (holdsWords(text, words) || len(text) >= shortName && holdsWords(words, text))
}

// prescription turns the answer for a prescribed product into what its prescriber is to be
// asked. It is never No, and nobody is told to stop.
func (e *enquiry) prescription(f *finding, pc *piece) {
	if !pc.presc && !pc.asked || pc.rule.Class == classMedicine {
		return
	}
	if pc.presc && pc.rule.Prescribed != knowledge.AskPrescriber {
		e.asPrescribed(f)
		return
	}
	switch f.verdict {
	case OK:
		f.condition = condAsPrescribed
	case Wait:
		f.condition = condAskPrescriber
	case No:
		f.verdict, f.until, f.condition = Wait, forever, condAskPrescriber
		if f.at < 0 && !e.q.During {
			f.condition = condAskPause
		}
	case Unknown:
	}
}

func (e *enquiry) asPrescribed(f *finding) {
	switch {
	case e.q.During:
		f.verdict, f.until, f.condition = Wait, forever, condAskPrescriber
	case f.at >= 0 && f.at < e.ix.check && !f.clock.ablated:
		f.verdict, f.until, f.condition = OK, forever, condPrescribed36
	default:
		f.verdict, f.until, f.condition = OK, forever, condAsPrescribed
	}
}
