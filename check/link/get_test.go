package link

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
)

func TestGet(t *testing.T) {
	w := newWeb(t, func(v *visit) {
		switch v.host {
		case "moved.example":
			only("/", redirect(302, "/article"), func(v *visit) {
				v.Header().Set("Content-Type", "text/markdown")
				_, _ = v.Write([]byte("# Title"))
			})(v)
		case "packed.example":
			zipped("<p>packed</p>")(v)
		case "bomb.example":
			zipped(strings.Repeat("<p>", 1<<20))(v)
		case "brotli.example":
			header("Content-Encoding", "br", body(200, "x"))(v)
		case "ill.example":
			status(503, 200)(v)
		case "dead.example":
			notFound(v)
		case "wall.example":
			status(403)(v)
		case "big.example":
			body(200, strings.Repeat("x", 1001))(v)
		case "fit.example":
			body(200, strings.Repeat("x", 1000))(v)
		case "cut.example":
			v.raw("HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\nhalf", false)
		case "inward.example":
			redirect(http.StatusFound, "http://127.0.0.2{P}/")(v)
		case "loop.example":
			redirect(http.StatusFound, "/")(v)
		}
	})
	c, _ := w.client(t)
	for _, tt := range []struct{ url, body, final, fails string }{
		{url: "http://moved.example{P}/", body: "# Title", final: "http://moved.example{P}/article"},
		{url: "http://packed.example{P}/", body: "<p>packed</p>"},
		{url: "http://fit.example{P}/", body: strings.Repeat("x", 1000)},
		{url: "http://ill.example{P}/", body: document("A story")},
		{url: "http://bomb.example{P}/", fails: "more than 1000 bytes"},
		{url: "http://brotli.example{P}/", fails: `content coding "br"`},
		{url: "http://dead.example{P}/", fails: "404 Not Found"},
		{url: "http://wall.example{P}/", fails: "403 Forbidden"},
		{url: "http://big.example{P}/", fails: "more than 1000 bytes"},
		{url: "http://cut.example{P}/", fails: "without a full answer"},
		{url: "http://inward.example{P}/", fails: "loopback address"},
		{url: "http://loop.example{P}/", fails: "circle"},
		{url: "http://127.0.0.2{P}/", fails: "loopback address"},
		{url: "file:///etc/passwd", fails: "only http and https"},
		{url: "http://nowhere.test/", fails: "does not exist"},
		{url: "https://expired.example{S}/", fails: "expired"},
	} {
		page, err := c.Get(t.Context(), w.url(tt.url), 1000)
		switch {
		case tt.fails != "":
			if err == nil || !strings.Contains(err.Error(), tt.fails) {
				t.Errorf("%s: %v, want it to say %q", tt.url, err, tt.fails)
			}
			continue
		case err != nil:
			t.Errorf("%s: %v", tt.url, err)
			continue
		case tt.final == "":
			tt.final = tt.url
		}
		if string(page.Body) != tt.body || page.URL != w.url(tt.final) || page.ContentType == "" {
			t.Errorf("%s: %+v", tt.url, page)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := c.Get(ctx, w.url("http://fit.example{P}/"), 1000); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	c.Close()
	if _, err := c.Get(t.Context(), w.url("http://fit.example{P}/"), 1000); err == nil {
		t.Error("a closed client fetches")
	}
}
