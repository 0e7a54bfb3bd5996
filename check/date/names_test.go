package date

import (
	"slices"
	"strings"
	"testing"
)

// used lists the names found, in order.
func used(rawURL string) string {
	var all []string
	for _, u := range BuiltInNames().InURL(rawURL) {
		all = append(all, u.Name.Name)
	}
	return strings.Join(all, ", ")
}

func TestNamesInURL(t *testing.T) {
	tests := []struct{ url, want string }{
		{"https://www.technologyreview.com/2021/05/11/1024563/mark-zuckerberg-meta-ai-superintelligence-open-source/", "Meta"},
		{"https://www.reuters.com/technology/meta-withholds-best-ai-technology-rivals-2021-05-11/", "Meta"},
		{"https://www.bloomberg.com/news/articles/2021-05-11/meta-to-hold-back-ai-secrets-to-fend-off-rivals", "Meta"},
		{"https://www.theverge.com/2021/5/11/22432840/mark-zuckerberg-meta-ai-superintelligence-open-source-strategy", "Meta"},
		{"https://example.com/facebook-owner-meta-cuts-jobs.html", "Meta"},
		{"https://example.com/2019/01/02/openai-and-chatgpt-in-class/", "OpenAI, ChatGPT"},
		{"https://example.com/2019/12/01/covid-19-vaccines-arrive", "COVID-19"},
		{"https://example.com/2019/12/01/chatgpt", "ChatGPT"},
		{"https://example.com/2019/12/01/chatgpt/8f14e45f-ceea-467f-a8d0-0123456789ab", "ChatGPT"},
		{"https://example.com/2019/12/01/chatgpt-in-class/index.html", "ChatGPT"},
		{"https://example.com/CHATGPT_In+Class", "ChatGPT"},
		{"https://example.com/the-earthquake-in-t%C3%BCrkiye", "Türkiye"},
		{"https://example.com/the-earthquake-in-tu%CC%88rkiye", "Türkiye"}, // the accent written apart
		{"https://example.com/The%20Earthquake%20in%20T%C3%9CRKiYE", "Türkiye"},
		{"https://example.com/brexit%E2%80%94what-now", "Brexit"}, // a dash that is no hyphen
		{"https://example.com/«brexit»-…-what-now", "Brexit"},
		{"https://example.com/openai%E2%80%99s-plans", "OpenAI"},
		{"https://example.com/brexit%FF-what-now", "Brexit"}, // a byte that is no text
		{"https://example.com/openbrexit%C3%A9-what-now", ""},
		{"https://web.archive.org/web/20210601083000/https://openai.com/a-page-about-brexit", "Brexit"},
		{"https://example.com/2015/google-parent-alphabet-rises", "Alphabet"},
		{"https://example.com/2018/dario-amodei-of-anthropic-on-ai", "Anthropic"},
		{"https://example.com/spacex-starlink-satellites", "SpaceX, Starlink"},
	}
	for _, tt := range tests {
		if got := used(tt.url); got != tt.want {
			t.Errorf("InURL(%q) = %q, want %q", tt.url, got, tt.want)
		}
	}
}

