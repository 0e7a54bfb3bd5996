package extract

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// jatsArticle puts a body and a back matter into an article.
func jatsArticle(body, back string) string {
	return `<?xml version="1.0"?><article article-type="research-article" xmlns:xlink="http://www.w3.org/1999/xlink"><front><article-meta><title-group><article-title>Tides</article-title></title-group></article-meta></front><body>` +
		body + `</body><back>` + back + `</back></article>`
}

// bibr is a cross-reference to an entry.
func bibr(id, text string) string {
	return fmt.Sprintf(`<xref ref-type="bibr" rid="%s">%s</xref>`, id, text)
}

const labelledRefs = `<ref-list><title>References</title><ref id="r1"><label>1</label><mixed-citation>Abel. Tides.</mixed-citation></ref><ref id="r2"><label>2.</label><mixed-citation>Bose. Winds.</mixed-citation></ref><ref id="r3"><label>[3]</label><mixed-citation>Cole. Rains.</mixed-citation></ref><ref id="r4"><label>4</label><mixed-citation>Dunn. Snows.</mixed-citation></ref></ref-list>`

func jatsRef(id, surname, year string) string {
	return fmt.Sprintf(`<ref id="%s"><element-citation><name><surname>%s</surname><given-names>R</given-names></name><article-title>Tides</article-title><year>%s</year></element-citation></ref>`, id, surname, year)
}

