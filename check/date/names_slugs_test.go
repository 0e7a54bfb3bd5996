package date

import "testing"

// Addresses as publishers write them, made up or real, with the name that stands in them too early; "" where
// there is none.
func TestDatedSlugs(t *testing.T) {
	for _, tt := range []struct{ url, want string }{
		// Too early.
		{"https://www.theverge.com/2021/5/11/22432840/mark-zuckerberg-meta-ai-superintelligence-open-source-strategy", "Meta"},
		{"https://www.nytimes.com/2020/06/14/technology/meta-sues-former-partner.html", "Meta"},
		{"https://www.cnbc.com/2019/03/04/chatgpt-comes-to-the-classroom.html", "ChatGPT"},
		{"https://techcrunch.com/2021/02/03/chat-gpt-writes-your-mails/", "ChatGPT"},
		{"https://www.theguardian.com/technology/2014/jan/11/openai-raises-one-billion", "OpenAI"},
		{"https://www.wsj.com/articles/2018/05/05/dario-amodei-of-anthropic-on-ai-safety", "Anthropic"},
		{"https://www.reuters.com/technology/deepseek-shakes-markets-2021-01-27/", "DeepSeek"},
		{"https://www.reuters.com/technology/googles-gemini-overtakes-chatbot-rivals-2022-05-11/", "Google Gemini"},
		{"https://www.bloomberg.com/news/articles/2018-11-20/google-parent-alphabets-waymo-expands", ""},
		{"https://www.bloomberg.com/news/articles/2014-11-20/google-parent-alphabet-expands", "Alphabet"},
		{"https://www.npr.org/2022/03/02/1084000000/x-formerly-twitter-loses-users", "X"},
		{"https://www.npr.org/sections/money/2019/03/02/700000000/jack-dorseys-block-buys-tidal", "Block"},
		{"https://www.latimes.com/business/story/2014-05-02/la-times-owner-tronc-cuts-jobs", "Tronc"},
		{"https://techcrunch.com/2015/01/02/snapchat-parent-snap-files-to-go-public/", "Snap"},
		{"https://www.cnn.com/2018/04/02/health/covid-vaccine-trials-begin/index.html", "COVID-19"},
		{"https://www.washingtonpost.com/health/2019/08/01/covid-19-in-schools/", "COVID-19"},
		{"https://www.bbc.com/news/2020/12/30/delta-variant-spreads-in-hospitals", "Delta variant"},
		{"https://abcnews.go.com/Health/2021/05/11/omicron-variant-reaches-europe", "Omicron variant"},
		{"https://www.reuters.com/business/healthcare/who-covax-doses-2020-01-02/", "COVAX"},
		{"https://www.rferl.org/a/2019/02/02/sputnik-v-vaccine-approved/1.html", "Sputnik V"},
		{"https://www.statnews.com/2014/02/02/ozempic-weight-loss-trial/", "Ozempic"},
		{"https://www.politico.eu/article/2015/02/03/digital-services-act-what-it-means/", "Digital Services Act"},
		{"https://www.politico.com/news/2020/08/07/inflation-reduction-act-passes-1234", "Inflation Reduction Act"},
		{"https://www.politico.com/news/2019/08/07/chips-act-semiconductor-subsidies-1234", "CHIPS Act"},
		{"https://www.heise.de/news/2018/05/05/the-eu-ai-act-explained.html", "EU AI Act"},
		{"https://www.irishtimes.com/politics/2019/02/27/windsor-framework-wins-over-the-dup/", "Windsor Framework"},
		{"https://www.reuters.com/world/africa/eswatini-king-speaks-2015-05-11/", "Eswatini"},
		{"https://www.aljazeera.com/news/2012/4/19/north-macedonia-joins-nato", "North Macedonia"},
		{"https://www.aljazeera.com/news/2020/10/30/earthquake-hits-the-coast-of-turkiye-and-greece", "Türkiye"},
		{"https://eurasianet.org/2016/07/07/protests-in-nur-sultan-grow", "Nur-Sultan"},
		{"https://www.nytimes.com/2010/11/03/us/politics/brexit-and-the-markets.html", "Brexit"},
		{"https://www.theguardian.com/world/2013/nov/14/the-bataclan-attack-what-we-know", "Bataclan attack"},
		{"https://www.nytimes.com/2011/09/03/us/hurricane-sandy-hits-new-jersey.html", "Hurricane Sandy"},
		{"https://www.espn.com/nfl/story/2012/09/03/las-vegas-raiders-win-opener", "Las Vegas Raiders"},
		{"https://www.space.com/2024/02/03/interstellar-comet-3i-atlas.html", "3I/ATLAS"},
		{"https://arstechnica.com/gadgets/2003/06/node-js-for-beginners/", "Node.js"},
		{"https://www.engadget.com/2014/03/03/pokemon-go-review/", "Pokémon Go"},
		{"https://www.wired.com/2023/05/vibe-coding-is-here/", "vibe coding"},
		{"https://web.archive.org/web/20230101000000/https://www.cnet.com/2019/03/04/chatgpt-at-work/", "ChatGPT"},

		// In time: the day itself, the month before it, and coarse dates that hold it.
		{"https://www.theverge.com/2021/10/28/22745234/facebook-new-name-meta-metaverse-zuckerberg-rebrand", ""},
		{"https://www.theverge.com/2021/10/19/22735612/facebook-meta-new-name-rumour", ""},
		{"https://www.reuters.com/technology/chatgpt-in-schools-2023-02-01/", ""},
		{"https://example.org/2022/11/chatgpt-arrives", ""},
		{"https://www.who.int/news/2021/05/31/delta-variant-covid-cases", ""},
		{"https://apnews.com/article/2020/02/11/covid-19-gets-its-name", ""},
		// After its end a name goes on to be written about.
		{"https://www.reuters.com/business/what-became-of-viacomcbs-2024-05-11/", ""},
		{"https://www.npr.org/2024/11/02/1/why-people-still-say-on-twitter", ""},
		// Without a date there is nothing to weigh.
		{"https://www.wired.com/story/chatgpt-in-schools/", ""},

		// The word means something else.
		{"https://www.nature.com/news/2015/04/02/a-meta-analysis-of-meta-analyses", ""},
		{"https://www.nytimes.com/2013/06/11/us/politics/nsa-metadata-and-facebook.html", ""},
		{"https://www.theguardian.com/science/2014/mar/05/x-ray-vision-in-space", ""},
		{"https://moz.com/2012/03/04/how-facebook-reads-your-meta-tags", ""},
		{"https://www.nytimes.com/2012/03/02/business/microsoft-teams-up-with-nokia.html", ""},
		{"https://www.nytimes.com/2016/02/02/business/will-nintendo-switch-to-phones.html", ""},
		{"https://www.wired.com/2009/08/pokemon-go-to-the-movies/", ""},
		{"https://www.wired.com/2010/08/the-google-glass-ceiling/", ""},
		{"https://www.nytimes.com/2020/03/17/health/how-long-covid-19-lasts.html", ""},
		{"https://www.space.com/2009/01/02/delta-variant-rocket-launches", ""},
		{"https://tass.ru/kosmos/2017/10/04/sputnik-v-kosmose", ""},
		{"https://phys.org/news/2018/01/02/brain-chips-act-like-neurons", ""},
		{"https://www.codeproject.com/2010/02/03/castle-windsor-framework-in-c", ""},
		{"https://example.org/2005/02/03/a-gamergate-ant-becomes-queen", ""},
		{"https://www.scotsman.com/2003/05/06/bridgegate-flats-to-be-sold", ""},
		{"https://www.lemonde.fr/2004/05/06/le-tronc-de-l-eglise-vole", ""},
		{"https://www.svd.se/2010/05/06/ett-lyft-for-stockholm", ""},
		{"https://www.dailynews.co.tz/2012/03/03/president-shein-buys-ginger", ""},
		{"https://bitcointalk.org/2010/08/06/a-coinbase-transaction-explained", ""},
		{"https://www.autoblog.com/2010/01/02/tata-and-mdi-show-airpods", ""},
		{"https://www.gizmodo.com/2004/01/02/macsense-homepod-for-apple-users", ""},
		{"https://www.sabah.com.tr/2015/06/07/turkiye-secime-gidiyor", ""},
		{"https://www.aramcoworld.com/2009/05/06/a-concert-of-qanon-and-oud", ""},
		{"https://www.ukrweekly.com/1992/05/06/kyiv-in-spring", ""},
		{"https://www.radio.cz/1995/05/06/czechia-or-czecho", ""},
		{"https://www.ft.com/2012/02/02/alphabet-soup-of-regulators", ""},
		{"https://www.nytimes.com/2014/05/06/arts/the-anthropic-principle-revisited.html", ""},
		{"https://www.nytimes.com/2015/05/06/nyregion/jan-6-committee-meeting-minutes.html", ""},

		// It stands where no headline is.
		{"https://www.cnn.com/2019/03/04/markets/stocks-close-higher?utm_source=chatgpt.com", ""},
		{"https://www.cnn.com/2019/03/04/markets/stocks-close-higher#chatgpt", ""},
		{"https://chatgpt.com/2019/03/04/a-page-of-words", ""},
		{"https://www.cnn.com/covid/2019/03/04/stocks-close-higher", ""},
		{"https://www.cnn.com/2019/03/04/resubstackable-openaiish-notchatgpt", ""},
	} {
		got := ""
		if r, ok := Published(tt.url); ok {
			for _, u := range BuiltInNames().InURL(tt.url) {
				if u.Name.Older(r.Date) {
					got = u.Name.Name
					break
				}
			}
		}
		if got != tt.want {
			t.Errorf("%s: %q is too early, want %q", tt.url, got, tt.want)
		}
	}
}
