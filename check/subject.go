package check

import (
	"slices"
	"sync"

	"github.com/citelint/citelint/check/date"
	"github.com/citelint/citelint/extract"
)

// A subject is one article under judgement: what was read, what was measured,
// and what the rules share.
type subject struct {
	article       *extract.Article
	links         []*Link // whose addresses stand in the article
	options       Options
	published     date.Date // zero when the article states none that can be read
	publishedFrom string
	notJudged     []string
	suppressions  suppressions
	weights       map[string]Severity // what Options.Weigh says of rules
	complete      bool                // every link was asked

	places       [][]*Link // all links by URL
	entries      []entry
	citedSources map[string]bool                     // what some list's marker cites, by sourceOf
	dated        []dated                             // every date that a reference or a link bears
	bears        map[string]run                      // which of dated each URL bears; those that bear none are left out
	borne        map[string][]DateEvidence           // the same as evidence
	stated       map[*extract.Reference]date.Reading // when the source appeared, as its reference says
	datings      map[*extract.Reference]Dating       // what else each reference says of dates
	byReference  map[*extract.Reference][]*Link      // filled by linksOf
	byAddress    map[string][]*Link                  // filled by placesOf
	named        map[date.Date]bool                  // the days that the text names; filled by isNews
	accounts     []account                           // what the entries say of their sources' days
	early        map[string]date.NameUse             // by URL: a name in it that is younger than its date
	forms        map[string]form                     // by URL, of those that are no lasting source's
}

// An entry is a reference with what the rules ask of it.
type entry struct {
	*extract.Reference
	list    int
	cited   int  // how many markers cite it
	named   bool // something that is no marker cites it, or another entry of its label
	reached bool // by a marker that is hidden, or that prints another label
}

// A measuring is the work on an article that needs no answers: it may take place while the web is being asked, best when
// most has been answered and there is nothing to do but to wait.
type measuring struct {
	begin    func()
	done     chan struct{}
	subject  *subject
	findings []Finding // of the rules that read the article alone
	fault    any
}

// measure prepares the measuring of an article. It reads nothing of a link that an answer changes.
func measure(article *extract.Article, links []Link, o Options) *measuring {
	m := &measuring{done: make(chan struct{})}
	work := func() {
		defer close(m.done)
		defer func() { m.fault = recover() }()
		m.subject = newSubject(article, links, o)
		m.findings = m.subject.judgeAll(readsArticle)
	}
	m.begin = sync.OnceFunc(func() { go work() })
	return m
}

// wait begins what was not begun, and waits for its end. A fault is the waiter's.
func (m *measuring) wait() *subject {
	m.begin()
	if <-m.done; m.fault != nil {
		panic(m.fault)
	}
	return m.subject
}

func newSubject(article *extract.Article, links []Link, o Options) *subject {
	s := &subject{article: article, options: o}
	all := make([]*Link, len(links))
	for i := range links {
		all[i] = &links[i]
	}
	s.links, s.places = inText(all), byURL(all)
	s.published, s.publishedFrom = publishedOn(article, o.Published)
	s.suppressions = readSuppressions(article)
	if o.Weigh != nil {
		s.weights = o.Weigh(article.Source)
	}
	citations, reached := map[citation]int{}, map[citation]bool{}
	for _, m := range article.Markers {
		citations[citation{m.List, extract.LabelKey(m.Label)}]++
		if m.Tie != nil && m.Tie.Leads != "" {
			reached[citation{m.List, extract.LabelKey(m.Tie.Leads)}] = true
		}
	}
	for _, m := range article.Hidden {
		reached[citation{m.List, extract.LabelKey(m.Label)}] = true
	}
	for i := range article.Lists {
		refs := article.Lists[i].References
		for j := range refs {
			key := citation{i, extract.LabelKey(refs[j].Label)}
			s.entries = append(s.entries, entry{Reference: &refs[j], list: i, cited: citations[key], reached: reached[key]})
		}
	}
	s.shareNames()
	s.citedSources = map[string]bool{}
	for _, e := range s.entries {
		if e.cited > 0 && len(e.URLs) > 0 {
			s.citedSources[sourceOf(e)] = true
		}
	}
	s.readDates()
	s.accounts = s.readAccounts()
	s.early, s.forms = map[string]date.NameUse{}, map[string]form{}
	for _, all := range s.places {
		if f := formOf(all[0].URL); f.rule != "" {
			s.forms[all[0].URL] = f
		}
	}
	s.findEarlyNames()
	return s
}

// findEarlyNames looks for names in the addresses that bear a date.
func (s *subject) findEarlyNames() {
	if len(s.bears) == 0 {
		return // and the names need not even be read
	}
	names := s.options.Names
	if names == nil {
		names = date.BuiltInNames()
	}
	for url := range s.bears {
		if use, ok := anachronism(names, url); ok {
			s.early[url] = use
		}
	}
}

