package memento

import "time"

// A State says what an archive holds of a page.
type State string

// The states. The zero State means that no archive was asked.
const (
	Held    State = "held"    // it holds a copy
	Nothing State = "nothing" // it answered, twice, that it holds none
	Unknown State = "unknown" // it could not be told
)

// A Holding is what an archive holds of one page, as far as it could be told.
type Holding struct {
	State  State
	URL    string    // of the copy nearest the day asked for; only when Held
	At     time.Time // when that copy was made; zero when the archive does not say
	First  time.Time // when the first of all copies was made; zero when the archive does not say
	Reason string    // why it is Unknown, as half a sentence for a person; else ""
}

func unknown(reason string) Holding { return Holding{State: Unknown, Reason: reason} }

// firstCopy is the year of the first web page. No copy is older.
const firstCopy = 1991

// possible returns a moment at which a copy can have been made, or zero: an archive that names another one
// is not believed.
func (a *Archive) possible(at time.Time) time.Time {
	if at.Year() < firstCopy || !a.options.Now.IsZero() && at.After(a.options.Now.Add(24*time.Hour)) {
		return time.Time{}
	}
	return at
}

// A copied is what an archive says of one copy.
type copied struct {
	url string
	at  time.Time // zero when it is not said, or cannot be

	first time.Time // when the first copy of the page was made, as at
}

// nearer tells whether a copy is nearer to a moment than another one, or younger where the moment is zero.
func (c copied) nearer(than copied, to time.Time) bool {
	switch {
	case than.url == "" || c.at.IsZero() != than.at.IsZero():
		return than.url == "" || than.at.IsZero()
	case to.IsZero():
		return c.at.After(than.at)
	}
	return c.at.Sub(to).Abs() < than.at.Sub(to).Abs()
}
