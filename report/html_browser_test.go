package report

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/extract"
)

// browsers are the names under which a browser of Chromium's kind may be found.
var browsers = []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"}

// A browser is one that runs, until its test ends.
type browser struct{ ctx context.Context }

// openBrowser starts a headless browser, whose pages are opened by open. It
// reaches nothing but this machine.
func openBrowser(t *testing.T) browser {
	t.Helper()
	path := os.Getenv("CITELINT_BROWSER")
	for _, name := range browsers {
		if found, err := exec.LookPath(name); path == "" && err == nil {
			path = found
		}
	}
	if path == "" {
		t.Skipf("no browser is installed to look at the page with: install Chromium, or name a browser in CITELINT_BROWSER (looked for %s)", strings.Join(browsers, ", "))
	}
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	t.Cleanup(cancel)
	options := []chromedp.ExecAllocatorOption{chromedp.ExecPath(path), chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1")}
	if os.Geteuid() == 0 {
		options = append(options, chromedp.NoSandbox) // which root cannot have
	}
	ctx, stop := chromedp.NewContext(ctx, chromedp.WithAllocatorOptions(options...))
	t.Cleanup(stop)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("start %s: %v", path, err)
	}
	return browser{ctx}
}

// A tab is one page in a browser, and what was heard of it.
type tab struct {
	*testing.T
	ctx context.Context

	mu       sync.Mutex
	served   []string // paths that the server saw
	asked    []string // requests that the page made, or tried to
	messages []string // on the console, and dialogs
}

// A view is how a page is looked at. The zero view is wide, light, and runs the
// script.
type view struct {
	width    int64
	dark     bool
	media    string
	noScript bool
}

func open(t *testing.T, in browser, v view, content string) *tab {
	t.Helper()
	b := &tab{T: t}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b.hear(&b.served, r.URL.Path)
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, content)
	}))
	t.Cleanup(server.Close)
	ctx, closeTab := chromedp.NewContext(in.ctx, chromedp.WithListener(b.listen))
	t.Cleanup(closeTab)
	b.ctx = ctx
	scheme := "light"
	if v.dark {
		scheme = "dark"
	}
	if v.width == 0 {
		v.width = 1280
	}
	b.do(chromedp.EmulateViewport(v.width, 900), chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		features := []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}}
		_, err := cdp.Call(ctx, target, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: v.media, Features: features})
		if err == nil && v.noScript {
			_, err = cdp.Call(ctx, target, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		}
		return err
	}), chromedp.Navigate(server.URL+"/"))
	return b
}

// listen hears what a page does behind the reader's back.
func (b *tab) listen(event any) {
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		b.hear(&b.asked, e.Request.URL)
	case *runtime.EventConsoleAPICalled:
		b.hear(&b.messages, "console: "+string(e.Type))
	case *runtime.EventExceptionThrown:
		b.hear(&b.messages, "exception: "+e.ExceptionDetails.Text)
	case *log.EventEntryAdded:
		b.hear(&b.messages, e.Entry.Text)
	case *page.EventJavascriptDialogOpening:
		b.hear(&b.messages, "dialog: "+e.Message)
	}
}

func (b *tab) hear(what *[]string, text string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	*what = append(*what, text)
}

// heard is what was heard so far.
func (b *tab) heard() (served, asked, messages []string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.Clone(b.served), slices.Clone(b.asked), slices.Clone(b.messages)
}

func (b *tab) do(actions ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	if err := chromedp.Do(b.ctx, actions...); err != nil {
		b.Fatal(err)
	}
}

func (b *tab) click(selector string) { b.Helper(); b.do(chromedp.Click(chromedp.CSS(selector))) }

// eval asks the page for a value.
func eval[T any](b *tab, expression string) T {
	b.Helper()
	value, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		b.Fatalf("%s: %v", expression, err)
	}
	return value
}

