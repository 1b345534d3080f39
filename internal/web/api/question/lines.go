package question

import (
	"context"
	"fmt"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"skinafter/internal/clinic"
	"skinafter/internal/intake"
	"skinafter/internal/web/api/contract"
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

// handlers answer the questions.
type handlers struct{ *contract.Service }

const tag = "Questions"

// Tag names these operations in the document.
func Tag() *huma.Tag {
	return &huma.Tag{Name: tag, Description: "Questions that keep nothing. Bodies and answers are those of the machine interface (docs/machine-interface.md)."}
}

// Register adds the questions to a service.
func Register(s *contract.Service) {
	h := handlers{s}
	question := func(path, id, title, about string, errors ...int) contract.Operation {
		return contract.Operation{Method: http.MethodPost, Path: path, Tag: tag, ID: id, Title: title, About: about, Errors: errors}
	}
	contract.Add(h.Service, question("/labels", "read-label", "Read a label", "Which ingredients stand on it."), h.label)
	contract.Add(h.Service, question("/checks", "check-product", "May this product touch the skin now?",
		"Times without an offset are UTC. The protocol is combined where none is named.", http.StatusForbidden), h.check)
	report := question("/triages", "triage", "How soon should someone look?",
		"Fields of a report, own words, or both. What cannot be read is named under problems, and the rest is judged: a sign is never dropped.", http.StatusForbidden)
	report.Largest = maxReport
	contract.Add(h.Service, report, h.triage)
	contract.Add(h.Service, question("/plans", "plan", "What to do when", "From two weeks before a treatment to a year after."), h.plan)
	report.Path, report.ID, report.Title = "/readiness", "ready", "May the next session go ahead?"
	contract.Add(h.Service, report, h.ready)
	report.Path, report.ID, report.Title = "/screenings", "screen", "What has to be settled before a treatment?"
	contract.Add(h.Service, report, h.screen)
}

// maxReport bounds the body of a report: years of check-ins. A file of the command line may be
// larger.
const maxReport = 4 << 20

func (h handlers) label(ctx context.Context, in *asked[LabelQuestion]) (*contract.Answer[wire.LabelAnswer], error) {
	desk, _, err := h.desk(ctx)
	if err != nil {
		return nil, err
	}
	var line intake.LabelLine
	if err := intake.Decode(in.RawBody, &line); err != nil {
		return nil, err
	}
	if err := intake.CheckLabel(line.Text); err != nil {
		return nil, err
	}
	out := wire.Label(desk.Facts, desk.Labels.Parse(*line.Text))
	out.ID = line.ID
	return &contract.Answer[wire.LabelAnswer]{Body: out}, nil
}

// desk answers questions in the person's language.
func (h handlers) desk(ctx context.Context) (intake.Desk, clinic.Purpose, error) {
	self, err := h.Care.Self(ctx)
	if err != nil {
		return intake.Desk{}, "", fmt.Errorf("reading the person: %w", err)
	}
	lang := self.Body.Lang
	if lang == "" {
		lang = "en"
	}
	return intake.Desk{Facts: h.Care.Facts(), Labels: h.Care.Labels(), Lang: lang}, self.Body.Purpose, nil
}

// computing is the desk, where the purpose lets it compute.
func (h handlers) computing(ctx context.Context) (intake.Desk, error) {
	desk, purpose, err := h.desk(ctx)
	if err == nil && purpose == clinic.PurposeRecord {
		err = clinic.ErrRecord
	}
	return desk, err
}

func (h handlers) check(ctx context.Context, in *asked[CheckQuestion]) (*contract.Answer[wire.CheckAnswer], error) {
	desk, err := h.computing(ctx)
	if err != nil {
		return nil, err
	}
	var line intake.CheckLine
	if err := intake.Decode(in.RawBody, &line); err != nil {
		return nil, err
	}
	q, p, err := desk.Question(&line, intake.Defaults{Protocol: "combined"}, h.Care.Time())
	if err != nil {
		return nil, err
	}
	answer := verdict.Judge(desk.Facts, q, p)
	out := wire.Check(desk.Facts, p.Label, &answer)
	out.ID = line.ID
	return &contract.Answer[wire.CheckAnswer]{Body: out}, nil
}

// report reads a report of the machine interface.
func (h handlers) report(ctx context.Context, body []byte) (intake.Desk, *intake.Report, *intake.ReportLine, error) {
	desk, err := h.computing(ctx)
	if err != nil {
		return desk, nil, nil, err
	}
	var line intake.ReportLine
	if err := intake.Decode(body, &line); err != nil {
		return desk, nil, nil, err
	}
	r, err := desk.Report(&line)
	return desk, r, &line, err
}

func (h handlers) triage(ctx context.Context, in *asked[ReportQuestion]) (*contract.Answer[wire.TriageAnswer], error) {
	desk, r, line, err := h.report(ctx, in.RawBody)
	if err != nil {
		return nil, err
	}
	out := wire.Triage(desk.Facts, r, desk.Assess(r), r.Country)
	out.ID = line.ID
	return &contract.Answer[wire.TriageAnswer]{Body: out}, nil
}

func (h handlers) ready(ctx context.Context, in *asked[ReportQuestion]) (*contract.Answer[wire.ReadyAnswer], error) {
	desk, r, line, err := h.report(ctx, in.RawBody)
	if err != nil {
		return nil, err
	}
	out := wire.Ready(desk.Facts, r, desk.Assess(r))
	out.ID = line.ID
	return &contract.Answer[wire.ReadyAnswer]{Body: out}, nil
}

func (h handlers) screen(ctx context.Context, in *asked[ReportQuestion]) (*contract.Answer[wire.ScreenAnswer], error) {
	desk, r, line, err := h.report(ctx, in.RawBody)
	if err != nil {
		return nil, err
	}
	out := wire.Screen(desk.Facts, desk.Screen(r))
	out.ID = line.ID
	return &contract.Answer[wire.ScreenAnswer]{Body: out}, nil
}

func (h handlers) plan(ctx context.Context, in *asked[PlanQuestion]) (*contract.Answer[wire.PlanAnswer], error) {
	desk, _, err := h.desk(ctx)
	if err != nil {
		return nil, err
	}
	var line intake.PlanLine
	if err := intake.Decode(in.RawBody, &line); err != nil {
		return nil, err
	}
	ask, err := desk.PlanInput(&line, h.Care.Time())
	if err != nil {
		return nil, err
	}
	plan := recovery.Plan(desk.Facts, ask)
	return &contract.Answer[wire.PlanAnswer]{Body: wire.Plan(desk.Facts, &plan)}, nil
}
