package check

// The services whose addresses say by their form alone that they are no
// source, or none that lasts. A host is a name or any name below it; "google.*"
// is google in any country's domain. A key is one of the query's that must be
// there; "a|b" is one of two.
//
// The forms are those of the services' own pages. Where a list was looked
// through for more of them it is named.

// A service is one entry of these tables.
type service struct {
	host string
	path string // how the path begins
	key  string
	what string
	own  bool // a file of nobody but the user, a site's search in itself, a publisher's shortener or copy
}

// opaque are redirects, and files that only a chatbot's user can open (own).
// Wikipedia, "Signs of AI writing", holds those of the chatbots.
var opaque = []service{
	{host: "vertexaisearch.cloud.google.com", path: "/grounding-api-redirect/", what: "a redirect that Gemini hands out, whose target only Google knows", own: true},
	{host: "ppl-ai-file-upload.s3.amazonaws.com", what: "a file uploaded to Perplexity", own: true},
	{host: "ppl-ai-code-interpreter-files.s3.amazonaws.com", what: "a file made by Perplexity", own: true},
	{host: "oaiusercontent.com", what: "a file in ChatGPT's store", own: true},
	{host: "chatgpt.com", path: "/c/", what: "a private chat with ChatGPT", own: true},
	{host: "chatgpt.com", path: "/backend-api/", what: "a file in ChatGPT's store", own: true},
	{host: "chat.openai.com", path: "/c/", what: "a private chat with ChatGPT", own: true},
	{host: "claude.ai", path: "/chat/", what: "a private chat with Claude", own: true},
	{host: "gemini.google.com", path: "/app/", what: "a private chat with Gemini", own: true},
	{host: "google.*", path: "/url", key: "q|url", what: "Google's redirect"},
	{host: "news.google.com", path: "/rss/articles/", what: "a redirect of Google News"},
	{host: "news.google.com", path: "/articles/", what: "a redirect of Google News"},
	{host: "news.google.com", path: "/read/", what: "a redirect of Google News"},
	{host: "googleadservices.com", path: "/pagead/aclk", what: "the link of an advertisement"},
	{host: "bing.com", path: "/ck/a", what: "Bing's redirect"},
	{host: "bing.com", path: "/aclick", what: "the link of an advertisement"},
	{host: "r.search.yahoo.com", what: "Yahoo's redirect"},
	{host: "duckduckgo.com", path: "/l/", key: "uddg", what: "DuckDuckGo's redirect"},
	{host: "baidu.com", path: "/link", key: "url", what: "Baidu's redirect"},
	{host: "l.facebook.com", path: "/l.php", key: "u", what: "Facebook's redirect"},
	{host: "lm.facebook.com", path: "/l.php", key: "u", what: "Facebook's redirect"},
	{host: "l.instagram.com", key: "u", what: "Instagram's redirect"},
	{host: "linkedin.com", path: "/redir/", key: "url", what: "LinkedIn's redirect"},
	{host: "linkedin.com", path: "/safety/go", key: "url", what: "LinkedIn's redirect"},
	{host: "youtube.com", path: "/redirect", key: "q", what: "YouTube's redirect"},
	{host: "out.reddit.com", key: "url", what: "Reddit's redirect"},
	{host: "t.umblr.com", path: "/redirect", key: "z", what: "Tumblr's redirect"},
	{host: "vk.com", path: "/away.php", key: "to", what: "VK's redirect"},
	{host: "slack-redir.net", path: "/link", key: "url", what: "Slack's redirect"},
	{host: "steamcommunity.com", path: "/linkfilter", what: "Steam's redirect"},
	{host: "list-manage.com", path: "/track/click", what: "the link of a mailing"},
	{host: "safelinks.protection.outlook.com", key: "url", what: "a link made by a mail filter"},
	{host: "urldefense.com", path: "/v3/", what: "a link made by a mail filter"},
	{host: "urldefense.proofpoint.com", path: "/v2/", what: "a link made by a mail filter"},
	{host: "linkprotect.cudasvc.com", path: "/url", key: "a", what: "a link made by a mail filter"},
}

