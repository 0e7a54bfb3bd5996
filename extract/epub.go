package extract

import (
	"cmp"
	"errors"
	"fmt"
	"strings"
)

// isEPUB recognises an EPUB by the one name that all of them hold.
func isEPUB(source string) bool {
	return strings.HasPrefix(source, zipMagic) && strings.Contains(source, epubContainer)
}

const epubContainer = "META-INF/container.xml"

// openEPUB reads an EPUB (W3C, EPUB 3.3; older ones are alike as far as is
// read). Its chapters are one tree, so that links from chapters to notes in
// other files are links within it. The text that places refer to is that of
// the files, as they are, in reading order, and then the package document,
// which states the date.
func openEPUB(source string, _ Options) (*draft, error) {
	a, err := openArchive(source)
	if err != nil {
		return nil, err
	}
	b, err := openBook(a)
	if err != nil {
		return nil, fmt.Errorf("it is no EPUB that can be read: %w", err)
	}
	text, parts, chapters, err := b.join()
	if err != nil {
		return nil, fmt.Errorf("its chapters cannot be read (they may be encrypted): %w", err)
	}
	p, builder := newPage(text)
	p.parts, builder.xml = parts, true
	for _, chapter := range chapters {
		builder.read(chapter)
	}
	w := newHTMLWalker(p, nil)
	w.run()
	d := w.draft
	d.text, d.parts = text, parts
	d.title = cmp.Or(b.title(), firstHeading(d.blocks))
	d.published = b.published(len(text) - len(b.source))
	if len(d.blocks) == 0 {
		return nil, ErrEmpty
	}
	return d, nil
}

// A book is an EPUB by its package document.
type book struct {
	archive  *archive
	file     string // the package document
	source   string // its text
	metadata *xmlNode
	spine    []string // names of the chapters' files, in reading order
}

func openBook(a *archive) (*book, error) {
	container, err := a.xml(epubContainer)
	if err != nil {
		return nil, err
	}
	b := &book{archive: a}
	container.descendants("rootfile", func(n *xmlNode) {
		if b.file == "" {
			b.file = fileBeside("", n.attr("full-path"))
		}
	})
	if b.source, err = a.read(b.file); err != nil {
		return nil, err
	}
	if b.source, err = decode(b.source, ""); err != nil {
		return nil, fmt.Errorf("reading %s: %w", b.file, err)
	}
	root, err := parseXML(b.source)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", b.file, err)
	}
	b.metadata = root.child("package", "metadata")
	b.readSpine(root.child("package"))
	return b, nil
}

// epubMatter are the parts of a book that are no text of it, by the names that
// EPUB 2 has for them.
var epubMatter = words(`cover; title-page; toc; index; loi; lot; copyright-page; colophon`)

// readSpine collects the files of the text, without contents and the like.
func (b *book) readSpine(root *xmlNode) {
	matter := map[string]bool{}
	root.child("guide").descendants("reference", func(n *xmlNode) {
		if href := unescapeFragment(n.attr("href")); epubMatter[n.attr("type")] && !strings.Contains(href, "#") {
			matter[fileBeside(b.file, href)] = true
		}
	})
	items := map[string]string{}
	root.child("manifest").descendants("item", func(n *xmlNode) {
		name, kind := fileBeside(b.file, unescapeFragment(n.attr("href"))), n.attr("media-type")
		if strings.Contains(kind, "html") && !strings.Contains(" "+n.attr("properties")+" ", " nav ") && !matter[name] {
			items[n.attr("id")] = name
		}
	})
	root.child("spine").descendants("itemref", func(n *xmlNode) {
		if name := items[n.attr("idref")]; name != "" {
			b.spine = append(b.spine, name)
		}
		delete(items, n.attr("idref"))
	})
}

// join puts the chapters and the package document into one text, each on lines
// of its own.
func (b *book) join() (text string, parts []part, chapters []Span, err error) {
	var out strings.Builder
	for _, name := range b.spine {
		chapter, err := b.archive.read(name)
		if errors.Is(err, errNoEntry) {
			continue
		}
		if err == nil && chapter != "" {
			chapter, err = decode(chapter, "application/xhtml+xml")
		}
		if err != nil {
			return "", nil, nil, fmt.Errorf("reading %s: %w", name, err)
		}
		parts = append(parts, part{name, out.Len()})
		chapters = append(chapters, Span{out.Len(), out.Len() + len(chapter)})
		out.WriteString(chapter)
		out.WriteByte('\n')
	}
	parts = append(parts, part{b.file, out.Len()})
	out.WriteString(b.source)
	return out.String(), parts, chapters, nil
}

// title returns the first title that the package document states.
func (b *book) title() string {
	title := ""
	b.metadata.descendants("dc:title", func(n *xmlNode) { title = cmp.Or(title, n.words()) })
	return title
}

// calibreNever is how calibre writes that it knows no date.
const calibreNever = "0101-01-01"

// published returns the date of publication that the package document, which
// begins at an offset, states. EPUB 2 has dates of other events, too.
func (b *book) published(offset int) Stated {
	stated := Stated{}
	b.metadata.descendants("dc:date", func(n *xmlNode) {
		event, date := n.attr("event"), n.words()
		if date == "" || strings.HasPrefix(date, calibreNever) || stated.Text != "" || event != "" && event != "publication" {
			return
		}
		at := strings.Index(b.source, "<dc:date")
		if i := strings.Index(b.source[max(at, 0):], date); i >= 0 {
			offset += max(at, 0) + i
		}
		stated = Stated{Text: date, Origin: "OPF", Span: Span{offset, offset + len(date)}}
	})
	return stated
}
