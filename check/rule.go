package check

import (
	"github.com/citelint/citelint/check/date"
	"github.com/citelint/citelint/check/link"
	"github.com/citelint/citelint/check/memento"
	"github.com/citelint/citelint/extract"
)

// A Rule is one entry of the table: what is judged, how much it matters, and
// how it is explained. `citelint explain`, docs/rules.md and the metadata of
// machine-readable reports are written from it and from nothing else.
type Rule struct {
	ID          string // kebab-case, stable for ever
	Severity    Severity
	Summary     string // one line
	Explanation string // a few paragraphs of plain text
	Bad, Good   Example
	Fix         string       // what to do about it
	Table       func() Table // what the rule looks things up in; nil for most

	// OnlyWith is the flag that turns the rule on: "--rdap URL". "" for one that is
	// always on.
	OnlyWith string

	reads reads // decides when it judges
	judge func(*subject) []Finding
}

// A reads says what a rule needs to know.
type reads int

const (
	readsAnswers  reads = iota // what the web answered, and the article
	readsArticle               // the article alone: it may judge while the web is being asked
	readsFindings              // what became of the others' findings
)

// An Example is a small article that a rule speaks about (Bad) or is silent
// on (Good). Examples are run as tests.
type Example struct {
	Format    extract.Format
	Text      string
	Published string        // the article's date, "" when unknown
	Answers   []link.Answer // what the web answers to the URLs of Text

	Archived   memento.Holding         // what a web archive answers to each of them; zero when none is asked
	Registered date.Date               // what a registry answers to the domain of each of them; zero when none is asked
	Expected   map[string]link.Verdict // what the configuration expects of some of them
}

// A Table is what a rule knows of the world: each row has a cell for each word of Head.
type Table struct {
	Title string
	Head  []string
	Rows  [][]string
}

// Rules returns the rule table, in the order in which it is documented.
func Rules() []Rule { return append([]Rule(nil), rules...) }

// RuleByID finds a rule of the table.
func RuleByID(id string) (Rule, bool) {
	for _, rule := range rules {
		if rule.ID == id {
			return rule, true
		}
	}
	return Rule{}, false
}

// rules is the table. Its order is the order of the documentation.
var rules = []Rule{
	missingReference, unusedReference, noReferenceList, noMarkers, duplicateLabel, duplicateTarget, mergedMarkers, emptyReference,
	numberingGap, outOfOrder, reversedRange, mixedSchemes, mismatchedTarget, brokenBacklink, markerInList, hiddenMarker, uncitedRequest, chatbotResidue,
	malformedURL, placeholderURL, privateAddress, unsupportedScheme,
	deadLink, noArchiveTrace, softDeadLink, movedLink, blockedLink, insecureLink, uncertainLink, missingFragment,
	impossibleDate, futureDate, referenceAfterArticle, dateMismatch, idDateMismatch, sameDaySources, anachronisticName, tldTooNew,
	accessBeforePublication, accessAfterArticle, weekdayMismatch, ambiguousDate, archiveDateMismatch,
	changedSinceCited, staleSource, domainYoungerThanDate,
	opaqueRedirect, searchResultSource, homepageSource, shortenedURL, cachedCopy, chatbotTracking, trackingParameters, repairedURL, badIdentifier,
	badSuppression, unusedSuppression, unexpectedVerdict,
}
