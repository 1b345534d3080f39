package passport

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// MaxCompact is the longest Compact in bytes: what a QR code of version 25 with error correction
// M holds in byte mode (ISO/IEC 18004, table of capacities).
const MaxCompact = 997

// Compact is the passport as plain text of at most MaxCompact bytes, for a QR code that is read
// without a network: the treatment first, then the products used while the skin was open, after,
// at an unknown time, before. Where there is no room labels are cut, all by the same share; a
// product that does not fit at all is counted in the last line.
func (p *Passport) Compact(w Words) string {
	head := []string{say(w, "passport.title")}
	for _, f := range p.facts(w) {
		if f.value != "" || f.wanted {
			head = append(head, f.name+": "+clip(oneLine(orUnknown(f.value)), mostFact))
		}
	}
	var list []entry
	for _, s := range []Stage{During, After, Unknown, Before} {
		for _, x := range p.By(s) {
			list = append(list, entry{say(w, "passport.stage_"+string(s)) + ":", x.line()})
		}
	}
	return fit(strings.Join(head, "\n"), list, func(n int) string { return say(w, "passport.more", "n", n) })
}

// entry is a product of Compact with the heading it stands under.
type entry struct{ heading, line string }

// Bounds of one line of Compact, in bytes.
const (
	mostFact  = 60
	mostName  = 40
	leastLine = 24 // a product's line below this says nothing
)

func orUnknown(s string) string {
	if s == "" {
		return "?"
	}
	return s
}

// line is a product on one line: name, numbers, label.
func (x *Product) line() string {
	parts := []string{}
	for _, s := range []string{x.Brand, x.Name, x.Barcode, x.Batch} {
		if s != "" {
			parts = append(parts, clip(oneLine(s), mostName))
		}
	}
	out := strings.Join(parts, " ")
	if x.Label != "" {
		out = strings.TrimSpace(out + " | " + oneLine(x.Label))
	}
	return orUnknown(out)
}

// fit puts as many products behind a head as have room to say something.
func fit(head string, list []entry, more func(int) string) string {
	for n := len(list); n >= 0; n-- {
		tail := ""
		if n < len(list) {
			tail = "\n" + more(len(list)-n)
		}
		room := MaxCompact - len(head) - len(tail)
		wanted := 0
		for i := range list[:n] {
			room -= len("\n- ")
			if i == 0 || list[i].heading != list[i-1].heading {
				room -= len("\n") + len(list[i].heading)
			}
			wanted += len(list[i].line)
		}
		if room < n*leastLine && room < wanted || room < 0 {
			continue
		}
		return head + share(list[:n], room) + tail
	}
	return clip(head, MaxCompact)
}

// share writes products so that their lines have at most so many bytes together: the longest
// are cut, all to the same length.
func share(list []entry, room int) string {
	longest := room
	for ; longest > 0; longest-- {
		sum := 0
		for i := range list {
			sum += min(len(list[i].line), longest)
		}
		if sum <= room {
			break
		}
	}
	var b strings.Builder
	for i := range list {
		if i == 0 || list[i].heading != list[i-1].heading {
			b.WriteString("\n" + list[i].heading)
		}
		b.WriteString("\n- " + clip(list[i].line, longest))
	}
	return b.String()
}

// clip cuts a text to at most n bytes, between characters, and shows that it did.
func clip(s string, n int) string {
	const dots = "..."
	if len(s) <= n {
		return s
	}
	if n < len(dots) {
		return ""
	}
	cut := n - len(dots)
	for cut > 0 && !utf8.RuneStart(s[cut]) {
		cut--
	}
	return s[:cut] + dots
}

// oneLine is a text without line ends, in valid UTF-8.
func oneLine(s string) string { return strings.Join(strings.Fields(strings.ToValidUTF8(s, "?")), " ") }

// depth is a needle depth in words.
func (t *Treatment) depth() string {
	if t.DepthMM <= 0 {
		return ""
	}
	return fmt.Sprintf("%g mm", t.DepthMM)
}
