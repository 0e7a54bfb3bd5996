package extract

import (
	"strconv"
	"strings"
)

// docxLevels is how many levels a list of Word has.
const docxLevels = 9

// maxPrinted is how long a printed number may grow, in bytes: a hostile pattern
// would fill the memory through a list of many paragraphs.
const maxPrinted = 100

// A docxNumbering tells the numbers that Word prints before paragraphs.
type docxNumbering map[string]*docxList // by the id that paragraphs name

// A docxList is one use of a list. Uses of the same abstract list count on,
// unless one begins anew.
type docxList struct {
	levels  [docxLevels]docxLevel
	counter *docxCounter
	restart map[int]int // levels that begin anew when the list is first used, and where
}

type docxLevel struct {
	format, text string // "decimal", "[%1]"
	start        int
	style        string // paragraphs of that style stand on this level
}

type docxCounter struct {
	values [docxLevels]int
	begun  [docxLevels]bool
}

// A docxAbstract is what lists are made from.
type docxAbstract struct {
	levels  [docxLevels]docxLevel
	counter docxCounter
	link    string // the style that names the list it really is
}

func newDOCXNumbering(root *xmlNode, styles docxStyles) docxNumbering {
	abstracts, kinds := map[string]*docxAbstract{}, map[string]*docxAbstract{}
	root.descendants("w:abstractNum", func(n *xmlNode) {
		a := &docxAbstract{link: n.child("w:numStyleLink").attr("w:val")}
		n.descendants("w:lvl", func(l *xmlNode) { readLevel(&a.levels, l) })
		abstracts[n.attr("w:abstractNumId")] = a
	})
	root.descendants("w:num", func(n *xmlNode) { kinds[n.attr("w:numId")] = abstracts[n.child("w:abstractNumId").attr("w:val")] })
	lists := docxNumbering{}
	root.descendants("w:num", func(n *xmlNode) {
		a := kinds[n.attr("w:numId")]
		if a != nil && a.link != "" {
			style := styles.of(a.link)
			a = kinds[style.list]
		}
		if a == nil {
			return
		}
		l := &docxList{levels: a.levels, counter: &a.counter, restart: map[int]int{}}
		n.descendants("w:lvlOverride", func(o *xmlNode) {
			o.descendants("w:lvl", func(level *xmlNode) { readLevel(&l.levels, level) })
			start, err := strconv.Atoi(o.child("w:startOverride").attr("w:val"))
			if depth, ok := levelOf(o); ok && err == nil {
				l.restart[depth] = start
			}
		})
		lists[n.attr("w:numId")] = l
	})
	return lists
}

func levelOf(n *xmlNode) (depth int, ok bool) {
	depth, err := strconv.Atoi(n.attr("w:ilvl"))
	return depth, err == nil && depth >= 0 && depth < docxLevels
}

func readLevel(levels *[docxLevels]docxLevel, n *xmlNode) {
	depth, ok := levelOf(n)
	if !ok {
		return
	}
	l := docxLevel{format: n.child("w:numFmt").attr("w:val"), text: n.child("w:lvlText").attr("w:val"), style: n.child("w:pStyle").attr("w:val")}
	l.start, _ = strconv.Atoi(n.child("w:start").attr("w:val"))
	levels[depth] = l
}

// next counts a paragraph and returns what Word prints before it: "3." or
// "[3]", "" before one that is in no list.
func (n docxNumbering) next(style *docxStyle) string {
	l := n[style.list]
	if l == nil {
		return ""
	}
	depth := style.depth
	for i := docxLevels - 1; i >= 0 && style.depth < 0; i-- {
		if i == 0 || l.levels[i].style == style.id {
			depth = i
			break
		}
	}
	l.count(min(depth, docxLevels-1))
	return l.print(min(depth, docxLevels-1))
}

func (l *docxList) count(depth int) {
	c := l.counter
	for level, start := range l.restart {
		c.begun[level], l.levels[level].start = false, start
	}
	clear(l.restart)
	for i := range c.begun {
		switch {
		case i > depth:
			c.begun[i] = false
		case !c.begun[i]:
			c.begun[i], c.values[i] = true, l.levels[i].start
		case i == depth:
			c.values[i]++
		}
	}
}

// print writes the number of a level in its format.
func (l *docxList) print(depth int) string {
	level := &l.levels[depth]
	if level.format == "bullet" {
		return "•"
	}
	var out strings.Builder
	for i := 0; i < len(level.text) && out.Len() < maxPrinted; i++ {
		if c := level.text[i]; c != '%' || i+1 == len(level.text) || level.text[i+1] < '1' || level.text[i+1] > '9' {
			out.WriteByte(c)
			continue
		}
		i++
		of := int(level.text[i] - '1')
		out.WriteString(formatNumber(l.counter.values[of], l.levels[of].format))
	}
	return strings.TrimSpace(out.String())
}

// plainNumber returns the number that a printed one is but for full stops and
// round brackets, or "".
func plainNumber(printed string) string {
	printed = strings.Trim(printed, "().: ")
	if number, rest := leadingNumber(printed); rest == "" {
		return number
	}
	return ""
}

// formatNumber writes a number as Word does in a format of its name.
func formatNumber(n int, format string) string {
	switch format {
	case "none":
		return ""
	case "decimalZero":
		if n >= 0 && n < 10 {
			return "0" + strconv.Itoa(n)
		}
	case "lowerRoman":
		return roman(n)
	case "upperRoman":
		return strings.ToUpper(roman(n))
	case "lowerLetter":
		return lettered(n, "abcdefghijklmnopqrstuvwxyz")
	case "upperLetter":
		return lettered(n, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	case "chicago":
		return repeated([]string{"*", "†", "‡", "§"}, n)
	}
	return strconv.Itoa(n)
}

// maxRoman is the highest number that is written in letters.
const maxRoman = 3999

func roman(n int) string {
	if n < 1 || n > maxRoman {
		return strconv.Itoa(n)
	}
	var out strings.Builder
	for _, d := range []struct {
		value  int
		digits string
	}{{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"}, {40, "xl"}, {10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"}} {
		for ; n >= d.value; n -= d.value {
			out.WriteString(d.digits)
		}
	}
	return out.String()
}

// lettered writes a, b, …, z, aa, bb, … .
func lettered(n int, alphabet string) string {
	return repeated(strings.Split(alphabet, ""), n)
}

// repeated writes the n-th sign, twice or more where n is beyond the last.
func repeated(signs []string, n int) string {
	if n < 1 || n > maxRoman {
		return strconv.Itoa(n)
	}
	return strings.Repeat(signs[(n-1)%len(signs)], 1+(n-1)/len(signs))
}
