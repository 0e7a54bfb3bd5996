package link

import (
	"maps"
	"slices"
	"strings"
)

// This file ties the places that URLs name behind "#" to the jobs that read the pages: a page is read once for all
// places that are wanted when it is asked for, and once more for those that are wanted later.

// NamesPlace tells whether a URL names a place in its page that can be looked for, so that an answer for the page alone
// is not the whole answer.
func NamesPlace(raw string) bool {
	fragment, ok := fragmentOf(raw)
	return ok && !isTop(fragment) && !parseFragment(fragment).state
}

// want notes a place in a job's page.
func (j *job) want(fragment string) {
	if len(j.fragments) < maxFragments && !slices.Contains(j.fragments, fragment) {
		j.fragments = append(j.fragments, strings.Clone(fragment))
	}
}

// lacks tells whether a page that was seen has to be read again, for a place that is wanted by now.
func (j *job) lacks(places map[string]place, answer Answer) bool {
	return j.asked != nil && answer.sawPage() && slices.ContainsFunc(j.fragments, func(f string) bool {
		_, looked := places[f]
		return !looked
	})
}

// look reads a job's page again for the places that it lacks. Its answer stands, whatever comes of that.
func (c *Client) look(j *job, answer Answer) {
	wanted := j.fragments
	c.push(&job{fragments: wanted, begun: &trip{from: j.asked, at: j.asked, raw: func(s sibling) {
		if j.state != open {
			return
		}
		places := maps.Clone(j.trip().places)
		if places == nil {
			places = map[string]place{}
		}
		for _, fragment := range wanted {
			if _, looked := places[fragment]; looked {
				continue
			}
			places[fragment] = unknownPlace("the page could not be read again")
			if at, looked := s.page.places[fragment]; looked && s.telling() && !s.notFound() {
				places[fragment] = at
			}
		}
		j.trip().places = places
		c.end(j, answer)
	}}})
}

// lookAgain reads the page of an answered job again. Its answer stands.
func (c *Client) lookAgain(j *job) {
	j.state = open
	j.begun = &trip{from: j.asked, at: j.asked, places: j.places, key: j.likeness}
	c.look(j, j.answer)
}

// wanted are the places to look for in the next reply: what a redirect named replaces what was asked for (RFC 9110,
// section 10.2.2).
func (t *trip) wanted() []string {
	if t.landed != nil && len(t.fragments) > 0 {
		return []string{*t.landed}
	}
	return t.fragments
}

func (t *trip) reading() reading {
	return reading{asked: t.from, fragments: t.wanted(), whole: t.thorough}
}

// placesOf is what a page says of the places that were asked for.
func (t *trip) placesOf(p page) map[string]place {
	if t.landed == nil || len(t.fragments) == 0 {
		return p.places
	}
	at := p.places[*t.landed]
	if at.outcome != FragmentFound {
		at.reason = "redirected to " + quote("#"+*t.landed) + ": " + at.reason
	}
	places := make(map[string]place, len(t.fragments))
	for _, fragment := range t.fragments {
		places[fragment] = at
	}
	return places
}
