package link

import (
	"context"
	"io"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/iotest"
	"unicode/utf8"
)

// TestPlaceWantedWhileAnotherTakesItsTime asks for a place in a page whose answer somebody else has not taken yet: both
// get theirs.
func TestPlaceWantedWhileAnotherTakesItsTime(t *testing.T) {
	delivering := make(chan struct{})
	var c *Client
	var page string
	until := func(is func(*job) bool) { // something is so of the page's job
		for so := false; !so; runtime.Gosched() {
			c.mu.Lock()
			so = is(c.jobs[page])
			c.mu.Unlock()
		}
	}
	w := newWeb(t, func(v *visit) {
		switch {
		case v.path == "/page" && v.n == 1:
			<-delivering
		case v.path == "/page":
			until(func(j *job) bool { return len(j.asks) == 2 })
		}
		titled(200, "A story")(v)
	})
	c, _ = w.client(t)
	page = w.url("http://a.example{P}/page")
	var answers []string
	var other sync.WaitGroup
	err := c.Ask(t.Context(), []string{w.url("http://a.example{P}/first"), page}, func(a Answer) {
		if answers = append(answers, a.URL); len(answers) == 2 {
			return
		}
		close(delivering)
		until(func(j *job) bool { return j.state == done })
		other.Go(func() { _ = c.Ask(t.Context(), []string{page + "#rents"}, func(Answer) {}) })
		until(func(j *job) bool { return j.state == open })
	})
	other.Wait()
	if err != nil || len(answers) != 2 {
		t.Errorf("answers to %q, %v", answers, err)
	}
}

// rentsPage is a static page with places that can be named.
var rentsPage = html5("<title>Rents</title><script src=/menu.js></script>", `
<h1>Rents</h1><h2 id="how-we-asked">How we asked</h2><p>In <em>two</em>
  thousand and twenty-four, rents&nbsp;rose by 7&#37; &mdash; the steepest rise on record.</p>
<a name="table-2"></a><h2 id="user-content-sources">Sources</h2><h2 id="Über uns">Über uns</h2><ul id=list><li>First<li>Second</ul>
<p>The council’s own figures, which it would not explain, say otherwise. The end.</p>`+prose(20))

// TestFragments looks for places in a page, all of which are asked for at once.
func TestFragments(t *testing.T) {
	var urls []string
	w := newWeb(t, rentsPage)
	c, _ := w.client(t)
	cases := map[string]string{
		"": FragmentFound, "top": FragmentFound, "TOP": FragmentFound,
		"how-we-asked": FragmentFound, "table-2": FragmentFound, "sources": FragmentFound, "user-content-sources": FragmentFound,
		"%C3%9Cber%20uns": FragmentFound, "Über uns": FragmentFound,
		"how-we-answered": FragmentMissing, "table-3": FragmentMissing, "100%": FragmentMissing, "Rents": FragmentMissing,
		"How-We-Asked": FragmentUnknown, // spelt otherwise
		"/sources":     FragmentUnknown, "!sources": FragmentUnknown, "L10-L20": FragmentUnknown, "page=3": FragmentUnknown, "t=1m30s": FragmentUnknown,
		"comment-7781": FragmentUnknown, "disqus_thread": FragmentUnknown, "epubcfi(/6/4)": FragmentUnknown, ":r1:": FragmentUnknown,
		":~:text=rents%20rose": FragmentFound, ":~:text=RENTS%20ROSE%20by%207%25%20%E2%80%94%20the": FragmentFound,
		":~:text=in%20two%20thousand": FragmentFound, ":~:text=the%20council's%20own": FragmentFound,
		":~:text=First,end": FragmentFound, ":~:text=end,First": FragmentMissing,
		":~:text=the-,steepest,-rise": FragmentFound, ":~:text=a-,steepest,-rise": FragmentMissing, ":~:text=the-,steepest,-fall": FragmentMissing,
		":~:text=would%20not,explain,-,": FragmentUnknown, ":~:text=rents%20fell": FragmentMissing,
		":~:text=rents%20fell&text=figures": FragmentFound, "how-we-asked:~:text=rents%20fell": FragmentFound, "nowhere:~:text=figures": FragmentFound,
		":~:text=": FragmentUnknown, ":~:selector(type=x)": FragmentUnknown,
	}
	for fragment := range cases {
		urls = append(urls, w.url("http://site.example{P}/rents#"+fragment))
	}
	plain := w.url("http://site.example{P}/rents")
	answers := askAll(t, c, append(urls, plain)...)
	for fragment, want := range cases {
		a := answers[w.url("http://site.example{P}/rents#"+fragment)]
		if a.Verdict != Alive || a.Fragment != want || (a.FragmentReason == "") != (want == FragmentFound) {
			t.Errorf("#%s: %s, %q (%s), want %q", fragment, a.Verdict, a.Fragment, a.FragmentReason, want)
		}
	}
	if a := answers[plain]; a.Fragment != "" || a.FragmentReason != "" {
		t.Errorf("a URL without a fragment: %+v", a)
	}
	if n := w.count("site.example"); n != 1 {
		t.Errorf("the page was read %d times", n)
	}
}

