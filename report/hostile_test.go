package report

import (
	"errors"
	"strings"
	"testing"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/extract"
)

// hostileTexts are what titles, addresses and file names hold to attack the
// readers of reports, one for each kind of reader.
var hostileTexts = []string{
	hostile,
	"",
	"   ",
	"=HYPERLINK(\"http://evil.example\")", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", "＝1+1", "＠x", "'=1",
	`a";=1`, "a;=1", "a; \"'+1", "a,=1", `","=1`, ";;=1", "\"\r\n=1",
	"::error::forged", "\n::error::forged", "\r::set-output name=x::y", "%0A::error::x", "%250A", "a,title=x::y", "a:b,c=d", "##[error]x", "##vso[task.complete]x",
	"# heading", "\n\n# heading\n", "[a](https://evil.example)", "![a](https://evil.example/a.png)", "https://evil.example www.evil.example a@evil.example",
	"@octocat #12 GH-12 octo/repo#12 ffac537e6cbbf934b08745a378932722df287a53", "`", "``", "` `` ```", "`@octocat`", "a` @octocat `b", "\\`@octocat\\`", "`a", "a`",
	"<img src=x onerror=alert(1)>", "<script>alert(1)</script>", "</details><h1>passed</h1>", "<!-- a -->", "a | b | c\n--|--|--", "- [x] done", "**passed**", "$`a`$", "~~~\na", "```\na\n```",
	"]]>", "<![CDATA[a]]>", "<!DOCTYPE a [<!ENTITY b \"c\">]>", "&lol;", "\x00\x01\x08\x0b\x0c\x1f", "\ufffe\uffff", "\xed\xa0\x80", "\xff", "&#0;", "<?xml version='1.1'?>",
	"[a](1)", "{0}", `{"a":1}`, `\u0000`, "../../etc/passwd", "C:\\a b\\c.md", "/abs/a b.md", "a%20b.md", "a?b#c.md", "http://[::1", "https://a.example/é?q=ü#x", "a:b", "",
}

// hostileRun says s wherever an article, a page or a file name can say
// something: its first article could be read, its second could not.
func hostileRun(t testing.TB, s string) run {
	t.Helper()
	const text = "Rents rose [1].\nWages did not [2].\n"
	a := articleOf(t, "a.txt", text)
	return run{results: []*check.Result{
		{
			Source: "s" + s, Article: a, Complete: true, NotJudged: []string{"whether " + s},
			Findings: []check.Finding{
				{Rule: "dead-link", Severity: check.Error, Message: s, Span: spanOf(t, a, "[1]", 1), Label: s, URL: s, Evidence: check.Evidence{{Name: "title", Value: s}}},
				{Rule: "unused-reference", Severity: check.Warning, Message: "the title is " + s, Span: extract.Span{Start: 1, End: len(text)}, URL: s},
				{Rule: "moved-link", Severity: check.Info, Message: s + s},
			},
		},
		{Source: s, Err: errors.New(s)},
	}}
}

// showsNothingHidden wants every line to be harmless, and to be no command to a
// build server but those of ours.
func showsNothingHidden(t *testing.T, sink, got string) {
	t.Helper()
	end := "\n"
	if sink == "csv" {
		end = "\r\n"
	}
	for line := range strings.SplitSeq(got, end) {
		if bad := hiddenIn(line); bad != "" {
			t.Errorf("%s: %s stands raw in %q", sink, bad, line)
		}
		start := strings.TrimSpace(line)
		if strings.HasPrefix(start, "##[") || strings.HasPrefix(start, "##vso") || sink != "github" && strings.HasPrefix(start, "::") {
			t.Errorf("%s: a build server would take this for a command: %q", sink, line)
		}
	}
}
