package label

import (
	"slices"
	"strings"
	"unicode/utf8"

	"skinafter"
	"skinafter/knowledge"
	"skinafter/label/inci"
	"skinafter/label/spelling"
)

// MaxBytes is the longest text that is read. What stands behind it is not, and the label is
// then Incomplete.
const MaxBytes = 64 << 10

// Remarks in skinafter.Label.Notes.
const (
	NoteUnreadable = "unreadable"         // signs stood in the list that are no letters
	NoteCut        = "cut"                // the text was longer than MaxBytes, or says that it goes on elsewhere
	NoteBadText    = "bad-text"           // bytes that are not UTF-8, or replacement characters
	NoteCorrected  = "corrected"          // misreadings were corrected
	NoteUnknown    = "unknown"            // pieces were not recognised
	NoteKit        = "kit"                // several lists in one text
	NoteExcluded   = "free-from"          // a "free from" list was left out
	NoteWeight     = "hyaluronate-weight" // a hyaluronate without a stated molecular weight
)

// Reader reads labels with one set of facts. It is read-only after NewReader and may be
// used by many goroutines at once.
type Reader struct{ names *inci.Index }

type readerKey struct{}

// NewReader makes a reader for the facts. The same facts always give the same reader.
func NewReader(facts *knowledge.Base) *Reader {
	return facts.Derive(readerKey{}, func() any { return &Reader{inci.NewIndex(facts)} }).(*Reader)
}

// Parse reads the text of a label with the given facts. It never fails: a text without a
// list is Prose or Empty. Time is bounded by the length of the text, which counts up to
// MaxBytes. Spans are bytes of text.
func Parse(facts *knowledge.Base, text string) skinafter.Label {
	return NewReader(facts).Parse(text)
}

// Parse is Parse with the reader's facts.
func (r *Reader) Parse(text string) skinafter.Label {
	var out skinafter.Label
	if len(text) > MaxBytes {
		text = text[:MaxBytes]
		for len(text) > 0 && !utf8.RuneStart(text[len(text)-1]) {
			text = text[:len(text)-1]
		}
		out.Incomplete = true
		out.Notes = append(out.Notes, NoteCut)
	}
	if !utf8.ValidString(text) {
		out.Notes = append(out.Notes, NoteBadText)
	}
	s := &scan{page: newPage(text), names: r.names}
	out.Barcodes = Barcodes(text)
	if s.trim(span{0, len(s.runes)}).empty() {
		out.Kind = skinafter.Empty
		return out
	}
	s.strong = s.strengths()
	s.layout(&out)
	if out.Kind != skinafter.Prose && s.cutOff() {
		out.Incomplete = true
		out.Notes = append(out.Notes, NoteCut)
	}
	s.finish(&out)
	return out
}

// reading is what one block gave.
type reading struct {
	block
	found    []finding
	mentions []finding
	known    int
	unknown  int
	prose    int
	parts    []string // headings of its parts from the second on
	gap      bool     // something in it could not be read
	dropped  int      // names in "free from" stretches
	// openClaim: a "free from" stretch with many names did not end before the block did
	openClaim bool
}

// maxClaim is how many names a "free from" claim may name that never ends.
const maxClaim = 3

func (s *scan) readBlock(b block) reading {
	s.found, s.mentions, s.prose, s.unknown, s.may, s.excluded = nil, nil, 0, 0, s.may && !b.dashed, false
	s.part, s.parts, s.dropped, s.gap = 0, nil, 0, false
	if b.dashed {
		s.mentionLine(b.span)
	} else {
		s.list(b.span)
	}
	return reading{
		block: b, found: s.found, mentions: s.mentions, parts: s.parts, gap: s.gap, dropped: s.dropped,
		openClaim: s.excluded && s.dropped > maxClaim, known: len(s.found) - s.unknown, unknown: s.unknown, prose: s.prose,
	}
}

// mentionLine reads "-Retinol: reduces ...": what stands before the colon is mentioned.
func (s *scan) mentionLine(at span) {
	parts := s.cutAt(at, s.colonAt(at))
	for _, q := range s.pieces(parts[0]) {
		s.mentions = append(s.mentions, s.named(s.trim(q))...)
	}
	for _, p := range parts[1:] {
		s.mention(p)
	}
}

// A block is a list when most of its pieces are names.
const (
	mainNames     = 3   // names that make a list of its own
	mainShare     = 0.5 // share of pieces that are names
	shortShare    = 0.6 // share of pieces that are names beyond doubt, where the text is short
	anchoredShare = 0.4 // the same, where some of them stand only in lists
	listMinimum   = 5   // twice as many names make a text long
)

func (rd reading) main() bool {
	return rd.known >= mainNames && float64(rd.known) >= mainShare*float64(rd.known+rd.unknown)
}

// sure is how many names were read as they stand, neither corrected nor by grammar alone.
func (rd reading) sure() int {
	n := 0
	for _, f := range rd.found {
		if f.hit.Found() && f.hit.Status != skinafter.Corrected && f.hit.Status != skinafter.Grammar {
			n++
		}
	}
	return n
}

