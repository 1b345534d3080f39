package label

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
			if rest, ok := s.announcement(p); ok {
				if f := s.read(rest, depth+1); !s.excluded {
					out = append(out, f...)
				}
				s.excluded = false
				continue
			}
		}
		if !last && (s.freeFrom(p) || len(s.words(p)) <= 14 && len(s.named(s.trim(p))) == 0) {
			s.excluded = s.freeFrom(p)
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

// announcement reports whether p ends in words that announce a list ("... Inactive
// Ingredients") and what stands before them.
func (s *scan) announcement(p span) (rest span, ok bool) {
	words := s.words(p)
	for n := min(3, len(words)); n > 0; n-- {
		from := words[len(words)-n].from
		if headings[key(s.text(from, p.to))] {
			return span{p.from, from}, true
		}
	}
	return span{}, false
}
