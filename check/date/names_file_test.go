package date

import (
	"cmp"
	"net/url"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// The file keeps the rules that its head states.
func TestNamesFile(t *testing.T) {
	if _, err := (&NameTable{}).With(namesFile); err != nil {
		t.Fatalf("names.txt: %v", err)
	}
	names := BuiltInNames().Names()
	if len(names) < 150 {
		t.Errorf("%d names", len(names))
	}
	if !slices.IsSortedFunc(names, func(a, b Name) int {
		return cmp.Or(slices.Index(nameKinds, a.Kind)-slices.Index(nameKinds, b.Kind), cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)))
	}) {
		t.Error("the rows do not stand by kind, and within a kind by name")
	}
	commonWords := []string{
		"x", "threads", "claude", "llama", "gemini", "grok", "bard", "max", "block", "alphabet", "copilot", "sora",
		"kyiv", "kiev", "czechia", "mumbai", "astana", "twitter", "snap", "switch", "delta", "omicron", "isis", "sars",
	}
	for _, n := range names {
		if !n.Began.Valid() || n.Began.Year < 1990 || !n.Ended.IsZero() && !n.Ended.After(n.Began) {
			t.Errorf("%s: began %s, ended %s", n.Name, n.Began, n.Ended)
		}
		if u, err := url.Parse(n.Source); err != nil || u.Scheme != "https" || !strings.Contains(u.Host, ".") || len(u.Path) < 2 {
			t.Errorf("%s: the source %q is no page", n.Name, n.Source)
		}
		for _, alias := range n.Aliases {
			if slices.Contains(commonWords, alias) {
				t.Errorf("%s: the alias %q is a common word", n.Name, alias)
			}
		}
	}
	for _, kind := range nameKinds {
		if !slices.ContainsFunc(names, func(n Name) bool { return n.Kind == kind }) {
			t.Errorf("no row is of kind %s", kind)
		}
	}
}

const goodRow = "name: Tidewell\nkind: company\nbegan: 2024-02-05\nalias: tidewell, tidewells\nsource: https://tidewell.example/news\n"

func TestRowsAreAdded(t *testing.T) {
	text := "\ufeff# ours\n\n" + strings.ReplaceAll(goodRow, "\n", "\r\n") + "\r\n" +
		"name: Zürich Süd\nkind: place\nbegan: 2019\nended: 2023-05\nbefore: Süd\nalias: zu\u0308rich-süd\nguard: fc\nneed: tram, s-bahn\nneed: bus\nsource: http://stadt.example/a"
	table, err := BuiltInNames().With(text)
	if err != nil {
		t.Fatal(err)
	}
	names := table.Names()
	if len(names) != len(BuiltInNames().Names())+2 {
		t.Fatalf("%d names", len(names))
	}
	added := names[len(names)-1]
	if added.Name != "Zürich Süd" || added.Ended != inMonth(2023, 5) || !slices.Equal(added.Needs, []string{"tram", "s-bahn", "bus"}) || added.Aliases[0] != "zürich-süd" {
		t.Errorf("%+v", added)
	}
	for slug, want := range map[string]string{
		"tidewell-sues-openai":            "Tidewell, OpenAI",
		"a-tram-to-z%C3%BCrich-s%C3%BCd":  "Zürich Süd",
		"s-bahn-z%C3%BCrich-s%C3%BCd":     "Zürich Süd",
		"tram-to-fc-z%C3%BCrich-s%C3%BCd": "",
	} {
		var found []string
		for _, u := range table.InURL("https://news.example/" + slug) {
			found = append(found, u.Name.Name)
		}
		if got := strings.Join(found, ", "); got != want {
			t.Errorf("%s: found %q, want %q", slug, got, want)
		}
	}
	if used("https://news.example/tidewell-sues-openai") != "OpenAI" {
		t.Error("the built-in table was changed")
	}
}

