package report

import (
	"encoding/json"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/extract"
)

// The JSON of a document, as docs/schema/*.json publish it. Fields are only
// ever added; none is renamed, and an array is never null.
type (
	extractDocument struct {
		Source     string      `json:"source"`
		Error      string      `json:"error,omitempty"` // set when, and only when, the article could not be read
		Format     string      `json:"format"`
		Title      string      `json:"title"`
		Published  string      `json:"published"`
		Markers    []marker    `json:"markers"`
		References []reference `json:"references"`
		Lists      []list      `json:"lists"`
		BodyLinks  []bodyLink  `json:"body_links"`
		Bracketed  int         `json:"bracketed"`
	}
	checkDocument struct {
		extractDocument
		PublishedFrom string      `json:"published_from"`
		Findings      []finding   `json:"findings"`
		Links         []citedLink `json:"links"`
		NotJudged     []string    `json:"not_judged"`
		Complete      bool        `json:"complete"`
	}
	place struct {
		Part   string `json:"part,omitempty"` // the file within the source, where it holds several
		Line   int    `json:"line"`
		Column int    `json:"column"`
	}
	marker struct {
		Label string `json:"label"`
		Text  string `json:"text"`
		place
		Sentence string `json:"sentence"`
		List     int    `json:"list"`
	}
	reference struct {
		Label string `json:"label"`
		Text  string `json:"text"`
		place
		List        int          `json:"list"`
		URLs        []string     `json:"urls"`
		Identifiers []identifier `json:"identifiers"`
	}
	identifier struct {
		Type  string `json:"type"`
		Value string `json:"value"`
	}
	list struct {
		Heading string `json:"heading"`
		place
	}
	bodyLink struct {
		URL string `json:"url"`
		place
		Anchor string `json:"anchor"`
	}
	finding struct {
		Rule     string `json:"rule"`
		Severity string `json:"severity"`
		Message  string `json:"message"`
		place
		Label    string          `json:"label"`
		URL      string          `json:"url"`
		Evidence json.RawMessage `json:"evidence"`
	}
	citedLink struct {
		URL   string `json:"url"`
		In    string `json:"in"`
		Label string `json:"label"`
		place
		Verdict   string     `json:"verdict"`
		Status    int        `json:"status"`
		FinalURL  string     `json:"final_url"`
		Reason    string     `json:"reason"`
		Cause     string     `json:"cause"`
		Redirects []redirect `json:"redirects"`
		Attempts  int        `json:"attempts"`
		Archived  string     `json:"archived"`
	}
	redirect struct {
		URL    string `json:"url"`
		Status int    `json:"status"`
	}
)

// newExtractDocument describes what was read of one article.
func newExtractDocument(r *check.Result) extractDocument {
	d := extractDocument{
		Source: r.Source, Error: unreadable(r),
		Markers: []marker{}, References: []reference{}, Lists: []list{}, BodyLinks: []bodyLink{},
	}
	if d.Error != "" {
		return d
	}
	a := r.Article
	d.Format, d.Title, d.Published, d.Bracketed = string(a.Format), a.Title, r.Published, a.Bracketed
	at := newCursor(a)
	for _, m := range a.Markers {
		d.Markers = append(d.Markers, marker{m.Label, m.Text, at.place(m.Span), m.Sentence, m.List})
	}
	at = newCursor(a)
	for i, l := range a.Lists {
		d.Lists = append(d.Lists, list{l.Heading, at.place(l.Span)})
		for _, ref := range l.References {
			d.References = append(d.References, newReference(ref, i, at))
		}
	}
	at = newCursor(a)
	for _, l := range a.Links {
		d.BodyLinks = append(d.BodyLinks, bodyLink{l.Text, at.place(l.Span), l.Anchor})
	}
	return d
}

func newReference(ref extract.Reference, list int, at *cursor) reference {
	out := reference{
		Label: ref.Label, Text: ref.Text, place: at.place(ref.Span), List: list,
		URLs: []string{}, Identifiers: []identifier{},
	}
	for _, u := range ref.URLs {
		out.URLs = append(out.URLs, u.Text)
	}
	for _, id := range ref.Identifiers {
		out.Identifiers = append(out.Identifiers, identifier{id.Type, id.Value})
	}
	return out
}

// newCheckDocument describes what was read of one article and what was found.
func newCheckDocument(r *check.Result) checkDocument {
	d := checkDocument{
		extractDocument: newExtractDocument(r), PublishedFrom: r.PublishedFrom,
		Findings: []finding{}, Links: []citedLink{}, NotJudged: []string{},
	}
	if d.Error != "" {
		return d
	}
	d.Complete = r.Complete
	d.NotJudged = append(d.NotJudged, r.NotJudged...)
	at := newCursor(r.Article)
	for _, f := range r.Findings {
		d.Findings = append(d.Findings, finding{
			f.Rule, f.Severity.String(), f.Message, at.place(f.Span), f.Label, f.URL, evidenceJSON(f.Evidence),
		})
	}
	at = newCursor(r.Article)
	for _, l := range r.Links {
		d.Links = append(d.Links, newCitedLink(l, at))
	}
	return d
}

func newCitedLink(l check.Link, at *cursor) citedLink {
	a := l.Answer
	out := citedLink{
		URL: l.URL, In: string(l.In), Label: l.Label, place: at.place(l.Span),
		Verdict: string(a.Verdict), Status: a.Status, FinalURL: a.FinalURL, Reason: a.Reason, Cause: a.Cause,
		Redirects: []redirect{}, Attempts: a.Attempts,
	}
	for _, hop := range a.Redirects {
		out.Redirects = append(out.Redirects, redirect{hop.URL, hop.Status})
	}
	return out
}

// evidenceJSON never loses a finding: evidence that JSON cannot hold says so.
func evidenceJSON(e check.Evidence) json.RawMessage {
	encoded, err := json.Marshal(e)
	if err != nil {
		encoded, _ = json.Marshal(map[string]string{"error": err.Error()}) // two strings always encode
	}
	return encoded
}

func (c *cursor) place(s extract.Span) place {
	at := c.position(s.Start)
	return place{at.Part, at.Line, at.Column}
}