func TestJATSForms(t *testing.T) {
	names := `<ref-list>` + jatsRef("c1", "Abel", "2019") + jatsRef("c2", "Bose", "2020a") + jatsRef("c3", "Cole", "2021") + `</ref-list>`
	runReadings(t, FormatJATS, []reading{
		{"in brackets", jatsArticle(`<p>It rose [`+bibr("r1", "1")+`] and fell [`+bibr("r3", "3")+`, `+bibr("r4", "4")+`].</p>`, labelledRefs), "1 3 4", "References: 1 2* 3 4"},
		{"brackets within", jatsArticle(`<p>It rose `+bibr("r1", "[1]")+`, `+bibr("r2", "[2]")+`.</p>`, labelledRefs), "1 2", "References: 1 2 3* 4*"},
		{"raised", jatsArticle(`<p>It rose<sup>`+bibr("r1", "1")+`,`+bibr("r3", "3")+`</sup> by 3 m<sup>2</sup>.</p>`, labelledRefs), "1 3", "References: 1 2 3 4*"},
		{"a range links its ends", jatsArticle(`<p>It rose [`+bibr("r1", "1")+`–`+bibr("r4", "4")+`].</p>`, labelledRefs), "1 2 3 4", "References: 1 2 3 4"},
		{"a range of raised brackets", jatsArticle(`<p>It rose<sup>(</sup>`+bibr("r1", "<sup>1</sup>")+`<sup>)-(</sup>`+bibr("r3", "<sup>3</sup>")+`<sup>)</sup>.</p>`, labelledRefs), "1 2 3", "References: 1 2 3 4*"},
		{"a range in one link", jatsArticle(`<p>It rose `+bibr("r1", "[1–3]")+`.</p>`, labelledRefs), "1 2 3", "References: 1 2 3 4*"},
		{"several ids", jatsArticle(`<p>It rose `+bibr("r1 r2 r3", "[1–3]")+`.</p>`, labelledRefs), "1 2 3", "References: 1 2 3 4*"},
		{"a dangling id", jatsArticle(`<p>It rose [`+bibr("r1", "1")+`, `+bibr("r9", "9")+`] and fell `+bibr("r8", "2")+`.</p>`, labelledRefs), "1 9? 2", "References: 1 2 3* 4*"},
		{"an id of something else", jatsArticle(`<p id="p1">It rose [`+bibr("r1", "1")+`] `+bibr("p1", "9")+`.</p>`, labelledRefs), "1", "References: 1 2* 3* 4*"},
		{"as a page's elements are called", jatsArticle(`<p class="note" epub:type="footnote">It rose <xref class="footnote-ref" ref-type="bibr" rid="r2">2</xref>.</p>`, labelledRefs), "2", "References: 1* 2 3* 4*"},
		{"without its type", jatsArticle(`<p>It rose <xref rid="r2">2</xref>.</p>`, labelledRefs), "2", "References: 1* 2 3* 4*"},
		{"an empty one", jatsArticle(`<p>It rose`+bibr("r2", "")+`.</p>`, labelledRefs), "2", "References: 1* 2 3* 4*"},
		{"intervals beside tagged ones", jatsArticle(`<p>It rose [`+bibr("r1", "1")+`] in [0, 1] and [7].</p>`, labelledRefs), "1", "References: 1 2* 3* 4*"},
		{"one that was not tagged may be one", jatsArticle(`<p>It rose [`+bibr("r1", "1")+`, 3] and fell [4].</p>`, labelledRefs), "1", "References: 1 2* 3 4"},
		{"nothing is tagged", jatsArticle(`<p>It rose [1, 3] and fell [4].</p>`, labelledRefs), "1 3 4", "References: 1 2* 3 4"},
		{"tables, figures and back matter", jatsArticle(`<table-wrap><caption><p>A `+bibr("r1", "1")+`</p></caption><table><tr><td>`+bibr("r2", "2")+`</td></tr></table></table-wrap>`, `<ack><p>Thanks `+bibr("r3", "3")+`</p></ack><app-group><app><p>So `+bibr("r4", "4")+`</p></app></app-group>`+labelledRefs), "1 2 3 4", "References: 1 2 3 4"},
		{"author and year", jatsArticle(`<p>It rose (`+bibr("c1", "Abel 2019")+`; `+bibr("c2", "2020a")+`).</p>`, names), "Abel 2019 Bose 2020a", ": Abel 2019 Bose 2020a Cole 2021*"},
		{"author and year, not tagged", jatsArticle(`<p>It rose (`+bibr("c1", "Abel 2019")+`), as Cole says.</p>`, names), "Abel 2019", ": Abel 2019 Bose 2020a* Cole 2021"},
		{"numbers without labels", jatsArticle(`<p>It rose [`+bibr("c1", "1")+`, `+bibr("c3", "3")+`].</p>`, names), "1 3", ": 1 2* 3"},
		{"a bibliography", jatsArticle(`<p>It rose.</p>`, names), "", ": - - -"},
		{"the other entry's label", jatsArticle(`<p>It rose [`+bibr("r1", "1")+`] and fell [`+bibr("r2", "3")+`].</p>`, labelledRefs), "1 3", "References: 1 2 3 4*"},
		{"footnotes", jatsArticle(`<p>It rose<xref ref-type="fn" rid="f1">1</xref> and fell.<fn id="f9"><p>By the gauge.</p></fn></p>`, `<fn-group><title>Notes</title><fn id="f1"><label>1</label><p>Abel.</p></fn><fn id="f2"><p>No interests.</p></fn></fn-group>`), "1 1", ": 1 | Notes: 1"},
		{"a footnote cites an entry", jatsArticle(`<p>It rose<xref ref-type="fn" rid="f1">a</xref> [`+bibr("r2", "2")+`].</p>`, `<fn-group><fn id="f1"><label>a</label><p>See [`+bibr("r1", "1")+`].</p></fn></fn-group>`+labelledRefs), "a 2", ": a | References: 1 2 3* 4*"},
		{"notes on tables and authors", jatsArticle(`<p>It rose [`+bibr("r1", "1")+`].</p><table-wrap><table><tr><td>5<xref ref-type="table-fn" rid="t1">*</xref></td></tr></table><table-wrap-foot><fn id="t1"><label>*</label><p>In 2020.</p></fn></table-wrap-foot></table-wrap>`, labelledRefs), "1", "References: 1 2* 3* 4*"},
		{"lists of their own", jatsArticle(`<p>It rose [`+bibr("r1", "1")+`].</p>`, labelledRefs+`</back><sub-article><body><p>We agree [`+bibr("s1", "1")+`].</p></body><back><ref-list><ref id="s1"><label>1</label><mixed-citation>Ende.</mixed-citation></ref></ref-list>`), "1 1", "References: 1 2* 3* 4* | : 1"},
		{"formulas", jatsArticle(`<p>It rose [`+bibr("r1", "1")+`] by <inline-formula><tex-math><![CDATA[$x[2]$]]></tex-math><mml:math><mml:mi>x[3]</mml:mi></mml:math></inline-formula>.</p>`, labelledRefs), "1", "References: 1 2* 3* 4*"},
	})
}

