package extract

import (
	"strings"

	"github.com/citelint/citelint/pattern"
	"github.com/citelint/citelint/whitespace"
)

// A latexCitation is one citing command: the keys that it names, and the mark
// in the reading text that stands for it.
type latexCitation struct {
	keys []string
	note *noteMark
}

// A latexMacro is a command that the source defines and that cites.
type latexMacro struct {
	argument int // which of its braced arguments holds the keys, from 1
	several  bool
}

// citingCommands are how the names of citing commands begin, in lower case: those of
// LaTeX, natbib, biblatex, jurabib, apacite and their like.
var citingCommands = []string{
	"cite", "parencite", "textcite", "autocite", "footcite", "smartcite", "supercite", "fullcite", "footfullcite", "notecite", "pnotecite", "fnotecite", "volcite", "avolcite", "pvolcite",
	"fvolcite", "ftvolcite", "svolcite", "tvolcite", "shortcite", "fullciteauthor", "onlinecite", "possessivecite", "posscite", "inlinecite", "bibentry", "maskcite", "maskparencite", "ycite", "ncite", "icite",
}

// noCitations begin as they do, and cite nothing.
var noCitations = words(`citestyle; citereset; citesetup; citetext; citedash; citemid; citepunct; citeleft; citeright; citeform; citenumfont; citeauthoryear; citename; citenamefont; citeprefix; citation; citations;
	citationstyle; citeindextrue; citeindexfalse; citeindextype; citetracker; citetitlefont; citelist; citefont; citepalias; citetalias; citesep; citeay; citenocomment; citedelims; citeauthorfont; citeurlfont; citenotes`)

// isCiting says whether a command cites.
func isCiting(name string) bool {
	name = strings.ToLower(name)
	if len(name) < 4 || noCitations[name] {
		return false
	}
	for _, start := range citingCommands {
		if strings.HasPrefix(name, start) {
			return true
		}
	}
	return false
}

// citation reads a command that cites.
func (r *latexReader) citation(name string, from int) bool {
	macro, defined := r.macros[name]
	switch {
	case name == "nocite":
		r.nocite()
		return true
	case name == "citetalias" || name == "citepalias":
		macro = latexMacro{argument: 1}
	case defined:
	case !isCiting(name):
		return false
	default:
		macro = latexMacro{argument: 1, several: strings.HasSuffix(name, "cites")}
		if strings.HasSuffix(name, "volcite") {
			macro.argument = 2
		}
	}
	for {
		r.citeOptions()
		for range macro.argument - 1 {
			if _, next, ok := r.braces(r.at); ok {
				r.at = next
				r.citeOptions()
			}
		}
		span, next, ok := r.braces(r.at)
		if !ok {
			return true
		}
		r.at = next
		r.cite(span, from)
		at := r.spaceTo(r.at)
		if !macro.several || at >= len(r.src) || r.src[at] != '{' && r.src[at] != '[' {
			return true
		}
		from = at
	}
}

// citeOptions passes over what stands between a citing command and its keys:
// `[see][p.~3]`, `(pre)`, `<2->`.
func (r *latexReader) citeOptions() {
	for range 6 {
		at := r.spaceTo(r.at)
		next, ok := at, false
		for _, pair := range []string{"[]", "()", "<>"} {
			if _, end, found := r.brackets(at, pair[0], pair[1]); found {
				next, ok = end, true
			}
		}
		if !ok {
			return
		}
		r.at = next
	}
}

// keysOf returns the keys that an argument names.
func keysOf(argument string) []string {
	if strings.Contains(argument, "%") {
		argument = latexComment.ReplaceAllString(argument, "")
	}
	var keys []string
	for key := range strings.SplitSeq(argument, ",") {
		if key = whitespace.Fold(key); key != "" && !strings.ContainsAny(key, `#\{}"`) {
			keys = append(keys, key)
		}
	}
	return keys
}

var latexComment = pattern.New(`%[^\n]*(?:\n|$)`)

