package memory

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"sync/atomic"
	"time"

	"github.com/citelint/citelint/check/link"
)

// DefaultTTL is how long a page that was there is believed to be there.
const DefaultTTL = 24 * time.Hour

// retention is how long a URL is remembered that nobody asks for any more. It
// is more than a year, so that what is checked once a year has a past.
const retention = 400 * 24 * time.Hour

// Options say how a Store is opened.
type Options struct {
	Now func() time.Time // needed
	TTL time.Duration    // how long Fresh lasts; 0 or less: nothing is ever fresh

	// Policy says under which rules answers are got, where they are not the
	// usual ones: private addresses that are allowed, a clock that is not the
	// real one. What was seen under one policy is unknown under another.
	Policy string

	// Warn is told, in one sentence, what a user should know. It may be nil.
	Warn func(string)
}

// A Store is an open memory. It is safe for concurrent use.
type Store struct {
	db      *sql.DB
	path    string
	opts    Options
	run     string      // names this run among those that wrote to the file
	found   os.FileInfo // the file
	dirty   atomic.Bool // something was kept
	failed  atomic.Bool
	damaged atomic.Bool // that is why it failed
}

// Open opens the memory in a file, which it makes if need be, and the folder
// with it. A file that is damaged, or was written by a later version, is set
// aside with a warning. The error is for a file that cannot be used at all. The
// Store must be closed.
func Open(ctx context.Context, path string, o Options) (*Store, error) {
	if o.Warn == nil {
		o.Warn = func(string) {}
	}
	s := &Store{path: path, opts: o, run: rand.Text()}
	err := s.open(ctx)
	if isDamage(err) {
		if err = s.setAside(err); err == nil {
			err = s.open(ctx)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("open the memory of earlier runs in %s: %w", path, err)
	}
	return s, nil
}

func (s *Store) open(ctx context.Context) (err error) {
	if s.found, err = makeFile(s.path); err == nil {
		s.db, err = openFile(ctx, s.path)
	}
	return err
}

// setAside makes room for a new file, and says so.
func (s *Store) setAside(why error) error {
	aside, err := setAside(s.path, s.found, s.opts.Now())
	if aside != "" {
		s.opts.Warn(fmt.Sprintf("%s, which holds what earlier runs saw, cannot be used: %v; it was set aside as %s, and a new file is begun", s.path, why, aside))
	}
	return err
}

// Close drops what is too old, and closes the file. One that turned out to be
// damaged is set aside for the next run.
func (s *Store) Close() error {
	if s.dirty.Load() && !s.failed.Load() {
		s.prune()
	}
	err := s.db.Close()
	if s.damaged.Load() {
		err = errors.Join(err, s.setAside(errDamaged))
	}
	if err != nil {
		return fmt.Errorf("close the memory of earlier runs in %s: %w", s.path, err)
	}
	return nil
}

var errDamaged = errors.New("it is damaged")

// prune forgets the URLs that nobody has asked for in a long time. It looks at
// its own policy only, for another's clock may be another. That it fails is no
// harm: the next run does it.
func (s *Store) prune() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	oldest := s.opts.Now().Add(-retention).UnixMilli()
	_, _ = s.db.ExecContext(ctx, "DELETE FROM past WHERE policy = ? AND seen < ?", s.opts.Policy, oldest)
}

// Recall returns what is known of URLs, by the URL as it is given. What is not
// known is not in the map.
func (s *Store) Recall(ctx context.Context, urls []string) map[string]Past {
	out := map[string]Past{}
	s.attempt(ctx, "read from", &sql.TxOptions{ReadOnly: true}, func(tx *transaction) error {
		now := s.now()
		for _, url := range urls {
			key, ok := link.Canonical(url)
			if !ok {
				continue
			}
			r, err := tx.read(key)
			if err != nil {
				return err
			}
			r.forgetFuture(now)
			if past, known := r.past(url, now, s.opts.TTL, s.run); known {
				out[url] = past
			}
		}
		return nil
	})
	return out
}

// Keep remembers answers that were got now, all in one transaction, and
// returns what is then known of their URLs. Answers that tell nothing of a page
// are left out. The end of ctx does not keep it from being done, for what is
// about to be reported must be there.
//
// What was kept when Keep returns is safe from the end of the process, however
// sudden. The end of the whole machine may lose the last answers, and nothing
// else: they are asked again.
func (s *Store) Keep(ctx context.Context, answers []link.Answer) map[string]Past {
	out := map[string]Past{}
	s.attempt(context.WithoutCancel(ctx), "write to", nil, func(tx *transaction) error {
		now := s.now() // taken here, where no other process can write a later time first
		for i := range answers {
			key, ok := link.Canonical(answers[i].URL)
			if !ok {
				continue
			}
			r, err := s.keep(tx, key, answers[i], now)
			if err != nil {
				return err
			}
			if past, known := r.past(answers[i].URL, now, s.opts.TTL, s.run); known {
				out[answers[i].URL] = past
			}
		}
		return nil
	})
	return out
}

func (s *Store) keep(tx *transaction, key string, a link.Answer, now time.Time) (*record, error) {
	r, err := tx.read(key)
	if err != nil {
		return nil, err
	}
	r.forgetFuture(now)
	if !isWorthKeeping(&a) {
		return r, nil
	}
	a.URL = ""                            // it may hold a password
	a.Fragment, a.FragmentReason = "", "" // of one URL of the many that name the page
	r.add(seen{now, s.run, a})
	s.dirty.Store(true)
	return r, tx.write(key, r, now)
}

// now is a time as it can be stored.
func (s *Store) now() time.Time { return s.opts.Now().UTC().Truncate(time.Millisecond) }

// attempt runs a transaction. The first that fails is told of, and is the last.
func (s *Store) attempt(ctx context.Context, what string, o *sql.TxOptions, work func(*transaction) error) {
	if s.failed.Load() {
		return
	}
	err := s.transact(ctx, o, work)
	if err == nil || ctx.Err() != nil || s.failed.Swap(true) {
		return
	}
	s.damaged.Store(isDamage(err))
	s.opts.Warn(fmt.Sprintf("cannot %s %s, which holds what earlier runs saw: %v; this run goes on without it", what, s.path, err))
}

func (s *Store) transact(ctx context.Context, o *sql.TxOptions, work func(*transaction) error) error {
	tx, err := s.db.BeginTx(ctx, o)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // of no effect after a commit
	t, err := prepare(ctx, tx, s.opts.Policy)
	if err != nil {
		return err
	}
	if err := work(t); err != nil {
		return err
	}
	return tx.Commit()
}
