package extract

import (
	"path"
	"strings"

	"github.com/citelint/citelint/pattern"
)

// This file gathers what may state the article's own date. It finds texts; whether one is a date, and which, is for
// others to read. When a file was written says nothing: a checkout writes all files.

// state notes what may be the article's date, after what is known already.
func (d *draft) state(all ...Stated) {
	for _, s := range all {
		if d.published.Text == "" {
			d.published = s
		} else {
			d.dates = append(d.dates, s)
		}
	}
}

// stated returns all that may state the article's date: what it says of itself, what its name says, and what its readers
// see at its head. What is not published yet has no such date, whatever its file is called.
func (d *draft) stated(o Options) []Stated {
	if d.unpublished {
		return nil
	}
	var all []Stated
	if d.published.Text != "" {
		all = append(all, d.published)
	}
	all = append(all, d.dates...)
	all = append(all, named(o)...)
	return append(all, d.bylines()...)
}

// datedName is a file's name as generators of sites have it: the day, then the words of the title.
var datedName = pattern.New(`^\d{4}-\d\d-\d\d(?:$|[-_ ].)`)

// named returns the article's address, or its file's name where that begins with a day. Of a page that is the index of
// its folder, the folder has the name.
func named(o Options) []Stated {
	for _, address := range []string{o.Source, o.BaseURL} {
		if strings.Contains(address, "://") {
			return []Stated{{Text: address, Origin: OriginURL}}
		}
	}
	file := strings.ReplaceAll(o.Source, `\`, "/")
	name := strings.TrimSuffix(path.Base(file), path.Ext(file))
	if name == "index" || name == "_index" {
		name = path.Base(path.Dir(file))
	}
	if !datedName.MatchString(name) {
		return nil
	}
	return []Stated{{Text: name[:len("2021-05-11")], Origin: "file name"}}
}

const (
	headBlocks = 8   // in which an article says who wrote it and when
	headLines  = 15  // the same, in lines
	maxByline  = 120 // bytes of such a line
	maxPlace   = 60  // bytes before the dash of a dateline: BERLIN, 11 May 2021 (dpa) —
)

// yearDigits spares the reader of dates the lines without one.
var yearDigits = pattern.New(`(?:19|20)\d\d`)

// bylines returns the short lines at the head of the article that hold a year, and the dateline of its first paragraph.
func (d *draft) bylines() []Stated {
	var all []Stated
	blocks, lines := 0, 0
	for i := range d.blocks {
		b := &d.blocks[i]
		if b.chrome || b.note || b.aside || b.kind != prose && b.kind != item {
			continue
		}
		if blocks++; blocks > headBlocks {
			break
		}
		at := 0
		for line := range strings.SplitAfterSeq(b.text, "\n") {
			if lines++; lines > headLines {
				return all
			}
			if text, origin := headLine(line); text != "" {
				all = append(all, Stated{Text: text, Origin: origin, Span: b.span(at, at+len(line))})
			}
			at += len(line)
		}
	}
	return all
}

// headLine returns the part of a line that may be a byline or a dateline, "" when none may.
func headLine(line string) (text, origin string) {
	text = strings.TrimSpace(line)
	if len(text) > maxByline {
		head := text[:maxPlace]
		end := strings.IndexAny(head, "—–")
		if end < 0 {
			end = strings.Index(head, " - ")
		}
		if end < 0 || !yearDigits.MatchString(head[:end]) {
			return "", ""
		}
		return strings.TrimSpace(head[:end]), OriginDateline
	}
	if !yearDigits.MatchString(text) {
		return "", ""
	}
	return strings.Trim(text, "*_| "), OriginByline
}
