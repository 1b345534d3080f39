package diary

import (
	"net/http"

	"skinafter"
	"skinafter/internal/clinic"
	"skinafter/internal/clinic/view"
	"skinafter/internal/speech"
	"skinafter/internal/web/frame"
	"skinafter/recovery"
)

// nowPage is where a person stands at this moment.
type nowPage struct {
	Course   bool
	Head     string // "20 h after needling"
	Phase    string
	Due      bool
	CheckIn  string // when the next check-in is planned
	Lists    []nowList
	Next     *planLine
	Last     *lastCheckIn
	Numbers  numbers
	Call     frame.Link
	Edit     string // address of the form of the course
	Unknown  bool   // nobody knows when the treatment ended
	Reaction bool
	Record   bool
}

// lastCheckIn is the latest check-in on the page of now.
type lastCheckIn struct {
	Card frame.Card
	When string
	Href string
}

// planLine is a step of the plan in a few words.
type planLine struct {
	Title, Text string
	When        string
	Why         string
	Sources     []frame.Link
	Choice      bool
	Kind        string
	Held        string
}

// nowList is what to do, to leave, or to look at: the first lines, the others folded.
type nowList struct {
	Title       string
	All         string // over the fold: how many there are
	Lines, More []planLine
}

// mostNow is how many lines of a kind stand open on the page of now.
const mostNow = 4

func (p *pages) list(v *frame.Visit, title, all string, steps []recovery.Step) nowList {
	out := nowList{Title: v.Text(title), All: v.Text(all, "n", len(steps))}
	for i := range steps {
		if i < mostNow {
			out.Lines = append(out.Lines, p.line(v, &steps[i]))
		} else {
			out.More = append(out.More, p.line(v, &steps[i]))
		}
	}
	return out
}

// now shows the start: without a course three ways to begin.
func (p *pages) now(w http.ResponseWriter, r *http.Request) error {
	v := p.Visit(r)
	course, there, err := p.Care.Current(r.Context())
	if err != nil {
		return err
	}
	page := nowPage{Course: there, Numbers: p.numbers(v), Record: v.Record()}
	page.Call = page.Numbers.call(v)
	if !there {
		return p.Page(w, r, "diary/now", page)
	}
	stand, err := view.Now(r.Context(), p.Care, course.ID)
	if err != nil {
		return err
	}
	page.fill(p, v, &stand)
	return p.Page(w, r, "diary/now", page)
}

func (page *nowPage) fill(p *pages, v *frame.Visit, stand *view.Stand) {
	page.Edit = "/course/" + stand.Course.ID.String() + "/edit"
	page.Unknown = !stand.Course.Body.Ended.Known()
	page.Head = p.since(v, stand.Moment, &stand.Course.Body)
	page.Phase = p.phase(v, &stand.Plan.Phase)
	page.Due, page.Reaction = stand.Due, stand.Plan.Reaction
	if stand.CheckIn != nil {
		page.CheckIn = p.when(v, *stand.CheckIn)
	}
	page.Lists = []nowList{
		p.list(v, "diary.now.do", "diary.now.do_all", stand.Do), p.list(v, "diary.now.avoid", "diary.now.avoid_all", stand.Avoid),
		p.list(v, "diary.now.look", "diary.now.look_all", stand.Look),
	}
	if stand.Next != nil {
		line := p.line(v, stand.Next)
		page.Next = &line
	}
	if stand.Last == nil {
		return
	}
	page.Last = &lastCheckIn{When: p.when(v, stand.Last.At), Href: resultOf(stand.Last.ID)}
	if l := stand.Last.Body.Shown.Level; l != nil && !page.Record {
		page.Last.Card = frame.Card{
			Level: l.String(), Heading: v.Text("level." + l.String()), Lines: []string{v.Text("diary.now.last_at", "date", page.Last.When)},
			Links: []frame.Link{{Href: page.Last.Href, Text: v.Text("diary.now.last_open"), Kind: "quiet"}},
		}
	}
}

// since is the time since the treatment, in words.
func (p *pages) since(v *frame.Visit, m skinafter.Moment, c *clinic.Course) string {
	treatment := v.Text("diary.treatment")
	if c.Modality != "" {
		treatment = v.Text("modality." + string(c.Modality))
	}
	said := v.Text("diary.now.between", "from", p.rough(v, m.Min), "to", p.rough(v, m.Max), "treatment", treatment)
	switch {
	case !c.Ended.Known():
		said = v.Text("diary.now.unknown", "treatment", treatment)
	case m.Min < 0:
		said = v.Text("diary.now.before", "span", p.rough(v, m.Min), "treatment", treatment)
	case p.rough(v, m.Min) == p.rough(v, m.Max):
		said = v.Text("diary.now.after", "span", p.rough(v, m.Min), "treatment", treatment)
	}
	return speech.Sentence(said)
}

// rough is a length of time as people say it: hours in the first three days, then days.
func (p *pages) rough(v *frame.Visit, e skinafter.Elapsed) string {
	if e < 0 {
		e = -e
	}
	switch {
	case e < skinafter.Hour:
		return v.Speech.Texts.Count("diary.span.minutes", int(e))
	case e < 3*skinafter.Day:
		return v.Speech.Texts.Count("diary.span.hours", int(e/skinafter.Hour))
	}
	return v.Speech.Texts.Count("diary.span.days", int(e/skinafter.Day))
}

// phase is the name of a stretch of the way; empty where there is none.
func (p *pages) phase(v *frame.Visit, ph *recovery.Phase) string {
	if ph.ID == "" {
		return ""
	}
	return speech.Sentence(v.Speech.Say(p.Facts.PlanSentence(v.Lang, ph.ID, "title", ph.Title)))
}

// line is a step of the plan.
func (p *pages) line(v *frame.Visit, s *recovery.Step) planLine {
	say := func(field, english string) string {
		return v.Speech.Say(p.Facts.PlanSentence(v.Lang, s.ID, field, english))
	}
	out := planLine{
		Title: speech.Sentence(say("title", s.Title)), Text: say("text", s.Text), Why: say("because", s.Because),
		Sources: p.Sources(v, s.Cites), Choice: s.Basis == "choice", Kind: s.Kind, When: p.window(v, s),
	}
	switch {
	case s.Held && s.HeldBy == recovery.HeldByReaction:
		out.Held = v.Text("plan.held")
	case s.Waits && s.FromNewSkin:
		out.Held = v.Text("plan.waits")
	}
	return out
}

// window says when a step begins or ends, whichever lies ahead.
func (p *pages) window(v *frame.Visit, s *recovery.Step) string {
	switch {
	case s.State == recovery.Later && !s.Starts.IsZero():
		return v.Text("diary.from", "date", p.when(v, s.Starts))
	case s.State == recovery.Later && len(s.Times) > 0:
		for _, t := range s.Times {
			if t.After(p.Care.Time()) {
				return p.when(v, t)
			}
		}
	case s.State == recovery.Later && s.From != nil:
		return v.Text("diary.from", "date", v.Text("until.span", "span", v.Speech.Span(*s.From)))
	case !s.Ends.IsZero():
		return v.Text("diary.until", "date", p.when(v, s.Ends))
	case s.Until != nil:
		return v.Text("diary.until", "date", v.Text("until.span", "span", v.Speech.Span(*s.Until)))
	}
	return ""
}
