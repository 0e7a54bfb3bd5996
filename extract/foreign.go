package extract

import (
	"fmt"
	"strings"
)

// refused are files that hold articles and are not read, by how they start and
// what their first hundred bytes hold, and what can be done with them.
var refused = []struct{ starts, holds, what, remedy string }{
	{"%PDF-", "", "a PDF", "turn it into text first, for instance with: pdftotext -layout article.pdf - | citelint check -"},
	{"\xd0\xcf\x11\xe0", "", "an old Word document or one under a password", "open it in a word processor and save it as .docx without one"},
	{`{\rtf`, "", "RTF", "open it in a word processor and save it as .docx"},
	{zipMagic, "application/vnd.oasis.opendocument.text", "an OpenDocument text", "open it in a word processor and save it as .docx"},
	{zipMagic, "", "a zip archive of no known kind", "of archives, .docx and .epub are read"},
}

// refuse returns an error for a source that is a foreign file.
func refuse(source string) error {
	for _, f := range refused {
		if strings.HasPrefix(source, f.starts) && strings.Contains(source[:min(len(source), 100)], f.holds) {
			return foreignError(fmt.Sprintf("it is %s: %s", f.what, f.remedy))
		}
	}
	return nil
}

// A foreignError is an [ErrBinary] that says more.
type foreignError string

func (e foreignError) Error() string        { return string(e) }
func (e foreignError) Is(target error) bool { return target == ErrBinary }
