package link

import (
	"strings"
	"testing"
	"time"
)

// TestAnswersHoldThePagesDates reads them from the bytes of the one request that judges the link.
func TestAnswersHoldThePagesDates(t *testing.T) {
	text := "<p>" + strings.Repeat("The gauge at the northern pier rose, and the harbour master wrote it down. ", 20) + "</p>"
	dated := `<title>Rents rose again last year</title><meta property="article:published_time" content="2021-05-11T10:00:00Z">` +
		`<h1>Rents rose again last year</h1><p>Updated 12 May 2021</p>` + text
	changed := time.Date(2021, 5, 20, 8, 0, 0, 0, time.UTC).Format("Mon, 02 Jan 2006 15:04:05 GMT")
	tests := []struct {
		name  string
		serve func(*visit)
		want  string
	}{
		{"page", header("Last-Modified", changed, body(200, dated)), "meta published 2021-05-11, byline modified 2021-05-12, http modified 2021-05-20"},
		{"latin", header("Content-Type", "text/html; charset=iso-8859-1", body(200, "<title>Mieten steigen</title><h1>Mieten steigen wieder</h1><p>4. M\xe4rz 2021</p>"+text)), "byline title 2021-03-04"},
		{"document", header("Content-Type", "application/pdf", header("Last-Modified", changed, body(200, dated))), "http modified 2021-05-20"},
		{"missing", header("Last-Modified", changed, body(404, dated)), ""},
		{"undated", body(200, "<title>Rents rose again last year</title>"+text), ""},
		{"beyond", body(200, "<title>Rents rose again last year</title>"+strings.Repeat(text, 100)+dated), ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWeb(t, func(v *visit) { tt.serve(v) })
			c, _ := w.client(t)
			url := w.url("http://" + tt.name + ".example{P}" + story)
			var got []string
			for _, d := range askAll(t, c, url)[url].Dates {
				got = append(got, d.Class()+" "+d.Date.String())
			}
			if said := strings.Join(got, ", "); said != tt.want {
				t.Errorf("the answer says %q, want %q", said, tt.want)
			}
			if n := w.count(tt.name + ".example"); n != 1 && tt.name != "missing" {
				t.Errorf("the server saw %d requests, want 1", n)
			}
		})
	}
}
