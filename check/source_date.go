package check

import (
	"strings"

	"github.com/citelint/citelint/check/date"
	"github.com/citelint/citelint/extract"
)

// SourceDates returns the dates that an entry states of its source, as written:
// when the source was published and when it was looked up. What the format or
// the style of the entry names comes first; else the words beside a date tell.
// Where several dates may be the source's, none is.
func SourceDates(ref *extract.Reference) (published, accessed string) {
	published, accessed = ref.Published.Text, ref.Accessed.Text
	if published != "" && accessed != "" {
		return published, accessed
	}
	stated := map[date.Role][]string{}
	for _, r := range date.InText(ref.Text) {
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
