package extract

import (
	"errors"
	"fmt"
	"path"
	"regexp"
	"strings"
)

// Options say what is known of a source besides its bytes.
type Options struct {
	Source      string // path or URL, as it was given; its extension hints at the format
	Format      Format // "" = found out by name and content
	ContentType string // of the answer that brought it, "" when it is a file
	BaseURL     string // what relative links are relative to, "" when not known
}

// What makes a source unreadable.
var (
	ErrEmpty  = errors.New("it is empty")
	ErrBinary = errors.New("it is not text: its bytes are in no known character encoding")
)

// Read reads one article. It fails only on a source that is empty or not text
// and on an unknown format name; whatever else is odd is read as far as it
// goes.
func Read(data []byte, o Options) (*Article, error) {
	text, err := decode(data, o.ContentType)
	if err != nil {
		return nil, err
	}
	if strings.TrimSpace(text) == "" {
		return nil, ErrEmpty
	}
	format := o.Format
	if format == "" {
		format = detect(text, o)
	}
	read, known := readers[format]
	if !known {
		return nil, fmt.Errorf("unknown input format %q: use html, markdown or text", format)
	}
	article := &Article{Source: o.Source, Format: format, text: text, ruler: newRuler(text)}
	find(article, read(text, o))
	return article, nil
}

// A reader turns a source into the blocks of its reading text and the notes
// that its structure names. It takes the decoded text, never fails, and takes
// time linear in it.
type reader func(text string, o Options) *draft

var readers = map[Format]reader{
	FormatText:     readText,
	FormatHTML:     readHTML,
	FormatMarkdown: readMarkdown,
}

var formatByExtension = map[string]Format{
	".html": FormatHTML, ".htm": FormatHTML, ".xhtml": FormatHTML,
	".md": FormatMarkdown, ".markdown": FormatMarkdown, ".mdown": FormatMarkdown, ".mkd": FormatMarkdown,
	".txt": FormatText, ".text": FormatText,
}

// FormatByName returns the format that a file name promises, or "".
func FormatByName(name string) Format {
	return formatByExtension[strings.ToLower(path.Ext(name))]
}

// sniffed is how much of a source is looked at to tell its format.
const sniffed = 64 << 10

var (
	htmlSign     = regexp.MustCompile(`(?i)^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype html|html|head|body|article|main|section|div|p|h1)[\s>]`)
	htmlTags     = regexp.MustCompile(`(?i)</(?:p|div|a|li|sup|span|h[1-6])>`)
	markdownSign = regexp.MustCompile("(?m)^(?:#{1,6} \\S|\\[\\^[^\\]\\s]+\\]:|```|> |[-*] \\S)|\\]\\((?:https?:|/)|^---\\n\\w+:|\\*\\*\\S[^*\n]*\\*\\*")
)

// detect tells the format by content where the content is plain, then by the
// declared type and the name, then by the signs of a light markup.
func detect(text string, o Options) Format {
	head := text[:min(len(text), sniffed)]
	named := FormatByName(strings.SplitN(o.Source, "?", 2)[0])
	switch {
	case htmlSign.MatchString(head):
		return FormatHTML
	case named != "":
		return named
	case strings.HasPrefix(o.ContentType, "text/html"), strings.HasPrefix(o.ContentType, "application/xhtml"):
		return FormatHTML
	case strings.HasPrefix(o.ContentType, "text/markdown"):
		return FormatMarkdown
	case len(htmlTags.FindAllStringIndex(head, 6)) > 5:
		return FormatHTML
	case len(markdownSign.FindAllStringIndex(head, 2)) > 1:
		return FormatMarkdown
	}
	return FormatText
}
