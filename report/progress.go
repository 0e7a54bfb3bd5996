package report

import (
	"fmt"
	"io"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/citelint/citelint/check/link"
)

// redrawEvery is how often the progress line is rewritten at most.
const redrawEvery = 100 * time.Millisecond

// eraseLine is a carriage return and EL, erase to the end (ECMA-48, 8.3.41).
const eraseLine = "\r\x1b[K"

// A Progress is one line of a terminal that says how far the asking is. It is
// safe for concurrent use; what it cannot write it leaves, because a report
// must not fail for want of its progress.
type Progress struct {
	w     io.Writer
	width func() int
	now   func() time.Time

	mu       sync.Mutex
	asked    int
	answered int
	verdicts map[link.Verdict]int
	waiting  map[string]int // links without an answer, by host
	drawn    time.Time
	visible  bool
	closed   bool
}

// NewProgress returns a progress line on w, which must be a terminal; width is
// asked for its columns before each drawing, so that it may be resized.
func NewProgress(w io.Writer, width func() int, now func() time.Time) *Progress {
	return &Progress{w: w, width: width, now: now, verdicts: map[link.Verdict]int{}, waiting: map[string]int{}}
}

// Asking says that more links are to be asked.
func (p *Progress) Asking(urls []string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.asked += len(urls)
	for _, u := range urls {
		p.waiting[hostOf(u)]++
	}
	p.draw()
}

// Answered says that one link has its answer.
func (p *Progress) Answered(a link.Answer) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.answered++
	p.verdicts[a.Verdict]++
	host := hostOf(a.URL)
	if p.waiting[host]--; p.waiting[host] <= 0 {
		delete(p.waiting, host)
	}
	p.draw()
}

// Close erases the line for good.
func (p *Progress) Close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.erase()
	p.closed = true
}

// Aside returns a writer to w that erases the line before each write, for a
// report that goes to the same terminal. The next answer draws it again.
func (p *Progress) Aside(w io.Writer) io.Writer { return aside{p, w} }

type aside struct {
	progress *Progress
	w        io.Writer
}

func (a aside) Write(b []byte) (int, error) {
	a.progress.mu.Lock()
	defer a.progress.mu.Unlock()
	a.progress.erase()
	return a.w.Write(b)
}

func (p *Progress) erase() {
	if p.visible {
		_, _ = io.WriteString(p.w, eraseLine)
		p.visible = false
	}
}

func (p *Progress) draw() {
	now := p.now()
	if p.closed || !p.drawn.IsZero() && now.Sub(p.drawn) < redrawEvery {
		return
	}
	p.drawn, p.visible = now, true
	_, _ = io.WriteString(p.w, "\r"+truncate(p.words(), max(1, p.width()-1))+"\x1b[K")
}

func (p *Progress) words() string {
	var counts []string
	for _, v := range verdicts {
		if n := p.verdicts[v.verdict]; n > 0 {
			counts = append(counts, fmt.Sprintf("%d %s", n, v.words))
		}
	}
	if host, links := p.slowest(); host != "" {
		counts = append(counts, fmt.Sprintf("waiting for %s (%d)", Harmless(clip(host, maxHost)), links))
	}
	return fmt.Sprintf("asking %s %d/%d  %s", bar(p.answered, p.asked), p.answered, p.asked, strings.Join(counts, " · "))
}

// maxHost is how long a name can be in the DNS (RFC 1035, 2.3.4).
const maxHost = 255

// slowest is the host that owes the most answers, and how many: what the end of
// the run waits for. It is "" before the first answer, when all owe all.
func (p *Progress) slowest() (host string, links int) {
	if p.answered == 0 {
		return "", 0
	}
	for h, n := range p.waiting {
		if n > links || n == links && h < host {
			host, links = h, n
		}
	}
	return host, links
}

func hostOf(raw string) string {
	if u, err := url.Parse(raw); err == nil && u.Host != "" {
		return strings.ToLower(u.Host)
	}
	return "?"
}

// barWidth is the length of the bar between its brackets, in columns.
const barWidth = 20

// bar draws how much is done.
func bar(done, all int) string {
	filled := barWidth
	if all > 0 {
		filled = min(barWidth*done/all, barWidth)
	}
	return "[" + strings.Repeat("=", filled) + strings.Repeat(" ", barWidth-filled) + "]"
}
