package extract

import (
	"slices"
	"strings"

	"github.com/citelint/citelint/pattern"
)

// A Format names how the source is written.
type Format string

// The formats that [Read] understands.
const (
	FormatText     Format = "text"
	FormatHTML     Format = "html"
	FormatMarkdown Format = "markdown"
	FormatDOCX     Format = "docx"
	FormatEPUB     Format = "epub"
	FormatMail     Format = "mail"
	FormatRST      Format = "rst" // reStructuredText
	FormatJATS     Format = "jats"
	FormatLaTeX    Format = "latex"
	FormatWikitext Format = "wikitext" // of MediaWiki
)

// A formatSpec says how a format is recognised and read: one entry of formats,
// beside the file that reads it.
type formatSpec struct {
	format     Format
	extensions []string // ".md", in lower case
	mediaTypes []string // what an answer's Content-Type begins with
	shared     []string // endings that files of other kinds have, too: plainly must say so

	// plainly says whether the content can be nothing else, whatever its name;
	// probably, whether a source without a telling name is likely to be it.
	// They see the first bytes of the decoded text. Either may be nil.
	plainly, probably func(head string) bool

	read reader // of a format that is text
	open opener // of a container, such as a zip of XML; nil for text

	// magic says whether bytes are this container. It sees the whole source.
	magic func(source string) bool
}

// A reader turns a source into the blocks of its reading text and the notes
// that its structure names. It takes the decoded text, never fails, and takes
// time linear in it.
type reader func(text string, o Options) *draft

// An opener reads a source that is not text. Its draft brings the text that
// the places refer to, and the parts that it is made of.
type opener func(source string, o Options) (*draft, error)

// formats is the table of formats, in the order in which content is tried.
// Text is what everything else is.
var formats = []formatSpec{
	{format: FormatJATS, read: readJATS, extensions: []string{".nxml"}, shared: []string{".xml"}, mediaTypes: []string{"application/jats+xml"}, plainly: isJATS},
	{
		format: FormatHTML, read: readHTML, extensions: []string{".html", ".htm", ".xhtml"},
		mediaTypes: []string{"text/html", "application/xhtml"}, plainly: htmlSign.MatchString, probably: hasHTMLTags,
	},
	{
		format: FormatWikitext, read: readWikitext, extensions: []string{".wiki", ".mediawiki", ".wikitext"},
		mediaTypes: []string{"text/x-wiki"}, plainly: isPlainlyWiki, probably: hasWikiSigns,
	},
	{
		format: FormatRST, read: readRST, extensions: []string{".rst", ".rest"},
		mediaTypes: []string{"text/x-rst", "text/prs.fallenstein.rst"}, plainly: isPlainlyRST, probably: hasRSTSigns,
	},
	{
		format: FormatLaTeX, read: readLaTeX, extensions: []string{".tex", ".ltx", ".latex"},
		mediaTypes: []string{"application/x-tex", "application/x-latex", "text/x-tex", "text/x-latex"}, plainly: isLaTeX, probably: hasLaTeXSigns,
	},
	{
		format: FormatMarkdown, read: readMarkdown, extensions: []string{".md", ".markdown", ".mdown", ".mkd"},
		mediaTypes: []string{"text/markdown"}, probably: hasMarkdownSigns,
	},
	{
		format: FormatMail, read: readMail, extensions: []string{".eml", ".mbox"},
		mediaTypes: []string{"message/rfc822", "application/mbox"}, plainly: isMail,
	},
	{
		format: FormatDOCX, open: openDOCX, magic: isDOCX, extensions: []string{".docx", ".docm", ".dotx"},
		mediaTypes: []string{"application/vnd.openxmlformats-officedocument.wordprocessingml"},
	},
	{
		format: FormatEPUB, open: openEPUB, magic: isEPUB, extensions: []string{".epub"},
		mediaTypes: []string{"application/epub+zip"},
	},
	{format: FormatText, read: readText, extensions: []string{".txt", ".text"}},
}

// Formats lists the names that [Options.Format] accepts, in alphabetical order.
func Formats() []Format {
	names := make([]Format, len(formats))
	for i := range formats {
		names[i] = formats[i].format
	}
	slices.Sort(names)
	return names
}

