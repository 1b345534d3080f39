package verdict

import (
	"skinafter"
	"skinafter/knowledge"
)

// takes reports whether the ingredient stands on the person's list of medicines.
func (e *enquiry) takes(pc *piece) bool {
	return !e.taken.Empty() && e.taken.Names(pc.names())
}

// prescribed reports whether the product, or this ingredient of it, was prescribed. product is
// its plain name.
func (e *enquiry) prescribed(pc *piece, p *skinafter.Product, product string) bool {
	return p.Prescribed || !e.mine.Empty() && !pc.gap && (e.mine.Has(product) || e.mine.Names(pc.names()))
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
