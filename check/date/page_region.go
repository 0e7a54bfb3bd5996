package date

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// A region is what the elements around a place say of it.
type region uint16

const (
	isApart   region = 1 << iota // not the article's: aside, footer, comments, teasers
	isForeign                    // microdata of something else: a video, a comment
	isArticle
	isHeader
	isPublished
	isModified
	isDate

	anyMark = isPublished | isModified | isDate
)

func (r region) apart() bool   { return r&isApart != 0 }
func (r region) foreign() bool { return r&isForeign != 0 }
func (r region) heads() bool   { return r&isArticle != 0 && r&isHeader != 0 }
func (r region) marks() region { return r & anyMark }

// role is what the names of the elements around a place make of a date in it, and which name does.
func (r region) role() (Role, string) {
	switch {
	case r&isPublished != 0:
		return RolePublished, "published"
	case r&isModified != 0:
		return RoleModified, "updated"
	case r&isDate != 0:
		return RoleStated, "date"
	}
	return RoleStated, ""
}

// maxDepth bounds the elements that are remembered as open. Deeper ones are in the region of the last.
const maxDepth = 1000

// regions follow the nesting of a page without a tree. A missing end tag is made up for by that of an element around;
// an end tag without a start is ignored. Every element is opened and closed once, so that the work is linear.
type regions struct {
	stack   []frame
	opened  [256]uint16       // how many on the stack are of a kind, by slot: where it is 0, none is
	skipped int               // how many of the open ones are not for readers
	deeper  map[atom.Atom]int // how many of a kind are open below the deepest that is remembered
	unread  int               // how many of those are not for readers
}

type frame struct {
	tag   atom.Atom
	here  region // inherited
	marks region // its own
}

// here is the region of the innermost element. The names of date elements reach two levels down.
func (r *regions) here() region {
	n := len(r.stack)
	if n == 0 {
		return 0
	}
	here := r.stack[n-1].here
	for i := n - 1; i >= max(0, n-3); i-- {
		here |= r.stack[i].marks
	}
	return here
}

// silent reports whether the text here is not for readers.
func (r *regions) silent() bool { return r.skipped > 0 || r.unread > 0 }

// isVoid reports whether an element has no content and no end tag.
func isVoid(tag atom.Atom) bool {
	switch tag {
	case atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Hr, atom.Img, atom.Input, atom.Link, atom.Meta, atom.Param,
		atom.Source, atom.Track, atom.Wbr:
		return true
	}
	return false
}

// isUnread reports whether the text of an element is not for readers.
func isUnread(tag atom.Atom) bool {
	switch tag {
	case atom.Script, atom.Style, atom.Template, atom.Noscript, atom.Svg, atom.Select, atom.Textarea, atom.Iframe:
		return true
	}
	return false
}

func (r *regions) enter(tag atom.Atom, a *attributes) region {
	f := frame{tag: tag, here: r.inherited()}
	f.here, f.marks = regionOf(f.here, tag, a)
	if tag == 0 || isVoid(tag) {
		return r.here() | f.here | f.marks
	}
	if len(r.stack) == maxDepth {
		r.enterDeeper(tag)
		return r.here()
	}
	r.opened[slot(tag)]++
	if isUnread(tag) {
		r.skipped++
	}
	r.stack = append(r.stack, f)
	return r.here()
}

// enterDeeper counts an element that is not remembered, so that its end tag ends no other.
func (r *regions) enterDeeper(tag atom.Atom) {
	if r.deeper == nil {
		r.deeper = map[atom.Atom]int{}
	}
	r.deeper[tag]++
	if isUnread(tag) {
		r.unread++
	}
}

// slot is where elements of a kind are counted. Two kinds may share one, which costs a search and no more.
func slot(tag atom.Atom) uint8 { return uint8(tag>>8) ^ uint8(tag) }

func (r *regions) inherited() region {
	if len(r.stack) == 0 {
		return 0
	}
	return r.stack[len(r.stack)-1].here
}