// searches are search engines, general and scholarly, and the pages of large
// sites where one searches (Matomo's list SearchEngines.yml was looked through).
var searches = []service{
	{host: "google.*", path: "/search", key: "q", what: "Google"},
	{host: "news.google.com", path: "/search", key: "q", what: "Google News"},
	{host: "scholar.google.*", path: "/scholar", key: "q", what: "Google Scholar"},
	{host: "bing.com", path: "/search", key: "q", what: "Bing"},
	{host: "bing.com", path: "/news/search", key: "q", what: "Bing"},
	{host: "duckduckgo.com", key: "q", what: "DuckDuckGo"},
	{host: "search.yahoo.com", path: "/search", key: "p", what: "Yahoo"},
	{host: "search.yahoo.co.jp", path: "/search", key: "p", what: "Yahoo"},
	{host: "baidu.com", path: "/s", key: "wd|word", what: "Baidu"},
	{host: "yandex.*", path: "/search", key: "text", what: "Yandex"},
	{host: "ecosia.org", path: "/search", key: "q", what: "Ecosia"},
	{host: "startpage.com", path: "/", key: "query|q", what: "Startpage"},
	{host: "search.brave.com", path: "/search", key: "q", what: "Brave"},
	{host: "qwant.com", key: "q", what: "Qwant"},
	{host: "kagi.com", path: "/search", key: "q", what: "Kagi"},
	{host: "search.naver.com", path: "/search.naver", key: "query", what: "Naver"},
	{host: "sogou.com", path: "/web", key: "query", what: "Sogou"},
	{host: "so.com", path: "/s", key: "q", what: "360 Search"},
	{host: "you.com", path: "/search", key: "q", what: "You.com"},
	{host: "perplexity.ai", path: "/search", what: "Perplexity"},
	{host: "pubmed.ncbi.nlm.nih.gov", key: "term", what: "PubMed", own: true},
	{host: "ncbi.nlm.nih.gov", path: "/pubmed", key: "term", what: "PubMed", own: true},
	{host: "ncbi.nlm.nih.gov", path: "/pmc", key: "term", what: "PubMed Central", own: true},
	{host: "semanticscholar.org", path: "/search", key: "q", what: "Semantic Scholar", own: true},
	{host: "arxiv.org", path: "/search", key: "query", what: "arXiv", own: true},
	{host: "jstor.org", path: "/action/doBasicSearch", what: "JSTOR", own: true},
	{host: "worldcat.org", path: "/search", key: "q", what: "WorldCat", own: true},
	{host: "x.com", path: "/search", key: "q", what: "X", own: true},
	{host: "twitter.com", path: "/search", key: "q", what: "Twitter", own: true},
	{host: "youtube.com", path: "/results", key: "search_query", what: "YouTube", own: true},
	{host: "github.com", path: "/search", key: "q", what: "GitHub", own: true},
	{host: "wikipedia.org", path: "/w/index.php", key: "search", what: "Wikipedia", own: true},
}

// copies are machines' copies of pages and proxies before them. Archives that
// say whose page they keep, and of when (web.archive.org, archive.today,
// perma.cc, webcitation.org), are honest sources and not here.
var copies = []service{
	{host: "webcache.googleusercontent.com", what: "Google's cache, which was closed in 2024"},
	{host: "cc.bingj.com", what: "Bing's cache, which was closed in 2024"},
	{host: "translate.goog", what: "a machine translation by Google"},
	{host: "translate.google.*", path: "/translate", key: "u", what: "a machine translation by Google"},
	{host: "translate.google.*", path: "/website", key: "u", what: "a machine translation by Google"},
	{host: "translate.googleusercontent.com", what: "a machine translation by Google"},
	{host: "r.jina.ai", path: "/", what: "a text made of the page for programs"},
	{host: "12ft.io", path: "/", what: "a proxy before the page"},
	{host: "freedium.cfd", path: "/", what: "a proxy before the page"},
	{host: "google.*", path: "/amp/", what: "Google's copy of an AMP page", own: true},
	{host: "cdn.ampproject.org", what: "Google's copy of an AMP page", own: true},
	{host: "bing-amp.com", what: "Bing's copy of an AMP page", own: true},
}

