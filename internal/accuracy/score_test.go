package main

import (
	"context"
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"testing"

	"github.com/citelint/citelint/extract"
	"github.com/citelint/citelint/extract/source"
)

// seen makes up what was read of an article.
func seen(set func(*observed)) *observed {
	o := &observed{
		markers: map[string]int{}, places: map[string]string{}, references: map[string]bool{}, urls: map[string]bool{},
		dois: map[string]bool{}, missing: map[string]bool{}, unused: map[string]bool{},
	}
	set(o)
	return o
}

func set(labels ...string) map[string]bool {
	s := map[string]bool{}
	for _, l := range labels {
		s[l] = true
	}
	return s
}

func aGold(t *testing.T, line string) *gold {
	t.Helper()
	g := &gold{}
	if err := json.Unmarshal([]byte(line), g); err != nil {
		t.Fatalf("%s: %v", line, err)
	}
	return g
}

// TestMarkers: one case for each rule by which markers are counted. The second of a pair breaks what the first keeps.
func TestMarkers(t *testing.T) {
	for _, c := range []struct {
		name  string
		gold  string
		found map[string]int
		want  hits
	}{
		{"all found", `{"markers":[{"label":"1","count":2},{"label":"2","count":1}]}`, map[string]int{"1": 2, "2": 1}, hits{Right: 3}},
		{"none found", `{"markers":[{"label":"1","count":2},{"label":"2","count":1}]}`, nil, hits{Missed: 3}},
		{"none there", `{"markers":[]}`, nil, hits{}},
		{"none there, one found", `{"markers":[]}`, map[string]int{"1": 1}, hits{Invented: 1}},
		{"one place of two", `{"markers":[{"label":"1","count":2}]}`, map[string]int{"1": 1}, hits{Right: 1, Missed: 1}},
		{"one place too many", `{"markers":[{"label":"1","count":2}]}`, map[string]int{"1": 3}, hits{Right: 2, Invented: 1}},
		{"another label", `{"markers":[{"label":"1","count":1}]}`, map[string]int{"2": 1}, hits{Invented: 1, Missed: 1}},
		{"a label listed twice adds up", `{"markers":[{"label":"1","count":1},{"label":"[1]","count":1}]}`, map[string]int{"1": 2}, hits{Right: 2}},
		{
			"caret, hash and case do not matter", `{"markers":[{"label":"^Name","count":1},{"label":"#rest","count":1},{"label":"RFC2119","count":1}]}`,
			map[string]int{"name": 1, "rest": 1, "rfc2119": 1},
			hits{Right: 3},
		},
		{"leading zeros do", `{"markers":[{"label":"01","count":1}]}`, map[string]int{"1": 1}, hits{Invented: 1, Missed: 1}},
		{"a decoy is invented", `{"markers":[],"decoys":[{"raw":"[Errno 2]","count":1}]}`, map[string]int{"errno 2": 1}, hits{Invented: 1}},
		{
			"a decoy beside a marker of its label", `{"markers":[{"label":"10","count":1}],"decoys":[{"raw":"[10, 20]","count":1}]}`,
			map[string]int{"10": 2, "20": 1},
			hits{Right: 1, Invented: 2},
		},
		{
			"markers within the list, not read", `{"markers":[{"label":"4","count":1}],"markers_in_refs":[{"label":"4","count":2}]}`,
			map[string]int{"4": 1},
			hits{Right: 1},
		},
		{
			"markers within the list, read", `{"markers":[{"label":"4","count":1}],"markers_in_refs":[{"label":"4","count":2}]}`,
			map[string]int{"4": 3},
			hits{Right: 1},
		},
		{
			"more of them than there are", `{"markers":[{"label":"4","count":1}],"markers_in_refs":[{"label":"4","count":2}]}`,
			map[string]int{"4": 4},
			hits{Right: 1, Invented: 1},
		},
		{"a neutral label makes up for no miss", `{"markers":[{"label":"4","count":2}],"markers_in_refs":[{"label":"4","count":2}]}`, nil, hits{Missed: 2}},
		{"ambiguous, read", `{"markers":[],"ambiguous":[{"raw":"[1]","count":2}]}`, map[string]int{"1": 2}, hits{}},
		{"ambiguous, read too often", `{"markers":[],"ambiguous":[{"raw":"[1]","count":2}]}`, map[string]int{"1": 3}, hits{Invented: 1}},
		{"an ambiguous range", `{"markers":[],"ambiguous":[{"raw":"[2, 4–6]","count":1}]}`, map[string]int{"2": 1, "4": 1, "5": 1, "6": 1, "7": 1}, hits{Invented: 1}},
		{
			"neutral from two reasons adds up", `{"markers":[],"ambiguous":[{"raw":"[1]","count":1}],"markers_in_refs":[{"label":"1","count":1}]}`,
			map[string]int{"1": 3},
			hits{Invented: 1},
		},
		{"ambiguous and undefined, not counted", `{"markers":[],"ambiguous_undefined":["7"]}`, map[string]int{"7": 9}, hits{}},
		{"it is neutral for its own label only", `{"markers":[],"ambiguous_undefined":["7"]}`, map[string]int{"8": 1}, hits{Invented: 1}},
		{"only the list is gold", `{"trust":"C","markers":[]}`, map[string]int{"1": 5}, hits{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := judge(aGold(t, c.gold), seen(func(o *observed) { o.markers = c.found }))
			if got.Markers != c.want {
				t.Errorf("got %+v, want %+v", got.Markers, c.want)
			}
		})
	}
}

