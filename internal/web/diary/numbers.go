package diary

import (
	"strings"

	"skinafter/internal/web/frame"
	"skinafter/knowledge"
	"skinafter/triage"
)

// numbers are telephone numbers to call.
type numbers struct {
	knowledge.Emergency
	Known bool // they are those of the person's country
	All   string
	More  []frame.Link
}

// numbers are those of the person's country; 112 where it is not known.
func (p *pages) numbers(v *frame.Visit) numbers { return p.numbersIn(v, v.Person.Country) }

func (p *pages) numbersIn(v *frame.Visit, country string) numbers {
	e, known := triage.Numbers(p.Facts, country)
	out := numbers{Emergency: e, Known: known, All: strings.Join(append([]string{e.Number}, e.Also...), ", ")}
	for _, x := range []struct{ key, number string }{
		{"diary.call.doctor", e.Doctor}, {"diary.call.poison", e.Poison}, {"diary.call.crisis", e.Crisis},
	} {
		if x.number != "" {
			out.More = append(out.More, frame.Link{Href: tel(x.number), Text: v.Text(x.key, "number", x.number), Kind: "quiet"})
		}
	}
	return out
}

// call is the button that calls the emergency number.
func (n *numbers) call(v *frame.Visit) frame.Link {
	return frame.Link{Href: tel(n.Number), Text: v.Text("diary.call.emergency", "number", n.Number), Kind: "call"}
}

// tel is a number as a link (RFC 3966): digits and a leading plus.
func tel(number string) string {
	return "tel:" + strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == '+' {
			return r
		}
		return -1
	}, number)
}