// TestFragmentsThatCannotBeTold wants a place of pages that say nothing of it.
func TestFragmentsThatCannotBeTold(t *testing.T) {
	long := strings.Repeat("<p>word", maxPage/7)
	for name, tt := range map[string]struct {
		serve func(*visit)
		why   string
	}{
		"pdf":       {header("Content-Type", "application/pdf", body(200, "%PDF-1.7")), "no web page"},
		"no-coding": {header("Content-Encoding", "br", body(200, "?")), "no web page"},
		"shell":     {html5("<title>Docs</title><script src=/app.js></script>", "<div id=root></div>"), "a script fills the page"},
		"mount":     {html5("<title>Docs</title><script src=/app.js></script>", prose(9)+"<div id=app>  </div>"), "a script fills the page"},
		"namer":     {html5("<title>Docs</title><script src=/js/anchor.min.js></script>", prose(9)), "names its sections"},
		"long":      {body(200, "<title>Log</title>"+long), "not read to its end"},
	} {
		w := newWeb(t, tt.serve)
		c, _ := w.client(t)
		for _, fragment := range []string{"#place", "#:~:text=some%20place"} {
			url := w.url("http://"+name+".example{P}/a") + fragment
			if a := askAll(t, c, url)[url]; a.Verdict != Alive || a.Fragment != FragmentUnknown || !strings.Contains(a.FragmentReason, tt.why) {
				t.Errorf("%s, %s: %s, %q (%s)", name, fragment, a.Verdict, a.Fragment, a.FragmentReason)
			}
		}
	}
}

// TestPlaceBehindTheEnd is not missing from a page that ran out of time, or broke off, before it.
func TestPlaceBehindTheEnd(t *testing.T) {
	for _, end := range []error{context.DeadlineExceeded, errSlow, io.ErrUnexpectedEOF} {
		body := io.MultiReader(strings.NewReader("<title>Log</title><h2 id=first>First</h2>"), iotest.ErrReader(end))
		p, err := new(scanner).read(body, "text/html", reading{fragments: []string{"first", "second", ":~:text=some%20place"}})
		if err != nil {
			t.Errorf("%v: the page could not be read: %v", end, err)
		}
		for fragment, want := range map[string]string{"first": FragmentFound, "second": FragmentUnknown, ":~:text=some%20place": FragmentUnknown} {
			if at := p.places[fragment]; at.outcome != want || want == FragmentUnknown && !strings.Contains(at.reason, "not read to its end") {
				t.Errorf("%v, #%s: %+v, want %s", end, fragment, at, want)
			}
		}
	}
}

// TestNoFragmentOfAPageThatWasNotSeen leaves the places of dead, blocked and soft-dead pages alone.
func TestNoFragmentOfAPageThatWasNotSeen(t *testing.T) {
	for name, serve := range map[string]func(*visit){"dead": notFound, "blocked": status(403), "soft": titled(200, "Page not found"), "uncertain": status(500)} {
		w := newWeb(t, serve)
		c, _ := w.client(t)
		url := w.url("http://" + name + ".example{P}/a#place")
		if a := askAll(t, c, url)[url]; a.Verdict == Alive || a.Fragment != "" {
			t.Errorf("%s: %s, %q", name, a.Verdict, a.Fragment)
		}
	}
}

