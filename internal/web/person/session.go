package person

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"skinafter"
	"skinafter/internal/clinic"
	"skinafter/internal/speech"
	"skinafter/internal/web/frame"
	"skinafter/recovery"
)

// sessionPage says whether the next session may go ahead.
type sessionPage struct {
	Course   bool
	Record   bool // purpose record: what sources say, and no answer of ours
	Title    string
	Line     frame.Line
	Reacted  bool
	Reasons  []reason
	Settle   frame.Choice // what can be settled by answering
	Planned  string       // when the next session is planned; empty = it is not
	Early    bool         // that is before the answer's date
	Waits    []reason     // purpose record: waiting times as the sources write them
	Reviewed string
	Edit     string
}

// reason is one thing that speaks against a session, or that is to be settled.
type reason struct {
	Head    string // what it means, in a few words
	Title   string
	Because string
	Ask     string // the question to put, or what would change the answer
	Until   string
	Decides string
	Sources []frame.Link
	Choice  bool // our own choice: no source dictates it
}

// settling are the topics of readiness that a person settles by an answer here. The others are
// settled by the record, by the health form, or among the questions before a treatment.
func settling() []string { return []string{"passport", "agreed", "screening"} }

// kept is the newest set of settled topics for a course; false where there is none. None asks
// for a first treatment.
func (p *pages) kept(ctx context.Context, course clinic.ID) (clinic.Answered, bool, error) {
	const most = 200 // with None every set is listed, whichever course it is about
	list, err := p.Care.Answered(ctx, course, clinic.Page{Limit: most})
	if err != nil {
		return clinic.Answered{}, false, err
	}
	for i := range list {
		if list[i].Body.Course == course {
			return list[i].Body, true, nil
		}
	}
	return clinic.Answered{Course: course}, false, nil
}

func (p *pages) session(w http.ResponseWriter, r *http.Request) error {
	page, err := p.sessionPage(r, nil)
	if err != nil {
		return err
	}
	return p.Page(w, r, "person/session", page)
}

func (p *pages) sessionPage(r *http.Request, form *frame.Form) (*sessionPage, error) {
	ctx, v := r.Context(), p.Visit(r)
	course, there, err := p.Care.Current(ctx)
	if err != nil || !there {
		return &sessionPage{}, err
	}
	c := &course.Body
	page := &sessionPage{Course: true, Record: v.Record(), Title: v.Treatment(c), Edit: courseAddress(course.ID, "edit")}
	if c.Next != nil {
		page.Planned = v.Day(c.Next.In(zoneOf(c)))
	}
	if page.Record {
		page.Waits = p.waits(v, c.Modality)
		return page, nil
	}
	a, err := p.Care.Ready(ctx, course.ID, nil)
	if err != nil {
		return nil, err
	}
	said := *v
	said.Speech = v.Speech.At(p.Now(), a.Situation.Course.End)
	page.Line, page.Reacted, page.Reviewed = p.readyLine(&said, &a.Ready), a.Ready.Reacted, v.Text("check.not_reviewed")
	page.Early = c.Next != nil && !a.Ready.Date.IsZero() && c.Next.Before(a.Ready.Date)
	for i := range a.Ready.Reasons {
		page.Reasons = append(page.Reasons, p.readyReason(&said, &a.Ready.Reasons[i]))
	}
	answered, _, err := p.kept(ctx, course.ID)
	if err != nil {
		return nil, err
	}
	page.Settle = frame.Choice{Name: "topics", Legend: v.Text("record.settle"), Hint: v.Text("record.settle_hint"), Many: true}
	topics := settling()
	if open := slices.ContainsFunc(a.Ready.Reasons, func(x recovery.ReadyReason) bool { return x.ID == "passport-open" }); !open && !slices.Contains(answered.Topics, "passport") {
		topics = slices.DeleteFunc(topics, func(t string) bool { return t == "passport" }) // the record itself settles it
	}
	page.Settle.Options = v.Options("record.topic.", topics...)
	page.Settle = form.Pick(page.Settle.With(answered.Topics...))
	return page, nil
}

