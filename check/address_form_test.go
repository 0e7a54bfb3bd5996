package check

import (
	"strings"
	"testing"
)

func TestFormOf(t *testing.T) {
	for _, test := range []struct{ url, want string }{
		// redirects, and what only one person can open
		{"https://vertexaisearch.cloud.google.com/grounding-api-redirect/AUZ", "opaque-redirect error"},
		{"https://ppl-ai-file-upload.s3.amazonaws.com/web/direct-files/1/paste.txt", "opaque-redirect error"},
		{"https://chatgpt.com/c/67f5", "opaque-redirect error"},
		{"sandbox://mnt/data/x.csv", "opaque-redirect error"},
		{"https://www.google.com/url?q=https://stat.gov.uk/rents&sa=D", "opaque-redirect warning https://stat.gov.uk/rents"},
		{"https://www.google.co.uk/url?sa=t&url=https%3A%2F%2Fstat.gov.uk%2Frents", "opaque-redirect warning https://stat.gov.uk/rents"},
		{"https://www.bing.com/ck/a?!&&p=1", "opaque-redirect warning"},
		{"https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fstat.gov.uk", "opaque-redirect warning https://stat.gov.uk"},
		{"https://l.facebook.com/l.php?u=https%3A%2F%2Fstat.gov.uk%2F&h=1", "opaque-redirect warning https://stat.gov.uk/"},
		{"https://news.google.com/rss/articles/CBMi", "opaque-redirect warning"},
		{"https://chatgpt.com/share/67f5", ""},
		{"https://cloud.google.com/vertex-ai", ""},
		{"https://www.google.com/url-shortener", ""},
		{"https://stat.gov.uk/url?q=https://a.gov.uk", ""},
		{"https://notgoogle.com/url?q=https://a.gov.uk", ""},
		{"https://google.stat.gov.uk/url?q=https://a.gov.uk", ""},
		// searches
		{"https://www.google.de/search?q=rents&hl=de", "search-result-source warning"},
		{"https://scholar.google.com/scholar?hl=en&q=rents", "search-result-source warning"},
		{"https://scholar.google.com/scholar?cluster=123", ""},
		{"https://scholar.google.com/citations?user=x", ""},
		{"https://duckduckgo.com/?q=rents", "search-result-source warning"},
		{"https://yandex.ru/search/?text=x", "search-result-source warning"},
		{"https://www.perplexity.ai/search/rents-abc", "search-result-source warning"},
		{"https://pubmed.ncbi.nlm.nih.gov/?term=rents", "search-result-source info"},
		{"https://pubmed.ncbi.nlm.nih.gov/12345/", ""},
		{"https://github.com/search?q=rents", "search-result-source info"},
		{"https://stat.gov.uk/en/search?query=rents", "search-result-source info"},
		{"https://stat.gov.uk/search-results.aspx?q=rents", "search-result-source info"},
		{"https://stat.gov.uk/?s=rents", "search-result-source info"},
		{"https://stat.gov.uk/?s=rents&p=12", ""},
		{"https://stat.gov.uk/search", ""},
		{"https://stat.gov.uk/research?q=rents", ""},
		{"https://stat.gov.uk/view?q=rents", ""},
		{"https://books.google.com/books?id=x&q=rents", ""},
		// copies
		{"https://webcache.googleusercontent.com/search?q=cache:x", "cached-copy warning"},
		{"https://stat-gov-uk.translate.goog/rents?_x_tr_sl=de", "cached-copy warning"},
		{"https://translate.google.com/translate?sl=de&u=https://stat.gov.uk/rents", "cached-copy warning https://stat.gov.uk/rents"},
		{"https://www-jstor-org.ezproxy.lib.edu/stable/1", "cached-copy warning"},
		{"https://r.jina.ai/https://stat.gov.uk/rents", "cached-copy warning"},
		{"https://www.google.com/amp/s/stat.gov.uk/rents", "cached-copy info"},
		{"https://stat-gov-uk.cdn.ampproject.org/c/s/stat.gov.uk/rents", "cached-copy info"},
		{"https://amp.dailytide.co.uk/rents", "cached-copy info"},
		{"https://www.dailytide.co.uk/2021/rents/amp/", "cached-copy info"},
		{"https://www.dailytide.co.uk/rents.amp.html", "cached-copy info"},
		{"https://www.dailytide.co.uk/rents?outputType=amp", "cached-copy info"},
		{"https://amp.dev/documentation", ""},
		{"https://amp.com.au/superannuation", ""},
		{"https://guitars.co.uk/amp", ""},
		{"https://stat.gov.uk/camp/rents", ""},
		{"https://web.archive.org/web/2021/https://stat.gov.uk/", ""},
		{"https://archive.today/abc", ""},
		{"https://perma.cc/ABCD-1234", ""},
		// shorteners
		{"https://bit.ly/3x", "shortened-url warning"},
		{"http://goo.gl/x", "shortened-url warning"},
		{"https://nyti.ms/2x", "shortened-url info"},
		{"https://bit.ly/", ""},
		{"https://rabbit.ly/3x", ""},
		{"https://youtu.be/x", ""},
		{"https://doi.org/10.1000/x", ""},
		{"https://maps.app.goo.gl/x", "shortened-url warning"},
		// and what is no address
		{"https://[::1", ""},
		{"mailto:a@b.c", ""},
		{"", ""},
	} {
		f := formOf(test.url)
		got := strings.TrimSpace(f.rule + " " + f.severity.String() + " " + f.target)
		if got != test.want {
			t.Errorf("%s: got %q, want %q", test.url, got, test.want)
		}
	}
}

func TestHomepage(t *testing.T) {
	for _, test := range []struct {
		url  string
		home bool
	}{
		{"https://stat.gov.uk", true},
		{"https://stat.gov.uk/", true},
		{"https://stat.gov.uk/en", true},
		{"https://stat.gov.uk/en-GB/", true},
		{"https://stat.gov.uk/de/index.html", true},
		{"https://stat.gov.uk/?utm_source=letter", true},
		{"https://stat.gov.uk/ai", false},
		{"https://stat.gov.uk/english", false},
		{"https://stat.gov.uk/?id=3", false},
		{"https://stat.gov.uk/#/rents", false},
		{"https://stat.gov.uk/en/rents", false},
		{"stat.gov.uk", false},
	} {
		if got := homepage(test.url) != ""; got != test.home {
			t.Errorf("%s: got %v", test.url, got)
		}
	}
}

func TestTrackedBy(t *testing.T) {
	for _, test := range []struct{ url, bot, keys string }{
		{"https://a.uk/x?utm_source=chatgpt.com", "ChatGPT", "utm_source=chatgpt.com"},
		{"https://a.uk/x?id=1&amp;utm_source=openai", "ChatGPT", "utm_source=openai"},
		{"https://a.uk/x?utm_medium=m&utm_source=Copilot.com#part", "Copilot", "utm_source=Copilot.com"},
		{"https://a.uk/x?referrer=grok.com", "Grok", "referrer=grok.com"},
		{"https://a.uk/x?utm_source=letter&fbclid=1&utm_source=b", "", "utm_source fbclid"},
		{"https://a.uk/x?source=chatgpt.com", "", ""},
		{"https://a.uk/x?ref=1&id=2#utm_source=chatgpt.com", "", ""},
		{"https://a.uk/utm_source=chatgpt.com", "", ""},
	} {
		bot, keys := trackedBy(test.url)
		if bot != test.bot || strings.Join(keys, " ") != test.keys {
			t.Errorf("%s: got %q %q", test.url, bot, keys)
		}
	}
}
