package check

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/citelint/citelint/check/date"
	"github.com/citelint/citelint/extract"
	"github.com/citelint/citelint/pattern"
)

// judgeForm is the judge of a rule about addresses of one form. In the running
// text nobody claims that an address is a source: what is a warning of a
// reference is a note there, and what is a note is nothing. Many notes are one.
func judgeForm(rule, message, many string) func(*subject) []Finding {
	return func(s *subject) []Finding {
		var notes []Finding
		findings := s.eachURL(func(l *Link, all []*Link) (Finding, bool) {
			f := s.forms[l.URL]
			body := inBodyOnly(all)
			if f.rule != rule || body && f.severity == Info {
				return Finding{}, false
			}
			found := Finding{Severity: f.severity, Message: fmt.Sprintf(message, l.cited(), f.what)}
			if body && f.severity == Warning {
				found.Severity = Info
			}
			if f.target != "" {
				found.Evidence = Evidence{{"leads to", f.target}}
			}
			return found, true
		})
		findings = slices.DeleteFunc(findings, func(f Finding) bool {
			if f.Severity == Info {
				notes = append(notes, f)
			}
			return f.Severity == Info
		})
		return append(findings, s.together(notes, fmt.Sprintf(many, len(notes)))...)
	}
}

var opaqueRedirect = Rule{
	ID:       "opaque-redirect",
	Severity: Error,
	Summary:  "an address does not say what it leads to, or only one person can open it",
	Explanation: `The address is not a source's. It is a redirect that a search engine, a social network, a mail filter or a chatbot put before the real address; or a file or a chat that only the chatbot's user can open: a grounding redirect of Gemini, an upload to Perplexity, sandbox: of ChatGPT, a private conversation.

It is an error where no reader can follow it, or where only the chatbot's maker knows the target: these addresses expire, and nobody can tell afterwards what was cited. Redirects of search engines and the like are a warning: they work for a while, and where they hold their target the evidence names it. In the running text a warning is a note. False alarms are hardly possible, since each service's own form is asked for.`,
	Bad:   Example{Format: extract.FormatText, Text: "Rents rose [1], and wages did not [2].\n\nReferences\n[1] stat.gov.uk. https://vertexaisearch.cloud.google.com/grounding-api-redirect/AUZIYQH5\n[2] https://stat.gov.uk/wages\n"},
	Good:  Example{Format: extract.FormatText, Text: "Rents rose [1], and wages did not [2].\n\nReferences\n[1] https://stat.gov.uk/rents\n[2] https://cloud.google.com/vertex-ai/docs/grounding\n"},
	Fix:   "open the address, and cite the page that it leads to",
	reads: readsArticle,
	judge: judgeForm("opaque-redirect", "the address in %s is no source's: it is %s", "%d addresses are redirects"),
}

var searchResultSource = Rule{
	ID:       "search-result-source",
	Severity: Warning,
	Summary:  "a page of search results is cited",
	Explanation: `The address is a search engine's page of results, which is another one for each reader and each day. The source is what was found there.

It is a warning where the engine searches the web or all scholarship. A site's search in itself (/search?q=…, GitHub, PubMed) is a note: such an address may be the only one that a database has for a record, and in a review the search itself can be the source. In the running text, where an article may well invite to search, the warning is a note, and the note is left out. An article about search results that cites them on purpose can be a false alarm.`,
	Bad:   Example{Format: extract.FormatText, Text: "Rents rose [1], and wages did not [2].\n\nReferences\n[1] https://www.google.com/search?q=rents+rose\n[2] https://stat.gov.uk/wages\n"},
	Good:  Example{Format: extract.FormatText, Text: "Rents rose [1], and wages did not [2].\n\nReferences\n[1] https://stat.gov.uk/rents?q=1\n[2] https://developers.google.com/search/docs\n"},
	Fix:   "cite the page that the search found",
	reads: readsArticle,
	judge: judgeForm("search-result-source", "the address in %s is a page of search results of %s", "%d addresses are pages of search results"),
}