func TestReferencesAndAddresses(t *testing.T) {
	const list = `{"references":[{"label":"1","urls":["https://www.stat.example/rents/","http://stat.example/land"]},{"label":"^b","urls":[]}]}`
	const flattened = `{"references":[{"label":"1","urls":["https://stat.example/rents"],"urls_in_text":false},{"label":"2","urls":["https://stat.example/land"]}]}`
	const dois = `{"references":[{"label":"1","urls":["http://dx.doi.org/10.1000/A%3Cb"],"dois":[]},{"label":"2","urls":[],"dois":["10.1000/C"]}]}`
	for _, c := range []struct {
		name                   string
		gold                   string
		found                  func(*observed)
		references, urls, dois hits
	}{
		{"all", list, func(o *observed) {
			o.references, o.urls = set("1", "b"), set("stat.example/rents", "stat.example/land")
		}, hits{Right: 2}, hits{Right: 2}, hits{}},
		{"an entry without a label", `{"references":[{"label":"","urls":["https://stat.example"]}]}`, func(*observed) {}, hits{}, hits{Missed: 1}, hits{}},
		{"nothing", list, func(*observed) {}, hits{Missed: 2}, hits{Missed: 2}, hits{}},
		{"others", list, func(o *observed) {
			o.references, o.urls = set("1", "3"), set("stat.example/rents", "stat.example/lan")
		}, hits{Right: 1, Missed: 1, Invented: 1}, hits{Right: 1, Missed: 1, Invented: 1}, hits{}},
		{
			"an address that is not in the file is not missed", flattened, func(o *observed) { o.urls = set("stat.example/land") },
			hits{Missed: 2},
			hits{Right: 1},
			hits{},
		},
		{
			"and is right when found", flattened, func(o *observed) { o.urls = set("stat.example/land", "stat.example/rents") },
			hits{Missed: 2},
			hits{Right: 1, Tolerated: 1},
			hits{},
		},
		{
			"but no other is", flattened, func(o *observed) { o.urls = set("stat.example/land", "stat.example/wages") },
			hits{Missed: 2},
			hits{Right: 1, Invented: 1},
			hits{},
		},
		{
			"identifiers, named and in addresses", dois, func(o *observed) { o.dois = set("10.1000/a<b", "10.1000/c") },
			hits{Missed: 2},
			hits{Missed: 1},
			hits{Right: 2},
		},
		{
			"other identifiers", dois, func(o *observed) { o.dois = set("10.1000/a", "10.1000/c") },
			hits{Missed: 2},
			hits{Missed: 1},
			hits{Right: 1, Missed: 1, Invented: 1},
		},
		{"identifiers that nobody looked for", list, func(o *observed) { o.dois = set("10.1000/a") }, hits{Missed: 2}, hits{Missed: 2}, hits{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := judge(aGold(t, c.gold), seen(c.found))
			for _, h := range []struct {
				what      string
				got, want hits
			}{{"references", s.References, c.references}, {"addresses", s.URLs, c.urls}, {"identifiers", s.DOIs, c.dois}} {
				if h.got != h.want {
					t.Errorf("%s: got %+v, want %+v", h.what, h.got, h.want)
				}
			}
		})
	}
}