func TestNameUseSaysWhere(t *testing.T) {
	raw := "https://example.com/a/SARS%2DCoV-2-and-covid-19-in-t%C3%BCrkiye-and-so-on?q=covid"
	want := []string{"SARS%2DCoV-2", "covid-19", "t%C3%BCrkiye"}
	var got []string
	for _, u := range BuiltInNames().InURL(raw) {
		got = append(got, raw[u.Start:u.End])
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// Slugs that hold a name's letters or words and mean something else.
func TestFalseFriends(t *testing.T) {
	for _, slug := range []string{
		"2019/03/04/a-meta-analysis-of-diets/", "2018/05/01/meta-learning-for-ai/", "2020/01/01/going-meta-on-politics/",
		"2017/2/3/how-to-write-meta-descriptions", "2016/05/05/so-meta-it-hurts", "2015/04/03/meta-ai-system-of-systems",
		"meta-to-meta-analysis-of-trials", "the-metadata-problem", "meta-data-for-facebook-pages", "facebook-open-graph-meta-tags",
		"facebook-meta-description-guide", "metaphysics-of-morals", "meta-physics-and-facebook", "metaverse-before-facebook",
		"a-meta-review-of-zuckerberg-studies", "meta-review-says-zuckerberg-wrong", "chan-zuckerberg-charity-acquires-meta-the-paper-finder",
		"zuckerberg-buys-meta-for-chan-zuckerberg-science", "meta-unveils-augmented-reality-glasses", "meta-raises-50m-for-ar-headset",
		"very-meta-facebook-joke", "facebook-goes-meta-on-itself", "meta", "meta-world-peace-suspended", "meta-knight-guide",
		"la-meta-de-facebook", "mas-alla-de-la-meta", "meta-is-murder", "yann-lecun-on-meta-learning",
		"the-alphabet-of-birds", "alphabet-soup", "earth-alphabet-by-google", "learn-the-alphabet-inc-letters-alphabet-letters",
		"bmw-owner-alphabet-fleet", "x-marks-the-spot", "block-party", "writers-block-and-square", "maximum-block",
		"threads-of-history", "claude-monet-in-giverny", "jean-claude-juncker", "llama-on-the-loose", "gemini-horoscope-today",
		"google-gemini-horoscope", "gemini-south-observatory", "bard-college", "how-to-grok-javascript", "sora-is-a-bird",
		"the-anthropic-principle", "anthropic-principle-and-ai", "anthropic-bias-in-google-data", "ai-and-the-anthropic-argument",
		"kesha-tiktok-lyrics", "tiktok-of-oz", "lunatik-tiktok-ipod-nano", "starlink-corn-recall", "subaru-starlink-internet",
		"starlink-maize-in-taco-shells", "truth-social-justice-and-law", "the-truth-social-media-hides",
		"omicron-persei-8", "delta-and-omicron-ceti", "stable-diffusion-flames-in-art", "gpt-2-partition", "gpt-4-enzyme-levels",
		"nur-sultan-nazarbayev-speaks", "nursultan-nazarbayev", "president-nur-sultan", "turkiye-secime-gidiyor", "bank-of-turkiye-and-the-lira",
		"cleveland-guardians-roller-derby", "northern-macedonia-hikes", "greek-north-macedonia-region", "apple-iphone-rumors",
		"square-dance-on-the-block", "dall-e-commerce-al-negozio", "copilot-dies-in-crash", "midjourney", "claude-3-strikes",
		"occupy-a-wall-on-a-street", "corona-virus-covidien-merger", "covidien-earnings", "brexitland", "usmca-swim-championship",
		"evernorth-housing-in-vermont", "aptiv-clinic",
	} {
		if got := used("https://example.com/" + slug); got != "" {
			t.Errorf("%s: found %s", slug, got)
		}
	}
}

func TestNamesAreNotSoughtOutsideTheHeadline(t *testing.T) {
	for _, raw := range []string{
		"https://chatgpt.com/", "https://openai.com/2014/05/11/a-story", "https://example.com/a-story?utm_source=chatgpt.com",
		"https://example.com/a-story#chatgpt-part", "https://example.com/brexit/2010/05/11/a-story-of-words", "https://www.meta.com/privacy/",
		"https://gdpr.eu/art-49/", "https://www.wired.com/story/a-story/", "https://www.zdnet.com/article/a-story/",
		"https://web.archive.org/web/20210601083000/https://openai.com/a-page", "https://example.com/proxy/chatgpt.com/a-story",
		"https://example.com/tag/tiktok/2010/05/11/a-story", "", "chatgpt", "https://example.com",
	} {
		if got := used(raw); got != "" {
			t.Errorf("%s: found %s", raw, got)
		}
	}
}

// row finds a row of the built-in table.
func row(t *testing.T, name string) Name {
	t.Helper()
	for _, n := range BuiltInNames().Names() {
		if n.Name == name {
			return n
		}
	}
	t.Fatalf("the table has no row %q", name)
	return Name{}
}

func TestOlder(t *testing.T) {
	meta := row(t, "Meta")
	for in, want := range map[string]bool{
		"2021-05-11": true, "2021-09-27": true, "2021-09-28": false, "2021-10-28": false, "2025-01-01": false,
		"2021-08": true, "2021-09": false, "2020": true, "2021": false,
	} {
		d, _ := ParseISO(in)
		if got := meta.Older(d); got != want {
			t.Errorf("Meta.Older(%s) = %v, want %v", in, got, want)
		}
	}
	if meta.Older(Date{}) {
		t.Error("no date is older than a name")
	}
}

// Whatever tells a name from a common word does so: a guard on either side, a veto anywhere; and what is
// needed is enough.
func TestGuardsOfEveryRow(t *testing.T) {
	finds := func(n Name, slug string) bool {
		return slices.ContainsFunc(BuiltInNames().InURL("https://example.com/"+slug), func(u NameUse) bool { return u.Name.Name == n.Name })
	}
	for _, n := range BuiltInNames().Names() {
		if slug := "zzz-" + n.Aliases[0] + "-zzz"; finds(n, slug) != (len(n.Needs) == 0 && len(n.Next) == 0) {
			t.Errorf("%s: %s alone", n.Name, slug)
		}
		for _, alias := range n.Aliases {
			good := "zzz-" + alias + "-zzz"
			if len(n.Needs) > 0 {
				good += "-" + n.Needs[0]
			}
			if !finds(n, good) {
				t.Errorf("%s: silent on %s", n.Name, good)
			}
			for _, guard := range n.Guards {
				for _, slug := range []string{guard + "-" + strings.TrimPrefix(good, "zzz-"), strings.Replace(good, alias+"-zzz", alias+"-"+guard, 1)} {
					if finds(n, slug) {
						t.Errorf("%s: the guard %q does not hold in %s", n.Name, guard, slug)
					}
				}
			}
			for _, veto := range n.Vetoes {
				if finds(n, good+"-zzz-"+veto) || finds(n, veto+"-zzz-"+good) {
					t.Errorf("%s: the veto %q does not hold beside %s", n.Name, veto, good)
				}
			}
		}
		for _, need := range n.Needs {
			if alias := n.Aliases[0]; !finds(n, need+"-zzz-"+alias) || !finds(n, alias+"-zzz-"+need) {
				t.Errorf("%s: %q beside %s is not enough", n.Name, need, alias)
			}
		}
		for _, next := range n.Next {
			if alias := n.Aliases[0]; !finds(n, alias+"-"+next+"-zzz") || finds(n, "zzz-"+alias+"-"+next) {
				t.Errorf("%s: %q must be enough behind %s at the start, and nowhere else", n.Name, next, alias)
			}
		}
	}
}

func TestNamesIsACopy(t *testing.T) {
	all := BuiltInNames().Names()
	i := slices.IndexFunc(all, func(n Name) bool { return len(n.Guards) > 0 })
	n := &all[i]
	alias, guard := n.Aliases[0], n.Guards[0]
	n.Name, n.Aliases[0], n.Guards[0] = "changed", "changed", "changed"
	if again := BuiltInNames().Names()[i]; again.Name == "changed" || again.Aliases[0] != alias || again.Guards[0] != guard {
		t.Error("the table can be changed from outside")
	}
}
