package link

import (
	"strings"
	"testing"
)

// story is the address that the pages of these tests are cited by.
const story = "/news/2024/rents-rose-again-last-year"

// A livePage is a page that must, or must not, be taken for something else.
type livePage struct {
	name, path string       // path: story, if ""
	serve      func(*visit) // for the page
	others     func(*visit) // for everything else, a made-up sibling included: notFound, if nil
	want       Verdict      // Alive, if ""
	cause      string
	says       string // part of the reason
	requests   int    // that the server is to see; 0: any number
}

// judgePages asks for each page, at a host of its own.
func judgePages(t *testing.T, pages []livePage) {
	t.Helper()
	byHost := map[string]*livePage{}
	for i := range pages {
		p := &pages[i]
		if p.path == "" {
			p.path = story
		}
		if p.want == "" {
			p.want = Alive
		}
		if p.others == nil {
			p.others = notFound
		}
		byHost[p.name+".example"] = p
	}
	w := newWeb(t, func(v *visit) {
		switch p := byHost[v.host]; {
		case p == nil:
			notFound(v)
		case v.path == p.path:
			p.serve(v)
		default:
			p.others(v)
		}
	})
	for _, p := range pages {
		c, _ := w.client(t)
		url := w.url("http://" + p.name + ".example{P}" + p.path)
		a := askAll(t, c, url)[url]
		if a.Verdict != p.want || p.cause != "" && a.Cause != p.cause || !strings.Contains(a.Reason, p.says) {
			t.Errorf("%s: %s, %s: %s", p.name, a.Verdict, a.Cause, a.Reason)
		}
		if got := w.count(p.name + ".example"); p.requests > 0 && got != p.requests {
			t.Errorf("%s: the server saw %d requests, want %d", p.name, got, p.requests)
		}
	}
}

// html5 makes a web page of a head and a body.
func html5(head, content string) func(*visit) {
	return body(200, "<!doctype html><html lang=en><head><meta charset=utf-8>"+head+"</head><body>"+content+"</body></html>")
}

// prose is n sentences, all different, that speak of nothing in particular.
func prose(n int) string {
	subjects := []string{"The council", "A tenant", "Her landlord", "The bank", "Nobody", "The office of statistics", "A neighbour"}
	verbs := []string{"said", "denied", "wrote", "remembered", "found out", "could not explain"}
	objects := []string{"that rents rose", "why wages did not", "what the survey had asked", "how the figures came about", "when the lease would end"}
	var b strings.Builder
	for i := range n {
		b.WriteString("<p>" + subjects[i%len(subjects)] + " " + verbs[i%len(verbs)] + " " + objects[i%len(objects)] + " in street " + strings.Repeat("x", i/30+1) + ".</p>")
	}
	return b.String()
}
