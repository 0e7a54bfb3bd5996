package date

import (
	"cmp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// An Origin says by what means a page states a date.
type Origin string

// The origins of a page's dates.
const (
	OriginLinked    Origin = "json-ld"   // schema.org data in a script
	OriginMeta      Origin = "meta"      // <meta>: Open Graph, Dublin Core, Highwire Press and others
	OriginMicrodata Origin = "microdata" // itemprop, https://html.spec.whatwg.org/multipage/microdata.html
	OriginTime      Origin = "time"      // <time datetime>, <abbr title>
	OriginByline    Origin = "byline"    // what readers see beside the title
	OriginHeader    Origin = "http"      // the Last-Modified header
)

// A PageDate is one date that a page states of itself. Text is the value as written, and all of
// it lies between Start and End. It is written to disk between runs, so every field is exported.
type PageDate struct {
	Reading
	Origin Origin
	Field  string // what names the date: NewsArticle.datePublished, article:published_time, a class; "" when nothing does
}

const (
	maxPageDates = 32        // dates that are kept of a page; articles state fewer than ten
	maxOfClass   = 2         // of one class: the first, and whether there is another
	maxValue     = 100       // bytes of a value that is a date
	maxLinked    = 256 << 10 // bytes of JSON-LD that are read of a page
)

// A PageReader gathers the dates that a web page states of itself. It is fed with the page's tokens in their order, by
// whoever tokenises the page, and takes time linear in them; no tree is needed, and a page that breaks off is no error.
// The zero PageReader is ready. Dates of what stands beside the article (comments, teasers, pictures, footers) are left
// out; of all others the first two of each class are kept, also those that cannot be.
type PageReader struct {
	regions regions
	lines   lines
	linked  linked
	found   pageDates
	sign    string // what the page's language writes between day and month, where it writes the day first
}

// Start takes the start of an element. The attributes are not kept.
func (p *PageReader) Start(tag atom.Atom, all []html.Attribute) {
	a := attributesOf(all)
	p.lines.boundary(tag)
	here := p.regions.enter(tag, &a)
	switch {
	case tag == atom.Html:
		p.sign = dayFirstSign(a.lang)
	case tag == atom.Meta:
		p.takeMeta(&a, here)
	case tag == atom.Script:
		p.linked.open(a.kind)
	case !p.regions.silent() && !here.apart():
		p.lines.begin(tag, here)
		p.takeElement(tag, &a, here)
	}
}

// End takes the end of an element.
func (p *PageReader) End(tag atom.Atom) {
	if tag == atom.Script {
		p.linked.close(&p.found)
	}
	p.lines.end(tag)
	p.regions.leave(tag)
}

// Text takes the text between two tags, in UTF-8. It is not kept.
func (p *PageReader) Text(text []byte) {
	switch {
	case p.linked.reading:
		p.linked.take(text)
	case !p.regions.silent():
		p.lines.take(text, p.regions.here())
	}
}

// Dates returns what was found so far, at most 32: first what the page states for machines, in its order, then what its
// readers see. It may be called once.
func (p *PageReader) Dates() []PageDate {
	p.lines.read(&p.found, p.sign)
	return p.found
}

// pageDates are the dates of one page.
type pageDates []PageDate

// add keeps a date that a field states, if it is one.
func (all *pageDates) add(value string, d PageDate) {
	if all.full(d) {
		return
	}
	if read, ok := readValue(value, d); ok {
		all.keep(read)
	}
}

func (all *pageDates) keep(d PageDate) {
	for _, known := range *all {
		if known.Class() == d.Class() && known.Text == d.Text {
			return
		}
	}
	if !all.full(d) {
		*all = append(*all, d)
	}
}

// full reports whether no more dates of a kind are kept.
func (all *pageDates) full(d PageDate) bool {
	n := 0
	for _, known := range *all {
		if known.Origin == d.Origin && known.Class() == d.Class() {
			n++
		}
	}
	return n >= maxOfClass || len(*all) >= maxPageDates
}

// attributes are those of an element that may concern a date.
type attributes struct {
	name, kind, content, class, id, itemprop, itemtype, datetime, title, lang string
	itemscope, pubdate                                                        bool
}

func attributesOf(all []html.Attribute) attributes {
	var a attributes
	for i := range all {
		value := all[i].Val
		switch all[i].Key {
		case "name", "property", "http-equiv":
			if metaFields[a.name] == "" {
				a.name = strings.ToLower(strings.TrimSpace(value))
			}
		case "type":
			a.kind = value
		case "content":
			a.content = value
		case "class":
			a.class = value
		case "id":
			a.id = value
		case "itemprop":
			a.itemprop = strings.ToLower(value)
		case "itemtype":
			a.itemtype = value
		case "itemscope":
			a.itemscope = true
		case "datetime":
			a.datetime = value
		case "title":
			a.title = value
		case "lang":
			a.lang = value
		case "pubdate":
			a.pubdate = true
		}
	}
	return a
}

// takeMeta reads <meta>, also where it is microdata.
func (p *PageReader) takeMeta(a *attributes, here region) {
	if a.content == "" || here.apart() || p.regions.silent() {
		return
	}
	if role := itemRole(a.itemprop); role != "" && !here.foreign() {
		p.found.add(a.content, PageDate{Reading: Reading{Role: role}, Origin: OriginMicrodata, Field: a.itemprop})
	}
	if role := metaFields[a.name]; role != "" {
		p.found.add(a.content, PageDate{Reading: Reading{Role: role}, Origin: OriginMeta, Field: a.name})
	}
}

// takeElement reads the dates that elements of the page's body state for machines.
func (p *PageReader) takeElement(tag atom.Atom, a *attributes, here region) {
	if here.foreign() {
		return
	}
	value := cmp.Or(a.content, a.datetime)
	if role := itemRole(a.itemprop); role != "" && value != "" {
		p.found.add(value, PageDate{Reading: Reading{Role: role}, Origin: OriginMicrodata, Field: a.itemprop})
		return
	}
	role, field := here.role()
	value = a.datetime
	switch {
	case tag == atom.Time && a.pubdate:
		role, field = RolePublished, "pubdate"
	case tag == atom.Time && field == "" && here.heads():
		field = "header"
	case tag == atom.Time:
	case tag == atom.Abbr && field != "": // <abbr class="published" title="2012-…">, http://microformats.org/wiki/hatom
		value = a.title
	default:
		return
	}
	if value != "" {
		p.found.add(value, PageDate{Reading: Reading{Role: role}, Origin: OriginTime, Field: field})
	}
}

// itemRoles are the properties of schema.org that are dates of a page.
var itemRoles = map[string]Role{"datepublished": RolePublished, "datemodified": RoleModified, "datecreated": RoleCreated}

// itemRole is quick where there is no property, as for most elements.
func itemRole(property string) Role {
	if property == "" {
		return ""
	}
	return itemRoles[property]
}
