package inquiry

import (
	"sync"
	"time"
)

// An Allowance is how long an institution may keep everything else waiting: the time in which its questions were under
// way, and nothing else was. A million questions beside other work cost nothing; ten slow ones at the end of it do. It
// is safe for concurrent use, and a nil Allowance has no end.
type Allowance struct {
	limit time.Duration
	now   func() time.Time

	mu        sync.Mutex
	questions int           // under way
	others    int           // pieces of other work under way
	since     time.Time     // when it was last settled
	spent     time.Duration // until then
	exceeded  bool          // something was not asked for it
}

// NewAllowance returns an Allowance of a time by a clock.
func NewAllowance(limit time.Duration, now func() time.Time) *Allowance {
	return &Allowance{limit: limit, now: now}
}

// Meanwhile says that other work has begun, beside which waiting costs nothing, until done is called.
func (a *Allowance) Meanwhile() (done func()) {
	if a == nil {
		return func() {}
	}
	a.add(&a.others, 1)
	return func() { a.add(&a.others, -1) }
}

// spend says that a question is under way until done is called.
func (a *Allowance) spend() (done func()) {
	if a == nil {
		return func() {}
	}
	a.add(&a.questions, 1)
	return func() { a.add(&a.questions, -1) }
}

// isSpent tells whether no more may be asked, before a question that would be.
func (a *Allowance) isSpent() bool {
	if a == nil {
		return false
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.settle()
	a.exceeded = a.exceeded || a.spent >= a.limit
	return a.exceeded
}

// Exceeded tells whether something was left unasked, for the allowance was spent.
func (a *Allowance) Exceeded() bool {
	if a == nil {
		return false
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.exceeded
}

func (a *Allowance) add(counter *int, n int) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.settle()
	*counter += n
}

// settle counts what was spent up to now.
func (a *Allowance) settle() {
	now := a.now()
	if a.questions > 0 && a.others == 0 {
		a.spent += max(0, now.Sub(a.since)) // clocks jump
	}
	a.since = now
}
