package label

import (
	"strings"

	"skinafter/label/spelling"
)

// block is a stretch of the page that is read as a whole: a paragraph.
type block struct {
	span
	heading span // "Step 2:" above it; empty = none
	dashed  bool // begins with a dash or spelling.Bullet and a colon follows: "-Retinol: reduces ..."
}

// blocks cuts the page into paragraphs: at blank lines, before lines that begin with a dash,
// and at headings that stand on a line of their own.
func (p *page) blocks() []block {
	var out []block
	var heading span
	start := -1
	flush := func(to int) {
		if start >= 0 && !p.trim(span{start, to}).empty() {
			b := block{span: span{start, to}, heading: heading}
			b.dashed = p.dashed(b.span)
			out = append(out, b)
			heading = span{}
		}
		start = -1
	}
	for from := 0; from < len(p.runes); {
		to := p.lineEnd(from)
		line := span{from, to}
		switch {
		case p.trim(line).empty() || p.imprint(line):
			flush(from)
		case p.dashed(line) || start >= 0 && p.bulletLine(span{start, from}) && p.bulletLine(line):
			flush(from)
			start = from
		case p.headingLine(line):
			flush(from)
			heading = p.trim(line)
		case p.kitHeading(line) > 0:
			flush(from)
			start = p.kitHeading(line)
			heading = p.trim(span{from, start})
		default:
			if start < 0 {
				start = from
			}
		}
		from = to + 1
	}
	flush(len(p.runes))
	return out
}

// imprint reports whether the line is a size, a lot code or the like, printed beside the list.
func (p *page) imprint(line span) bool {
	t := p.trim(line)
	if t.to-t.from > 40 || t.to-t.from < 2 {
		return false
	}
	for i := t.from; i < t.to; i++ {
		if p.runes[i] == ',' || p.runes[i] == ';' {
			return false
		}
	}
	text := strings.ToLower(p.text(t.from, t.to))
	for _, w := range [...]string{"made in ", "fabriqué", "hergestellt in", "lot ", "lot:", "lot.", "batch ", "best before", "fl. oz", "fl oz", "fl.oz"} {
		if strings.HasPrefix(text, w) || strings.HasPrefix(w, "fl") && strings.Contains(text, w) {
			return true
		}
	}
	k := spelling.Key(text)
	return size(k) || len(k) <= 3 && strings.HasSuffix(k, "M") && spelling.IsDigits(k[:len(k)-1])
}

func (p *page) lineEnd(from int) int {
	for from < len(p.runes) && p.runes[from] != '\n' {
		from++
	}
	return from
}

// dashed reports whether the line begins with a dash or spelling.Bullet, names something and then
// explains it behind a colon.
func (p *page) dashed(line span) bool {
	if !p.bulletLine(line) {
		return false
	}
	for i := line.from; i < line.to && i < line.from+110; i++ {
		if p.runes[i] == ':' {
			return true
		}
	}
	return false
}

func (p *page) bulletLine(line span) bool {
	i := line.from
	for i < line.to && spelling.IsSpace(p.runes[i]) {
		i++
	}
	return i+2 < line.to && (p.runes[i] == '-' || p.runes[i] == spelling.Bullet) && p.runes[i+1] != '-'
}

// kitWords begin the heading of a part of a kit.
var kitWords = spelling.Set("step schritt phase part etape teil paso fase sachet ampoule serum cream mask masque maske capsule day night tag nacht jour nuit shade")

// kitHeading is where the list begins behind a heading on its own line: "Step 2: Aqua, ...".
// 0 if the line begins with no such heading.
func (p *page) kitHeading(line span) int {
	words := 0
	for i := line.from; i < line.to && i < line.from+40; i++ {
		switch r := p.runes[i]; {
		case r == ':':
			t := p.trim(span{line.from, i})
			if t.empty() || words > 4 {
				return 0
			}
			first := p.words(t)[0]
			if kitWords[spelling.Key(p.text(first.from, first.to))] {
				return i + 1
			}
			return 0
		case r == ',' || r == ';':
			return 0
		case spelling.IsSpace(r):
			words++
		}
	}
	return 0
}

// headingLine reports whether the line is a short heading that ends in a colon.
func (p *page) headingLine(line span) bool {
	t := line
	for t.to > t.from && spelling.IsSpace(p.runes[t.to-1]) {
		t.to--
	}
	if t.to-t.from < 3 || t.to-t.from > 90 || p.runes[t.to-1] != ':' {
		return false
	}
	for i := t.from; i < t.to-1; i++ {
		if p.runes[i] == ',' || p.runes[i] == ';' {
			return false
		}
	}
	return true
}