// shorteners make short addresses for anybody, or (own) a publisher's for its
// own pages. All of these are in the list of
// github.com/PeterDaveHello/url-shorteners or were named by their publisher.
// youtu.be, redd.it, flic.kr and doi.org are left out: what stands behind their
// slash is the work's own id.
var shorteners = []service{
	{host: "bit.ly", what: "Bitly"},
	{host: "bitly.com", what: "Bitly"},
	{host: "j.mp", what: "Bitly"},
	{host: "t.co", what: "Twitter"},
	{host: "tinyurl.com", what: "TinyURL"},
	{host: "ow.ly", what: "Hootsuite"},
	{host: "ht.ly", what: "Hootsuite"},
	{host: "goo.gl", what: "Google, which closed it in 2025"},
	{host: "lnkd.in", what: "LinkedIn"},
	{host: "buff.ly", what: "Buffer"},
	{host: "is.gd", what: "is.gd"},
	{host: "v.gd", what: "is.gd"},
	{host: "dlvr.it", what: "dlvr.it"},
	{host: "ift.tt", what: "IFTTT"},
	{host: "trib.al", what: "SocialFlow"},
	{host: "fb.me", what: "Facebook"},
	{host: "rb.gy", what: "Rebrandly"},
	{host: "rebrand.ly", what: "Rebrandly"},
	{host: "cutt.ly", what: "Cuttly"},
	{host: "t.ly", what: "T.LY"},
	{host: "tiny.cc", what: "Tiny.cc"},
	{host: "shorturl.at", what: "ShortURL"},
	{host: "bl.ink", what: "BL.INK"},
	{host: "tr.im", what: "tr.im"},
	{host: "su.pr", what: "StumbleUpon"},
	{host: "cli.gs", what: "cli.gs"},
	{host: "qr.ae", what: "Quora"},
	{host: "shar.es", what: "ShareThis"},
	{host: "bit.do", what: "bit.do"},
	{host: "x.co", what: "GoDaddy"},
	{host: "snip.ly", what: "Sniply"},
	{host: "soo.gd", what: "soo.gd"},
	{host: "tny.im", what: "tny.im"},
	{host: "u.nu", what: "u.nu"},
	{host: "clck.ru", what: "Yandex"},
	{host: "vk.cc", what: "VK"},
	{host: "dwz.cn", what: "Baidu"},
	{host: "t.cn", what: "Weibo"},
	{host: "url.cn", what: "Tencent"},
	{host: "link.medium.com", what: "Medium"},
	{host: "search.app", what: "Google"},
	{host: "share.google", what: "Google"},
	{host: "g.co", what: "Google"},
	{host: "amzn.to", what: "Amazon", own: true},
	{host: "a.co", what: "Amazon", own: true},
	{host: "git.io", what: "GitHub", own: true},
	{host: "nyti.ms", what: "The New York Times", own: true},
	{host: "wapo.st", what: "The Washington Post", own: true},
	{host: "on.wsj.com", what: "The Wall Street Journal", own: true},
	{host: "bloom.bg", what: "Bloomberg", own: true},
	{host: "reut.rs", what: "Reuters", own: true},
	{host: "apne.ws", what: "Associated Press", own: true},
	{host: "bbc.in", what: "the BBC", own: true},
	{host: "cnn.it", what: "CNN", own: true},
	{host: "nbcnews.to", what: "NBC News", own: true},
	{host: "abcn.ws", what: "ABC News", own: true},
	{host: "cbsn.ws", what: "CBS News", own: true},
	{host: "fxn.ws", what: "Fox News", own: true},
	{host: "n.pr", what: "NPR", own: true},
	{host: "politi.co", what: "Politico", own: true},
	{host: "econ.st", what: "The Economist", own: true},
	{host: "on.ft.com", what: "the Financial Times", own: true},
	{host: "gu.com", what: "The Guardian", own: true},
	{host: "theatln.tc", what: "The Atlantic", own: true},
	{host: "lat.ms", what: "the Los Angeles Times", own: true},
	{host: "usat.ly", what: "USA Today", own: true},
	{host: "huff.to", what: "HuffPost", own: true},
	{host: "ti.me", what: "Time", own: true},
	{host: "cnb.cx", what: "CNBC", own: true},
	{host: "s.nikkei.com", what: "Nikkei", own: true},
	{host: "go.nature.com", what: "Nature", own: true},
	{host: "spon.de", what: "Der Spiegel", own: true},
	{host: "sz.de", what: "Süddeutsche Zeitung", own: true},
	{host: "lemde.fr", what: "Le Monde", own: true},
}

// chatbots are the values by which chatbots name themselves in the addresses
// they hand out, in utm_source and referrer.
var chatbots = map[string]string{
	"chatgpt.com": "ChatGPT", "chatgpt": "ChatGPT", "chat.openai.com": "ChatGPT", "openai": "ChatGPT", "openai.com": "ChatGPT",
	"copilot.com": "Copilot", "copilot": "Copilot", "copilot.microsoft.com": "Copilot", "perplexity": "Perplexity", "perplexity.ai": "Perplexity",
	"claude": "Claude", "claude.ai": "Claude", "gemini.google.com": "Gemini", "grok.com": "Grok", "grok": "Grok",
	"deepseek": "DeepSeek", "chat.deepseek.com": "DeepSeek", "chat.mistral.ai": "Le Chat", "meta.ai": "Meta AI",
}

// trackers are query keys that say where a reader came from, or who it is, and
// not what the page is (the lists of ClearURLs and of
// github.com/mpchadwick/tracking-query-params-registry). Keys such as ref and
// source, which say what the page is elsewhere, are left out. All keys that
// begin with "utm_" belong to them.
var trackers = map[string]bool{
	"fbclid": true, "igshid": true, "igsh": true, // Meta
	"gclid": true, "gclsrc": true, "dclid": true, "gbraid": true, "wbraid": true, "_ga": true, "_gl": true, "srsltid": true, // Google
	"msclkid": true, "cvid": true, "ocid": true, // Microsoft; ocid is the BBC's, too
	"mc_cid": true, "mc_eid": true, "_hsenc": true, "_hsmi": true, "mkt_tok": true, "vero_id": true, "oly_enc_id": true, "oly_anon_id": true, // mailings
	"yclid": true, "_openstat": true, "twclid": true, "ttclid": true, "li_fat_id": true, "rdt_cid": true, "epik": true, // other networks
	"ref_src": true, "ref_url": true, "referrer": true, "guccounter": true, "guce_referrer": true, "guce_referrer_sig": true,
	"cmpid": true, "smid": true, "spm": true, "xtor": true, "at_medium": true, "at_campaign": true, "at_custom1": true, "at_custom2": true, // publishers
}
