package rdap

import (
	"testing"
	"time"
)

// FuzzRead makes a day only of a registry's own word on the very domain, and no day that cannot be.
func FuzzRead(f *testing.F) {
	for _, s := range []string{
		`{"objectClassName":"domain","ldhName":"rents.app","events":[{"eventAction":"registration","eventDate":"2018-05-02T16:03:21Z"}]}`,
		`{"objectClassName":"domain","ldhName":"RENTS.APP.","events":[{"eventAction":"registration","eventDate":"9999-05-02T16:03:21Z"}]}`,
		`{"objectClassName":"domain","ldhName":"rents.app","events":[null,{"eventAction":7}]}`, `{"errorCode":404}`, `[]`, `{`, ``,
	} {
		f.Add(200, []byte(s))
		f.Add(404, []byte(s))
	}
	now := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	r := &Registry{options: Options{Now: now}}
	f.Fuzz(func(t *testing.T, status int, body []byte) {
		got := r.read(status, body, "rents.app")
		switch {
		case (got.State == Registered) != !got.At.IsZero(), (got.State == Unknown) != (got.Reason != ""), got.State == Registered && status != 200:
			t.Errorf("%d %q: %+v", status, body, got)
		case got.State == Registered && (got.At.Year() < firstYear || got.At.After(now.Add(24*time.Hour))):
			t.Errorf("%q: registered at %s", body, got.At)
		}
	})
}
