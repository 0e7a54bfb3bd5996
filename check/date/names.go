package date

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

// Name is a name that nobody can have used before a certain day: of a company, a product, a law, an event
// or a place.
//
// A name is looked for as whole words of a URL's slug. Names that are also common words carry what tells
// the two apart: Guards and Vetoes speak against the name and always win; if Needs or Next is given, one
// of the two must speak for it.
type Name struct {
	Name    string
	Kind    string   // company, law and so on: one of nameKinds
	Aliases []string // as in slugs, in lower case: "chatgpt", "north-macedonia"
	// Began is the first day the name could be known: the announcement, or earlier and coarser where the
	// name was proposed, leaked or trademarked before.
	Began  Date
	Ended  Date     // when it was given up; zero where it is in use. It may stand in slugs for ever after
	Before string   // what it was called before, "" if it is new
	Guards []string // words right before or after the alias with which it means another thing: "analysis"
	Vetoes []string // words or phrases anywhere in the slug with which it means another thing
	Needs  []string // words or phrases of which one must stand elsewhere in the slug
	Next   []string // or, if the alias opens the slug, words of which one must follow it: "says"
	Source string   // a page that states the day
}

// slack is how many days before its first day a name is still let pass: leaks, drafts, wrong clocks, and
// addresses that are dated by the event. In 25,805 dated news URLs the table's kind of name stood earlier
// once, and that address had the wrong year.
const slack = 30

// Older reports whether all of d lies more than 30 days before the name began: too early for the name to
// stand in a page of that date.
func (n Name) Older(d Date) bool { return DaysBetween(d, n.Began) > slack }

// A NameTable holds names to look for. It never changes, so it may be shared.
type NameTable struct {
	names  []Name
	byWord map[string][]candidate // by the first word of the alias, the longest alias first
}

//go:embed names.txt
var namesFile string

// BuiltInNames is the table that comes with the program, from names.txt.
func BuiltInNames() *NameTable { return builtInNames() }

var builtInNames = sync.OnceValue(func() *NameTable {
	t, _ := (&NameTable{}).With(namesFile) // a test holds the file to its form
	return t
})

// With returns the table with the rows of a text in the form that names.txt explains at its head. Rows only
// add: one whose name or alias the table has already is an error. Errors begin with the line's number.
func (t *NameTable) With(text string) (*NameTable, error) {
	added, err := parseNames(text, t.names)
	if err != nil {
		return t, err
	}
	return newNameTable(slices.Concat(t.names, added)), nil
}

func newNameTable(names []Name) *NameTable {
	t := &NameTable{names: names, byWord: map[string][]candidate{}}
	for i := range names {
		for _, alias := range names[i].Aliases {
			words := strings.Split(alias, "-")
			t.byWord[words[0]] = append(t.byWord[words[0]], candidate{&names[i], alias, words})
		}
	}
	for _, list := range t.byWord {
		slices.SortStableFunc(list, func(a, b candidate) int { return len(b.words) - len(a.words) })
	}
	return t
}

// Names is a copy of the rows, in the order in which they were given.
func (t *NameTable) Names() []Name {
	all := slices.Clone(t.names)
	for i := range all {
		n := &all[i]
		for _, list := range []*[]string{&n.Aliases, &n.Guards, &n.Vetoes, &n.Needs, &n.Next} {
			*list = slices.Clone(*list)
		}
	}
	return all
}

// NameUse is one place where a name stands in a URL.
type NameUse struct {
	Name       Name
	Word       string // the alias that matched
	Start, End int    // byte offsets in the URL
}

// InURL finds names in the headline part of a URL's path: its last slug, and any other of at least
// three words. Host, query and fragment are not looked at (utm_source=chatgpt.com is no topic), nor are
// folders of one or two words, since publishers file old pages under new sections. Of an address in a web
// archive the archived page's path is read.
func (t *NameTable) InURL(rawURL string) []NameUse {
	var uses []NameUse
	for _, words := range slugs(split(rawURL)) {
		for i := range words {
			for _, c := range t.byWord[words[i].text] {
				if c.matches(words, i) && !overlaps(uses, c.name, words[i].start) {
					uses = append(uses, NameUse{*c.name, c.alias, words[i].start, words[i+len(c.words)-1].end})
				}
			}
		}
	}
	return uses
}

// overlaps reports whether a longer alias of the same name has taken the place already.
func overlaps(uses []NameUse, name *Name, start int) bool {
	for i := len(uses) - 1; i >= 0 && uses[i].End > start; i-- {
		if uses[i].Name.Name == name.Name {
			return true
		}
	}
	return false
}

// candidate is one alias of a name, cut into words.
type candidate struct {
	name  *Name
	alias string
	words []string
}

// matches reports whether the alias stands at words[i] and means the name there.
func (c candidate) matches(words []slugWord, i int) bool {
	n, after := c.name, i+len(c.words)
	if !startsWith(words[i:], c.words) || anyPhrase(words, n.Vetoes) {
		return false
	}
	if i > 0 && slices.Contains(n.Guards, words[i-1].text) || after < len(words) && slices.Contains(n.Guards, words[after].text) {
		return false
	}
	if len(n.Needs) == 0 && len(n.Next) == 0 {
		return true
	}
	opens := i == 0 && after < len(words) && slices.Contains(n.Next, words[after].text)
	return opens || anyPhrase(words[:i], n.Needs) || anyPhrase(words[after:], n.Needs)
}

func startsWith(words []slugWord, phrase []string) bool {
	if len(words) < len(phrase) {
		return false
	}
	for i, w := range phrase {
		if words[i].text != w {
			return false
		}
	}
	return true
}

// anyPhrase reports whether one of the phrases ("ai", "chan-zuckerberg") stands among the words.
func anyPhrase(words []slugWord, phrases []string) bool {
	for _, phrase := range phrases {
		for i := range words {
			if standsAt(words[i:], phrase) {
				return true
			}
		}
	}
	return false
}

// standsAt reports whether the words begin with a phrase that is joined by hyphens.
func standsAt(words []slugWord, phrase string) bool {
	for _, w := range words {
		first, rest, more := strings.Cut(phrase, "-")
		if w.text != first {
			return false
		}
		if !more {
			return true
		}
		phrase = rest
	}
	return false
}
