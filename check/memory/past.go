package memory

import (
	"encoding/json"
	"fmt"
	"hash/crc32"
	"slices"
	"time"

	"github.com/citelint/citelint/check/link"
)

// A Past is what is known of one URL. All times are in UTC.
type Past struct {
	Last     link.Answer // the last answer; its URL is as it was asked for now
	At       time.Time   // when that was
	Alive    time.Time   // when the page was last there; zero: never seen
	Failures Streak      // since then
	// Fresh says that Last found the page, in an earlier run, and is young
	// enough to be believed without asking.
	Fresh bool
}

// A Streak is a row of dead answers without a living one between them. An
// answer that could not tell, such as a bot wall, neither counts nor ends it.
type Streak struct {
	Count       int       // runs that called the link dead
	First, Last time.Time // of them
}

const (
	// maxAnswers is how many answers of one URL are kept.
	maxAnswers = 20
	// maxRecord bounds what one URL takes, in bytes, whatever a server made up
	// for redirects.
	maxRecord = 64 << 10
)

// A record is what the file holds of one URL. The streak stands beside the
// answers, for it may be longer than they reach back.
type record struct {
	Answers  []seen // by time, the oldest first
	Alive    time.Time
	Failures Streak
}

// A seen is one run's answer.
type seen struct {
	At     time.Time
	Run    string
	Answer link.Answer // its URL is empty: that is the record's
}

// add notes an answer. A run counts once for each URL, however many articles
// cite it: its later answer takes the place of the earlier one.
func (r *record) add(s seen) {
	before := slices.IndexFunc(r.Answers, func(other seen) bool { return other.Run == s.Run })
	counted := before >= 0 && r.Answers[before].Answer.Verdict == link.Dead
	if before >= 0 {
		r.Answers = slices.Delete(r.Answers, before, before+1)
	}
	if n := len(r.Answers); n > 0 {
		r.Answers[n-1].Answer.Dates = nil // only the last answer speaks of the page
	}
	r.Answers = append(r.Answers, s)
	r.Answers = r.Answers[max(0, len(r.Answers)-maxAnswers):]
	r.count(s, counted)
}

func (r *record) count(s seen, counted bool) {
	f := &r.Failures
	switch {
	case isThere(s.Answer.Verdict):
		r.Alive, *f = s.At, Streak{}
	case s.Answer.Verdict != link.Dead || counted && f.Count > 0:
	case f.Count == 0:
		*f = Streak{Count: 1, First: s.At, Last: s.At}
	default:
		f.Count++
		f.Last = s.At
	}
}

func isThere(v link.Verdict) bool { return v == link.Alive || v == link.Moved }

// forgetFuture drops what was seen after now: a clock was wrong then, or is
// now. What was counted from it is counted anew from the answers that are left.
func (r *record) forgetFuture(now time.Time) {
	isFuture := func(s seen) bool { return s.At.After(now) }
	if !slices.ContainsFunc(r.Answers, isFuture) && !r.Alive.After(now) && !r.Failures.Last.After(now) {
		return
	}
	left := slices.DeleteFunc(r.Answers, isFuture)
	*r = record{Answers: left}
	for _, s := range left {
		r.count(s, false)
	}
}

// past returns what the record tells at a time, or false when it tells nothing.
func (r *record) past(url string, now time.Time, ttl time.Duration, run string) (Past, bool) {
	if len(r.Answers) == 0 {
		return Past{}, false
	}
	last := r.Answers[len(r.Answers)-1]
	last.Answer.URL = url
	return Past{
		Last: last.Answer, At: last.At, Alive: r.Alive, Failures: r.Failures,
		Fresh: isThere(last.Answer.Verdict) && last.Run != run && now.Sub(last.At) < ttl,
	}, true
}

// encode writes a record, without its oldest answers if it would be too long.
func (r *record) encode() ([]byte, error) {
	for {
		data, err := json.Marshal(r)
		if err != nil {
			return nil, fmt.Errorf("encode an answer: %w", err)
		}
		if len(data) <= maxRecord || len(r.Answers) == 1 {
			return data, nil
		}
		r.Answers = r.Answers[1:]
	}
}

// decode reads a record back, and reports whether it is as it was written. The
// checksum covers the key, so that no damage can give one URL the answers of
// another.
func decode(key, policy string, data []byte, sum int64) (*record, bool) {
	r := new(record)
	whole := checksum(policy, key, data) == sum && json.Unmarshal(data, r) == nil
	return r, whole
}

func checksum(policy, key string, data []byte) int64 {
	table := crc32.MakeTable(crc32.Castagnoli)
	sum := crc32.Checksum([]byte(policy+"\x00"+key+"\x00"), table)
	return int64(crc32.Update(sum, table, data))
}
