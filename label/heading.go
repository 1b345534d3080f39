package label

import "skinafter/label/spelling"

// headed cuts off a heading: "Ingredients: Water". Where the left side is a name and the
// right side prose, the name is only mentioned.
func (s *scan) headed(q span, depth int) ([]finding, bool) {
	parts := s.cutAt(q, s.colonAt(q))
	if len(parts) < 2 {
		return nil, false
	}
	var out []finding
	for i, p := range parts {
		last := i == len(parts)-1
		if !last {
			before, head := s.lastSentence(p)
			if p = head; !s.trim(before).empty() {
				out = append(out, s.read(before, depth+1)...)
			}
			if rest, ok := s.announcement(p); ok {
				out = append(out, s.read(rest, depth+1)...)
				s.excluded = false
				continue
			}
		}
		if !last && (s.freeFrom(p) || len(s.words(p)) <= 14 && len(s.named(s.trim(p))) == 0) {
			before := s.admit(s.beforeHeading(p))
			out = append(out, before...)
			if s.excluded = s.freeFrom(p); !s.excluded {
				s.nextPart(p, before, len(out))
			}
			continue
		}
		if !last && s.running(parts[i+1]) {
			s.mentions = append(s.mentions, s.named(s.trim(p))...)
			continue
		}
		out = append(out, s.read(p, depth+1)...)
	}
	return out, true
}

// lastSentence cuts a text in front of its last sentence or line: only that can be a heading.
func (s *scan) lastSentence(p span) (before, last span) {
	end := p.to
	for end > p.from && (spelling.IsSpace(s.runes[end-1]) || s.runes[end-1] == '.') {
		end--
	}
	for i := end - 1; i > p.from; i-- {
		if s.runes[i] == '\n' || s.sentenceEndAt(span{p.from, end})(i) > 0 {
			return span{p.from, i + 1}, span{i + 1, p.to}
		}
	}
	return span{p.from, p.from}, p
}

// kitNames are how many names a part of a kit has before another part may follow.
const kitNames = 2

// nextPart begins a new part of a kit at the heading, if the part before it has names.
func (s *scan) nextPart(heading span, before []finding, unkept int) {
	if len(s.found)+unkept < kitNames || len(s.words(heading)) > maxHeading {
		return
	}
	t := s.trim(heading)
	if n := len(before); n > 0 {
		t = s.trim(span{before[n-1].at.to, heading.to})
	}
	if t.empty() {
		return
	}
	s.part++
	s.parts = append(s.parts, s.text(t.from, t.to))
	s.may = false
}

// maxHeading is the most words of the heading of a part.
const maxHeading = 8

// numbered reads a piece that may hold the number of the next part of a kit in brackets:
// "Phenoxyethanol (2) Citric Acid".
func (s *scan) numbered(q span) {
	for i := q.from; i+2 < q.to; i++ {
		if s.runes[i] != '(' || s.runes[i+1] < '2' || s.runes[i+1] > '9' {
			continue
		}
		end := i + 2
		if spelling.IsHangul(s.runes[end]) {
			end++
		}
		if end >= q.to || s.runes[end] != ')' || len(s.found) < kitNames {
			continue
		}
		s.marked(span{q.from, i})
		s.nextPart(span{i, end + 1}, nil, 0)
		q.from = end + 1
		i = end
	}
	s.marked(q)
}

// beforeHeading is what stands in front of a heading and belongs to the list before it: the
// "Phenoxyethanol" of "Phenoxyethanol Step 2:". The longest run of words that is a name counts.
func (s *scan) beforeHeading(p span) []finding {
	words := s.words(p)
	for n := len(words) - 1; n > 0; n-- {
		q := s.trim(span{words[0].from, words[n-1].to})
		if q.empty() {
			continue
		}
		if f := s.named(q); len(f) > 0 {
			return f
		}
	}
	return nil
}

// announcement reports whether p ends in words that announce a list ("... Inactive
// Ingredients") and what stands before them.
func (s *scan) announcement(p span) (rest span, ok bool) {
	words := s.words(p)
	for n := min(3, len(words)); n > 0; n-- {
		from := words[len(words)-n].from
		if headings[spelling.Key(s.text(from, p.to))] {
			return span{p.from, from}, true
		}
	}
	return span{}, false
}
