package api

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"skinafter/internal/clinic"
	"skinafter/internal/wire"
	"skinafter/recovery"
	"skinafter/verdict"
)

// asked is a question as it came. It was held to its schema; what it means the machine
// interface reads, so that command line and API take and say the same.
type asked[S any] struct {
	Body    S
	RawBody []byte
}

// answered is an answer of the machine interface.
type answered[T any] struct{ Body T }

// registerLines lists the questions that keep nothing.
func (a *API) registerLines() {
	question := func(path, id, title, about string, errors ...int) operation {
		return operation{method: http.MethodPost, path: path, tag: tagQuestions, id: id, title: title, about: about, errors: errors}
	}
	add(a, question("/labels", "read-label", "Read a label", "Which ingredients stand on it."), a.label)
	add(a, question("/checks", "check-product", "May this product touch the skin now?",
		"Times without an offset are UTC. The protocol is combined where none is named.", http.StatusForbidden), a.check)
	report := question("/triages", "triage", "How soon should someone look?",
		"Fields of a report, own words, or both. What cannot be read is named under problems, and the rest is judged: a sign is never dropped.", http.StatusForbidden)
	report.largest = maxReport
	add(a, report, a.triage)
	add(a, question("/plans", "plan", "What to do when", "From two weeks before a treatment to a year after."), a.plan)
	report.path, report.id, report.title = "/readiness", "ready", "May the next session go ahead?"
	add(a, report, a.ready)
	report.path, report.id, report.title = "/screenings", "screen", "What has to be settled before a treatment?"
	add(a, report, a.screen)
}

// maxReport bounds the body of a report: years of check-ins. A file of the command line may be
// larger.
const maxReport = 4 << 20

func (a *API) label(ctx context.Context, in *asked[LabelQuestion]) (*answered[wire.LabelAnswer], error) {
	desk, _, err := a.desk(ctx)
	if err != nil {
		return nil, err
	}
	var line wire.LabelLine
	if err := wire.Decode(in.RawBody, &line); err != nil {
		return nil, err
	}
	if err := wire.CheckLabel(line.Text); err != nil {
		return nil, err
	}
	out := wire.Label(desk.Facts, desk.Labels.Parse(*line.Text))
	out.ID = idOf(line.ID)
	return &answered[wire.LabelAnswer]{out}, nil
}

// idOf is the id of a question as the answer carries it: a copy, because the body's bytes are
// used again; none where none was sent.
func idOf(id json.RawMessage) json.RawMessage { return append(json.RawMessage(nil), id...) }

// computing is the desk, where the purpose lets it compute.
func (a *API) computing(ctx context.Context) (wire.Desk, error) {
	desk, purpose, err := a.desk(ctx)
	if err == nil && purpose == clinic.PurposeRecord {
		err = clinic.ErrRecord
	}
	return desk, err
}

func (a *API) now() time.Time { return a.care.Time() }

func (a *API) check(ctx context.Context, in *asked[CheckQuestion]) (*answered[wire.CheckAnswer], error) {
	desk, err := a.computing(ctx)
	if err != nil {
		return nil, err
	}
	var line wire.CheckLine
	if err := wire.Decode(in.RawBody, &line); err != nil {
		return nil, err
	}
	q, p, err := desk.Question(&line, wire.Defaults{Protocol: "combined"}, a.now())
	if err != nil {
		return nil, err
	}
	answer := verdict.Judge(desk.Facts, q, p)
	out := wire.Check(desk.Facts, p.Label, &answer)
	out.ID = idOf(line.ID)
	return &answered[wire.CheckAnswer]{out}, nil
}

// report reads a report of the machine interface.
func (a *API) report(ctx context.Context, body []byte) (wire.Desk, *wire.Report, *wire.ReportLine, error) {
	desk, err := a.computing(ctx)
	if err != nil {
		return desk, nil, nil, err
	}
	var line wire.ReportLine
	if err := wire.Decode(body, &line); err != nil {
		return desk, nil, nil, err
	}
	r, err := desk.Report(&line)
	return desk, r, &line, err
}

func (a *API) triage(ctx context.Context, in *asked[ReportQuestion]) (*answered[wire.TriageAnswer], error) {
	desk, r, line, err := a.report(ctx, in.RawBody)
	if err != nil {
		return nil, err
	}
	out := wire.Triage(desk.Facts, r, desk.Assess(r), r.Country)
	out.ID = idOf(line.ID)
	return &answered[wire.TriageAnswer]{out}, nil
}

func (a *API) ready(ctx context.Context, in *asked[ReportQuestion]) (*answered[wire.ReadyAnswer], error) {
	desk, r, line, err := a.report(ctx, in.RawBody)
	if err != nil {
		return nil, err
	}
	out := wire.Ready(desk.Facts, r, desk.Assess(r))
	out.ID = idOf(line.ID)
	return &answered[wire.ReadyAnswer]{out}, nil
}

func (a *API) screen(ctx context.Context, in *asked[ReportQuestion]) (*answered[wire.ScreenAnswer], error) {
	desk, r, line, err := a.report(ctx, in.RawBody)
	if err != nil {
		return nil, err
	}
	out := wire.Screen(desk.Facts, desk.Screen(r))
	out.ID = idOf(line.ID)
	return &answered[wire.ScreenAnswer]{out}, nil
}

func (a *API) plan(ctx context.Context, in *asked[PlanQuestion]) (*answered[wire.PlanAnswer], error) {
	desk, _, err := a.desk(ctx)
	if err != nil {
		return nil, err
	}
	var line wire.PlanLine
	if err := wire.Decode(in.RawBody, &line); err != nil {
		return nil, err
	}
	ask, err := desk.PlanInput(&line, a.now())
	if err != nil {
		return nil, err
	}
	plan := recovery.Plan(desk.Facts, ask)
	return &answered[wire.PlanAnswer]{wire.Plan(desk.Facts, &plan)}, nil
}
