package extract

import "testing"

// Numbers that lost their raising where a text was copied, and numbers in
// parentheses, cite a list that nothing else cites; which may miss some.
func TestWeakMarkers(t *testing.T) {
	const entries = "\n\nReferences\n\n1. Abel. Tides. 2019.\n2. Bose. Winds. 2020.\n3. Cole. Rains. 2021.\n4. Dunn. Snows. 2022.\n"
	runReadings(t, FormatText, []reading{
		{"behind full stops", "The tide rose.1 It fell,2 and turned.3 Nobody asked.1,4 So it goes." + entries, "1 2 3 1 4", "References: 1 2 3 4"},
		{"behind words", "The tide rose1 and fell,2,3 as they said4 at the pier." + entries, "1 2 3 4", "References: 1 2 3 4"},
		{"in parentheses", "The tide rose (1), fell (2) and turned (3-4)." + entries, "1 2 3 4", "References: 1 2 3 4"},
		{"names, measures and versions are none", "The tide rose.1 Of COVID19 and H2O, in vol.2 and no.3, at 4.2 m, they say nothing." + entries, "", "References: 1* 2* 3* 4*"},
		{"beside brackets nothing is weak", "The tide rose.[1][2] It fell (3) times.4" + entries, "1 2", "References: 1 2 3* 4*"},
		{"equations are none", "By Eq. (1), Eq. (2) and (3) it rose, in 2019 (4)." + entries, "", "References: 1* 2* 3* 4*"},
		{"no list", "The tide rose.1 It fell,2 and turned.3\n", "", ""},
	})
	if a := read(t, FormatText, "The tide rose.1 It fell,2 and turned.3"+entries); a.Lists[0].Loose == "" {
		t.Error("the list does not say that it is loosely cited")
	}
	if a := read(t, FormatText, "The tide rose.[1] It fell,[2] and turned.[3]"+entries); a.Lists[0].Loose != "" {
		t.Error("a list that brackets cite is called loosely cited")
	}
}

// A list that nothing cites by its labels may be cited by its authors' names.
func TestNamedAuthors(t *testing.T) {
	const list = "\n\nReferences\n\n[1] Abel, R. Tides. 2019.\n[2] Bose, T. Winds. 2020.\n[3] Cole, M. Rains. 2021.\n"
	for _, test := range []struct {
		text  string
		loose bool
	}{
		{"The tide rose (Abel, 2019), as Bose et al. (2020) say.", true},
		{"The tide rose, as Abel says.", false},
		{"The tide rose, and the winds blew.", false},
		{"The tide rose, as Abel and Bose say.[1]", false},
		{"The tide rose [a] and fell [b].", true},
		{"The tide rose [n 1] and fell.", true},
	} {
		if a := read(t, FormatText, test.text+list); a.Lists[0].Loose != "" != test.loose {
			t.Errorf("%s: %q, want a reason: %t", test.text, a.Lists[0].Loose, test.loose)
		}
	}
}

func TestSymbols(t *testing.T) {
	runReadings(t, FormatText, []reading{
		{"star and daggers", "The tide rose,* and fell.† It turned‡ at night.\n\n* By the gauge at the pier.\n† By the gauge at the lock, https://a.example/x\n‡ Abel, 2019.\n", "* † ‡", ": * † ‡"},
		{"doubled", "The tide rose* and fell.**\n\n* By the gauge.\n** At night.\n", "* **", ": * **"},
		{"bullets", "The tide rose,* so:\n\n* slowly\n* at night\n", "", ""},
		{"one bullet that nothing cites", "The tide rose, so:\n\n* slowly\n", "", ""},
		{"emphasis and footnoted prices", "The *tide* rose 5 * 3 m.\n\n* Prices with tax.\n", "", ""},
		{"a sign without its note", "The tide rose.* It fell.†\n\n† By the gauge.\n* slowly\n* at night\n", "", ""},
	})
	runReadings(t, FormatHTML, []reading{
		{"on a page", "<p>The tide rose.*</p><p>It fell.<sup>†</sup></p><p>* By the gauge.</p><p>† At night.</p>", "* †", ": * †"},
	})
}