// TestReadOnlyAsFarAsWanted: a place far down a page is found, and nobody reads so far without being asked for one.
func TestReadOnlyAsFarAsWanted(t *testing.T) {
	far := body(200, "<title>Log</title>"+strings.Repeat("<p>word", 60<<10)+"<h2 id=far>Far</h2>")
	for fragment, want := range map[string]string{"#far": FragmentFound, "#farther": FragmentMissing, "": ""} {
		w := newWeb(t, far)
		c, _ := w.client(t)
		url := w.url("http://site.example{P}/a") + fragment
		if a := askAll(t, c, url)[url]; a.Verdict != Alive || a.Fragment != want {
			t.Errorf("%s: %s, %q (%s)", fragment, a.Verdict, a.Fragment, a.FragmentReason)
		}
	}
	p, err := new(scanner).read(strings.NewReader("<title>Log</title>"+strings.Repeat("<p>word", 60<<10)), "", reading{})
	if err != nil || p.text > 2*enough {
		t.Errorf("%d bytes of text were read for nothing, %v", p.text, err)
	}
}

// TestFragmentsAcrossRedirects: a fragment survives a redirect that names none, and gives way to one that it names.
func TestFragmentsAcrossRedirects(t *testing.T) {
	w := newWeb(t, func(v *visit) {
		switch v.path {
		case "/kept":
			redirect(301, "/rents")(v)
		case "/replaced":
			redirect(301, "/rents#table-2")(v)
		case "/lost":
			redirect(301, "/rents#table-9")(v)
		default:
			rentsPage(v)
		}
	})
	c, _ := w.client(t)
	for path, want := range map[string]string{
		"/kept#sources": FragmentFound, "/kept#nowhere": FragmentMissing, "/replaced#nowhere": FragmentFound,
		"/lost#sources": FragmentMissing, "/replaced": "",
	} {
		url := w.url("http://site.example{P}") + path
		a := askAll(t, c, url)[url]
		if a.Verdict != Moved || a.Fragment != want {
			t.Errorf("%s: %s, %q (%s), want %q", path, a.Verdict, a.Fragment, a.FragmentReason, want)
		}
		if path == "/lost#sources" && !strings.Contains(a.FragmentReason, `redirected to "#table-9"`) {
			t.Errorf("%s: %s", path, a.FragmentReason)
		}
	}
}

// TestLaterFragments asks in turn for places of one page: only a place that is new makes it be read again, and what
// becomes of that does not change the answer.
func TestLaterFragments(t *testing.T) {
	w := newWeb(t, func(v *visit) {
		if v.n > 2 {
			status(403)(v)
			return
		}
		rentsPage(v)
	})
	c, _ := w.client(t)
	for _, step := range []struct {
		fragment, want string
		requests       int
	}{
		{"", "", 1},
		{"#sources", FragmentFound, 2},
		{"#sources", FragmentFound, 2},
		{"", "", 2},
		{"#list", FragmentUnknown, 3},
		{"#list", FragmentUnknown, 3},
		{"#sources", FragmentFound, 3},
	} {
		url := w.url("http://site.example{P}/rents") + step.fragment
		a := askAll(t, c, url)[url]
		if a.Verdict != Alive || a.Attempts != 1 || a.Fragment != step.want || w.count("site.example") != step.requests {
			t.Errorf("%q: %+v after %d requests, want %q after %d", step.fragment, a, w.count("site.example"), step.want, step.requests)
		}
	}
}

// TestFragmentOfARequestUnderWay joins a request that began without the place.
func TestFragmentOfARequestUnderWay(t *testing.T) {
	begun, joined := make(chan struct{}), make(chan struct{})
	w := newWeb(t, func(v *visit) {
		if v.n == 1 {
			close(begun)
			<-joined
		}
		rentsPage(v)
	})
	c, _ := w.client(t)
	first := make(chan error, 1)
	go func() {
		first <- c.Ask(t.Context(), []string{w.url("http://site.example{P}/rents#sources")}, func(a Answer) {
			if a.Fragment != FragmentFound {
				t.Errorf("the first: %+v", a)
			}
		})
	}()
	<-begun
	urls := []string{w.url("http://site.example{P}/rents#nowhere"), w.url("http://site.example{P}/rents#sources")}
	var got []string
	go func() {
		for !c.wants(w.url("http://site.example{P}/rents"), "nowhere") {
			runtime.Gosched()
		}
		close(joined)
	}()
	if err := c.Ask(t.Context(), urls, func(a Answer) { got = append(got, a.Fragment) }); err != nil {
		t.Fatal(err)
	}
	if err := <-first; err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(got, []string{FragmentMissing, FragmentFound}) || w.count("site.example") != 2 {
		t.Errorf("%q after %d requests", got, w.count("site.example"))
	}
}