func (r *regions) leave(tag atom.Atom) {
	if r.deeper[tag] > 0 {
		r.deeper[tag]--
		if isUnread(tag) {
			r.unread--
		}
		return
	}
	start := r.startOf(tag)
	if start < 0 {
		return
	}
	for _, f := range r.stack[start:] {
		r.opened[slot(f.tag)]--
		if isUnread(f.tag) {
			r.skipped--
		}
	}
	r.stack = r.stack[:start]
	clear(r.deeper)
	r.unread = 0
}

// startOf is the innermost open element of a kind, -1 where none is.
func (r *regions) startOf(tag atom.Atom) int {
	if r.opened[slot(tag)] == 0 {
		return -1
	}
	for i := len(r.stack) - 1; i >= 0; i-- {
		if r.stack[i].tag == tag {
			return i
		}
	}
	return -1
}

// regionOf adds what an element says of its content. The page's outermost elements say too much with their classes.
func regionOf(around region, tag atom.Atom, a *attributes) (here, marks region) {
	here = around
	switch tag {
	case atom.Html, atom.Body:
		return here, 0
	case atom.Aside, atom.Nav, atom.Footer:
		here |= isApart
	case atom.Article, atom.Main:
		here |= isArticle
	case atom.Header, atom.Hgroup:
		here |= isHeader
	}
	if a.itemscope {
		here &^= isForeign
		if foreignItem(a.itemtype) {
			here |= isForeign
		}
	}
	if role := itemRole(a.itemprop); role == RolePublished {
		marks |= isPublished
	} else if role == RoleModified {
		marks |= isModified
	}
	if tag == atom.Main || tag == atom.Article || a.class == "" && a.id == "" {
		return here, marks
	}
	named := wordsIn(a.class) | wordsIn(a.id)
	if named&isWrapper == 0 {
		here |= named & isApart
	}
	return here, marks | named&anyMark
}

// foreignItem reports whether an item of microdata is a thing on the page rather than the page.
func foreignItem(itemtype string) bool {
	name := itemtype[strings.LastIndexByte(itemtype, '/')+1:]
	return name != "" && !isArticleType(name) && !isPageType(name)
}

// isWrapper is set by words that say what an element has, not what it is: has-sidebar, with-comments.
const isWrapper region = 1 << 15

// regionWords are words of class names and ids.
var regionWords = indexRegions(map[region]string{
	isApart: `comment comments commentlist related sidebar footer teaser teasers widget widgets promo recommended recommendations
		recirc recirculation popular trending mostread newsletter disqus respond similar readmore readnext upnext nextup
		breadcrumb breadcrumbs advertisement advert ads menu navigation nav outbrain taboola kommentare kommentar verwandt
		commentaires copyright rail ticker carousel`,
	isPublished: `published pubdate publish publishdate publisheddate publicationdate publication datepublished postdate posted
		entrydate articledate createdate erstellt veroeffentlicht`,
	isModified: `modified updated lastmod lastmodified datemodified dateupdated update lastupdated`,
	isDate:     `date dates datum dateline timestamp byline datetime time postmeta metadata entrymeta fecha data`,
	isWrapper:  `has with no without container wrapper layout page grid hfeed`,
})

// regionLengths holds, by the first letter, a bit for each length that a word of regionWords has. It spares the map most of
// a page's names.
var regionLengths = func() (lengths ['z' + 1]uint32) {
	for word := range regionWords {
		lengths[word[0]] |= 1 << len(word)
	}
	return lengths
}()

func indexRegions(words map[region]string) map[string]region {
	index := map[string]region{}
	for r, list := range words {
		for word := range strings.FieldsSeq(list) {
			index[word] |= r
		}
	}
	return index
}

// maxNames bounds the bytes of a class or id that are looked at.
const maxNames = 300

// wordsIn is what the words of a class or an id say. Words end where a name's letters do.
func wordsIn(names string) region {
	names = names[:min(len(names), maxNames)]
	var all region
	var word [20]byte
	n := 0
	for i := 0; i <= len(names); i++ {
		if i < len(names) && isLetter(names[i]) {
			if n < len(word) {
				word[n] = names[i] | 0x20
			}
			n++
			continue
		}
		if n > 1 && n <= len(word) && regionLengths[word[0]]&(1<<n) != 0 {
			all |= regionWords[string(word[:n])]
		}
		n = 0
	}
	return all
}
