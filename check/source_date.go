package check

import (
	"strings"
	"unicode/utf8"

	"github.com/citelint/citelint/check/date"
	"github.com/citelint/citelint/extract"
)

// SourceDates returns the dates that an entry states of its source, as written:
// when the source was published and when it was looked up. What the format or
// the style of the entry names comes first; else the words beside a date tell.
// Where several dates may be the source's, none is.
func SourceDates(ref *extract.Reference) (published, accessed string) {
	if ref.Published.Text != "" && ref.Accessed.Text != "" {
		return ref.Published.Text, ref.Accessed.Text
	}
	return sourceDates(ref, date.InText(ref.Text))
}

// sourceDates is SourceDates where the words of the entry have been read.
func sourceDates(ref *extract.Reference, words []date.Reading) (published, accessed string) {
	published, accessed = ref.Published.Text, ref.Accessed.Text
	stated := map[date.Role][]string{}
	for _, r := range words {
		if strings.Contains(accessed, r.Text) {
			continue // the format tells what its words do not
		}
		if ref.Title == "" || !strings.Contains(ref.Title, r.Text) {
			stated[r.Role] = append(stated[r.Role], r.Text)
		}
	}
	if accessed == "" {
		accessed = only(stated[date.RoleAccessed])
	}
	if published == "" {
		published = only(stated[date.RolePublished])
	}
	if published == "" && len(stated[date.RolePublished]) == 0 {
		published = only(stated[date.RoleStated])
	}
	return published, accessed
}

// only returns what all texts are, or "".
func only(texts []string) string {
	for _, text := range texts {
		if text != texts[0] {
			return ""
		}
	}
	if len(texts) == 0 {
		return ""
	}
	return texts[0]
}

// statedOn returns the date that text, the first of SourceDates, states of an
// entry's source, where that is certain: it is named as such by the format, the style or a word, or it is the
// only one and stands for itself, unlike that of "the meeting of 11 May 2021".
func statedOn(ref *extract.Reference, text string, words []date.Reading) (date.Reading, bool) {
	if text == "" {
		return date.Reading{}, false
	}
	named := ref.Published.Text != ""
	for _, r := range words {
		if r.Text == text && (named || r.Role == date.RolePublished || standsAlone(ref.Text, r)) {
			return r, !r.Circa
		}
	}
	if !named {
		return date.Reading{}, false
	}
	r, ok := whole(text)
	return r, ok && !r.Circa
}

// standsAlone says whether a date is a clause of its own: between the ends of a
// text, marks and round brackets. Behind a colon it is what the word before says,
// and right behind an address or in square brackets it may be the reader's day.
func standsAlone(text string, r date.Reading) bool {
	if behindAddress(text[:r.Start]) {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text[:r.Start], " "))
	after := strings.TrimLeft(text[r.End:], " ")
	next, _ := utf8.DecodeRuneInString(after)
	return (r.Start == 0 || strings.ContainsRune(".,;!?(|–—-·\"”’»", before)) &&
		(after == "" || strings.ContainsRune(".,;:)]|–—-·", next) || strings.HasPrefix(after, "http"))
}

// behindAddress says whether an address ends a text, but for marks.
func behindAddress(text string) bool {
	text = strings.TrimRight(text, " .,;([<>–—-")
	last := text[strings.LastIndexAny(text, " <(")+1:]
	return strings.HasPrefix(last, "http://") || strings.HasPrefix(last, "https://") || strings.HasPrefix(last, "www.")
}
