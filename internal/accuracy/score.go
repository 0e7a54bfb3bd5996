package main

import (
	"fmt"
	"maps"
	"slices"
)

// A hits counts one kind of thing in one article or in many.
type hits struct {
	Right     int `json:"right"`
	Invented  int `json:"invented"`
	Missed    int `json:"missed"`
	Tolerated int `json:"tolerated,omitempty"` // right, but not to be expected: it counts for precision alone
}

func (h *hits) add(other hits) {
	h.Right += other.Right
	h.Invented += other.Invented
	h.Missed += other.Missed
	h.Tolerated += other.Tolerated
}

// precision is false where nothing was found.
func (h hits) precision() (float64, bool) {
	right := h.Right + h.Tolerated
	return float64(right) / float64(max(1, right+h.Invented)), right+h.Invented > 0
}

// recall is false where there was nothing to find.
func (h hits) recall() (float64, bool) {
	return float64(h.Right) / float64(max(1, h.Right+h.Missed)), h.Right+h.Missed > 0
}

// f1 is false where there was nothing to find and nothing wrong was found; where only one of the two is so, it is 0.
func (h hits) f1() (float64, bool) {
	p, _ := h.precision()
	r, given := h.recall()
	if h.Right == 0 {
		return 0, given || h.Invented > 0
	}
	return 2 * p * r / (p + r), true
}

func (h hits) mistakes() int { return h.Invented + h.Missed }

// A score is how one article was read.
type score struct {
	File   string `json:"file"`
	Format string `json:"format"` // that the gold names
	Source string `json:"source"`
	ReadAs string `json:"read_as"`
	Error  string `json:"error,omitempty"`

	Markers    hits `json:"markers"`
	References hits `json:"references"`
	URLs       hits `json:"urls"`
	DOIs       hits `json:"dois"`

	// Of labels reported as missing or unused: Right is a true one, reported on its own or by a finding about its list;
	// Invented is a false alarm.
	Missing hits `json:"missing"`
	Unused  hits `json:"unused"`

	FalseLists []string `json:"false_lists,omitempty"` // rules that wrongly spoke of a whole list
	False      bool     `json:"false_article"`         // something is falsely called missing or unused

	Differences []difference `json:"differences,omitempty"`
}

// A difference is what was missed and what was invented of one kind, for a person to look at.
type difference struct {
	What     string   `json:"what"`
	Missed   []string `json:"missed,omitempty"`
	Invented []string `json:"invented,omitempty"`
}

func (s *score) mistakes() int {
	n := len(s.FalseLists)
	for _, h := range []hits{s.Markers, s.References, s.URLs, s.DOIs, s.Missing, s.Unused} {
		n += h.mistakes()
	}
	return n
}

// judge counts what was observed of one article against its gold.
func judge(g *gold, o *observed) *score {
	s := &score{File: g.File, Format: g.Format, Source: g.Source, ReadAs: string(o.readAs)}
	if o.err != nil {
		s.Error = o.err.Error()
	}
	s.References = s.compare("references", wantedLabels(g), nil, o.references)
	required, tolerated := wantedURLs(g)
	s.URLs = s.compare("urls", required, tolerated, o.urls)
	if dois, known := wantedDOIs(g); known {
		s.DOIs = s.compare("dois", dois, nil, o.dois)
	}
	if g.listOnly() {
		s.judgeListOnly(o)
		return s
	}
	s.judgeMarkers(g, o)
	s.judgeFindings(g, o)
	return s
}

// judgeListOnly: without gold markers no label can be judged, but the list is cited, so nothing may call it unused.
func (s *score) judgeListOnly(o *observed) {
	for _, f := range o.lists {
		if f.callsUnused() {
			s.FalseLists = append(s.FalseLists, f.rule)
		}
	}
	if len(o.references) > 0 && len(o.unused) >= len(o.references) {
		s.FalseLists = append(s.FalseLists, "unused-reference for every entry")
	}
	s.False = len(s.FalseLists) > 0
}

// judgeMarkers compares multisets of labels. A label that is neutral n times may be found up to n times more often than
// the gold has it; found or not, those count nothing.
func (s *score) judgeMarkers(g *gold, o *observed) {
	wanted := map[string]int{}
	for _, m := range g.Markers {
		wanted[labelKey(m.text)] += max(1, m.count)
	}
	neutral, decoys := neutralCounts(g), decoyLabels(g)
	d := difference{What: "markers"}
	for _, key := range union(wanted, o.markers) {
		right := min(wanted[key], o.markers[key])
		missed := wanted[key] - right
		invented := o.markers[key] - right
		if allowed, known := neutral[key]; known {
			invented = max(0, invented-allowed)
		}
		s.Markers.add(hits{Right: right, Invented: invented, Missed: missed})
		if missed > 0 {
			d.Missed = append(d.Missed, times(key, missed))
		}
		if invented > 0 {
			place := o.places[key]
			if decoys[key] {
				place += ", a decoy"
			}
			d.Invented = append(d.Invented, times(key, invented)+" ("+place+")")
		}
	}
	s.note(d)
}

