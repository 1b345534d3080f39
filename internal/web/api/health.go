package api

import (
	"context"
	"encoding/json"
	"net/http"
	"sync"
	"time"

	"skinafter/internal/clinic"
	"skinafter/internal/web/api/contract"
)

// Check is one thing that must be well for the program to answer.
type Check struct {
	Name string // "database", "knowledge", "audit"
	// Look says what is wrong. The error is shown by its kind only, never by its words.
	Look func(context.Context) error
}

// ownChecks are what Care answers itself.
func ownChecks(care *clinic.Care) []Check {
	return []Check{
		{"database", func(ctx context.Context) error {
			_, err := care.Self(ctx)
			return err
		}},
		{"knowledge", func(context.Context) error {
			if f := care.Facts(); f == nil || f.Hash == "" || len(f.Rules) == 0 {
				return clinic.ErrDamaged
			}
			return nil
		}},
		{"audit", rarely(auditPause, care.Time, func(ctx context.Context) error {
			_, err := care.Verify(ctx)
			return err
		})},
	}
}

// auditPause is how long a chain that was well is not gone through again.
const auditPause = time.Minute

// Health answers /health/live, always, and /health/ready by checks: 200, or 503 with what is
// not well. Both lie outside the document, because programs that ask for them know nothing of it.
func Health(checks ...Check) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /health/live", func(w http.ResponseWriter, _ *http.Request) {
		writeHealth(w, http.StatusOK, health{Status: "live"})
	})
	mux.HandleFunc("GET /health/ready", func(w http.ResponseWriter, r *http.Request) {
		const patience = 5 * time.Second
		ctx, cancel := context.WithTimeout(r.Context(), patience)
		defer cancel()
		status, out := http.StatusOK, health{Status: "ready", Checks: map[string]string{}}
		for _, c := range checks {
			out.Checks[c.Name] = "ok"
			if err := c.Look(ctx); err != nil {
				status, out.Status = http.StatusServiceUnavailable, "not ready"
				out.Checks[c.Name] = contract.TitleOf(err)
			}
		}
		writeHealth(w, status, out)
	})
	return mux
}

// health is the body of both answers.
type health struct {
	Status string            `json:"status"`
	Checks map[string]string `json:"checks,omitempty"`
}

func writeHealth(w http.ResponseWriter, status int, h health) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(h) // a caller that went away is no error of ours
}

// rarely looks again only after a while: going through a long chain at every question would be
// a way to keep the program busy. What was wrong is looked at again at once.
func rarely(pause time.Duration, now func() time.Time, look func(context.Context) error) func(context.Context) error {
	var mu sync.Mutex
	var last time.Time
	return func(ctx context.Context) error {
		mu.Lock()
		defer mu.Unlock()
		if t := now(); !last.IsZero() && t.Sub(last) < pause && !t.Before(last) {
			return nil
		}
		last = time.Time{}
		if err := look(ctx); err != nil {
			return err
		}
		last = now()
		return nil
	}
}
