package report

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/citelint/citelint/check/link"
)

// screen is a terminal of one line.
type screen struct{ strings.Builder }

// line returns what the last drawing left to be seen.
func (s *screen) line() string {
	all := s.String()
	drawn := all[strings.LastIndex(all, "\r")+1:]
	return strings.TrimSuffix(drawn, "\x1b[K")
}

func (s *screen) drawings() int { return strings.Count(s.String(), "\r") }

type clock struct{ time.Time }

func (c *clock) now() time.Time { return c.Time }

// urls are n links of one host.
func urls(n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprint("https://host.example/", i)
	}
	return out
}

func newTestProgress(width int) (*Progress, *screen, *clock) {
	s, c := &screen{}, &clock{time.Date(2025, 8, 1, 0, 0, 0, 0, time.UTC)}
	return NewProgress(s, func() int { return width }, c.now), s, c
}

func TestProgressCountsAnswers(t *testing.T) {
	p, s, c := newTestProgress(120)
	p.Asking(urls(5))
	if got, want := s.line(), "asking [                    ] 0/5  "; got != want {
		t.Errorf("shows %q, want %q", got, want)
	}
	for _, v := range []link.Verdict{link.Dead, link.Alive, link.Uncertain, link.Alive} {
		c.Time = c.Add(time.Second)
		p.Answered(link.Answer{URL: "https://host.example/0", Verdict: v})
	}
	if got, want := s.line(), "asking [================    ] 4/5  2 alive · 1 dead · 1 could not be told · waiting for host.example (1)"; got != want {
		t.Errorf("shows %q, want %q", got, want)
	}
	p.Close()
	if s.line() != "" {
		t.Errorf("Close leaves %q on the line", s.line())
	}
	drawings := s.drawings()
	c.Time = c.Add(time.Second)
	p.Answered(link.Answer{Verdict: link.Alive})
	p.Close()
	if s.drawings() != drawings {
		t.Error("the line is drawn again after Close")
	}
}

// The line names whom the end waits for: the host that owes the most answers.
func TestProgressNamesTheSlowestHost(t *testing.T) {
	p, s, c := newTestProgress(120)
	answer := func(url string) string {
		c.Time = c.Add(time.Second)
		p.Answered(link.Answer{URL: url, Verdict: link.Alive})
		return s.line()
	}
	p.Asking([]string{"https://a.example/", "https://Slow.example/1", "https://slow.example/2", "https://slow.example/3", "https://b.example/", "not a URL"})
	for _, step := range []struct{ url, want string }{
		{"https://a.example/", "waiting for slow.example (3)"},
		{"https://slow.example/1", "waiting for slow.example (2)"},
		{"https://slow.example/2", "waiting for ? (1)"},
		{"not a URL", "waiting for b.example (1)"},
		{"https://slow.example/3", "waiting for b.example (1)"},
		{"https://b.example/", "6/6  6 alive"},
	} {
		if got := answer(step.url); !strings.HasSuffix(got, step.want) {
			t.Errorf("after the answer of %s it shows %q, want %q", step.url, got, step.want)
		}
	}
	p.Asking([]string{"https://\u202egnp.example/"})
	if got := p.words(); !strings.HasSuffix(got, "waiting for <U+202E>gnp.example (1)") {
		t.Errorf("shows %q", got)
	}
}

func TestProgressIsRewrittenTenTimesASecondAtMost(t *testing.T) {
	p, s, c := newTestProgress(80)
	p.Asking(urls(1000))
	for range 1000 { // one second in steps of 1 ms
		c.Time = c.Add(time.Millisecond)
		p.Answered(link.Answer{Verdict: link.Alive})
	}
	if got := s.drawings(); got != 11 {
		t.Errorf("drawn %d times in one second, want the first and 10 more", got)
	}
}

func TestProgressKeepsToTheWidth(t *testing.T) {
	for _, width := range []int{0, 1, 12, 20} {
		p, s, _ := newTestProgress(width)
		p.Asking(urls(12345))
		if got := columns(s.line()); got > max(1, width-1) {
			t.Errorf("takes %d columns of %d: %q", got, width, s.line())
		}
	}
}

func TestProgressStepsAsideForTheReport(t *testing.T) {
	p, s, _ := newTestProgress(80)
	report := p.Aside(s)
	io.WriteString(report, "first\n")
	p.Asking(urls(1))
	io.WriteString(report, "second\n")
	if got, want := s.String(), "first\n\rasking [                    ] 0/1  \x1b[K\r\x1b[Ksecond\n"; got != want {
		t.Errorf("the terminal got %q, want %q", got, want)
	}
}

func TestProgressIsSafeForConcurrentUse(t *testing.T) {
	var out bytes.Buffer
	p := NewProgress(&out, func() int { return 80 }, func() time.Time { return time.Time{} })
	report := p.Aside(io.Discard)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 100 {
				p.Asking(urls(1))
				p.Answered(link.Answer{URL: "https://host.example/0", Verdict: link.Alive})
				io.WriteString(report, "x")
			}
		})
	}
	all.Wait()
	if got := p.words(); got != "asking [====================] 800/800  800 alive" {
		t.Errorf("counted %q", got)
	}
	p.Close()
}
