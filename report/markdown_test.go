package report

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	source "github.com/yuin/goldmark/text"

	"github.com/citelint/citelint/check"
)

// outline is what a forge makes of a comment: its elements, with the text of
// all but the quotations. A forge looks for mentions, issues and addresses in
// that text, so that whatever is not in it cannot be one.
func outline(t *testing.T, comment string) string {
	t.Helper()
	written := []byte(comment)
	tree := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote)).Parser().Parse(source.NewReader(written))
	var out strings.Builder
	err := ast.Walk(tree, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch node := n.(type) {
		case *ast.CodeSpan:
			out.WriteString("<quotation>")
			return ast.WalkSkipChildren, nil
		case *ast.Text:
			out.Write(node.Segment.Value(written))
		case *ast.Link:
			fmt.Fprintf(&out, "<link %s>", node.Destination)
		default:
			fmt.Fprintf(&out, "\n<%s>", n.Kind())
		}
		return ast.WalkContinue, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// Whatever an article says, the comment has the elements and the words that it
// has for an article that says "x".
func FuzzMarkdown(f *testing.F) {
	for _, s := range hostileTexts {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		comment := hostileRun(t, s).write(t, NewMarkdown)
		showsNothingHidden(t, "markdown", comment)
		if diff := cmp.Diff(outline(t, hostileRun(t, "x").write(t, NewMarkdown)), outline(t, comment)); diff != "" {
			t.Errorf("%q leaks out of its quotation (-want +got):\n%s\n%s", s, diff, comment)
		}
	})
}

// The outline would show what leaks.
func TestOutlineShowsWhatLeaks(t *testing.T) {
	plain := outline(t, "- x\n")
	for _, leak := range []string{"@octocat", "#12", "# x", "[x](https://evil.example)", "![x](y)", "<b>x</b>", "https://evil.example", "**x**", "x\n\n---\n"} {
		if outline(t, "- "+leak+"\n") == plain {
			t.Errorf("%q is not seen", leak)
		}
	}
}

func TestQuotationsHoldTheirText(t *testing.T) {
	for _, s := range hostileTexts {
		want := oneLine(s, maxQuoted)
		if want == "" || len(want) > maxQuoted {
			continue
		}
		written := []byte("- " + quote(want) + "\n")
		tree := goldmark.DefaultParser().Parse(source.NewReader(written))
		span, is := tree.FirstChild().FirstChild().FirstChild().FirstChild().(*ast.CodeSpan)
		if !is {
			t.Errorf("%q is no quotation: %s", want, written)
			continue
		}
		var got strings.Builder
		for n := span.FirstChild(); n != nil; n = n.NextSibling() {
			if part, is := n.(*ast.Text); is {
				got.Write(part.Segment.Value(written))
			}
		}
		if got.String() != want {
			t.Errorf("%q is quoted as %q", want, got.String())
		}
	}
}

// A comment that is too long would not be taken at all.
func TestMarkdownKeepsToItsLength(t *testing.T) {
	for what, message := range map[string]string{"short": "x", "long": strings.Repeat("long ", 200), "wide": strings.Repeat("𝔄", 200)} {
		r := run{results: []*check.Result{manyFindings(t, 4000, func(i int) string { return fmt.Sprint(i, message) })}}
		comment := r.write(t, NewMarkdown)
		if n := len(utf16.Encode([]rune(comment))); n > 65_000 || n < 55_000 {
			t.Errorf("%s: the comment has %d characters, want at most 65,000 and not much less", what, n)
		}
		if !strings.Contains(comment, "\n**Errors**\n") || strings.Contains(comment, "\n**Notes**\n") {
			t.Errorf("%s: the gravest do not come first", what)
		}
		shown := strings.Count(comment, "\n- ")
		_, left, _ := strings.Cut(comment, "\nLeft out, because a comment holds no more: ")
		missing := 0
		for word := range strings.FieldsSeq(left) {
			n, _ := strconv.Atoi(word)
			missing += n
		}
		if shown == 0 || shown+missing != 4000 {
			t.Errorf("%s: shows %d of 4000, and says that it left out %q", what, shown, left)
		}
	}
}
