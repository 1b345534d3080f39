package store

import (
	"context"
	"database/sql"
	"errors"
	"sync"
)

// Preparer prepares statements: a database or a connection.
type Preparer interface {
	PrepareContext(ctx context.Context, query string) (*sql.Stmt, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// Prepared is a Conn that prepares every statement once. It is safe for concurrent use as far
// as what it prepares on is.
type Prepared struct {
	on    Preparer
	mu    sync.RWMutex
	stmts map[string]*sql.Stmt
}

// NewPrepared makes a Prepared.
func NewPrepared(on Preparer) *Prepared { return &Prepared{on: on, stmts: map[string]*sql.Stmt{}} }

func (p *Prepared) stmt(ctx context.Context, query string) (*sql.Stmt, error) {
	p.mu.RLock()
	s := p.stmts[query]
	p.mu.RUnlock()
	if s != nil {
		return s, nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if s := p.stmts[query]; s != nil {
		return s, nil
	}
	s, err := p.on.PrepareContext(ctx, query)
	if err == nil {
		p.stmts[query] = s
	}
	return s, err
}

// ExecContext carries out a statement.
func (p *Prepared) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	s, err := p.stmt(ctx, query)
	if err != nil {
		return nil, err
	}
	return s.ExecContext(ctx, args...)
}

// QueryContext asks for rows.
func (p *Prepared) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	s, err := p.stmt(ctx, query)
	if err != nil {
		return nil, err
	}
	return s.QueryContext(ctx, args...)
}

// QueryRowContext asks for one row.
func (p *Prepared) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	s, err := p.stmt(ctx, query)
	if err != nil {
		return p.on.QueryRowContext(ctx, query, args...) // it fails in the same way, and says why
	}
	return s.QueryRowContext(ctx, args...)
}

// Close lets the statements go.
func (p *Prepared) Close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	errs := make([]error, 0, len(p.stmts))
	for _, s := range p.stmts {
		errs = append(errs, s.Close())
	}
	clear(p.stmts)
	return errors.Join(errs...)
}