// shown are the ids of the elements that a person sees, or could scroll to.
func (b *tab) shown(selector string) string {
	b.Helper()
	return strings.Join(eval[[]string](b, fmt.Sprintf("[...document.querySelectorAll(%q)].filter(e => e.checkVisibility()).map(e => e.id)", selector)), " ")
}

// inView says whether an element stands within the window.
func (b *tab) inView(selector string) bool {
	b.Helper()
	return eval[bool](b, fmt.Sprintf("(r => r.top >= 0 && r.bottom <= innerHeight && r.height > 0)(document.querySelector(%q).getBoundingClientRect())", selector))
}

func TestPageInABrowser(t *testing.T) {
	in := openBrowser(t)
	one := run{[]*check.Result{siltResult(t)}, End{}}.write(t, NewHTML)
	several := pages(t)["read"].write(t, NewHTML)
	for name, test := range map[string]func(*testing.T, browser, string, string){
		"a page that asks and speaks is heard":       browserHears,
		"nothing is said and nothing is asked":       browserIsQuiet,
		"filters show what they name":                browserFilters,
		"a marker brings its reference":              browserBrings,
		"a click leaves the text where it is":        browserStays,
		"one of several articles is shown at a time": browserParts,
		"all that is written can be read":            browserContrast,
		"nothing is wider than a telephone":          browserNarrow,
		"what is read from the right stands right":   browserMirrors,
	} {
		t.Run(name, func(t *testing.T) { test(t, in, one, several) })
	}
}

// The other tests hear nothing; this one shows that they would.
func browserHears(t *testing.T, in browser, one, _ string) {
	bad := strings.Replace(one, "<main>", `<main><script>alert(1)</script><img src="https://a.example/x.png"><img src="/local.png"><p style="color:red">`, 1)
	b := open(t, in, view{}, bad)
	if _, _, messages := b.heard(); len(messages) < 4 || !strings.Contains(messages[0], "Content Security Policy") {
		t.Errorf("the policy blocked only %q", messages)
	}
	b = open(t, in, view{}, `<!doctype html><img src="/local.png"><script>console.error("x"); null.x</script>`)
	if served, asked, messages := b.heard(); len(served) < 2 || len(asked) < 2 || len(messages) < 2 {
		t.Errorf("heard only %q, %q, %q", served, asked, messages)
	}
}

func browserIsQuiet(t *testing.T, in browser, one, several string) {
	for _, content := range []string{one, several} {
		for _, v := range []view{{}, {noScript: true}, {dark: true, width: 400}} {
			b := open(t, in, v, content)
			for id := range strings.FieldsSeq(b.shown(".article[id]") + " a1") {
				b.do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf("location.hash = %q; void 0", id)))
			}
			served, asked, messages := b.heard()
			if len(messages) > 0 {
				t.Errorf("%+v: the console says %q", v, messages)
			}
			for _, url := range asked[1:] {
				if !strings.HasPrefix(url, asked[0]+"#") {
					t.Errorf("%+v: the page asked for %q", v, url)
				}
			}
			if diff := cmp.Diff([]string{"/"}, served); diff != "" {
				t.Errorf("%+v: the server saw (-want +got):\n%s", v, diff)
			}
		}
	}
}

func browserFilters(t *testing.T, in browser, one, _ string) {
	for _, noScript := range []bool{false, true} {
		b := open(t, in, view{noScript: noScript}, one)
		for _, c := range []struct{ filter, want string }{
			{"dead", "a1-r2"},
			{"blocked", "a1-r3"},
			{"unused", "a1-r4"},
			{"suspicious", "a1-r1 a1-r2 a1-r3 a1-l1"},
			{"all", "a1-r1 a1-r2 a1-r3 a1-r4 a1-l1"},
		} {
			b.click("label." + c.filter)
			if got := b.shown(".entry"); got != c.want {
				t.Errorf("script off %v: %s shows %q, want %q", noScript, c.filter, got, c.want)
			}
		}
		b.click("label.dead")
		b.click("#a1-m1") // which leads to an entry that is filtered out
		if got := b.shown(".entry"); got != "a1-r1 a1-r2" {
			t.Errorf("script off %v: what a marker leads to is not shown with a filter: %q", noScript, got)
		}
	}
}

