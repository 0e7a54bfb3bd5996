package check

import (
	"context"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/citelint/citelint/check/date"
	"github.com/citelint/citelint/check/link"
	"github.com/citelint/citelint/check/memento"
	"github.com/citelint/citelint/extract"
)

// isLost says whether readers may want a copy of a page. A DOI that nobody
// registered never led to one.
func isLost(l Link) bool {
	switch l.Answer.Verdict {
	case link.Dead, link.SoftDead, link.Blocked:
		return !notOfTheLink[l.Answer.Cause] && l.Answer.Cause != doiUnregistered
	}
	return false
}

// askArchive asks for a copy of every page that cannot be seen, each once: the
// copy nearest the day on which the first reference to it looked it up, else
// nearest the article's day, else the latest.
func (c *Checker) askArchive(ctx context.Context, article *extract.Article, links []Link) {
	if c.options.Archive == nil || ctx.Err() != nil {
		return
	}
	published, _ := publishedOn(article, c.options.Published)
	places := map[string][]int{}
	near := map[string]date.Date{}
	for i, l := range links {
		if !isLost(l) {
			continue
		}
		places[l.URL] = append(places[l.URL], i)
		if near[l.URL].IsZero() && l.reference != nil {
			_, accessed := SourceDates(l.reference)
			near[l.URL] = dateIn(accessed)
		}
	}
	var group errgroup.Group
	group.SetLimit(inquiries)
	for url, at := range places {
		day := near[url]
		if day.IsZero() {
			day = published
		}
		group.Go(func() error {
			holding := c.options.Archive.Find(ctx, url, middle(day))
			for _, i := range at {
				links[i].Archived = holding
			}
			return nil
		})
	}
	_ = group.Wait() // its functions return nil
}

// middle is the moment in the middle of a day, a month or a year; zero for no
// date.
func middle(d date.Date) time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	from, until := d.Start(), d.Last().Start().AddDate(0, 0, 1)
	return from.Add(until.Sub(from) / 2)
}

// ArchivedOn returns the day on which the archived copy was made, "" when there
// is none or its day is not known.
func (l Link) ArchivedOn() string {
	if l.Archived.State != memento.Held || l.Archived.At.IsZero() {
		return ""
	}
	return l.Archived.At.UTC().Format(time.DateOnly)
}

// archiveEvidence names the copy that an archive holds.
func archiveEvidence(l *Link) Evidence {
	if l.Archived.State != memento.Held {
		return nil
	}
	e := Evidence{{"archived", l.Archived.URL}}
	if on := l.ArchivedOn(); on != "" {
		e = append(e, Fact{"archived_on", on})
	}
	return e
}

// ofCopy says in half a sentence that there is a copy, or nothing.
func ofCopy(l *Link) string {
	switch on := l.ArchivedOn(); {
	case l.Archived.State != memento.Held:
		return ""
	case on == "":
		return "; there is an archived copy"
	default:
		return "; there is an archived copy of " + on
	}
}
