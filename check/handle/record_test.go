package handle

import (
	"net/url"
	"testing"
)

// FuzzRead calls a DOI unregistered only for the resolver's own word on that very DOI.
func FuzzRead(f *testing.F) {
	for _, s := range []string{
		`{"responseCode":1,"handle":"10.1000/x","values":[{"type":"URL","data":{"format":"string","value":"https://a.example/"}}]}`,
		`{"responseCode":100,"handle":"10.1000/x"}`, `{"responseCode":200,"handle":"10.1000/x"}`, `{"responseCode":1,"values":[{"data":{"value":{}}}]}`, `[]`, `{`, ``,
	} {
		f.Add(404, []byte(s))
		f.Add(200, []byte(s))
	}
	f.Fuzz(func(t *testing.T, status int, body []byte) {
		got, answered := read(status, body, "10.1000/x")
		switch {
		case got.State != Unknown && !answered:
			t.Errorf("%d %q: %+v, of nobody who answered", status, body, got)
		case got.State == Unregistered && status != 404, (got.State == Unknown) != (got.Reason != ""):
			t.Errorf("%d %q: %+v", status, body, got)
		case got.Target != "":
			if u, err := url.Parse(got.Target); err != nil || u.Scheme != "http" && u.Scheme != "https" {
				t.Errorf("%q leads to %q", body, got.Target)
			}
		}
	})
}