func browserBrings(t *testing.T, in browser, one, _ string) {
	b := open(t, in, view{}, one)
	card := "document.querySelector('.beside')?.innerText ?? ''"
	for marker, want := range map[string][]string{
		"a1-m2": {"A growing delta", "dead", "Archived copy of 2023-05-03", "2022-03-04", "looked up", "three sources bear one day"},
		"a1-m4": {`"9" is in no list`},
	} {
		b.do(chromedp.Focus(chromedp.CSS("#" + marker)))
		got := eval[string](b, card)
		for _, words := range want {
			if !strings.Contains(got, words) {
				t.Errorf("beside %s stands %q, want %q in it", marker, got, words)
			}
		}
	}
	if twice := eval[int](b, "(all => all.length - new Set(all).size)([...document.querySelectorAll('[id]')].map(e => e.id))"); twice > 0 {
		t.Errorf("%d ids stand twice", twice)
	}
	if focusable := eval[int](b, "document.querySelectorAll('.beside :is(a, summary, input):not([tabindex=\"-1\"])').length"); focusable > 0 {
		t.Errorf("%d copies can be reached by the keyboard", focusable)
	}
	b.do(chromedp.KeyEvent("\x1b"))
	if got := eval[string](b, card); got != "" {
		t.Errorf("after Escape there still stands %q", got)
	}
	at := eval[[]float64](b, "(r => [r.x + r.width / 2, r.y + r.height / 2])(document.querySelector('#a1-m1').getBoundingClientRect())")
	b.do(
		chromedp.MouseEvent("mouseMoved", at[0], at[1]),
		chromedp.Poll[chromedp.Void]("("+card+") !== ''"), // a busy machine takes its time to draw
	)
	if got := eval[string](b, card); !strings.Contains(got, "Silt in motion") {
		t.Errorf("under the pointer there stands %q", got)
	}
}

// longPage is an article that scrolls, with as many references.
func longPage(t *testing.T) string {
	var text strings.Builder
	for i := range 80 {
		fmt.Fprintf(&text, "The river carries twice the silt that it did in the year before [%d].\n\n", i+1)
	}
	text.WriteString("References\n\n")
	for i := range 80 {
		fmt.Fprintf(&text, "[%d] Abel. https://a%d.example/\n\n", i+1, i+1)
	}
	a, err := extract.Read(text.String(), extract.Options{Source: "long.txt", Format: extract.FormatText, KeepReading: true})
	if err != nil {
		t.Fatal(err)
	}
	return run{[]*check.Result{check.New(check.Options{}).Check(t.Context(), a)}, End{Offline: true}}.write(t, NewHTML)
}

func browserStays(t *testing.T, in browser, _, _ string) {
	b := open(t, in, view{}, longPage(t))
	for _, n := range []int{30, 50, 20, 80, 79, 1} {
		marker, entry := fmt.Sprintf("#a1-m%d", n), fmt.Sprintf("#a1-r%d", n)
		b.do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf("document.querySelector(%q).scrollIntoView({block: 'center'})", marker)))
		b.click(marker)
		if got := eval[string](b, "location.hash"); got != entry {
			t.Errorf("a click on %s leads to %s", marker, got)
		}
		if !b.inView(marker) || !b.inView(entry) {
			t.Errorf("%s and its reference are not seen together: %v, %v", marker, b.inView(marker), b.inView(entry))
		}
	}
	b = open(t, in, view{width: 400}, longPage(t)) // one column: there and back
	b.click("#a1-m30")
	if !b.inView("#a1-r30") {
		t.Error("a marker does not lead down to its reference")
	}
	b.click("#a1-r30 .backs a")
	if !b.inView("#a1-m30") {
		t.Error("a reference does not lead back to its marker")
	}
}

