package date

import "time"

// Role says what a date is the date of, as far as the text itself says so.
type Role string

// The roles. Stated is the careful one: the date is written there, and nothing says what for.
const (
	RolePublished Role = "published"
	RoleAccessed  Role = "accessed"
	RoleArchived  Role = "archived"
	RoleStated    Role = "stated"
	RoleModified  Role = "modified" // of pages only
	RoleCreated   Role = "created"  // when an identifier was made, which may be days before anybody saw the page
)

// Reading is one date as found. Exactly one of four holds: Date is valid; or Impossible says why no
// such day exists; or Ambiguous holds the two days that the same digits can mean, day first and month
// first; or only Range is given, because it crosses years.
type Reading struct {
	Date       Date
	Role       Role
	Instant    time.Time `json:",omitzero"` // the moment and its time zone, where both are known; its day in that zone is Date
	Text       string    // input[Start:End]
	Start, End int       // byte offsets in the input
	Form       string    // which rule read it: one of the Form constants
	Impossible string    `json:",omitempty"` // why there is no such day, as half a sentence
	Ambiguous  []Date    `json:",omitempty"` // two valid dates, or nil
	Range      []Date    `json:",omitempty"` // the first and the last day, month or year of a range; Date is the month or year that covers it
	Circa      bool      `json:",omitempty"` // written as only about right
	Misnamed   string    `json:",omitempty"` // the weekday written beside the day, in lower case, where the calendar has another
}

// Precision is how exact the reading is: "instant", "day", "month" or "year"; "" where it is no one date.
func (r Reading) Precision() string {
	switch {
	case r.Date.IsZero():
		return ""
	case !r.Instant.IsZero():
		return "instant"
	}
	return r.Date.Precision.String()
}

// The forms of a date in a URL.
const (
	FormPathDay     = "path-y/m/d"    // /2021/05/11/ and /2021/5/11/
	FormPathName    = "path-y/mon/d"  // /2021/may/11/
	FormPathYM      = "path-y-m/d"    // /2021-05/11/; /202105/11/ on hosts known to write it
	FormPathMD      = "path-y/md"     // /2021/0511/, on hosts known to write it
	FormPathISO     = "path-iso"      // /2021-05-11/
	FormSlugISO     = "slug-iso"      // /some-words-2021-05-11/ and /2021-05-11-some-words/
	FormPathDigits  = "path-yyyymmdd" // /20210511/
	FormPathMonth   = "path-y/m"      // /2021/05/
	FormSlugMonth   = "slug-y-m"      // /some-words-2021-5, on hosts known to write it
	FormSlugMDY     = "slug-m-d-y"    // /some-words-05-11-2021, on hosts known to write it
	FormQuery       = "query-date"    // ?date=20210511, ?year=2021&month=5&day=11
	FormArchiveTime = "archive-time"  // /web/20210511083000/https://…
)

// The forms of a date in text.
const (
	FormISO       = "iso"        // 2021-05-11
	FormISOMonth  = "iso-month"  // 2021-05
	FormDayName   = "day-month"  // 11 May 2021
	FormNameDay   = "month-day"  // May 11, 2021
	FormYearName  = "year-month" // 2021, May 11
	FormNameYear  = "month-year" // May 2021
	FormNumeric   = "numeric"    // 11/05/2021
	FormYearFirst = "year-first" // 2021/05/11, 2021.05.11
	FormHan       = "cjk"        // 2021年5月11日, 2021년 5월 11일
	FormYear      = "year"       // (2021), (c. 1850)
	FormRange     = "range"      // 10–12 May 2021, May–June 2021, (2019–2021)
	FormSeason    = "season"     // Spring 2020
	FormISOWeek   = "iso-week"   // 2021-W19, 2021-W19-2
	FormOrdinal   = "iso-day"    // 2021-131
	FormCompact   = "yyyymmdd"   // 20210511, as the whole value of a page's field
)
