package record

import (
	"math"
	"slices"
	"strconv"
	"time"

	"skinafter"
	"skinafter/internal/clinic"
	"skinafter/internal/clinic/localtime"
	"skinafter/internal/web/draft"
)

// answers is what a draft of a treatment holds, by the names of its fields.
type answers struct{ draft.Answers }

// Names of what a draft holds.
const (
	answerOf       = "of"       // id of the course that is changed; absent = a new one
	answerVersion  = "version"  // of that course
	answerPassed   = "passed"   // steps that were answered or passed over
	answerDone     = "done"     // a modality, or unsure
	answerDay      = "day"      // when it ended, as it was told: a date,
	answerClock    = "clock"    // a clock time,
	answerPart     = "part"     // a part of the day,
	answerZone     = "zone"     // in this zone;
	answerFirst    = "first"    // and what that means: from
	answerLast     = "last"     // to, RFC 3339; absent = not sure
	answerDeep     = "deep"     // shallow, medium, deep, unsure
	answerMM       = "mm"       // millimetres
	answerArea     = "area"     // a code
	answerSetting  = "setting"  // a code
	answerName     = "name"     // of who did it
	answerPhone    = "phone"    // of who did it
	answerDevice   = "device"   // own words
	answerNeedle   = "needle"   // own words
	answerBatch    = "batch"    // own words
	answerNote     = "note"     // own words
	answerSession  = "session"  // number
	answerNext     = "next"     // a date
	answerHappened = "happened" // codes, occluded, none
	answerSkin     = "skin"     // open, closed, unsure
	answerClosed   = "closed"   // a date
)

// Words of answers.
const (
	unsure     = "unsure"
	none       = "none"
	occluded   = "occluded"
	skinOpen   = "open"
	skinShut   = "closed"
	unknown    = "unknown" // area and setting
	timeUnsaid = "time_unknown"
)

// pass notes that a step was answered or passed over.
func (a answers) pass(step int) {
	if word := strconv.Itoa(step); !slices.Contains(a.Answers[answerPassed], word) {
		a.Answers[answerPassed] = append(a.Answers[answerPassed], word)
	}
}

// modality is what was done; empty = not known.
func (a answers) modality() skinafter.Modality {
	if m := skinafter.Modality(a.One(answerDone)); m.Valid() {
		return m
	}
	return ""
}

// ended is when the treatment ended; the zero Span is not sure.
func (a answers) ended() clinic.Span {
	first, err1 := time.Parse(time.RFC3339Nano, a.One(answerFirst))
	last, err2 := time.Parse(time.RFC3339Nano, a.One(answerLast))
	if err1 != nil || err2 != nil {
		return clinic.Span{}
	}
	return clinic.Span{First: first, Last: last}
}

// deep are the answers to "How deep?".
func deep() map[string]skinafter.DepthClass {
	return map[string]skinafter.DepthClass{"shallow": skinafter.ClassA, "medium": skinafter.ClassB, "deep": skinafter.ClassC}
}

// course is the treatment as it was told. What no page asks for stays as it is in base.
func (a answers) course(base clinic.Course, zone *time.Location) clinic.Course {
	c := base
	c.Modality, c.Ended, c.Zone = a.modality(), a.ended(), zone.String()
	c.Class = base.Class
	if a.One(answerDeep) != deepWord(&base) || c.Modality != base.Modality {
		c.Class = ""
		if needled(c.Modality) && c.Modality != skinafter.RFNeedling {
			c.Class = deep()[a.One(answerDeep)]
		}
	}
	c.DepthMM = 0
	if mm, err := strconv.ParseFloat(a.One(answerMM), 64); err == nil && needled(c.Modality) {
		c.DepthMM, c.Class = mm, ""
	}
	c.Area = skinafter.Area(a.One(answerArea))
	c.Provider = clinic.Provider{Name: a.One(answerName), Phone: a.One(answerPhone), Setting: a.One(answerSetting)}
	c.Device, c.Needle, c.Batch, c.Note = a.One(answerDevice), a.One(answerNeedle), a.One(answerBatch), a.One(answerNote)
	c.Session, _ = strconv.Atoi(a.One(answerSession))
	c.Next = dayOf(a.One(answerNext), base.Next, zone)
	c.Exposures, c.Occluded = a.happened(base.Exposures)
	c.OpenSkin, c.Closed = false, nil
	if skinafter.Class(c.Modality, 0).Ablated() {
		c.OpenSkin = a.One(answerSkin) == skinOpen
		if a.One(answerSkin) == skinShut {
			c.Closed = dayOf(a.One(answerClosed), base.Closed, zone)
		}
	}
	return c
}