func browserParts(t *testing.T, in browser, _, several string) {
	for _, noScript := range []bool{false, true} {
		b := open(t, in, view{noScript: noScript}, several)
		want := func(when, shown string) {
			t.Helper()
			if got := b.shown(".overview, .article"); got != shown {
				t.Errorf("script off %v: %s, %q is shown, want %q", noScript, when, got, shown)
			}
		}
		want("at first", "overview")
		b.click(`a[href="#a2"]`)
		want("after a click on an article", "a2")
		b.click("#a2 .cite")
		want("after a click on a marker", "a2")
		b.click("#a2 .back a")
		want("after going back", "overview")
	}
	b := open(t, in, view{media: "print"}, several)
	if got := b.shown(".overview, .article"); got != "overview a1 a2 a3 a4" {
		t.Errorf("%q is printed", got)
	}
}

// contrast finds texts whose colour differs too little from what is behind
// them: below 4.5 to 1, WCAG 2.2, success criterion 1.4.3.
const contrast = `(() => {
  const parse = c => c.match(/[\d.]+/g).map(Number);
  const light = c => { const [r, g, b] = c.map(v => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b; };
  const behind = e => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c.length < 4 || c[3] > 0) return c.slice(0, 3); } return [255, 255, 255]; };
  const bad = new Set(); let seen = 0;
  for (const e of document.querySelectorAll("body *")) {
    if (!e.checkVisibility() || e.matches("title, script") || ![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
    const style = getComputedStyle(e), ink = parse(e instanceof SVGElement ? style.fill : style.color).slice(0, 3);
    const [a, b] = [light(ink), light(behind(e))].sort((x, y) => y - x);
    seen++;
    if ((a + .05) / (b + .05) < 4.5) bad.add(e.tagName + "." + e.className + " " + ((a + .05) / (b + .05)).toFixed(2));
  }
  return seen < 50 ? ["only " + seen + " texts"] : [...bad];
})()`

func browserContrast(t *testing.T, in browser, one, _ string) {
	for _, v := range []view{{}, {dark: true}, {media: "print"}} {
		b := open(t, in, v, one)
		if bad := eval[[]string](b, contrast); len(bad) > 0 {
			t.Errorf("%+v: too little contrast: %q", v, bad)
		}
	}
}

func browserNarrow(t *testing.T, in browser, one, several string) {
	for _, content := range []string{one, several} {
		b := open(t, in, view{width: 360}, content)
		for _, id := range []string{"overview", "a1", "a2", "a3", "a4"} {
			b.do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf("location.hash = %q; void 0", id)))
			if width := eval[int](b, "document.documentElement.scrollWidth"); width > 360 {
				t.Errorf("#%s is %d wide", id, width)
			}
		}
	}
}

func browserMirrors(t *testing.T, in browser, _, _ string) {
	a, err := extract.Read("# نهر النيل\n\nكان النهر يحمل ضعف ما كان يحمله.\n\n- البند\n", extract.Options{Source: "nile.md", Format: extract.FormatMarkdown, KeepReading: true})
	if err != nil {
		t.Fatal(err)
	}
	b := open(t, in, view{}, run{[]*check.Result{check.New(check.Options{}).Check(t.Context(), a)}, End{Offline: true}}.write(t, NewHTML))
	if at := eval[float64](b, "(words => (words.selectNodeContents(document.querySelector('#a1-title')), words.getBoundingClientRect().left))(document.createRange()) - document.querySelector('.about').getBoundingClientRect().left"); at > 4 {
		t.Errorf("the title stands %v to the right of what is below it", at)
	}
	if room := eval[string](b, "getComputedStyle(document.querySelector('.text .item')).paddingRight"); room == "0px" {
		t.Error("the sign of an item stands outside of the text")
	}
}
