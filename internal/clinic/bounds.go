package clinic

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"skinafter"
	"skinafter/internal/clinic/localtime"
	"skinafter/internal/intake"
	"skinafter/knowledge"
	"skinafter/label"
	"skinafter/triage"
)

// Bounds of what is kept.
const (
	maxName    = 200     // characters of a name
	maxNote    = 4_000   // characters of a note
	maxWords   = 64_000  // characters of a person's own words
	maxList    = 200     // entries of a list
	maxAnswers = 128_000 // bytes of the answers of a draft
	maxPhoto   = 20 << 20
	deepestMM  = 10
)

// short is a value for an error line.
func short(s string) string {
	const most = 40
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "..."
	}
	return s
}

// bounds gathers the first thing that is wrong.
type bounds struct{ err error }

func (b *bounds) want(ok bool, field, value, want string) {
	if b.err == nil && !ok {
		b.err = input(field, value, want)
	}
}

// text is a text of at most so many characters, UTF-8, without control characters but line ends.
func (b *bounds) text(field, s string, most int) {
	b.want(utf8.RuneCountInString(s) <= most, field, "", fmt.Sprintf("at most %d characters", most))
	b.want(utf8.ValidString(s), field, "", "text in UTF-8")
	b.want(!strings.ContainsFunc(s, func(r rune) bool { return r < ' ' && r != '\n' && r != '\r' && r != '\t' || r == 0x7f }),
		field, "", "text without control characters")
}

func (b *bounds) list(field string, list []string) {
	b.want(len(list) <= maxList, field, "", fmt.Sprintf("at most %d entries", maxList))
	for i, s := range list {
		b.text(fmt.Sprintf("%s[%d]", field, i), s, maxName)
		b.want(strings.TrimSpace(s) != "", fmt.Sprintf("%s[%d]", field, i), s, "a word")
	}
}

func (b *bounds) word(field, s string, list ...string) {
	b.want(s == "" || slices.Contains(list, s), field, s, "one of "+strings.Join(list, ", "))
}

// check holds a person to the closed lists.
func (c *Care) checkPerson(p *Person) error {
	var b bounds
	year := c.Time().Year()
	b.want(p.BirthYear == 0 || p.BirthYear > year-130 && p.BirthYear <= year, "birth_year", fmt.Sprint(p.BirthYear), "a year of the last 130 years")
	b.word("skin_type", p.SkinType, "I", "II", "III", "IV", "V", "VI", "unknown")
	b.list("conditions", p.Conditions)
	codes := codesOf(c.facts.Care.Vocabulary.Conditions)
	for i, code := range p.Conditions {
		b.want(slices.Contains(codes, code) || strings.HasPrefix(code, "allergy:"), fmt.Sprintf("conditions[%d]", i), code, "a code of docs/vocabulary.md")
	}
	b.list("allergies", p.Allergies)
	b.list("avoid", p.Avoid)
	b.list("medicines", p.Medicines)
	b.list("prescribed", p.Prescribed)
	if p.Country != "" {
		_, known := triage.Numbers(c.facts, p.Country)
		b.want(known, "country", p.Country, "the code of a country whose numbers are known")
	}
	b.text("lang", p.Lang, 35)
	b.word("purpose", string(p.Purpose), string(PurposeGuidance), string(PurposeRecord))
	for i, t := range p.Told {
		b.word(fmt.Sprintf("told[%d]", i), t, "conditions", "allergies", "medicines", "birth_year")
	}
	return b.err
}

func codesOf(groups []knowledge.WordGroup) []string {
	var out []string
	for i := range groups {
		out = append(out, groups[i].Codes...)
	}
	return out
}

// checkCourse holds a course to the closed lists and to times that can be.
func (c *Care) checkCourse(x *Course) error {
	var b bounds
	v := &c.facts.Care.Vocabulary
	b.want(x.Modality == "" || x.Modality.Valid(), "modality", string(x.Modality), "one of "+words(skinafter.Modalities()))
	b.want(x.DepthMM >= 0 && x.DepthMM <= deepestMM, "depth_mm", fmt.Sprint(x.DepthMM), "a depth above 0 and up to 10 mm; left out where it is not known")
	b.want(x.Class == "" || x.Class.Valid(), "depth_class", string(x.Class), "one of "+words(skinafter.DepthClasses()))
	b.want(x.Area == "" || x.Area.Valid(), "area", string(x.Area), "one of "+words(skinafter.Areas()))
	b.want(x.Protocol == "" || x.Protocol.Valid(), "protocol", string(x.Protocol), "one of "+words(skinafter.Protocols()))
	b.word("setting", x.Provider.Setting, v.Settings...)
	for i, e := range x.Exposures {
		b.word(fmt.Sprintf("exposures[%d]", i), e, v.Exposures...)
	}
	b.list("exposures", x.Exposures)
	for field, text := range map[string]string{
		"provider.name": x.Provider.Name, "provider.phone": x.Provider.Phone, "device": x.Device, "needle": x.Needle, "batch": x.Batch,
	} {
		b.text(field, text, maxName)
	}
	b.text("note", x.Note, maxNote)
	b.want(x.Session >= 0 && x.Session <= 1000, "session", fmt.Sprint(x.Session), "a number of treatments, this one included")
	b.times(x, c.Time())
	return b.err
}

