package report

import (
	"encoding/json"
	"time"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/extract"
)

// The JSON of a document, as docs/schema/*.json publish it. Fields are only
// ever added; none is renamed, and an array is never null.
type (
	extractDocument struct {
		Source     string           `json:"source"`
		Error      string           `json:"error,omitempty"` // set when, and only when, the article could not be read
		Format     string           `json:"format"`
		Title      string           `json:"title"`
		Published  string           `json:"published"`
		Markers    array[marker]    `json:"markers"`
		References array[reference] `json:"references"`
		Lists      array[list]      `json:"lists"`
		BodyLinks  array[bodyLink]  `json:"body_links"`
		Bracketed  int              `json:"bracketed"`

		// Absent when empty: few articles have them.
		LeftAlone array[leftAlone] `json:"left_alone,omitempty"`
		Hidden    array[marker]    `json:"hidden_markers,omitempty"`
		Requests  array[request]   `json:"requests,omitempty"`
		Residue   array[residue]   `json:"residue,omitempty"`
	}
	checkDocument struct {
		extractDocument
		PublishedFrom string           `json:"published_from"`
		Findings      array[finding]   `json:"findings"`
		Links         array[citedLink] `json:"links"`
		NotJudged     []string         `json:"not_judged"`

		// Absent when empty.
		Suppressed array[suppressed] `json:"suppressed,omitempty"`
		Gone       array[identity]   `json:"gone,omitempty"`

		Complete bool `json:"complete"`
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
		Printed  string `json:"printed,omitempty"`
		Leads    string `json:"leads,omitempty"`
	}
	leftAlone struct {
		Text string `json:"text"`
		place
		Reason string `json:"reason"`
	}
	request struct {
		Text string `json:"text"`
		place
		Sentence string `json:"sentence"`
	}
	residue struct {
		Vendor string `json:"vendor"`
		Text   string `json:"text"`
		place
	}
	reference struct {
		Label string `json:"label"`
		Text  string `json:"text"`
		place
		List        int          `json:"list"`
		URLs        []string     `json:"urls"`
		Identifiers []identifier `json:"identifiers"`
		Repairs     []repair     `json:"repairs,omitempty"`
		Title       string       `json:"title,omitempty"`
		Authors     string       `json:"authors,omitempty"`
		Publisher   string       `json:"publisher,omitempty"`
		Date        string       `json:"date,omitempty"`
		Accessed    string       `json:"accessed,omitempty"`
		Dates       []dateJSON   `json:"dates,omitempty"`
	}
	repair struct {
		URL     string `json:"url"`
		Literal string `json:"literal"`
		Why     string `json:"why"`
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
		Anchor  string     `json:"anchor"`
		Repairs []repair   `json:"repairs,omitempty"`
		Dates   []dateJSON `json:"dates,omitempty"`
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
	suppressed struct {
		By      string  `json:"by"`
		Reason  string  `json:"reason"`
		Finding finding `json:"finding"`
	}
	identity struct {
		Rule   string `json:"rule"`
		Label  string `json:"label"`
		Target string `json:"target"`
	}
	citedLink struct {
		URL   string `json:"url"`
		In    string `json:"in"`
		Label string `json:"label"`
		place
		Verdict        string     `json:"verdict"`
		Status         int        `json:"status"`
		FinalURL       string     `json:"final_url"`
		Reason         string     `json:"reason"`
		Cause          string     `json:"cause"`
		Fragment       string     `json:"fragment,omitempty"`
		FragmentReason string     `json:"fragment_reason,omitempty"`
		Redirects      []redirect `json:"redirects"`
		Attempts       int        `json:"attempts"`
		Archived       string     `json:"archived"`
		ArchivedOn     string     `json:"archived_on"`
		Checked        string     `json:"checked,omitempty"` // when an earlier run asked, which this one believes
		Dates          []dateJSON `json:"dates,omitempty"`
	}
	redirect struct {
		URL    string `json:"url"`
		Status int    `json:"status"`
	}
)

// extractJSON describes what was read of one article.
func extractJSON(r *check.Result) any { return newExtractDocument(r) }

func newExtractDocument(r *check.Result) extractDocument {
	d := extractDocument{Source: r.Source, Error: unreadable(r)}
	if d.Error != "" {
		return d
	}
	a := r.Article
	d.Format, d.Title, d.Published, d.Bracketed = string(a.Format), a.Title, r.Published, a.Bracketed
	newMarker := func(m *extract.Marker) marker {
		out := marker{Label: m.Label, Text: m.Text, place: placeOf(a, m.Span), Sentence: m.Sentence, List: m.List}
		if m.Tie != nil {
			out.Printed, out.Leads = m.Tie.Printed, m.Tie.Leads
		}
		return out
	}
	d.Markers = each(a.Markers, newMarker)
	d.References = references(r)
	d.Lists = each(a.Lists, func(l *extract.List) list { return list{l.Heading, placeOf(a, l.Span)} })
	d.BodyLinks = each(a.Links, func(l *extract.Link) bodyLink {
		return bodyLink{l.Text, placeOf(a, l.Span), l.Anchor, repairsOf(l.URL), datesJSON(check.DatesOfURL(l.Text))}
	})
	d.LeftAlone = some(a.LeftAlone, func(l *extract.LeftAlone) leftAlone { return leftAlone{l.Text, placeOf(a, l.Span), l.Reason} })
	d.Hidden = some(a.Hidden, newMarker)
	d.Requests = some(a.Requests, func(r *extract.Request) request { return request{r.Text, placeOf(a, r.Span), r.Sentence} })
	d.Residue = some(a.Residue, func(r *extract.Residue) residue { return residue{r.Vendor, r.Text, placeOf(a, r.Span)} })
	return d
}

// references are the entries of all lists.
func references(r *check.Result) array[reference] {
	return func(yield func(reference) bool) {
		for i := range r.Article.Lists {
			refs := r.Article.Lists[i].References
			for j := range refs {
				if !yield(newReference(r, &refs[j], i)) {
					return
				}
			}
		}
	}
}

func newReference(r *check.Result, ref *extract.Reference, list int) reference {
	out := reference{
		Label: ref.Label, Text: ref.Text, place: placeOf(r.Article, ref.Span), List: list,
		URLs: []string{}, Identifiers: []identifier{}, Repairs: repairsOf(ref.URLs...),
		Title: ref.Title, Authors: ref.Authors, Publisher: ref.Publisher,
	}
	dating := r.DatingOf(ref)
	out.Date, out.Accessed, out.Dates = dating.Published, dating.Accessed, datesJSON(dating.All)
	for _, u := range ref.URLs {
		out.URLs = append(out.URLs, u.Text)
	}
	for _, id := range ref.Identifiers {
		out.Identifiers = append(out.Identifiers, identifier{id.Type, id.Value})
	}
	return out
}

// repairsOf lists the addresses that are read otherwise than they are written.
func repairsOf(urls ...extract.URL) []repair {
	var out []repair
	for _, u := range urls {
		if u.Repair != "" {
			out = append(out, repair{u.Text, u.Literal, u.Repair})
		}
	}
	return out
}

// checkJSON describes what was read of one article and what was found.
func checkJSON(r *check.Result) any {
	d := checkDocument{extractDocument: newExtractDocument(r), PublishedFrom: r.PublishedFrom, NotJudged: []string{}}
	if d.Error != "" {
		return d
	}
	a := r.Article
	d.Complete = r.Complete
	d.NotJudged = append(d.NotJudged, r.NotJudged...)
	newFinding := func(f *check.Finding) finding {
		return finding{f.Rule, f.Severity.String(), f.Message, placeOf(a, f.Span), f.Label, f.URL, evidenceJSON(f.Evidence)}
	}
	d.Findings = each(r.Findings, newFinding)
	d.Suppressed = some(r.Suppressed, func(f *check.Suppressed) suppressed {
		return suppressed{string(f.By), f.Reason, newFinding(&f.Finding)}
	})
	d.Gone = some(r.Gone, func(i *check.Identity) identity { return identity(*i) })
	d.Links = each(r.Links, func(l *check.Link) citedLink { return newCitedLink(a, l) })
	return d
}

func newCitedLink(article *extract.Article, l *check.Link) citedLink {
	a := &l.Answer
	out := citedLink{
		URL: l.URL, In: string(l.In), Label: l.Label, place: placeOf(article, l.Span),
		Verdict: string(a.Verdict), Status: a.Status, FinalURL: a.FinalURL, Reason: a.Reason, Cause: a.Cause,
		Fragment: a.Fragment, FragmentReason: a.FragmentReason, Redirects: []redirect{}, Attempts: a.Attempts,
		Archived: l.Archived.URL, ArchivedOn: l.ArchivedOn(), Dates: datesJSON(l.Dates()),
	}
	if !l.Checked.IsZero() {
		out.Checked = l.Checked.UTC().Format(time.RFC3339)
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

func placeOf(a *extract.Article, s extract.Span) place {
	at := a.Position(s.Start)
	return place{at.Part, at.Line, at.Column}
}