// cite writes a citation into the reading text: `[abel, bose]`. It spans the
// whole command.
func (r *latexReader) cite(argument Span, from int) {
	keys := keysOf(r.src[argument.Start:argument.End])
	if len(keys) == 0 || !r.body || r.silent > 0 {
		return
	}
	c := latexCitation{keys: keys, note: &noteMark{list: -1}}
	start := len(r.out.flat.text)
	r.write("[", from)
	r.stand(strings.Join(keys, ", "), argument.Start)
	r.write("]", argument.End)
	r.out.flat.mark(start, mark{kind: noteMarker, note: c.note})
	r.cites = append(r.cites, c)
}

// nocite reads \nocite{abel,bose} and \nocite{*}: entries that are listed
// without being cited.
func (r *latexReader) nocite() {
	span, next, ok := r.braces(r.at)
	if !ok {
		return
	}
	r.at = next
	for _, key := range keysOf(r.src[span.Start:span.End]) {
		r.citesAll = r.citesAll || key == "*"
		r.cited[LabelKey(key)] = true
	}
}

// macroCite finds a citing command in a macro's definition that takes its keys
// from an argument: \citep{#1}.
var (
	macroCite  = pattern.New(`\\([A-Za-z]+)\*?\s*(?:\[[^\]]*\]\s*){0,3}\{[^{}]{0,200}?#(\d)`)
	macroAlias = pattern.New(`^\s*\\([A-Za-z]+)\*?\s*$`)
	macroName  = pattern.New(`^\s*\{?\s*\\([A-Za-z@]+)\s*\}?\s*`)
	macroTaken = pattern.New(`^\[(\d)\]\s*(\[)?`)
)

// define reads the definition of a macro, which is no text. One that cites is
// remembered.
func (r *latexReader) define(name string) {
	rest := r.src[r.at:min(len(r.src), r.at+maxArgument)]
	m := macroName.FindStringSubmatch(rest)
	if m == nil {
		r.skipArguments(1)
		return
	}
	r.at += len(m[0])
	optional := false
	if taken := macroTaken.FindStringSubmatch(r.src[r.at:min(len(r.src), r.at+8)]); taken != nil {
		optional = taken[2] != ""
	}
	if strings.HasSuffix(name, "def") { // \def\x#1#2{…}
		for r.at < len(r.src) && r.src[r.at] != '{' && r.src[r.at] != '\n' {
			r.at++
		}
	}
	r.skipOptions()
	if strings.HasSuffix(name, "Command") && name != "DeclareRobustCommand" {
		r.skipArguments(1) // {m o m}
	}
	if body, _, ok := r.braces(r.at); ok {
		r.remember(m[1], r.src[body.Start:body.End], optional)
	}
	if strings.HasSuffix(name, "environment") {
		r.skipArguments(1)
	}
	r.skipArguments(1)
}

// remember keeps a macro that cites.
func (r *latexReader) remember(name, body string, optional bool) {
	if m := macroAlias.FindStringSubmatch(body); m != nil {
		r.aliasOf(name, m[1])
		return
	}
	for _, m := range macroCite.FindAllStringSubmatch(body, 8) {
		if _, known := r.macros[m[1]]; known || isCiting(m[1]) {
			argument := int(m[2][0]-'0') - boolCount(optional)
			if argument > 0 && !isCiting(name) {
				r.macros[name] = latexMacro{argument: argument}
			}
			return
		}
	}
}

func (r *latexReader) aliasOf(name, of string) {
	if macro, known := r.macros[of]; known {
		r.macros[name] = macro
	} else if isCiting(of) && !isCiting(name) {
		r.macros[name] = latexMacro{argument: 1, several: strings.HasSuffix(of, "cites")}
	}
}

var latexLet = pattern.New(`^\s*\\([A-Za-z@]+)\s*=?\s*\\([A-Za-z@]+)`)

// alias reads \let\mycite\citep.
func (r *latexReader) alias() {
	if m := latexLet.FindStringSubmatch(r.src[r.at:min(len(r.src), r.at+256)]); m != nil {
		r.aliasOf(m[1], m[2])
		r.at += len(m[0])
	}
}