var cachedCopy = Rule{
	ID:       "cached-copy",
	Severity: Warning,
	Summary:  "a machine's copy of a page, or a proxy before it, is cited",
	Explanation: `The address leads to a copy that a machine made of the page: a cache or a translation, or to a proxy that stands before it. Caches forget (Google's and Bing's were closed in 2024), a translation is not what the source says, and a library's proxy asks all other readers for a password. Where the address holds the original's, the evidence names it.

An AMP page is the publisher's own and is only a note, since it mostly leads to the article all the same; many publishers have given AMP up. In the running text the warning is a note, and the note is left out. Web archives (web.archive.org, archive.today, perma.cc) keep pages on purpose and say of which day: they are not meant here.`,
	Bad:   Example{Format: extract.FormatText, Text: "Rents rose [1], and wages did not [2].\n\nReferences\n[1] https://translate.google.com/translate?sl=de&u=https://stat.gov.uk/rents\n[2] https://stat.gov.uk/wages\n"},
	Good:  Example{Format: extract.FormatText, Text: "Rents rose [1], and wages did not [2].\n\nReferences\n[1] https://web.archive.org/web/20210511083000/https://stat.gov.uk/rents\n[2] https://stat.gov.uk/amp\n"},
	Fix:   "cite the original page, or a web archive's copy of it",
	reads: readsArticle,
	judge: judgeForm("cached-copy", "the address in %s is not the original's: it is %s", "%d addresses are not the originals'"),
}

var shortenedURL = Rule{
	ID:       "shortened-url",
	Severity: Warning,
	Summary:  "a shortened address is cited",
	Explanation: `The address is a link shortener's. It does not say whose page is cited, and it is lost with the shortener: goo.gl was closed in 2025, tr.im and others before it.

Shorteners for anybody are a warning. Publishers' own (nyti.ms, reut.rs) are a note: their name says whose page it is. In the running text the warning is a note, and the note is left out; more than three are one. Addresses that are short because they hold the work's own id (youtu.be, doi.org) are not meant.`,
	Bad:   Example{Format: extract.FormatText, Text: "Rents rose [1], and wages did not [2].\n\nReferences\n[1] https://bit.ly/3xRents\n[2] https://stat.gov.uk/wages\n"},
	Good:  Example{Format: extract.FormatText, Text: "Rents rose [1], and wages did not [2].\n\nReferences\n[1] https://youtu.be/dQw4w9WgXcQ\n[2] https://stat.gov.uk/wages\n"},
	Fix:   "cite the address that it leads to",
	reads: readsArticle,
	judge: judgeForm("shortened-url", "the address in %s is shortened, by %s", "%d addresses are shortened"),
}

var homepageSource = Rule{
	ID:       "homepage-source",
	Severity: Warning,
	Summary:  "an article is cited, but the address is its site's front page",
	Explanation: `The entry speaks of an article: it has a title in quotation marks, or the day on which something was published. But its only address is the front page of a site, which shows something else every day. Chatbots that do not know an article's address give its publisher's front page.

Many entries cite a front page and mean it: those of an institution, a database, a program. So the rule is silent where the entry does not show by a title of four words or more, or by a day, that it means an article (ten words and a year are a note); where it calls its source a home page or a site; where the title's words are in the host's name (the article has a site of its own); and where a DOI or ISBN names the work. An entry that gives a site's motto in quotation marks can be a false alarm.`,
	Bad:   Example{Format: extract.FormatText, Text: "Rents rose [1], and wages did not [2].\n\nReferences\n[1] Abel, R. \"Rents rise for the third year\". The Daily Tide, 11 May 2021. https://www.dailytide.co.uk/\n[2] https://stat.gov.uk/wages\n"},
	Good:  Example{Format: extract.FormatText, Text: "Rents rose [1], and wages did not [2].\n\nReferences\n[1] Statistical Office. https://stat.gov.uk/\n[2] \"Wages of the north and south\". https://wagesnorth.org.uk/\n"},
	Fix:   "cite the address of the article itself",
	reads: readsArticle,
	judge: judgeHomepages,
}