func TestFindings(t *testing.T) {
	const cited = `{"references":[{"label":"1"},{"label":"2"}],"undefined":["^Eight","9"],"unused":["5","6"]}`
	const whole = `{"trust":"C","references":[{"label":"1"},{"label":"2"}]}`
	for _, c := range []struct {
		name            string
		gold            string
		found           func(*observed)
		missing, unused hits
		lists           []string
		isFalse         bool
	}{
		{name: "silence", gold: cited, found: func(*observed) {}, missing: hits{Missed: 2}, unused: hits{Missed: 2}},
		{name: "all true", gold: cited, found: func(o *observed) { o.missing, o.unused = set("eight", "9"), set("5", "6") }, missing: hits{Right: 2}, unused: hits{Right: 2}},
		{
			name: "falsely missing", gold: cited, found: func(o *observed) { o.missing = set("9", "10") },
			missing: hits{Right: 1, Missed: 1, Invented: 1}, unused: hits{Missed: 2}, isFalse: true,
		},
		{
			name: "falsely unused", gold: cited, found: func(o *observed) { o.unused = set("4") },
			missing: hits{Missed: 2}, unused: hits{Missed: 2, Invented: 1}, isFalse: true,
		},
		{
			name: "an unused label is not a missing one", gold: cited, found: func(o *observed) { o.missing = set("5") },
			missing: hits{Missed: 2, Invented: 1}, unused: hits{Missed: 2}, isFalse: true,
		},
		{
			name: "perhaps undefined", gold: `{"ambiguous_undefined":["7"]}`, found: func(o *observed) { o.missing = set("7") },
		},
		{
			name: "one finding for the list finds its labels", gold: cited,
			found:   func(o *observed) { o.lists = []listFinding{{"no-reference-list", set("eight", "9", "10")}} },
			missing: hits{Right: 2}, unused: hits{Missed: 2},
		},
		{
			name: "and is wrong when most are well", gold: cited,
			found:   func(o *observed) { o.lists = []listFinding{{"no-reference-list", set("9", "10", "11")}} },
			missing: hits{Right: 1, Missed: 1}, unused: hits{Missed: 2}, lists: []string{"no-reference-list"},
		},
		{
			name: "the same of unused ones", gold: cited, found: func(o *observed) { o.lists = []listFinding{{"no-markers", set("5", "6")}} },
			missing: hits{Missed: 2}, unused: hits{Right: 2},
		},
		{
			name: "wrongly", gold: cited, found: func(o *observed) { o.lists = []listFinding{{mostlyUnused, set("1", "2", "5")}} },
			missing: hits{Missed: 2}, unused: hits{Right: 1, Missed: 1}, lists: []string{mostlyUnused},
		},
		{
			name: "one that is about no label is wrong", gold: cited, found: func(o *observed) { o.lists = []listFinding{{"no-markers", nil}} },
			missing: hits{Missed: 2}, unused: hits{Missed: 2}, lists: []string{"no-markers"},
		},
		{name: "only the list is gold", gold: whole, found: func(o *observed) { o.missing, o.unused = set("3"), set("1") }},
		{
			name: "nothing may call it unused", gold: whole, found: func(o *observed) { o.lists = []listFinding{{"no-markers", set("1", "2")}} },
			lists: []string{"no-markers"}, isFalse: true,
		},
		{
			name: "nor mostly unused", gold: whole, found: func(o *observed) { o.lists = []listFinding{{mostlyUnused, set("1")}} },
			lists: []string{mostlyUnused}, isFalse: true,
		},
		{
			name: "nor every entry of it", gold: whole, found: func(o *observed) { o.references, o.unused = set("1", "2"), set("1", "2") },
			lists: []string{"unused-reference for every entry"}, isFalse: true,
		},
		{name: "missing ones are another matter", gold: whole, found: func(o *observed) { o.lists = []listFinding{{"no-reference-list", set("3")}} }},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := judge(aGold(t, c.gold), seen(c.found))
			if s.Missing != c.missing || s.Unused != c.unused || !slices.Equal(s.FalseLists, c.lists) || s.False != c.isFalse {
				t.Errorf("got missing %+v, unused %+v, lists %q, false %v", s.Missing, s.Unused, s.FalseLists, s.False)
			}
		})
	}
}