func (b *bounds) times(x *Course, now time.Time) {
	if x.Ended.First.IsZero() != x.Ended.Last.IsZero() || x.Ended.Last.Before(x.Ended.First) {
		b.want(false, "ended", "", "a first and a last time, in this order, or neither")
	}
	if x.Ended.Known() {
		b.want(inReach(x.Ended.First, now), "ended", "", "a time within 20 years")
		b.want(localtime.Known(x.Zone), "zone", x.Zone, "the name of a time zone such as Europe/Berlin")
	}
	for field, t := range map[string]*time.Time{"closed": x.Closed, "next": x.Next} {
		if t != nil {
			b.want(inReach(*t, now), field, "", "a time within 20 years")
		}
	}
	if x.Closed != nil && x.Ended.Known() {
		b.want(!x.Closed.Before(x.Ended.First), "closed", "", "a time after the treatment")
	}
}

// inReach reports whether a time is no slip of the keyboard.
func inReach(t, now time.Time) bool {
	d := now.Sub(t)
	return d.Abs() <= intake.Longest.Duration()
}

// justAhead is how far ahead of ours another clock may run.
const justAhead = 5 * time.Minute

func (b *bounds) past(field string, t, now time.Time) {
	b.want(!t.After(now.Add(justAhead)), field, "", "a time that has passed")
	b.want(inReach(t, now), field, "", "a time within 20 years")
}

func (c *Care) checkProduct(p *Product) error {
	var b bounds
	b.text("name", p.Name, maxName)
	b.text("brand", p.Brand, maxName)
	b.text("batch", p.Batch, maxName)
	b.want(len(p.Label) <= label.MaxBytes, "label", "", "at most 64 KiB of text")
	b.want(utf8.ValidString(p.Label), "label", "", "text in UTF-8")
	b.want(strings.TrimSpace(p.Name+p.Label) != "", "label", "", "the text of a label, or at least a name")
	b.form(p.Form)
	return b.err
}

func (b *bounds) form(f skinafter.Form) {
	b.word("form", string(f), "leave-on", "rinse-off", "sunscreen", "makeup", "heavy-makeup", "medicine")
}

func (u *Use) check(now time.Time) error {
	var b bounds
	b.want(u.When != "", "when", "", "before, during, after or unknown")
	b.word("when", string(u.When), string(Before), string(During), string(After), string(Unknown))
	b.text("note", u.Note, maxNote)
	if u.At != nil {
		b.past("at", *u.At, now)
	}
	return b.err
}

// checkCheckIn holds a check-in to the closed lists.
func (c *Care) checkCheckIn(in *CheckIn, at time.Time) error {
	var b bounds
	codes := codesOf(c.facts.Care.Vocabulary.Symptoms)
	b.past("at", at, c.Time())
	b.want(len(in.Signs) <= maxList, "signs", "", fmt.Sprintf("at most %d signs", maxList))
	for i := range in.Signs {
		s, field := &in.Signs[i], fmt.Sprintf("signs[%d]", i)
		b.want(slices.Contains(codes, s.Code), field+".code", s.Code, "a code of docs/vocabulary.md")
		b.word(field+".severity", string(s.Severity), "mild", "moderate", "severe")
		b.word(field+".trend", s.Trend, "improving", "stable", "worsening")
		if s.Since != nil {
			b.want(!s.Since.After(at.Add(justAhead)), field+".since", "", "a time that is not after the report")
			b.want(inReach(*s.Since, at), field+".since", "", "a time within 20 years")
		}
	}
	for i, code := range in.Gone {
		b.want(slices.Contains(codes, code), fmt.Sprintf("gone[%d]", i), code, "a code of docs/vocabulary.md")
	}
	b.list("gone", in.Gone)
	b.list("denied", in.Denied)
	b.text("text", in.Text, maxWords)
	b.want(len(in.Photos) <= maxList, "photos", "", fmt.Sprintf("at most %d photos", maxList))
	return b.err
}

func (p *Photo) check(blob []byte, at, now time.Time) error {
	var b bounds
	b.want(len(blob) > 0 && len(blob) <= maxPhoto, "photo", "", "a photo of at most 20 MiB")
	b.want(p.Width > 0 && p.Height > 0, "photo", "", "a photo with its width and height in pixels")
	sum := sha256.Sum256(blob)
	b.want(p.SHA256 == hex.EncodeToString(sum[:]), "sha256", "", "the SHA-256 of the photo")
	b.text("note", p.Note, maxNote)
	b.past("at", at, now)
	return b.err
}

func (d *Draft) check() error {
	var b bounds
	b.want(d.Journey != "", "journey", "", "check-in, course or screening")
	b.word("journey", d.Journey, "check-in", "course", "screening")
	size := 0
	for name, values := range d.Answers {
		size += len(name)
		for _, v := range values {
			size += len(v)
			b.want(utf8.ValidString(v), name, "", "text in UTF-8")
		}
	}
	b.want(size <= maxAnswers, "answers", "", fmt.Sprintf("at most %d bytes of answers", maxAnswers))
	return b.err
}

// words lists the values of a closed list for an error line.
func words[T ~string](list []T) string {
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = string(v)
	}
	return strings.Join(out, ", ")
}

// language is the language answers are read and kept in.
func (p *Person) language() string {
	if p.Lang == "" {
		return knowledge.DefaultLanguage
	}
	return p.Lang
}
