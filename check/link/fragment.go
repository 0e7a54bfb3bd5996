package link

import (
	"net/url"
	"slices"
	"strings"

	"github.com/citelint/citelint/pattern"
	"github.com/citelint/citelint/whitespace"
)

// What became of the part of a URL behind "#".
const (
	FragmentFound   = "found"   // the page has the place
	FragmentMissing = "missing" // the page was read to its end, and has no such place
	FragmentUnknown = "unknown" // it could not be told, FragmentReason says why
)

// A place is the outcome for one fragment.
type place struct{ outcome, reason string }

func unknownPlace(reason string) place { return place{FragmentUnknown, reason} }

const (
	// maxFragments bounds the places that are looked for in one page.
	maxFragments = 200
	// maxDirectives bounds the texts that one fragment may name.
	maxDirectives = 20
	// maxStarts bounds how often a text may begin and not be the one that is meant.
	maxStarts = 10_000
	// shellText is when a page with scripts shows so little, in bytes, that they are likely to bring the rest.
	shellText = 200
)

// fragmentOf returns what stands behind the "#" of a URL, as it was written, and whether there is one.
func fragmentOf(raw string) (string, bool) {
	_, fragment, ok := strings.Cut(strings.Map(dropBreak, strings.TrimSpace(raw)), "#")
	return fragment, ok
}

// A fragment is what a URL says of a place in a page.
type fragment struct {
	raw   string
	ids   []string    // the names by which the place may be called
	texts []quotation // the texts that it may be marked by; the first one that is there is shown
	state bool        // no place, but something that the page's own script reads
}

// A quotation is one text directive: prefix-,start,end,-suffix. All but start may be "". Folded.
// (WICG, "URL Fragment Text Directives", section 3.)
type quotation struct{ prefix, start, end, suffix string }

// appState are fragments that address no element, whatever else they are: routes ("#/a", "#!a"), settings ("#t=30"),
// lines of a program, comments that a script brings, points in a book, shapes and calls.
var appState = pattern.New(`^[/!?~]|[=&]|^(svgView|epubcfi)\(|^L\d+(C\d+)?(-L?\d+(C\d+)?)?$|(?i:^:?r\w*:$|comment|disqus|reply)`)

func parseFragment(raw string) fragment {
	f := fragment{raw: raw}
	id, directives, _ := strings.Cut(raw, ":~:")
	if id != "" {
		f.ids = []string{id, "user-content-" + id} // GitHub prefixes the ids of what people write
		if decoded := unescape(id); decoded != id {
			f.ids = append(f.ids, decoded, "user-content-"+decoded)
		}
		f.state = appState.MatchString(id)
	}
	for _, directive := range strings.Split(directives, "&") {
		text, ok := strings.CutPrefix(directive, "text=")
		if q, valid := parseQuotation(text); ok && valid && len(f.texts) < maxDirectives {
			f.texts = append(f.texts, q)
		}
	}
	if directives != "" && len(f.texts) == 0 {
		f.state = true
	}
	return f
}

// unescape decodes what can be decoded; a "%" that stands for itself stays.
func unescape(s string) string {
	if decoded, err := url.PathUnescape(escapePercent(s)); err == nil {
		return strings.ToValidUTF8(decoded, "�")
	}
	return s
}

// parseQuotation reads the value of a text directive, of which commas and dashes that belong to the text are escaped.
func parseQuotation(value string) (q quotation, ok bool) {
	parts := strings.Split(value, ",")
	if last := len(parts) - 1; strings.HasSuffix(parts[0], "-") && last > 0 {
		q.prefix = quoted(strings.TrimSuffix(parts[0], "-"))
		parts = parts[1:]
	}
	if last := len(parts) - 1; strings.HasPrefix(parts[last], "-") && last > 0 {
		q.suffix = quoted(strings.TrimPrefix(parts[last], "-"))
		parts = parts[:last]
	}
	if len(parts) > 2 {
		return q, false
	}
	q.start = quoted(parts[0])
	if len(parts) == 2 {
		q.end = quoted(parts[1])
	}
	return q, q.start != ""
}

func quoted(escaped string) string { return plainly(unescape(escaped)) }

// asWritten undoes what typesetting does to a text.
var asWritten = strings.NewReplacer("\u00ad", "", "\u200b", "", "’", "'", "‘", "'", "“", `"`, "”", `"`, "–", "-", "—", "-", "‑", "-")

// plainly returns a text as it is compared: in lower case, with plain quotes and dashes, white space folded.
func plainly(text string) string { return whitespace.Fold(asWritten.Replace(strings.ToLower(text))) }

