package link

import "strings"

// A phrases is many phrases, by their first byte, to be looked for in one pass over a text. They are in lower case,
// with a straight apostrophe.
type phrases [256][]string

func newPhrases(all ...string) *phrases {
	var p phrases
	for _, phrase := range all {
		p[phrase[0]] = append(p[phrase[0]], phrase)
	}
	return &p
}

// in tells whether a text has one of the phrases.
func (p *phrases) in(text string) bool {
	text = plainLower(text)
	for i := range len(text) {
		for _, phrase := range p[text[i]] {
			if strings.HasPrefix(text[i:], phrase) {
				return true
			}
		}
	}
	return false
}