// What stands in a source is found there, character for character.
func TestJATSPlaces(t *testing.T) {
	source := jatsArticle(`<p>It rose [`+bibr("r1", "1")+`] &#x2013; see <ext-link xlink:href="https://a.example/">log</ext-link>.</p>`,
		`<ref-list><ref id="r1"><label>1</label><element-citation><source>Tides</source><year>2019</year><pub-id pub-id-type="doi">https://doi.org/10.5555/abc</pub-id><pub-id pub-id-type="pmcid">PMC77</pub-id><uri>https://b.example/</uri></element-citation></ref></ref-list>`)
	a := read(t, FormatJATS, source)
	checkArticle(t, a)
	at := func(s Span) string { return a.Text()[s.Start:s.End] }
	ref := a.Lists[0].References[0]
	for _, test := range []struct{ got, want string }{
		{at(a.Markers[0].Span), "[" + bibr("r1", "1") + "]"},
		{at(a.Links[0].Span), "log"},
		{at(ref.URLs[0].Span), "https://doi.org/10.5555/abc"},
		{at(ref.URLs[1].Span), "https://b.example/"},
		{at(ref.Identifiers[0].Span), "10.5555/abc"},
		{at(ref.Identifiers[1].Span), "PMC77"},
		{at(ref.Published.Span), "2019"},
	} {
		if test.got != test.want {
			t.Errorf("got %q, want %q", test.got, test.want)
		}
	}
	if len(ref.Identifiers) != 2 {
		t.Errorf("identifiers %+v", ref.Identifiers)
	}
}

func TestJATSSaysOfItsSources(t *testing.T) {
	for _, test := range []struct {
		name, citation                                 string
		title, authors, publisher, published, accessed string
	}{
		{
			"a structured article", `<element-citation><person-group person-group-type="author"><name><surname>Abel</surname><given-names>R</given-names></name><name><surname>Bose</surname><given-names>S</given-names></name></person-group><person-group person-group-type="editor"><name><surname>Dunn</surname></name></person-group><article-title>Tides of <italic>it</italic></article-title><source>Shore Lett</source><year>2019</year><month>Mar</month><day>4</day></element-citation>`,
			"Tides of it", "Abel R, Bose S", "Shore Lett", "2019-03-04", "",
		},
		{
			"written out", `<mixed-citation><string-name><surname>Abel</surname>, <given-names>R.</given-names></string-name>, <etal>et al.</etal> (<year>2019a</year>). <source>Tides</source>. <publisher-loc>Norport</publisher-loc>: <publisher-name>Pier Press</publisher-name>. <date-in-citation>accessed 5 May 2020</date-in-citation></mixed-citation>`,
			"Tides", "Abel, R. et al.", "Pier Press", "2019a", "accessed 5 May 2020",
		},
		{
			"twice", `<mixed-citation>Abel, R. Tides. 2019.</mixed-citation><element-citation><collab>Abel's</collab><source>Tides</source><year>2019</year><date-in-citation iso-8601-date="2020-05-05">5/5/20</date-in-citation></element-citation>`,
			"Tides", "Abel's", "", "2019", "2020-05-05",
		},
		{"plain", `<mixed-citation>Abel, R. Tides. 2019.</mixed-citation>`, "", "", "", "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := read(t, FormatJATS, jatsArticle("<p>It rose.</p>", `<ref-list><ref id="r1">`+test.citation+`</ref></ref-list>`)).Lists[0].References[0]
			got := []string{r.Title, r.Authors, r.Publisher, r.Published.Text, r.Accessed.Text}
			if want := []string{test.title, test.authors, test.publisher, test.published, test.accessed}; !slices.Equal(got, want) {
				t.Errorf("\n got %q\nwant %q", got, want)
			}
		})
	}
}