// readyLine is the answer in words, with its date.
func (p *pages) readyLine(v *frame.Visit, y *recovery.Readiness) frame.Line {
	look := map[recovery.Session]string{recovery.Go: "ok", recovery.Screening: "unknown", recovery.NotYet: "wait", recovery.Hold: "no", recovery.Never: "no"}
	out := frame.Line{Verdict: look[y.Answer], Word: v.Text("ready." + y.Answer.String()), Main: true}
	switch {
	case y.Answer != recovery.NotYet || y.Until == nil:
	case y.Undated:
		out.When = v.Text("ready.earliest_open", "until", v.Speech.Until(*y.Until))
	default:
		out.When = v.Text("ready.earliest", "until", v.Speech.Until(*y.Until))
	}
	return out
}

func (p *pages) readyReason(v *frame.Visit, x *recovery.ReadyReason) reason {
	key, field := recovery.ReadyKey, "change"
	if x.Screening {
		key, field = recovery.ScreenKey, "ask"
	}
	out := reason{
		Head: speech.Sentence(v.Text("ready.short." + x.Answer.String())), Title: speech.Sentence(p.Fact(v, key(x.ID, "title"), x.Title)),
		Because: p.Fact(v, key(x.ID, "because"), x.Because), Sources: p.Sources(v, x.Cites), Choice: x.Basis == "choice",
	}
	if x.Change != "" {
		out.Ask = v.Text("ready.change", "change", p.Fact(v, key(x.ID, field), x.Change))
	}
	if x.Until != nil {
		out.Until = v.Text("ready.earliest", "until", until(v, *x.Until))
	}
	switch rule := p.Facts.Screening[x.ID]; {
	case x.Screening && rule != nil:
		out.Decides = v.Text("screen.decides", "who", v.Text("who."+rule.Decides))
	case x.Answer == recovery.Hold:
		out.Decides = v.Text("screen.decides", "who", v.Text("who.doctor"))
	case x.Answer == recovery.Never:
		out.Decides = v.Text("screen.decides", "who", v.Text("who.specialist"))
	}
	return out
}

// until is the end of a wait: the date where the end of the treatment is known, else the span.
func until(v *frame.Visit, e skinafter.Elapsed) string {
	if v.Speech.End.IsZero() {
		return v.Speech.Until(e)
	}
	return v.Speech.When(e, v.Speech.End, v.Speech.Now)
}

// waits are the usual waiting times as the rules have them: of a treatment, or all of them
// where it is not known.
func (p *pages) waits(v *frame.Visit, m skinafter.Modality) []reason {
	var out []reason
	for id, rule := range p.Facts.Readiness {
		if !rule.Waiting || m != "" && !slices.Contains(rule.When.Modalities, string(m)) {
			continue
		}
		out = append(out, reason{
			Title:   speech.Sentence(p.Fact(v, recovery.ReadyKey(id, "title"), rule.Title)),
			Because: p.Fact(v, recovery.ReadyKey(id, "because"), rule.Because), Sources: p.Sources(v, rule.Cites), Choice: rule.Basis == "choice",
		})
	}
	slices.SortFunc(out, func(a, b reason) int { return strings.Compare(a.Title, b.Title) })
	return out
}

// sessionSettled keeps what the person says is settled.
func (p *pages) sessionSettled(w http.ResponseWriter, r *http.Request) error {
	form, err := p.Read(r)
	if err != nil {
		return err
	}
	course, there, err := p.Care.Current(r.Context())
	if err != nil {
		return err
	}
	if !there {
		return frame.NotThere()
	}
	topics := form.Codes("topics", settling())
	if form.Failed() {
		page, err := p.sessionPage(r, form)
		if err != nil {
			return err
		}
		return p.Again(w, r, "person/session", page)
	}
	if err := p.settle(r.Context(), form, course.ID, nil, settling(), topics); err != nil {
		return err
	}
	return frame.See(w, r, "/session")
}

// settle keeps which of the offered topics are settled; the others stay as they were. A nil
// modality keeps that one too.
func (p *pages) settle(ctx context.Context, form *frame.Form, course clinic.ID, m *skinafter.Modality, offered, settled []string) error {
	a, _, err := p.kept(ctx, course)
	if err != nil {
		return err
	}
	topics := slices.DeleteFunc(slices.Clone(a.Topics), func(t string) bool { return slices.Contains(offered, t) })
	a.Topics = append(topics, settled...)
	if m != nil {
		a.Modality = *m
	}
	_, err = p.Care.SaveAnswered(ctx, form.Once("settle "+course.String()), a)
	return err
}
