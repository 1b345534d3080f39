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
			if f := s.beforeHeading(p); !s.excluded {
				out = append(out, f...)
			}
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
		if headings[key(s.text(from, p.to))] {
			return span{p.from, from}, true
		}
	}
	return span{}, false
}