func TestJATSMistie(t *testing.T) {
	a := read(t, FormatJATS, jatsArticle(`<p>It rose [`+bibr("r1", "1")+`] and fell [`+bibr("r2", "3")+`].</p>`, labelledRefs))
	if m := a.Markers[1]; m.Label != "3" || m.Tie == nil || m.Tie.Leads != "2" {
		t.Errorf("marker %+v with tie %+v", m, m.Tie)
	}
}

func TestJATSPublished(t *testing.T) {
	for _, test := range []struct{ name, dates, want string }{
		{"on the web", `<pub-date pub-type="collection"><year>2021</year></pub-date><pub-date pub-type="epub"><day>9</day><month>2</month><year>2021</year></pub-date><pub-date pub-type="ppub"><day>1</day><month>4</month><year>2021</year></pub-date>`, "2021-02-09"},
		{"by its newer names", `<pub-date date-type="collection" publication-format="electronic"><day>1</day><month>1</month><year>2022</year></pub-date><pub-date date-type="pub" publication-format="electronic"><day>9</day><month>2</month><year>2021</year></pub-date>`, "2021-02-09"},
		{"a month", `<pub-date><month>April</month><year>2021</year></pub-date>`, "2021-04"},
		{"months", `<pub-date><month>Mar-Apr</month><year>2021</year></pub-date>`, "2021"},
		{"none", `<pub-date/>`, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			a := read(t, FormatJATS, strings.Replace(jatsArticle("<p>It rose.</p>", ""), "</article-meta>", test.dates+"</article-meta>", 1))
			if a.Published.Text != test.want || a.Title != "Tides" {
				t.Errorf("title %q, date %q; want %q", a.Title, a.Published.Text, test.want)
			}
		})
	}
}

// Sources that are not well formed are read as far as they go, and nothing that
// a DTD declares is expanded.
func TestJATSKeepsGoing(t *testing.T) {
	for _, test := range []struct{ name, source, markers string }{
		{"cut", jatsArticle(`<p>It rose [`+bibr("r1", "1")+`]`, "")[:280], "1?"},
		{"open elements", `<article dtd-version="1"><body><p>It rose <italic>[` + bibr("r1", "1") + `].</p><ref-list><ref id="r1"><label>1</label><mixed-citation>Abel.`, "1"},
		{"entities", `<!DOCTYPE article [<!ENTITY a "&b;&b;"><!ENTITY b SYSTEM "file:///etc/passwd">]>` + jatsArticle(`<p>&a; [`+bibr("r1", "1")+`]</p>`, labelledRefs), "1"},
		{"upper case", strings.ToUpper(jatsArticle(`<p>It rose [`+bibr("R1", "1")+`]</p>`, labelledRefs)), "1"},
		{"open CDATA", jatsArticle(`<p>It rose [`+bibr("r1", "1")+`]</p>`, labelledRefs) + "<![CDATA[ x", "1"},
	} {
		t.Run(test.name, func(t *testing.T) {
			a := read(t, FormatJATS, test.source)
			checkArticle(t, a)
			if got := shortMarkers(a); got != test.markers {
				t.Errorf("markers %q, want %q\n%s", got, test.markers, dump(a))
			}
			if strings.Contains(dump(a), "passwd") {
				t.Error("an entity was expanded")
			}
		})
	}
}
