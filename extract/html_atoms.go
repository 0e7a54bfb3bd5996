package extract

import "golang.org/x/net/html/atom"

// An atomSet is a set of element names. Every element of a page is asked for
// in several, which a map would take most of the reading's time for.
type atomSet struct{ slots [256]atom.Atom }

// atoms makes a set of at most a hundred names.
func atoms(list ...atom.Atom) *atomSet {
	s := &atomSet{}
	for _, a := range list {
		i := slotOf(a)
		for s.slots[i] != 0 && s.slots[i] != a {
			i++
		}
		s.slots[i] = a
	}
	return s
}

// slotOf spreads the names; an atom is an offset above eight bits of length.
func slotOf(a atom.Atom) uint8 { return uint8(a>>8 ^ a>>14 ^ a) }

func (s *atomSet) has(a atom.Atom) bool {
	if a == 0 {
		return false
	}
	i := slotOf(a)
	for s.slots[i] != 0 && s.slots[i] != a {
		i++
	}
	return s.slots[i] == a
}