func judgeHomepages(s *subject) []Finding {
	var findings []Finding
	for _, e := range s.entries {
		if len(e.URLs) != 1 || len(e.Identifiers) > 0 {
			continue
		}
		raw := e.URLs[0].Text
		host := homepage(raw)
		if host == "" || s.forms[raw].rule != "" || malformed(raw) != "" || placeholder(raw) != "" {
			continue
		}
		why, severity := speaksOfArticle(e.Text, host)
		if why == "" {
			continue
		}
		of := "a reference"
		if e.Label != "" {
			of = "reference " + quoted(e.Label)
		}
		findings = append(findings, Finding{
			Severity: severity,
			Message:  fmt.Sprintf("%s means an article, and its address is the front page of %s", of, host),
			Span:     e.URLs[0].Span, Label: e.Label, URL: raw,
			Evidence: Evidence{{"the entry says", why}, {"reference", clip(e.Text)}},
		})
	}
	return findings
}

// siteWords are words of entries that mean a site and not a page of it, in the
// languages of most articles.
var siteWords = []string{
	"home page", "homepage", "home-page", "website", "web site", "web-site", "official site", "official page", "project page",
	"software", "database", "[internet]", "startseite", "webseite", "site officiel", "site web", "sitio web", "página web", "sito ufficiale", "site oficial",
	"官网", "官方网站", "主页", "首页", "公式サイト", "ホームページ", "официальный сайт",
}

// How many words in quotation marks are a title and not a name, and how many
// words of an entry, its address apart, say more than whose site it is.
const (
	titleWords = 4
	entryWords = 10
)

// speaksOfArticle returns the words by which an entry shows that it cites one
// page of a host, and how sure that is, or "".
func speaksOfArticle(text, host string) (why string, severity Severity) {
	lower := strings.ToLower(text)
	if slices.ContainsFunc(siteWords, func(word string) bool { return strings.Contains(lower, word) }) {
		return "", 0
	}
	if title := quotedTitle(text); title != "" {
		words := wordsOf(title)
		own := slices.ContainsFunc(words, func(word string) bool { return len(word) > 3 && strings.Contains(host, word) })
		if len(words) < titleWords || own {
			return "", 0
		}
		return title, Warning
	}
	for _, r := range date.InText(text) {
		if r.Date.Precision == date.Day && !r.Date.IsZero() && (r.Role == date.RoleStated || r.Role == date.RolePublished) {
			return r.Text, Warning
		}
	}
	before, _, _ := strings.Cut(text, "http")
	if yearIn.MatchString(before) && !lookedUp.MatchString(before) && len(wordsOf(before)) >= entryWords {
		return clip(strings.TrimSpace(before)), Info
	}
	return "", 0
}

// A year says that a work is meant, unless it is that of looking it up.
var (
	yearIn   = pattern.New(`\b(?:19|20)\d\d\b`)
	lookedUp = pattern.New(`(?i)\b(?:accessed|retrieved|viewed|abgerufen|consult|visitad|visitato|geraadpleegd|hämtad)|дата обращения|访问|閲覧|검색`)
)

// wordsOf splits a text into its words, in lower case.
func wordsOf(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// quotations are the pairs of quotation marks around a title. Apostrophes are
// left out.
var quotations = [][2]string{{"“", "”"}, {"„", "“"}, {"«", "»"}, {"「", "」"}, {"《", "》"}, {`"`, `"`}}

// quotedTitle returns what stands in quotation marks first.
func quotedTitle(text string) string {
	for _, marks := range quotations {
		_, rest, found := strings.Cut(text, marks[0])
		if title, _, closed := strings.Cut(rest, marks[1]); found && closed {
			return title
		}
	}
	return ""
}
