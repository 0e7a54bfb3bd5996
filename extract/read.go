package extract

import (
	"errors"
	"fmt"
	"strings"
)

// Options say what is known of a source besides its bytes.
type Options struct {
	Source      string // path or URL, as it was given; its extension hints at the format
	Format      Format // "" = found out by name and content
	ContentType string // of the answer that brought it, "" when it is a file
	BaseURL     string // what relative links are relative to, "" when not known

	// Beside reads a file that lies beside the source, such as the bibliography
	// that a LaTeX source names. It takes a bare file name. nil where the source
	// has no neighbours.
	Beside func(name string) ([]byte, error)

	// KeepReading keeps the reading text, for [Article.Paragraphs].
	KeepReading bool
}

// What makes a source unreadable.
var (
	ErrEmpty  = errors.New("it is empty")
	ErrBinary = errors.New("it is not text: its bytes are in no known character encoding")
)

// Read reads one article. It fails only on a source that is empty or cannot
// be opened and on an unknown format name; whatever else is odd is read as far
// as it goes.
//
// The article keeps the source: one that is a string already is not copied.
func Read[Source string | []byte](source Source, o Options) (*Article, error) {
	return readString(string(source), o)
}

func readString(source string, o Options) (*Article, error) {
	if o.Format != "" && specOf(o.Format) == nil {
		return nil, fmt.Errorf("unknown input format %q: use %s", o.Format, FormatNames())
	}
	if f := container(source, o); f != nil {
		d, err := f.open(source, o)
		if err != nil {
			return nil, err
		}
		return newArticle(f.format, d, o), nil
	}
	text, err := decode(source, o.ContentType)
	if err != nil {
		return nil, err
	}
	if strings.TrimSpace(text) == "" {
		return nil, ErrEmpty
	}
	f := specOf(o.Format)
	if f == nil {
		f = detect(text, o)
	}
	d := f.read(text, o)
	if d.text == "" {
		d.text = text
	}
	return newArticle(f.format, d, o), nil
}

// FormatNames lists the formats for people: "html, markdown or text".
func FormatNames() string {
	names := Formats()
	var out strings.Builder
	for i, name := range names {
		switch i {
		case 0:
		case len(names) - 1:
			out.WriteString(" or ")
		default:
			out.WriteString(", ")
		}
		out.WriteString(string(name))
	}
	return out.String()
}

func newArticle(format Format, d *draft, o Options) *Article {
	a := &Article{Source: o.Source, Format: format, text: d.text, ruler: newRuler(d.text), parts: d.parts}
	f := find(a, d)
	if o.KeepReading {
		a.paragraphs = f.paragraphs()
	}
	a.Dates = d.stated(o)
	return a
}