// What is not understood is refused, with the line and what to do.
func TestNamesFileErrors(t *testing.T) {
	swap := func(old, replacement string) string {
		return "# head\n\n" + strings.Replace(goodRow, old, replacement, 1)
	}
	for _, tt := range []struct{ text, want string }{
		{swap("began: 2024-02-05", "began: 2024-02-30"), `line 5: "2024-02-30" is no date`},
		{swap("began: 2024-02-05", "began: 5 May 2024"), `line 5: "5 May 2024" is no date: write it as 2021, 2021-05 or 2021-05-11`},
		{swap("began: 2024-02-05", "began: 2024-02-05T10:00"), `line 5: "2024-02-05T10:00" is no date`},
		{swap("began: 2024-02-05\n", ""), "line 3: the row lacks began"},
		{swap("began: 2024-02-05", "began: 2024-02-05\nended: 2023"), "line 3: Tidewell ended on 2023, before it began on 2024-02-05"},
		{swap("began: 2024-02-05", "began: 2024\nbegan: 2023"), "line 6: began is given twice"},
		{swap("kind: company", "kind: firm"), `line 4: "firm" is no kind: use one of company, `},
		{swap("kind: company", "kinds: company"), `line 4: "kinds" is no key`},
		{swap("kind: company", "company"), `line 4: "company" is not understood`},
		{swap("kind: company", "kind:"), `line 4: "kind:" is not understood`},
		{swap("alias: tidewell, tidewells", "alias: Tidewell"), `line 6: "Tidewell" of alias is no word of a slug`},
		{swap("alias: tidewell, tidewells", "alias: tide well"), `line 6: "tide well" of alias`},
		{swap("alias: tidewell, tidewells", "alias: tide--well"), `line 6: "tide--well" of alias`},
		{swap("alias: tidewell, tidewells", "alias: tidewell,"), `line 6: "" of alias`},
		{swap("alias: tidewell, tidewells", "alias: tidewell, tidewell"), `line 6: alias has "tidewell" twice`},
		{swap("alias: tidewell, tidewells", "alias: tw"), `line 6: the alias "tw" is too short`},
		{swap("alias: tidewell, tidewells", "alias: tidewell\nguard: tide-well"), `line 7: "tide-well" of guard is no word of a slug: write it one word`},
		{swap("alias: tidewell, tidewells", "alias: chatgpt"), `line 6: the table has the alias "chatgpt" already`},
		{swap("name: Tidewell", "name: chatgpt"), `line 3: the table has the name "chatgpt" already`},
		{swap("https://tidewell.example/news", "the newspaper"), `line 7: the source "the newspaper" is no address`},
		{swap("https://tidewell.example/news", "file:///a"), `line 7: the source "file:///a" is no address`},
		{goodRow + goodRow, "line 6: name is given twice: begin a new row with an empty line"},
		{goodRow + "\n" + strings.Replace(goodRow, "Tidewell", "Other", 1), `line 10: the table has the alias "tidewell" already`},
		{swap("Tidewell", "Tide\x00well"), "line 3: "},
		{swap("Tidewell", "Tide\xffwell"), "line 3: "},
		{"PK\x03\x04", "line 1: "},
	} {
		table, err := BuiltInNames().With(tt.text)
		if err == nil || !strings.HasPrefix(err.Error(), tt.want) {
			t.Errorf("%q:\ngot  %v\nwant %s", tt.text, err, tt.want)
		}
		if table != BuiltInNames() {
			t.Errorf("%q: half a file was taken", tt.text)
		}
	}
}

func FuzzNamesFile(f *testing.F) {
	f.Add(goodRow, "https://e.com/tidewell-now")
	f.Add("name: a\n\nkind: x", "")
	f.Add(goodRow+"guard: a, b\nveto: a-b\nneed: ü\nnext: c\nended: 2025\n# x\nbefore: y", "https://e.com/ü-tidewell")
	f.Fuzz(func(t *testing.T, text, rawURL string) {
		table, err := BuiltInNames().With(text)
		if err != nil {
			if strings.ContainsFunc(err.Error(), unicode.IsControl) || !strings.HasPrefix(err.Error(), "line ") {
				t.Fatalf("%q: the error %q is not for a terminal", text, err)
			}
			return
		}
		for _, u := range table.InURL(rawURL) {
			if u.Start < 0 || u.End <= u.Start || u.End > len(rawURL) {
				t.Fatalf("%q: %+v", rawURL, u)
			}
		}
		for _, n := range table.Names() {
			if n.Name == "" || len(n.Aliases) == 0 || !n.Began.Valid() || n.Ended.Before(n.Began) || n.Source == "" {
				t.Fatalf("%q: %+v", text, n)
			}
		}
	})
}
