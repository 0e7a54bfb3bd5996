package report

import (
	"strings"
	"testing"
)

func TestOnlyPlainAddressesAreClickable(t *testing.T) {
	for address, want := range map[string]bool{
		"https://stat.gov.uk/rents?a=b%20c#d":                true,
		"http://stat.gov.uk":                                 true,
		"https://www.bücher.example/":                        false, // not plain
		"https://bank.example@evil.example/":                 false,
		"https://stat.gov.uk/a b":                            false,
		"https://stat.gov.uk/\x1b]8;;x":                      false,
		"https://stat.gov.uk/\x07":                           false,
		"https://stat.gov.uk/##[command]":                    false,
		"javascript:alert(1)":                                false,
		"file:///etc/passwd":                                 false,
		"HTTPS://stat.gov.uk/":                               false,
		"https://127.0.0.1/":                                 false,
		"https://[::1]/":                                     false,
		"https://127.1/":                                     false,
		"https://0x7f.0x1/":                                  false,
		"https://%EF%BC%91%EF%BC%92%EF%BC%97.0.0.%EF%BC%91/": false, // 127.0.0.1 in full width, which browsers undo
		"https://a.router%E3%80%82local/":                    false, // a full stop of another script, which they take for one
		"https://localhost/":                                 false,
		"https://router.local/":                              false,
		"https://a.localhost./":                              false,
		"https://intranet/":                                  false,
		"https://" + strings.Repeat("a", 3000) + ".example/": false,
		"": false,
	} {
		if got := isClickable(address); got != want {
			t.Errorf("isClickable(%.60q) = %v", address, got)
		}
	}
}

func TestHyperlinksLeadWhereTheyAreSaidTo(t *testing.T) {
	const address = "https://stat.gov.uk/rents"
	linked := &text{TextOptions: TextOptions{Links: true}}
	if got, want := linked.hyperlink(address, address), "\x1b]8;;"+address+"\x1b\\"+address+"\x1b]8;;\x1b\\"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := linked.hyperlink("https://127.0.0.1/", "x"); got != "x" {
		t.Errorf("got %q", got)
	}
	if got := new(text).hyperlink(address, address); got != address {
		t.Errorf("without a terminal: %q", got)
	}
}