// TestPlaceWantedWhileAnAnswerIsHeld: an answer that looks like a portal's waits, and a place that is wanted meanwhile is
// looked for when it is let go.
func TestPlaceWantedWhileAnAnswerIsHeld(t *testing.T) {
	var c *Client
	var alike string
	until := func(is func(*job) bool) { // something is so of the job
		for so := false; !so; runtime.Gosched() {
			c.mu.Lock()
			so = c.jobs[alike] != nil && is(c.jobs[alike])
			c.mu.Unlock()
		}
	}
	w := newWeb(t, func(v *visit) {
		switch v.host {
		case "slow.example": // keeps the first ask from settling
			until(func(j *job) bool { return slices.Contains(j.fragments, "sources") })
			found(v)
		case "p0.example", "p1.example":
			rentsPage(v)
		default:
			v.page(200, "The page of "+v.host)
		}
	})
	c, _ = w.client(t, fresh)
	askAll(t, c, w.url("http://h0.example{P}/"), w.url("http://h1.example{P}/"))
	askAll(t, c, w.url("http://p0.example{P}/"))
	alike = w.url("http://p1.example{P}/")
	first := make(chan error, 1)
	go func() {
		first <- c.Ask(t.Context(), []string{alike, w.url("http://slow.example{P}/")}, func(Answer) {})
	}()
	until(func(j *job) bool { return j.state == held })
	a := askAll(t, c, alike+"#sources", alike+"#nowhere")
	if found, missing := a[alike+"#sources"], a[alike+"#nowhere"]; found.Fragment != FragmentFound || missing.Fragment != FragmentMissing {
		t.Errorf("%+v, and %+v", found, missing)
	}
	if err := <-first; err != nil || w.count("p1.example") != 2 {
		t.Errorf("%d requests, %v", w.count("p1.example"), err)
	}
}

// wants tells whether a place in a page is already wanted.
func (c *Client) wants(url, fragment string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	j := c.jobs[url]
	return j != nil && slices.Contains(j.fragments, fragment)
}

func FuzzFragment(f *testing.F) {
	for _, s := range []string{"a", "%C3%9C", ":~:text=a", ":~:text=a-,b,c,-d&text=e", "x:~:text=%", ":~:text=-,-", "100%", ":~:", "/a=b", ":~:text=a,a,a,a"} {
		f.Add(s, "<p id=a>a b c d e")
	}
	f.Fuzz(func(t *testing.T, raw, document string) {
		p, err := new(scanner).read(strings.NewReader(document), "text/html; charset=utf-8", reading{fragments: []string{raw}})
		if err != nil {
			t.Fatal(err)
		}
		at, looked := p.places[raw]
		if !looked || at.outcome != FragmentFound && at.outcome != FragmentMissing && at.outcome != FragmentUnknown {
			t.Fatalf("%q: %+v", raw, p.places)
		}
		if (at.reason == "") != (at.outcome == FragmentFound) || !utf8.ValidString(at.reason) || strings.ContainsAny(at.reason, "\n\x1b") {
			t.Errorf("%q: %+v", raw, at)
		}
		if isTop(raw) && at.outcome != FragmentFound {
			t.Errorf("%q: %+v", raw, at)
		}
	})
}

func TestNamesPlace(t *testing.T) {
	for raw, want := range map[string]bool{
		"https://a.example/b#c": true, "https://a.example/b#:~:text=c": true, "https://a.example/b": false, "https://a.example/b#": false,
		"https://a.example/b#top": false, "https://a.example/#/b": false, "https://a.example/b.pdf#page=3": false,
	} {
		if NamesPlace(raw) != want {
			t.Errorf("%s: want %t", raw, want)
		}
	}
}
