package sqlite

import (
	"context"
	"errors"
	"fmt"
	"runtime"

	"skinafter/internal/clinic"
	"skinafter/internal/store"
)

// batchMost is how many changes are committed together at most.
const batchMost = 256

// work is a change inside a transaction; it says what the head of an audit chain is after it.
type work func(ctx context.Context, c store.Conn) (clinic.Head, error)

// request is a change that waits for the writer.
type request struct {
	ctx   context.Context //nolint:containedctx // it belongs to one call, which waits for the answer
	work  work
	after func(context.Context) error // after the commit; nil = nothing
	head  clinic.Head
	err   error
	done  chan struct{}
}

// submit hands a change to the writer and waits for its outcome. It does not stop waiting when
// ctx ends: a change that the writer has begun is carried out, and the caller must know.
func (s *Store) submit(ctx context.Context, w work, after func(context.Context) error) error {
	r := &request{ctx: ctx, work: w, after: after, done: make(chan struct{})}
	if err := s.enqueue(ctx, r); err != nil {
		return err
	}
	<-r.done
	return r.err
}

func (s *Store) enqueue(ctx context.Context, r *request) error {
	s.closing.RLock()
	defer s.closing.RUnlock()
	if s.closed {
		return ErrClosed
	}
	select {
	case s.queue <- r:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// write is the writer: it takes what waits, commits it together and answers, until the queue
// is closed.
func (s *Store) write() {
	defer close(s.done)
	for first := range s.queue {
		batch := s.commit(first)
		for _, r := range batch {
			if r.err == nil && r.after != nil {
				r.err = r.after(context.WithoutCancel(r.ctx))
			}
			close(r.done)
		}
	}
}

// commit carries out the first request and all that wait behind it in one transaction.
func (s *Store) commit(first *request) []*request {
	ctx := context.WithoutCancel(first.ctx)
	batch := []*request{first}
	if first.err = s.there(); first.err != nil {
		return batch
	}
	if _, err := s.prepared.ExecContext(ctx, "BEGIN IMMEDIATE"); err != nil {
		first.err = fmt.Errorf("beginning to write: %w", fault(err))
		return batch
	}
	lost := s.run(first)
	for lost == nil && len(batch) < batchMost {
		next := s.next()
		if next == nil {
			break
		}
		batch = append(batch, next)
		lost = s.run(next)
	}
	err := lost
	if err == nil {
		err = s.finish(ctx, batch)
	} else {
		s.rollback(ctx)
	}
	for _, r := range batch {
		if err != nil && r.err == nil {
			r.err = err
		}
	}
	return batch
}

// next is a request that waits already, or nil. Who was answered a moment ago gets a chance to
// come back before the commit.
func (s *Store) next() *request {
	for range 2 {
		select {
		case r := <-s.queue:
			return r
		default:
			runtime.Gosched()
		}
	}
	return nil
}

// run carries out one request in a savepoint and undoes it where it fails. An error that it
// returns itself means that the whole transaction is lost.
func (s *Store) run(r *request) error {
	if r.err = r.ctx.Err(); r.err != nil {
		return nil
	}
	// SQLite undoes the whole transaction, that of others too, when a statement is interrupted;
	// so ctx is looked at between changes only.
	ctx := context.WithoutCancel(r.ctx)
	if _, err := s.prepared.ExecContext(ctx, "SAVEPOINT change"); err != nil {
		r.err = fmt.Errorf("beginning a change: %w", fault(err))
		return r.err
	}
	r.err = store.Try(func() (err error) {
		r.head, err = r.work(ctx, s.prepared)
		return err
	})
	if r.err != nil {
		if _, err := s.prepared.ExecContext(ctx, "ROLLBACK TO change"); err != nil {
			return fmt.Errorf("undoing a change: %w", errors.Join(r.err, fault(err)))
		}
	}
	if _, err := s.prepared.ExecContext(ctx, "RELEASE change"); err != nil {
		return fmt.Errorf("ending a change: %w", errors.Join(r.err, fault(err)))
	}
	return nil
}

// finish commits what succeeded and notes the heads.
func (s *Store) finish(ctx context.Context, batch []*request) error {
	newest := map[clinic.ID]clinic.Head{}
	for _, r := range batch {
		if r.err == nil && r.head.Seq > 0 {
			newest[r.head.Tenant] = r.head
		}
	}
	if err := s.witness.Reserve(len(newest)); err != nil {
		s.rollback(ctx)
		return err
	}
	if _, err := s.prepared.ExecContext(ctx, "COMMIT"); err != nil {
		s.rollback(ctx)
		return fmt.Errorf("committing: %w", fault(err))
	}
	heads := make([]clinic.Head, 0, len(newest))
	for _, h := range newest {
		heads = append(heads, h)
	}
	if len(heads) == 0 {
		return nil
	}
	return s.witness.Keep(heads)
}

// rollback gives up the transaction. SQLite may have done so itself after a full disk; then
// there is nothing left to undo and its complaint says no more than that.
func (s *Store) rollback(ctx context.Context) {
	_, _ = s.prepared.ExecContext(ctx, "ROLLBACK")
}