// Extensions lists the endings of file names that promise a known format.
func Extensions() []string {
	var all []string
	for i := range formats {
		all = append(all, formats[i].extensions...)
	}
	slices.Sort(all)
	return all
}

// SharedExtensions lists the endings of file names that articles and files of other
// kinds have; see [IsShared].
func SharedExtensions() []string {
	var all []string
	for i := range formats {
		all = append(all, formats[i].shared...)
	}
	slices.Sort(all)
	return all
}

// FormatByName returns the format that a file name promises, or "".
func FormatByName(name string) Format {
	dot := strings.LastIndexByte(name, '.')
	if dot < 0 {
		return ""
	}
	ending := strings.ToLower(name[dot:])
	for i := range formats {
		if slices.Contains(formats[i].extensions, ending) {
			return formats[i].format
		}
	}
	return ""
}

// HasSharedEnding says whether a file's name ends as articles of some format do
// and other files, too: [IsShared] then tells by the content.
func HasSharedEnding(name string) bool {
	return slices.ContainsFunc(formats, func(f formatSpec) bool {
		return slices.ContainsFunc(f.shared, func(ending string) bool { return strings.HasSuffix(strings.ToLower(name), ending) })
	})
}

// IsShared says whether the content of such a file is an article's.
func IsShared(data string) bool {
	text, err := decode(data[:min(len(data), sniffed)], "")
	return err == nil && slices.ContainsFunc(formats, func(f formatSpec) bool { return f.shared != nil && f.plainly(text) })
}

func specOf(format Format) *formatSpec {
	for i := range formats {
		if formats[i].format == format {
			return &formats[i]
		}
	}
	return nil
}

// container returns the format of a source that is no text, or nil.
func container(source string, o Options) *formatSpec {
	for i := range formats {
		if f := &formats[i]; f.open != nil && (o.Format == f.format || o.Format == "" && f.magic(source)) {
			return f
		}
	}
	return nil
}

// sniffed is how much of a source is looked at to tell its format.
const sniffed = 64 << 10

// detect tells the format of a text by content where the content is plain,
// then by its name and its declared type, then by the signs of a light markup.
func detect(text string, o Options) *formatSpec {
	head := text[:min(len(text), sniffed)]
	for i := range formats {
		if f := &formats[i]; f.plainly != nil && f.plainly(head) {
			return f
		}
	}
	named := specOf(FormatByName(strings.SplitN(o.Source, "?", 2)[0]))
	switch {
	case named != nil && named.format == FormatText && htmlFragment.MatchString(head):
		return specOf(FormatHTML) // many things are stored as .txt
	case named != nil && named.read != nil:
		return named
	}
	for i := range formats {
		f := &formats[i]
		if f.read != nil && slices.ContainsFunc(f.mediaTypes, func(t string) bool { return strings.HasPrefix(o.ContentType, t) }) {
			return f
		}
	}
	for i := range formats {
		if f := &formats[i]; f.probably != nil && f.probably(head) {
			return f
		}
	}
	return specOf(FormatText)
}

var (
	htmlSign     = pattern.New(`(?i)^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype html|html|head|body)[\s>]`)
	htmlFragment = pattern.New(`(?i)^\s*(?:<!--.*?-->\s*)?<(?:article|main|section|div|p|h1)[\s>]`)
	htmlTags     = pattern.New(`(?i)</(?:p|div|a|li|sup|span|h[1-6])>`)
	markdownSign = pattern.New("(?m)^(?:#{1,6} \\S|\\[\\^[^\\]\\s]+\\]:|```|> |[-*] \\S)|\\]\\((?:https?:|/)|^---\\n\\w+:|\\*\\*\\S[^*\n]*\\*\\*")
)

// hasHTMLTags says whether a text is rather a part of a page. Light markup may
// well begin with a tag, and then goes on in its own signs.
func hasHTMLTags(head string) bool {
	return htmlFragment.MatchString(head) && !hasMarkdownSigns(head) || len(htmlTags.FindAllStringIndex(head, 6)) > 5
}

func hasMarkdownSigns(head string) bool { return len(markdownSign.FindAllStringIndex(head, 2)) > 1 }