// in tells whether a folded text has the quotation. The earliest start is the best: whatever follows a later one follows
// it, too, so no text makes this slow; one that begins too often is taken to be there.
func (q quotation) in(text string) bool {
	for from, n := 0, 0; n < maxStarts; n++ {
		at := strings.Index(text[from:], q.start)
		if at < 0 {
			return false
		}
		before, after := text[:from+at], text[from+at+len(q.start):]
		if strings.HasSuffix(strings.TrimRight(before, " "), q.prefix) && (q.end != "" || q.followed(after)) {
			return q.end == "" || q.ends(after)
		}
		from += at + 1
	}
	return true
}

func (q quotation) ends(text string) bool {
	for range maxStarts {
		at := strings.Index(text, q.end)
		if at < 0 {
			return false
		}
		if q.followed(text[at+len(q.end):]) {
			return true
		}
		text = text[at+1:]
	}
	return true
}

func (q quotation) followed(text string) bool {
	return strings.HasPrefix(strings.TrimLeft(text, " "), q.suffix)
}

// A finder looks for places in a page while it is read.
type finder struct {
	wanted  []fragment
	found   map[string]bool   // ids
	similar map[string]string // ids that are spelt otherwise, by what was wanted
	quotes  bool              // a text is wanted, so the page has to be read to its end
	partial bool              // it was not
}

func newFinder(fragments []string) finder {
	if len(fragments) == 0 {
		return finder{}
	}
	f := finder{found: map[string]bool{}, similar: map[string]string{}}
	for _, raw := range fragments {
		parsed := parseFragment(raw)
		f.wanted = append(f.wanted, parsed)
		f.quotes = f.quotes || len(parsed.texts) > 0
	}
	return f
}

// see notes the name of an element.
func (f *finder) see(id string) {
	for _, w := range f.wanted {
		for _, name := range w.ids {
			switch {
			case name == id:
				f.found[w.raw] = true
			case strings.EqualFold(name, id):
				f.similar[w.raw] = id
			}
		}
	}
}

// done tells whether reading on can find nothing more.
func (f *finder) done() bool {
	return !f.quotes && !slices.ContainsFunc(f.wanted, func(w fragment) bool {
		return !f.found[w.raw] && !isTop(w.raw) && !w.state
	})
}

// places returns the outcome for each fragment in a page with such a text.
func (f *finder) places(p page, seen []byte) map[string]place {
	if len(f.wanted) == 0 {
		return nil
	}
	text := string(seen)
	if f.quotes {
		text = plainly(text)
	}
	places := make(map[string]place, len(f.wanted))
	for _, w := range f.wanted {
		places[w.raw] = f.place(w, p, text)
	}
	return places
}

func (f *finder) place(w fragment, p page, text string) place {
	quoted := slices.ContainsFunc(w.texts, func(q quotation) bool { return q.in(text) })
	switch {
	case isTop(w.raw), f.found[w.raw], quoted:
		return place{outcome: FragmentFound}
	case w.state:
		return unknownPlace("the fragment is for a script of the page, and no script was run")
	case f.partial:
		return unknownPlace("the page was not read to its end")
	case p.isShell():
		return unknownPlace("a script fills the page, and no script was run")
	case p.marked(markNamer):
		return unknownPlace("a script of the page names its sections, and no script was run")
	case f.similar[w.raw] != "":
		return unknownPlace("the page has " + quote("#"+f.similar[w.raw]) + ", spelt otherwise")
	case len(w.texts) > 0:
		return place{FragmentMissing, "the page was read to its end and does not hold the text " + quote(w.texts[0].start)}
	}
	return place{FragmentMissing, "the page was read to its end and has no element of that name"}
}

// isTop tells whether a fragment is the top of any page (WHATWG HTML, section 7.4.6.4).
func isTop(raw string) bool { return raw == "" || strings.EqualFold(raw, "top") }

// isShell tells whether a page is a frame, or shows so little beside its scripts that they are likely to bring the rest.
func (p page) isShell() bool { return p.isFrame() || p.marked(markScript) && p.shown < shellText }

// unreadPlaces is the outcome when there was no page to look at.
func unreadPlaces(fragments []string) map[string]place {
	if len(fragments) == 0 {
		return nil
	}
	places := make(map[string]place, len(fragments))
	for _, raw := range fragments {
		places[raw] = unknownPlace("what was answered is no web page, or could not be read")
		if isTop(raw) {
			places[raw] = place{outcome: FragmentFound}
		}
	}
	return places
}
