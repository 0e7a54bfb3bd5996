package config

import "github.com/xrash/smetrics"

// near is how alike two words are, from 0 to 1, that are probably meant to be
// one (Jaro-Winkler, with Winkler's own constants).
const near = 0.85

// DidYouMean names the word that is meant, as the end of a sentence, where one
// is near; else it is "".
func DidYouMean(word string, known []string) string {
	best, nearest := near, ""
	for _, k := range known {
		if likeness := smetrics.JaroWinkler(word, k, 0.7, 4); likeness >= best {
			best, nearest = likeness, k
		}
	}
	if nearest == "" {
		return ""
	}
	return `; did you mean "` + nearest + `"?`
}
