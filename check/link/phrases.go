package link

import "strings"

// A phrases is many phrases, by their first byte, to be looked for in one pass over a text. They are in lower case,
// with a straight apostrophe, and have two bytes at least.
type phrases struct {
	by     [256][]string
	begins [1 << 16 / 64]uint64 // a bit for each two bytes that a phrase begins with: few places of a text do
}

func newPhrases(all ...string) *phrases {
	var p phrases
	for _, phrase := range all {
		p.by[phrase[0]] = append(p.by[phrase[0]], phrase)
		two := pair(phrase)
		p.begins[two/64] |= 1 << (two % 64)
	}
	return &p
}

func pair(text string) int { return int(text[0])<<8 | int(text[1]) }

// in tells whether a text has one of the phrases.
func (p *phrases) in(text string) bool { return p.inPlain(plainLower(text)) }

// inPlain is in for a text that plainLower made.
func (p *phrases) inPlain(text string) bool {
	for ; len(text) > 1; text = text[1:] {
		if two := pair(text); p.begins[two/64]&(1<<(two%64)) == 0 {
			continue
		}
		for _, phrase := range p.by[text[0]] {
			if strings.HasPrefix(text, phrase) {
				return true
			}
		}
	}
	return false
}