// anchorFamilies are what only real lists name: nobody advertises an emulsifier.
var anchorFamilies = []string{
	"water", "mild_preservative", "emulsifier", "thickener", "buffer", "chelator", "emollient", "solvent",
	"polymer", "conditioner", "silicone", "gentle_surfactant", "fatty_alcohol", "colourant", "fragrance",
}

// shareNeeded is the share of sure names that makes a short text a list: less where two of
// them are such as only lists name.
func (s *scan) shareNeeded(readings []reading) float64 {
	anchors := 0
	for _, rd := range readings {
		for _, f := range rd.found {
			if f.hit.Found() && slices.ContainsFunc(s.names.Kin(f.hit).Families, func(id string) bool { return slices.Contains(anchorFamilies, id) }) {
				anchors++
			}
		}
	}
	if anchors >= 2 {
		return anchoredShare
	}
	return shortShare
}

// unknownWords is the most words of a piece that may be a single unknown name.
const unknownWords = 4

// unknownNames reports whether a text without a single known name at least looks like
// names: short pieces in letters that INCI lists are printed in.
func (s *scan) unknownNames(readings []reading) bool {
	for _, rd := range readings {
		if rd.dashed {
			return false
		}
		for _, f := range rd.found {
			if len(s.words(f.at)) > unknownWords || !s.printed(f.at) {
				return false
			}
		}
	}
	return true
}

// printed reports whether most of the piece is Latin or Hangul letters.
func (s *scan) printed(at span) bool {
	letters, others := 0, 0
	for i := at.from; i < at.to; i++ {
		switch f := spelling.Fold(s.runes[i]); {
		case f >= 'A' && f <= 'Z' || spelling.IsHangul(f):
			letters++
		case f != 0:
			others++
		}
	}
	return letters > others
}

// layout reads all blocks and decides which of them are the list.
func (s *scan) layout(out *skinafter.Label) {
	var readings []reading
	mains := 0
	for _, b := range s.blocks() {
		rd := s.readBlock(b)
		readings = append(readings, rd)
		if rd.main() {
			mains++
		}
	}
	known, sure, unknown, prose := 0, 0, 0, 0
	for _, rd := range readings {
		known, sure, unknown, prose = known+rd.known, sure+rd.sure(), unknown+rd.unknown, prose+rd.prose
	}
	isList := mains > 0
	if known < 2*listMinimum || mains == 0 {
		isList = sure > 0 && float64(sure) >= s.shareNeeded(readings)*float64(known+unknown+prose)
	}
	if known == 0 && prose == 0 && unknown > 0 {
		isList = s.unknownNames(readings)
	}
	s.collect(readings, isList, mains, out)
}

// collect keeps the findings of the blocks that are the list and turns the rest to mentions.
func (s *scan) collect(readings []reading, isList bool, mains int, out *skinafter.Label) {
	var found, mentions []finding
	part := -1
	for _, rd := range readings {
		mentions = append(mentions, rd.mentions...)
		keep := isList && !rd.dashed && (rd.main() || mains == 0 || s.continues(rd))
		if !keep {
			mentions = append(mentions, slices.DeleteFunc(rd.found, func(f finding) bool { return !f.hit.Found() })...)
			continue
		}
		if part < 0 || !rd.heading.empty() && rd.main() && !rd.headingIsPlain(s) {
			part++
			out.Parts = append(out.Parts, s.text(rd.heading.from, rd.heading.to))
		}
		for _, f := range rd.found {
			f.part += part
			found = append(found, f)
		}
		part += len(rd.parts)
		out.Parts = append(out.Parts, rd.parts...)
		s.remember(rd, out)
	}
	out.Kind = skinafter.Prose
	if isList {
		out.Kind = skinafter.List
		if part > 0 {
			out.Kind = skinafter.Multi
			out.Notes = append(out.Notes, NoteKit)
		}
	}
	if part == 0 {
		out.Parts = nil
	}
	s.found, s.mentions = found, mentions
}

// remember notes what a block of the list says about its own gaps.
func (s *scan) remember(rd reading, out *skinafter.Label) {
	if rd.dropped > 0 && !slices.Contains(out.Notes, NoteExcluded) {
		out.Notes = append(out.Notes, NoteExcluded)
	}
	if rd.gap && !slices.Contains(out.Notes, NoteUnreadable) {
		out.Notes = append(out.Notes, NoteUnreadable)
	}
	out.Incomplete = out.Incomplete || rd.gap || rd.openClaim
}

// continues reports whether a short block belongs to the list around it: it is headed, it
// is a "may contain" list, or nearly all of it is names.
func (s *scan) continues(rd reading) bool {
	return rd.known > 0 && rd.unknown == 0 && rd.prose == 0 && (rd.found[0].may || !rd.heading.empty() || rd.known > 1 || s.runes[s.trim(rd.span).from] != '-')
}

// headingIsPlain reports whether the heading only says "ingredients".
func (rd reading) headingIsPlain(s *scan) bool {
	return headings[strings.TrimSuffix(spelling.Key(s.text(rd.heading.from, rd.heading.to)), "INCI")]
}
