package link

import (
	"strings"
	"testing"

	"golang.org/x/net/dns/dnsmessage"
)

// TestVouchedPagesGiveTheSignOfLife: a run that asks only for what failed before has nobody else to show that
// our own network is up. Pages that were there yesterday can, and are asked only then.
func TestVouchedPagesGiveTheSignOfLife(t *testing.T) {
	for _, tt := range []struct {
		name    string
		asked   []string
		verdict Verdict
		seen    bool // the vouched page was asked
	}{
		{"a refused host", []string{"http://127.0.0.1:{closed}/"}, Dead, true},
		{"a name that does not exist", []string{"http://nowhere.test/"}, Dead, true},
		{"two that failed in other ways", []string{"http://servfail.test/", "http://also.servfail.test/"}, Uncertain, true},
		{"an answer needs no other", []string{"http://a.example{P}/ok"}, Alive, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := newWeb(t, found)
			for _, name := range []string{"servfail.test", "also.servfail.test"} {
				w.set(name, record{code: dnsmessage.RCodeServerFailure})
			}
			c, _ := w.client(t)
			c.Vouch([]string{"no URL", w.url("http://b.example{P}/yesterday"), w.url("http://b.example{P}/more"), w.url("http://c.example{P}/yesterday")})
			var urls []string
			for _, url := range tt.asked {
				urls = append(urls, w.url(strings.ReplaceAll(url, "{closed}", closedPort(t))))
			}
			for url, a := range askAll(t, c, urls...) {
				if a.Verdict != tt.verdict {
					t.Errorf("%s: %+v, want %s", url, a, tt.verdict)
				}
			}
			if c.NetworkDown() {
				t.Error("our own network is said to be down")
			}
			if seen := w.count("b.example/yesterday")+w.count("c.example/yesterday") > 0; seen != tt.seen {
				t.Errorf("the server saw %v", w.Counts())
			}
			if w.count("b.example/more") > 0 {
				t.Error("a second page of one host was asked")
			}
		})
	}
}

// TestVouchedPagesThatAreGoneProveNothing: yesterday's word is not enough.
func TestVouchedPagesThatAreGoneProveNothing(t *testing.T) {
	w := newWeb(t, found)
	c, _ := w.client(t)
	c.Vouch([]string{"http://127.0.0.1:" + closedPort(t) + "/"})
	const url = "http://nowhere.test/"
	if a := askAll(t, c, url)[url]; a.Verdict != Uncertain {
		t.Errorf("%+v", a)
	}
}
