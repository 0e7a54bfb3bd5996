package link

import (
	"net/http"
	"testing"
	"time"
)

func TestQuotaReset(t *testing.T) {
	now := time.Unix(1_780_000_000, 0)
	x := func(remaining, reset string) http.Header {
		return http.Header{"X-Ratelimit-Remaining": {remaining}, "X-Ratelimit-Reset": {reset}}
	}
	policies := func(values ...string) http.Header { return http.Header{"Ratelimit": values} }
	for name, test := range map[string]struct {
		header http.Header
		wait   time.Duration
		usedUp bool
	}{
		"seconds from now":           {x("0", "3"), 3 * time.Second, true},
		"seconds since 1970":         {x("0", "1780000004"), 4 * time.Second, true},
		"with a fraction":            {x("0", "1780000004.123"), 4 * time.Second, true},
		"in the past":                {x("0", "1779999999"), 0, true},
		"negative":                   {x("0", "-9"), 0, true},
		"far":                        {x("0", "1790000000"), longestWait, true},
		"milliseconds since 1970":    {x("0", "1780000004000"), longestWait, true},
		"overflow":                   {x("0", "99999999999999999999999"), longestWait, true},
		"something is left":          {x("1", "3"), 0, false},
		"no word of what is left":    {x("", "3"), 0, false},
		"no word of the reset":       {x("0", ""), 0, false},
		"garbage":                    {x("0", "soon"), 0, false},
		"hexadecimal":                {x("0", "0x10"), 0, false},
		"draft of three headers":     {http.Header{"Ratelimit-Remaining": {"0"}, "Ratelimit-Reset": {"2"}}, 2 * time.Second, true},
		"dashes everywhere":          {http.Header{"X-Rate-Limit-Remaining": {"0"}, "X-Rate-Limit-Reset": {"1780000002"}}, 2 * time.Second, true},
		"policy":                     {policies(`"default";r=0;t=6`), 6 * time.Second, true},
		"policy with something left": {policies(`"default";r=50;t=6`), 0, false},
		"the longest of policies":    {policies(`"burst";r=0;t=2, "daily";r=0;t=7`, `"hour";r=9;t=9`), 7 * time.Second, true},
		"separators in a name":       {policies(`"a,b;r=0;t=9\";t=9";r=1;t=3`), 0, false},
		"policy without a time":      {policies(`"default";r=0`), 0, false},
		"policy of garbage":          {policies(`";;;=,=`, `"`, `\`), 0, false},
		"nothing":                    {nil, 0, false},
	} {
		if wait, usedUp := quotaReset(test.header, now); wait != test.wait || usedUp != test.usedUp {
			t.Errorf("%s: %s, %v, want %s, %v", name, wait, usedUp, test.wait, test.usedUp)
		}
	}
}

func FuzzQuotaReset(f *testing.F) {
	for _, s := range []string{"3", "-1", "1780000004.5", "99999999999999999999", `"x";r=0;t=30`, `"a\";r=0`, "soon", ""} {
		f.Add(s)
	}
	now := time.Unix(1_780_000_000, 0)
	f.Fuzz(func(t *testing.T, value string) {
		for _, header := range []http.Header{
			{"X-Ratelimit-Remaining": {"0"}, "X-Ratelimit-Reset": {value}}, {"Ratelimit": {value}},
		} {
			if wait, usedUp := quotaReset(header, now); wait < 0 || wait > longestWait || !usedUp && wait != 0 {
				t.Errorf("%q: %s, %v", value, wait, usedUp)
			}
		}
	})
}