// happened are the codes of what happened; a code that the page does not offer stays.
func (a answers) happened(kept []string) (codes []string, covered bool) {
	for _, code := range kept {
		if code == timeUnsaid {
			codes = append(codes, code)
		}
	}
	for _, code := range a.Answers[answerHappened] {
		switch code {
		case none:
		case occluded:
			covered = true
		default:
			codes = append(codes, code)
		}
	}
	return codes, covered
}

// dayOf is the first minute of a day; the moment that was kept where it is on that day.
func dayOf(text string, kept *time.Time, zone *time.Location) *time.Time {
	if kept != nil && kept.In(zone).Format(time.DateOnly) == text {
		return kept
	}
	day, err := time.ParseInLocation(time.DateOnly, text, zone)
	if err != nil {
		return nil
	}
	day = day.UTC()
	return &day
}

// deepWord is the answer about the depth that a course stands for.
func deepWord(c *clinic.Course) string {
	for word, class := range deep() {
		if class == c.Class {
			return word
		}
	}
	return ""
}

// answersOf are the answers that tell a course that is kept.
func answersOf(rec *clinic.Record[clinic.Course]) answers {
	c := &rec.Body
	a := answers{draft.Answers{}}
	a.Set(answerOf, rec.ID.String())
	a.Set(answerVersion, strconv.FormatInt(rec.Version, 10))
	for step := stepDone; step <= stepSummary; step++ {
		a.pass(step)
	}
	a.Set(answerDone, string(c.Modality))
	a.Set(answerZone, c.Zone)
	a.told(c.Ended, localtime.Location(c.Zone))
	a.Set(answerDeep, deepWord(c))
	if c.DepthMM > 0 {
		a.Set(answerMM, strconv.FormatFloat(c.DepthMM, 'g', -1, 64))
	}
	a.Set(answerArea, string(c.Area))
	a.Set(answerSetting, c.Provider.Setting)
	a.Set(answerName, c.Provider.Name)
	a.Set(answerPhone, c.Provider.Phone)
	a.Set(answerDevice, c.Device)
	a.Set(answerNeedle, c.Needle)
	a.Set(answerBatch, c.Batch)
	a.Set(answerNote, c.Note)
	if c.Session > 0 {
		a.Set(answerSession, strconv.Itoa(c.Session))
	}
	zone := localtime.Location(c.Zone)
	if c.Next != nil {
		a.Set(answerNext, c.Next.In(zone).Format(time.DateOnly))
	}
	happened := slices.DeleteFunc(slices.Clone(c.Exposures), func(s string) bool { return s == timeUnsaid })
	if c.Occluded {
		happened = append(happened, occluded)
	}
	a.Set(answerHappened, happened...)
	switch {
	case c.OpenSkin:
		a.Set(answerSkin, skinOpen)
	case c.Closed != nil:
		a.Set(answerSkin, skinShut)
		a.Set(answerClosed, c.Closed.In(zone).Format(time.DateOnly))
	}
	return a
}

// told keeps when it ended, and how that would be told: a minute, a part of a day, a day, or
// the first day of several.
func (a answers) told(s clinic.Span, zone *time.Location) {
	if !s.Known() {
		return
	}
	a.Set(answerFirst, s.First.UTC().Format(time.RFC3339Nano))
	a.Set(answerLast, s.Last.UTC().Format(time.RFC3339Nano))
	first, last := s.First.In(zone), s.Last.In(zone)
	a.Set(answerDay, first.Format(time.DateOnly))
	if wall(first) == wall(last) {
		a.Set(answerClock, first.Format(clockForm))
		return
	}
	for _, part := range localtime.Parts() {
		told, err := clinic.ReadLocal(answerDay, a.One(answerDay)+" "+part, zone.String())
		if err == nil && told.First.Equal(s.First) && math.Abs(told.Last.Sub(s.Last).Hours()) < partHours {
			a.Set(answerPart, part)
		}
	}
}

// partHours: a part of a day that was not over when it was told ends within its hours.
const partHours = 6
