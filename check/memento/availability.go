package memento

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
)

const maxListing = 64 << 10

// An available is an answer of the availability endpoint (archive.org/help/wayback_api.php):
//
//	{"url":"stat.gov.uk","archived_snapshots":{"closest":{"available":true,"status":"200",
//	 "url":"http://web.archive.org/web/20190304120000/http://stat.gov.uk/","timestamp":"20190304120000"}}}
type available struct {
	URL       string `json:"url"`
	Snapshots *struct {
		Closest *snapshot `json:"closest"`
	} `json:"archived_snapshots"`
}

type snapshot struct {
	Available bool            `json:"available"`
	Status    json.RawMessage `json:"status"` // of the page then: "200", or 200
	URL       string          `json:"url"`
	Timestamp string          `json:"timestamp"`
}

// askAvailability asks an availability endpoint.
func (a *Archive) askAvailability(ctx context.Context, endpoint string, q question) answer {
	u, err := url.Parse(endpoint)
	if err != nil {
		return failed("the archive's address cannot be read")
	}
	query := u.Query()
	query.Set("url", q.url)
	if !q.near.IsZero() {
		query.Set("timestamp", q.near.UTC().Format(digitForm))
	}
	u.RawQuery = query.Encode()
	resp, err := a.getListing(ctx, u.String(), "application/json", maxListing)
	switch {
	case err != nil:
		return mute(ctx, err)
	case resp.Status != http.StatusOK || resp.Cut:
		return refusal(resp)
	}
	found, ok := readAvailable(resp.Body)
	if !ok {
		return refusal(resp)
	}
	return a.judgeAvailable(found, q)
}

func readAvailable(body []byte) (found available, ok bool) {
	decoder := json.NewDecoder(bytes.NewReader(body))
	return found, decoder.Decode(&found) == nil && found.Snapshots != nil
}

func (a *Archive) judgeAvailable(found available, q question) answer {
	c := found.Snapshots.Closest
	if c == nil {
		echoed, err := url.Parse(found.URL)
		if err == nil && echoed.Host == "" {
			echoed, err = url.Parse("http://" + found.URL)
		}
		if err != nil || pageOf(echoed) != q.page {
			return failed("the archive did not say of which page it holds nothing")
		}
		return answer{none: true, marked: true}
	}
	status := strings.Trim(string(c.Status), `"`)
	at := resolve(q.url, c.URL)
	switch {
	case !c.Available:
		return answer{why: "its copy is not to be seen", marked: true}
	case len(status) != 3 || status[0] != '2':
		return answer{why: "its nearest copy is not of a page, but of an answer of status " + shorten(status), marked: true}
	case !a.mayBe(at, q):
		return failed("the copy that it names is none of its own")
	}
	return answer{held: copied{url: at.String(), at: a.possible(digits(c.Timestamp))}, marked: true}
}

func shorten(s string) string {
	if len(s) > 20 {
		return s[:20] + "…"
	}
	return s
}