// uncounted is more often than any article cites a label.
const uncounted = 1 << 30

// neutralCounts says how often each label counts neither for nor against.
func neutralCounts(g *gold) map[string]int {
	neutral := map[string]int{}
	for _, list := range [][]counted{g.MarkersInRefs, g.Ambiguous, g.AmbiguousUndefined} {
		for _, n := range list {
			for _, key := range labelsIn(n.text) {
				if n.count == 0 {
					neutral[key] = uncounted
				}
				neutral[key] = min(uncounted, neutral[key]+n.count)
			}
		}
	}
	return neutral
}

// decoyLabels lists what the false friends of an article would cite. They are mistakes like any other; a person likes to
// know which ones they are.
func decoyLabels(g *gold) map[string]bool {
	decoys := map[string]bool{}
	for _, d := range g.Decoys {
		for _, key := range labelsIn(d.text) {
			decoys[key] = true
		}
	}
	return decoys
}

// judgeFindings compares the labels reported as missing and as unused. A finding about a whole list finds the true ones
// among its labels, and is wrong when most of its labels are not among them.
func (s *score) judgeFindings(g *gold, o *observed) {
	undefined, unused, neutral := keys(g.Undefined), keys(g.Unused), keys(g.AmbiguousUndefined)
	saysMissing, saysUnused := maps.Clone(o.missing), maps.Clone(o.unused)
	maps.DeleteFunc(saysMissing, func(key string, _ bool) bool { return neutral[key] && !undefined[key] })
	for _, f := range o.lists {
		says, truth := saysMissing, undefined
		if f.callsUnused() {
			says, truth = saysUnused, unused
		}
		right := 0
		for key := range f.labels {
			if truth[key] {
				right++
				says[key] = true
			}
		}
		if right*2 < len(f.labels) || right == 0 {
			s.FalseLists = append(s.FalseLists, f.rule)
		}
	}
	s.Missing = s.compare("called missing", undefined, nil, saysMissing)
	s.Unused = s.compare("called unused", unused, nil, saysUnused)
	s.False = s.Missing.Invented+s.Unused.Invented > 0
}

// compare counts a found set against the wanted one. What is tolerated is right when found, and not missed when not.
func (s *score) compare(what string, wanted, tolerated, found map[string]bool) (h hits) {
	d := difference{What: what}
	for _, key := range union(wanted, found) {
		switch {
		case wanted[key] && found[key]:
			h.Right++
		case wanted[key]:
			h.Missed++
			d.Missed = append(d.Missed, key)
		case tolerated[key]:
			h.Tolerated++
		default:
			h.Invented++
			d.Invented = append(d.Invented, key)
		}
	}
	s.note(d)
	return h
}

func (s *score) note(d difference) {
	if len(d.Missed)+len(d.Invented) > 0 {
		s.Differences = append(s.Differences, d)
	}
}

func wantedLabels(g *gold) map[string]bool {
	labels := map[string]bool{}
	for _, ref := range g.References {
		if ref.Label != "" {
			labels[labelKey(ref.Label)] = true
		}
	}
	return labels
}

// wantedURLs lists the addresses that stand in the file, and those that only its origin had.
func wantedURLs(g *gold) (required, tolerated map[string]bool) {
	required, tolerated = map[string]bool{}, map[string]bool{}
	for _, ref := range g.References {
		into := required
		if ref.URLsInText != nil && !*ref.URLsInText {
			into = tolerated
		}
		for _, u := range ref.URLs {
			into[urlKey(u)] = true
		}
	}
	return required, tolerated
}

// wantedDOIs lists the DOIs of an article in which someone looked for them: those named, and those in addresses.
func wantedDOIs(g *gold) (dois map[string]bool, known bool) {
	dois = map[string]bool{}
	for _, ref := range g.References {
		if ref.DOIs == nil {
			continue
		}
		known = true
		for _, d := range ref.DOIs {
			dois[labelKey(d)] = true
		}
		for _, u := range ref.URLs {
			if d := doiOf(u); d != "" {
				dois[d] = true
			}
		}
	}
	return dois, known
}

// keys turns gold labels into a set of keys.
func keys(labels []counted) map[string]bool {
	set := map[string]bool{}
	for _, l := range labels {
		set[labelKey(l.text)] = true
	}
	return set
}

// union lists the keys of both maps, sorted: short ones first, so that 9 stands before 10.
func union[V any](a, b map[string]V) []string {
	all := map[string]bool{}
	for key := range a {
		all[key] = true
	}
	for key := range b {
		all[key] = true
	}
	return slices.SortedFunc(maps.Keys(all), func(a, b string) int {
		if len(a) != len(b) {
			return len(a) - len(b)
		}
		if a < b {
			return -1
		}
		return 1
	})
}

func times(label string, n int) string {
	if n == 1 {
		return label
	}
	return fmt.Sprintf("%s ×%d", label, n)
}