func TestKeys(t *testing.T) {
	for _, c := range []struct {
		of         func(string) string
		text, want string
	}{
		{labelKey, "[1]", "1"},
		{labelKey, "^Name", "name"},
		{labelKey, "#auto", "auto"},
		{labelKey, "[^#x]", "x"},
		{labelKey, "Note  1", "note 1"},
		{labelKey, "註 1", "註 1"},
		{labelKey, "【3】", "3"},
		{labelKey, "#", "#"},
		{labelKey, "01", "01"},
		{labelKey, "C++", "c++"},
		{urlKey, "https://www.stat.example/rents/", "stat.example/rents"},
		{urlKey, "HTTP://WWW.stat.example", "stat.example"},
		{urlKey, "//stat.example/a?b=c/#d", "stat.example/a?b=c/#d"},
		{urlKey, "stat.example/Rents//", "stat.example/Rents/"},
		{urlKey, "https://stat.example/?u=http://www.x.example/", "stat.example/?u=http://www.x.example"},
		{doiOf, "https://doi.org/10.1000/ABC", "10.1000/abc"},
		{doiOf, "http://dx.doi.org/10.1000/a%3Cb", "10.1000/a<b"},
		{doiOf, "https://stat.example/10.1000/abc", ""},
	} {
		if got := c.of(c.text); got != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}

// TestObserve: what the scorer takes for read and reported is what citelint says of a real article.
func TestObserve(t *testing.T) {
	const cited = "Rents rose [1], [2-3] and wages did not [1][7].\n\nReferences\n[1] https://stat.example/rents\n[2] doi:10.1000/Ab\n[3] Ibid.\n[4] Ibid.\n[4] Id., p. 3.\n"
	const noList = "Rents rose [1], wages did not [2], and prices fell [3].\n\nThe end.\n"
	const noMarker = "Rents rose.\n\nReferences\n[1] https://stat.example/rents\n[2] https://stat.example/wages\n"
	const mostly = "Rents rose [1].\n\nReferences\n[1] https://stat.example/a\n[2] https://stat.example/b\n[3] https://stat.example/c\n[4] https://stat.example/d\n"
	const cut = "Rents rose [1], wages did not [2], prices fell [3], and so on [4].\n\nReferences\n[1] https://stat.example/rents\n[2] https://stat.example/wages\n"
	const bullets = "# Rents\n\nRents rose.\n\n## Sources\n\n- <https://stat.example/rents>\n- <https://stat.example/wages>\n"
	for _, c := range []struct {
		name, text string
		want       *observed
	}{
		{"cited.txt", cited, seen(func(o *observed) {
			o.readAs, o.markers, o.entries, o.duplicates = extract.FormatText, map[string]int{"1": 2, "2": 1, "3": 1, "7": 1}, 5, 1
			o.references, o.urls, o.dois = set("1", "2", "3", "4"), set("stat.example/rents"), set("10.1000/ab")
			o.missing, o.unused = set("7"), set("4")
			o.places = map[string]string{"1": `"[1]" line 1`, "2": `"[2-3]" line 1`, "3": `"[2-3]" line 1`, "7": `"[7]" line 1`}
		})},
		{"no-list.txt", noList, seen(func(o *observed) {
			o.readAs, o.markers = extract.FormatText, map[string]int{"1": 1, "2": 1, "3": 1}
			o.lists = []listFinding{{"no-reference-list", set("1", "2", "3")}}
			o.places = map[string]string{"1": `"[1]" line 1`, "2": `"[2]" line 1`, "3": `"[3]" line 1`}
		})},
		{"no-marker.txt", noMarker, seen(func(o *observed) {
			o.readAs, o.entries, o.references = extract.FormatText, 2, set("1", "2")
			o.urls, o.lists = set("stat.example/rents", "stat.example/wages"), []listFinding{{"no-markers", set("1", "2")}}
		})},
		{"cut.txt", cut, seen(func(o *observed) {
			o.readAs, o.entries, o.references = extract.FormatText, 2, set("1", "2")
			o.markers = map[string]int{"1": 1, "2": 1, "3": 1, "4": 1}
			o.places = map[string]string{"1": `"[1]" line 1`, "2": `"[2]" line 1`, "3": `"[3]" line 1`, "4": `"[4]" line 1`}
			o.urls, o.lists = set("stat.example/rents", "stat.example/wages"), []listFinding{{"no-reference-list", set("3", "4")}}
		})},
		{"bullets.md", bullets, seen(func(o *observed) {
			o.readAs, o.entries, o.urls = extract.FormatMarkdown, 2, set("stat.example/rents", "stat.example/wages")
		})},
		{"mostly.txt", mostly, seen(func(o *observed) {
			o.readAs, o.entries, o.references = extract.FormatText, 4, set("1", "2", "3", "4")
			o.markers, o.places = map[string]int{"1": 1}, map[string]string{"1": `"[1]" line 1`}
			o.urls = set("stat.example/a", "stat.example/b", "stat.example/c", "stat.example/d")
			o.lists = []listFinding{{mostlyUnused, set("2", "3", "4")}}
		})},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := observe(t.Context(), source.Input{Name: c.name, Data: c.text}, "")
			if !reflect.DeepEqual(got, c.want) {
				t.Errorf("got\n%+v, want\n%+v", *got, *c.want)
			}
		})
	}
	if o := observe(t.Context(), source.Input{Name: "empty.txt"}, ""); o.err == nil {
		t.Error("an empty article was read")
	}
}

// TestUnreadable: an article that cannot be read loses all its points.
func TestUnreadable(t *testing.T) {
	g := aGold(t, `{"markers":[{"label":"1","count":2}],"references":[{"label":"1","urls":["https://stat.example"]}]}`)
	s := judge(g, observe(context.Background(), source.Input{Name: "a.txt"}, ""))
	if s.Error == "" || s.Markers.Missed != 2 || s.References.Missed != 1 || s.URLs.Missed != 1 {
		t.Errorf("got %+v", s)
	}
}

func TestUnionIsSortedByLength(t *testing.T) {
	got := union(set("10", "9"), set("9", "a", "2"))
	if want := []string{"2", "9", "a", "10"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if n := len(union[bool](nil, nil)); n != 0 {
		t.Errorf("got %d keys of nothing", n)
	}
	if labels := keys([]counted{{text: "[A]"}, {text: "a"}}); !maps.Equal(labels, set("a")) {
		t.Errorf("got %v", labels)
	}
}
