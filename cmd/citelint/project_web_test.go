package main

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/citelint/citelint/check/handle/handletest"
	"github.com/citelint/citelint/check/link/faults"
	"github.com/citelint/citelint/check/memento/archivetest"
	"github.com/citelint/citelint/check/rdap/rdaptest"
)

// A projectWeb is what the articles of the project cite, and the institutions that are asked about it.
type projectWeb struct {
	*faults.Web
	proxy        *httptest.Server
	answers      map[string]projectAnswer // by URL
	institutions map[string]http.Handler  // by host
}

// A projectAnswer is one line of web.txt: URL STATUS [LOCATION | published DAY | modified DAY].
type projectAnswer struct {
	status int
	words  []string
}

// startProjectWeb opens the web. The institutions have names of their own in it, so that no port stands in a report.
func startProjectWeb(t *testing.T) *projectWeb {
	t.Helper()
	archive, registry, domains := archivetest.Start(), handletest.Start(), rdaptest.Start()
	for _, institution := range []*httptest.Server{archive.Server, registry.Server, domains.Server} {
		t.Cleanup(institution.Close)
	}
	archive.URL = "http://web-archive.test"
	archive.Hold("https://tide-post.test/cinema", archivetest.Copy{At: time.Date(2019, 4, 20, 8, 30, 0, 0, time.UTC)})
	domains.Register("harbour-guide.com", "2018-05-02T12:00:00Z")
	p := &projectWeb{answers: readProjectWeb(t), institutions: map[string]http.Handler{
		"web-archive.test": archive, "doi-registry.test": registry, "domain-registry.test": domains,
	}}
	var err error
	if p.Web, err = faults.New(t.Context(), faults.Options{Serve: p.serve}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Close)
	p.proxy = httptest.NewServer(http.HandlerFunc(p.tunnel))
	t.Cleanup(p.proxy.Close)
	return p
}

// tunnel is the proxy: whatever host is asked for, it leads to the web.
func (p *projectWeb) tunnel(w http.ResponseWriter, r *http.Request) {
	port := "{P}"
	if r.Method == http.MethodConnect {
		port = "{S}"
	}
	far, err := net.Dial("tcp", p.URL("127.0.0.1"+port))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer far.Close()
	near, _, err := w.(http.Hijacker).Hijack()
	if err != nil {
		return
	}
	defer near.Close()
	if r.Method == http.MethodConnect {
		_, _ = io.WriteString(near, "HTTP/1.1 200 Connection established\r\n\r\n")
	} else {
		r.RequestURI, r.Close = r.URL.RequestURI(), true
		_ = r.Write(far)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		_, _ = io.Copy(far, near)
		_ = far.Close()
	}()
	_, _ = io.Copy(near, far)
	_ = near.Close()
	<-done
}

func readProjectWeb(t *testing.T) map[string]projectAnswer {
	t.Helper()
	text, err := os.ReadFile("web.txt")
	if err != nil {
		t.Fatal(err)
	}
	answers := map[string]projectAnswer{}
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Fields(line)
		status, err := strconv.Atoi(fields[1])
		if err != nil {
			t.Fatalf("web.txt: %q: %v", line, err)
		}
		answers[fields[0]] = projectAnswer{status, fields[2:]}
	}
	return answers
}

// serve answers a request of the program. What web.txt does not name is a page of its own.
func (p *projectWeb) serve(v *faults.Visit) {
	if institution := p.institutions[v.Host]; institution != nil {
		institution.ServeHTTP(v, v.Request)
		return
	}
	url := "http://" + v.Host + v.Path
	if v.TLS != nil {
		url = "https://" + v.Host + v.Path
	}
	answer, known := p.answers[url]
	switch {
	case !known:
		v.Page(http.StatusOK, url)
	case answer.status >= 300 && answer.status < 400:
		v.Redirect(answer.status, answer.words[0])
	case len(answer.words) == 2:
		meta := fmt.Sprintf(`<meta property="article:%s_time" content="%sT12:00:00Z">`, answer.words[0], answer.words[1])
		faults.Body(answer.status, strings.Replace(faults.Document(url), "<head>", "<head>"+meta, 1))(v)
	default:
		v.Page(answer.status, url)
	}
}
