package main

const limitsOpening = `# Limits

<!-- Written from the constants themselves by internal/gendocs: do not edit. -->

What an article or a server can cost. No limit makes a link dead, and none makes a finding: where one keeps citelint from
seeing something, it says so, or says nothing of it. The limits that a flag sets, such as ` + "`--timeout`" + `, ` + "`--retries`" + `,
` + "`--max-time`" + ` and ` + "`--lookup-time`" + `, stand in [cli.md](cli.md) with their defaults; what they are there for, in
[SECURITY.md](../SECURITY.md). The last column names the constant in the source.
`

// chapters are the limits that a user may meet. Those that only guard one function stand beside it.
var chapters = []chapter{
	{"Reading an article", "They are far beyond what articles have: a file that meets one is broken, or was made to.", []limit{
		{"an article", "extract/source.MaxBytes", size, "", "it is not read: an input error, exit status 2"},
		{"files in a container (.docx, .epub)", "extract.maxEntries", count, "", "it is not read"},
		{"bytes that a container unpacks to", "extract.maxUnpacked", size, "", "it is not read"},
		{"how far one file of a container may unpack", "extract.maxRatio", count, "%s times its packed size", "it is not read"},
		{"elements in a part of a container", "extract.maxXMLNodes", count, "", "it is not read"},
		{"nesting of elements in a part of a container", "extract.maxXMLDepth", count, "", "it is not read"},
		{"nesting of elements in HTML and JATS", "extract.maxDepth", count, "", "deeper elements are read as if they were less deep"},
		{"quotations and lists that one line of Markdown opens", "extract.maxContainers", count, "", "what is deeper is read as if it were less deep"},
		{"nesting of blocks in reStructuredText", "extract.maxRSTDepth", count, "", "what is deeper is read as one paragraph"},
		{"nesting of templates in wikitext", "extract.maxWikiDepth", count, "", "what is deeper is left alone"},
		{"nesting of groups in LaTeX", "extract.maxGroups", count, "", "what is deeper is read as if it were less deep"},
		{"files that a LaTeX source brings in", "extract.maxBesideFiles", count, "", "further ones are not read"},
		{"nesting of files that LaTeX brings in", "extract.maxInclusion", count, "", "deeper ones are not read"},
		{"bytes of the files that LaTeX brings in", "extract.maxBeside", size, "", "further ones are not read"},
		{"entries of a bibliography (.bib, .bbl)", "extract.maxBibEntries", count, "", "further ones are not read"},
		{"parts of a mail", "extract.maxMailParts", count, "", "further ones are not read"},
		{"nesting of parts in a mail", "extract.maxMailDepth", count, "", "deeper ones are taken for attachments"},
		{"an address in the text", "extract.maxURL", size, "", "what is longer is cut there"},
		{"labels of a range, such as [3–9]", "extract.maxRange", count, "", "a wider one cites its two ends"},
		{"bytes between the brackets of a marker", "extract.maxBracket", size, "", "what is longer is no marker"},
		{"identifiers of one reference (DOI, ISBN and others)", "extract.maxIdentifiers", count, "", "further ones are left alone"},
		{"remarks of a chatbot's page", "extract.maxResidue", count, "", "further ones are left alone"},
		{"brackets that were left alone, in the report", "extract.maxLeftAlone", count, "", "further ones are not listed"},
	}},
	{"Asking a link", "`uncertain` is the verdict of a link that could not be seen, with the reason.", []limit{
		{"requests under way", "check/link.DefaultConcurrency", count, "%s; `--concurrency`", "the others wait"},
		{"requests under way at one host", "check/link.DefaultPerHost", count, "%s; `--per-host`", "the others wait"},
		{"time between two requests to one host", "check/link.DefaultGap", span, "%s; `--gap`", "the next one waits"},
		{"the same, for a host that complains (429)", "check/link.widestGap", span, "at most %s", "the next one waits"},
		{"a wait that a server asks for (`Retry-After`)", "check/link.longestWait", span, "", "it is asked again after that time"},
		{"redirects of one link", "check/link.maxHops", count, "", "`uncertain`"},
		{"an address that is asked", "check/link.maxURL", size, "", "`uncertain`, and not asked"},
		{"lookups of names under way", "check/link.maxLookups", count, "", "the others wait"},
		{"connections that one request may open", "check/link.maxDials", count, "", "`uncertain`"},
		{"addresses of one kind that are tried for a name", "check/link.maxAddresses", count, "", "further ones are not tried"},
		{"the headers of an answer", "check/link.maxHeader", size, "", "`uncertain`"},
		{"cookies that are kept for one link", "check/link.maxJar", size, "", "further ones are dropped"},
		{"a page, decoded, as far as a link is judged by it", "check/link.maxPage", size, "", "it is judged by its beginning; a place in it that was not found is unknown"},
		{"one tag or text in a page", "check/link.maxToken", size, "", "the page is judged by what stands before it"},
		{"how far an answer may unpack", "check/link.maxRatio", count, "%s times what was sent", "the page is judged by its title where that has come, else `uncertain`"},
		{"the time until a body has begun to flow", "check/link.slowGrace", span, "", "from then on the next limit holds"},
		{"the least pace of a body", "check/link.slowRate", size, "%s a second", "the page is judged by its title where that has come, else `uncertain`"},
		{"places that are looked for in one page (`#…`)", "check/link.maxFragments", count, "", "whether further ones are there is unknown"},
		{"failures in a row of one host, for each permitted attempt", "check/link.maxStreak", count, "", "it is left alone, and its links are `uncertain`"},
		{"how long such a host is left alone", "check/link.amnesty", span, "", "then it is asked again"},
		{"hosts in a row that fail", "check/link.silentHosts", count, "", "our own network is tested, and until then nothing is asked"},
		{"such tests of our own network", "check/link.networkTests", count, "", "the rest is not asked: the run is incomplete, exit status 3"},
		{"links of one article that wait in the queues", "check/link.window", count, "", "further ones follow as these are answered"},
		{"answers that a run remembers", "check/link.maxKept", count, "", "the oldest is forgotten, and its link asked anew where it is cited again"},
	}},
	{"Asking archives and registries", "They are a help: what they do not answer is not judged, and the report says so.", []limit{
		{"questions under way at one of them", "check/inquiry.atOnce", count, "", "the others wait"},
		{"one request to one of them", "cmd/citelint.longestSilence", span, "%s, or less by `--timeout`", "the question fails"},
		{"one question, with all its requests", "check/inquiry.patience", span, "", "the question fails"},
		{"questions in a row that fail", "check/inquiry.maxFailures", count, "", "it is asked no more in this run"},
		{"copies of a page that are looked at", "check/memento.maxCopies", count, "", "further ones are not offered"},
		{"pages of an archive's list of copies", "check/memento.maxMaps", count, "", "further ones are not read"},
		{"bytes of such a page", "check/memento.maxMap", size, "", "the rest is not read"},
		{"an answer of the registry of DOIs", "check/handle.maxRecord", size, "", "the question fails"},
		{"an answer of a registry of domains", "check/rdap.maxRecord", size, "", "the question fails"},
	}},
	{"What is remembered", "The memory is one file in your cache directory; `--cache` and `--no-cache` choose another or none.", []limit{
		{"how long a link that was there is not asked again", "check/memory.DefaultTTL", span, "%s; `--cache-ttl`", "it is asked again"},
		{"answers of one link", "check/memory.maxAnswers", count, "", "the oldest is forgotten"},
		{"bytes of one link's answers", "check/memory.maxRecord", size, "", "the oldest is forgotten"},
		{"how long a link that nobody asks for is kept", "check/memory.retention", span, "", "it is forgotten"},
	}},
	{"Reports", "What is left out is said.", []limit{
		{"a text of an article or a server, in the report for people", "report.maxShown", size, "", "it is cut, with its length"},
		{"links of an article that are listed without `-v` though they are there", "report.manyLinks", count, "", "of more, they are only counted"},
		{"a message, in the reports for other programs", "report.maxMessage", size, "", "it is cut, with its length"},
		{"findings in SARIF", "report.maxSARIFResults", count, "", "the gravest are kept"},
		{"SARIF, compressed", "report.maxSARIFZipped", size, "", "the gravest findings are kept"},
		{"annotations in a workflow of GitHub", "report.maxAnnotations", count, "", "the gravest are kept, the others counted"},
		{"a comment in Markdown", "report.maxComment", count, "%s characters", "the gravest findings are kept"},
		{"articles of the page (html)", "report.maxPage", size, "", "later ones have only their line in the overview"},
		{"the text of one article on the page", "report.maxText", size, "", "the rest is left out"},
		{"references of one article on the page", "report.maxEntries", count, "", "further ones are left out"},
		{"findings of one article on the page", "report.maxFindings", count, "", "further ones are left out"},
		{"a file of `--names`", "cmd/citelint.longestNames", size, "", "it is refused: exit status 2"},
	}},
	{"Configuration", "What is refused ends the run with exit status 2.", []limit{
		{"a configuration", "cmd/citelint/config.maxBytes", size, "", "it is refused"},
		{"entries of one list in it", "cmd/citelint/config.maxEntries", count, "", "it is refused"},
		{"a baseline", "cmd/citelint/baseline.maxBytes", size, "", "it is refused"},
		{"one question to git", "cmd/citelint/changed.patience", span, "", "the run ends"},
		{"comments of one article that speak to citelint", "extract.maxDirectives", count, "", "further ones are not obeyed"},
	}},
}
