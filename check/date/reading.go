package date

// Role says what a date is the date of, as far as the text itself says so.
type Role string

// The roles. Stated is the careful one: the date is written there, and nothing says what for.
const (
	RolePublished Role = "published"
	RoleAccessed  Role = "accessed"
	RoleArchived  Role = "archived"
	RoleStated    Role = "stated"
	RoleModified  Role = "modified" // of pages only
	RoleCreated   Role = "created"  // of pages only
)

// Reading is one date as found. Exactly one of three holds: Date is valid; or Impossible says why no
// such day exists; or Ambiguous holds the two days that the same digits can mean, day first and month
// first.
type Reading struct {
	Date       Date
	Role       Role
	Text       string // input[Start:End]
	Start, End int    // byte offsets in the input
	Form       string // which rule read it: one of the Form constants
	Impossible string `json:",omitempty"` // why there is no such day, as half a sentence
	Ambiguous  []Date `json:",omitempty"` // two valid dates, or nil
}

// The forms of a date in a URL.
const (
	FormPathDay     = "path-y/m/d"    // /2021/05/11/ and /2021/5/11/
	FormPathName    = "path-y/mon/d"  // /2021/may/11/
	FormPathYM      = "path-y-m/d"    // /2021-05/11/
	FormPathMD      = "path-y/md"     // /2021/0511/, on hosts known to write it
	FormPathISO     = "path-iso"      // /2021-05-11/
	FormSlugISO     = "slug-iso"      // /some-words-2021-05-11/ and /2021-05-11-some-words/
	FormPathDigits  = "path-yyyymmdd" // /20210511/
	FormPathMonth   = "path-y/m"      // /2021/05/
	FormSlugMonth   = "slug-y-m"      // /some-words-2021-5, on hosts known to write it
	FormQuery       = "query-date"    // ?date=20210511
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
	FormYear      = "year"       // (2021)
	FormCompact   = "yyyymmdd"   // 20210511, as the whole value of a page's field
)
