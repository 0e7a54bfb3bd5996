package check_test

import (
	"strings"
	"testing"

	"github.com/citelint/citelint/check"
	"github.com/citelint/citelint/extract"
)

// pairing lists what a check says of labels: "missing 8; unused 5".
func pairing(r *check.Result) string {
	var said []string
	for _, f := range r.Findings {
		switch f.Rule {
		case "missing-reference", "unused-reference", "duplicate-label":
			word, _, _ := strings.Cut(f.Rule, "-")
			said = append(said, word+" "+f.Label)
		case "no-reference-list", "no-markers", "merged-markers":
			said = append(said, f.Rule)
		}
	}
	return strings.Join(said, "; ")
}

// standard is a standards text with a body, a list of what it cites, and what
// follows the list.
func standard(body, behind string) string {
	return "Internet Engineering Task Force                             R. Abel\nRequest for Comments: 99999                                 May 2021\n\n" +
		"                 Tide Gauges over Datagrams\n\n1.  Introduction\n\n" + body + "\n\n7.  References\n\n7.1.  Normative References\n\n" +
		"   [ASCII]    American National Standards Institute, \"Code for\n              Interchange\", ANSI X3.4, 1986.\n\n" +
		"   [IANA]     \"Protocol Registries\", <https://www.example.org/assignments/dns-\n              parameters.xml>.\n\n" +
		"   [RFC2119]  Bradner, S., \"Key words\", BCP 14, RFC 2119, March 1997.\n\n" +
		"   [RFC8552]  Crocker, D., \"Scoped Names\", RFC 8552, March 2019.\n\n" +
		"   [Y.1564]   International Union, \"Service activation test\", March 2016.\n\n" +
		"7.2.  Informative References\n\n" +
		"   [CHROMIUM] \"Source of a browser\", 2022, <https://browser.example.org/>.\n\n" + behind
}

// TestReportedOfStandardsCheckers holds the eight reports about checkers of
// standards texts that call used references unused, or words references.
func TestReportedOfStandardsCheckers(t *testing.T) {
	const all = "   The words are those of [RFC2119], names as in [RFC8552], registered\n   at [IANA] in [ASCII], tested by [Y.1564] and [CHROMIUM]."
	without := func(use string) string { return strings.Replace(all, use, "that", 1) }
	for _, test := range []struct{ name, text, want string }{
		{"all are used", standard(all, ""), ""},
		{"uses at the ends of lines and sentences", standard("   See [RFC8552].\n   [RFC2119] has the words, [IANA];\n   [ASCII]:\n   (as [Y.1564], or\n   [CHROMIUM])", ""), ""},
		{"used in a module only", standard(without("[RFC8552]")+"\n\n   <CODE BEGINS> file \"tide.yang\"\n\n     // names as in [RFC8552]\n     leaf gauge { type string; }\n\n   <CODE ENDS>", ""), ""},
		{"used in an appendix behind the list", standard(without("[Y.1564]"), "Appendix A.  Tests\n\n   They follow [Y.1564].\n"), ""},
		{"a tree of values", standard(all+"\n\n     module: tide\n       +--rw gauges* [name]\n       |  +--rw value?   [value]\n       +--rw group* [group-id]", ""), ""},
		{"uses that touch each other", standard("   Names are scoped [RFC8552][IANA].  [RFC2119][ASCII][Y.1564],\n   [CHROMIUM]", ""), ""},
		{"a key with a dot", standard(without("[RFC8552]")+"\n   It is as [RFC8552] and [Y.1564] say.", ""), ""},
		{"in parentheses", standard(without("[CHROMIUM]")+"\n   A browser does so ([CHROMIUM]).", ""), ""},
		{"a key of capitals", standard(without("[ASCII]")+"\n   All of it is [ASCII].", ""), ""},
		{"really unused", standard(without("[ASCII]"), ""), "unused ASCII"},
		{"really missing", standard(all+"\n   See [RFC9110].", ""), "missing RFC9110"},
		{"listed twice", strings.Replace(standard(all, ""), "   [RFC8552]", "   [RFC2119]  Bradner, S., \"Words\", 1997.\n\n   [RFC8552]", 1), "duplicate RFC2119"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := pairing(judge(t, extract.FormatText, test.text, check.Options{})); got != test.want {
				t.Errorf("got %q, want %q\n%s", got, test.want, test.text)
			}
		})
	}
}

// TestProbes holds the three probes on which checkers were compared: a flat
// page, a standards text with numbers, and Markdown whose markers touch.
func TestProbes(t *testing.T) {
	const flat = "Skip to main content\n\nCouncil Delays Quay Again\n\nShare\n\nThe council put it off.[1][2] Members of [the committee] said it \"wasn't [sic] ready\",[3] and the mayor agreed.[4][6]\n\nA study doubled the cost.[7] Two firms withdrew,[8] and the port called it \"a delay [...] of years\".[9][1]\n\n[1] https://news.example.org/2023/05/11/quay [2] https://www.example.com/minutes-44 [3] https://a.example/a [4] https://b.example/b [5] https://c.example/c [6] https://d.example/d [7] https://e.example/study.pdf [8] https://f.example/e [9] https://g.example/f\n\nRead also: Ten piers\n"
	const numbers = "   It rose.[1][2]  array[1] is set.[3]  See ([7]) and [4], [6][8].\n   As [RFC9999] says, he said [sic].\n\nReferences\n\n   [1]  Abel. 2001.\n   [2]  Bose. 2002.\n   [3]  Cole. 2003.\n   [4]  Dunn. 2004.\n   [5]  Eads. 2005.\n   [6]  Fox. 2006.\n   [7]  Gray. 2007.\n"
	const touching = "It rose.[1][2] It fell [3].[4][5][6] Here array[0] and matrix[1][2] are set.\n\n[1]: https://a.example/1\n[2]: https://b.example/2\n[3]: https://c.example/3\n[4]: https://d.example/4\n[5]: https://e.example/5\n[6]: https://f.example/6\n"
	for _, test := range []struct {
		name   string
		format extract.Format
		text   string
		want   string
	}{
		{"flat page", extract.FormatText, flat, "unused 5"},
		{"numbers", extract.FormatText, numbers, "missing 8; unused 5"},
		{"touching markers", extract.FormatMarkdown, touching, "merged-markers; merged-markers"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := pairing(judge(t, test.format, test.text, check.Options{})); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}