// inText leaves out the links whose addresses were made of a DOI: they say
// nothing by their form.
func inText(links []*Link) []*Link {
	return slices.DeleteFunc(slices.Clone(links), func(l *Link) bool { return l.DOI != "" })
}

// shareNames counts an entry as cited by name where another one of its list and
// label is: a label that is defined twice is cited once for both.
func (s *subject) shareNames() {
	named := map[citation]bool{}
	key := func(e entry) citation { return citation{e.list, extract.LabelKey(e.Label)} }
	for _, e := range s.entries {
		named[key(e)] = named[key(e)] || e.Cited && e.Label != ""
	}
	for i, e := range s.entries {
		s.entries[i].named = e.Cited || named[key(e)]
	}
}

// sourceOf names what an entry cites, and as what: its label and its first URL.
func sourceOf(e entry) string {
	return extract.LabelKey(e.Label) + " " + sameTarget(e.URLs[0].Text)
}

// A citation is a label within the list that it is looked up in.
type citation struct {
	list int
	key  string
}

// judge runs one rule and fills in what its findings have in common.
func (s *subject) judge(rule *Rule) []Finding {
	weight := s.weight(rule)
	if weight == Off {
		return nil
	}
	findings := rule.judge(s)
	for i := range findings {
		findings[i].Rule = rule.ID
		if findings[i].Severity == 0 {
			findings[i].Severity = weight
		}
		findings[i].Severity = min(findings[i].Severity, weight)
	}
	return findings
}

// weight is how much a rule matters in this article, as the user says, else as
// its table does; what the user says also turns on a rule that is off by default. A finding that its rule weighs itself may matter less.
func (s *subject) weight(rule *Rule) Severity {
	if weight := s.weights[rule.ID]; weight != 0 {
		return weight
	}
	if !s.options.wants(rule) {
		return Off
	}
	return rule.Severity
}

// couldNotTell remembers what was not judged and why, once.
func (s *subject) couldNotTell(why string) {
	for _, known := range s.notJudged {
		if known == why {
			return
		}
	}
	s.notJudged = append(s.notJudged, why)
}

// noDate is the date that is not known.
var noDate = date.Date{}

// publishedOn returns the article's own date and where it was found: the first
// of what may state it that is a date.
func publishedOn(article *extract.Article, override date.Date) (date.Date, string) {
	if !override.IsZero() {
		return override, "--published"
	}
	for _, stated := range article.Dates {
		if d := ownDate(stated); !d.IsZero() && !isOfReference(article, stated) {
			return d, stated.Origin
		}
	}
	return noDate, ""
}

// isOfReference tells whether a line of a short article that looks like its byline stands in a list of its references.
func isOfReference(article *extract.Article, stated extract.Stated) bool {
	isLine := stated.Origin == extract.OriginByline || stated.Origin == extract.OriginDateline
	return isLine && slices.ContainsFunc(article.Lists, func(l extract.List) bool {
		return l.Span.Start <= stated.Span.Start && stated.Span.Start < l.Span.End
	})
}

// ownDate reads what may state an article's date. The zero of a clock is what
// generators write where they know none.
func ownDate(stated extract.Stated) date.Date {
	var d date.Date
	switch stated.Origin {
	case extract.OriginURL, extract.OriginCanonical:
		r, _ := date.Published(stated.Text)
		d = r.Date
	case extract.OriginByline, extract.OriginDateline:
		r, _ := date.InByline(stated.Text)
		d = r.Date
	case extract.OriginTitlePage: // \date{May 2021}, and \date{Berlin, 11 May 2021}
		r, ok := date.InValue(stated.Text)
		if !ok {
			r, _ = date.InByline(stated.Text)
		}
		d = r.Date
	default:
		r, _ := date.InValue(stated.Text)
		d = r.Date
	}
	if s := d.String(); s == "0001-01-01" || s == "1900-01-01" || s == "1970-01-01" {
		return noDate
	}
	return d
}

// dateIn reads the first date of a text that names one, else none.
func dateIn(text string) date.Date {
	if d, ok := date.ParseISO(text); ok {
		return d
	}
	for _, r := range date.InText(text) {
		if !r.Date.IsZero() {
			return r.Date
		}
	}
	return noDate
}

// quoted puts a label or another short text of the article into quotes.
func quoted(text string) string { return `"` + text + `"` }

// lines lists the source lines of some spans.
func (s *subject) lines(spans []extract.Span) []int {
	out := make([]int, 0, len(spans))
	for _, span := range spans {
		line := s.article.Position(span.Start).Line
		if len(out) == 0 || out[len(out)-1] != line {
			out = append(out, line)
		}
	}
	return out
}
