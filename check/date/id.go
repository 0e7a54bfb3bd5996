package date

import (
	"math/big"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/citelint/citelint/pattern"
)

// The forms of an identifier that holds the time when it was made.
const (
	FormXPost      = "x-post"       // x.com/…/status/1585841080431321088
	FormMastodon   = "mastodon"     // …/@user/109300967725833789
	FormDiscord    = "discord"      // discord.com/channels/…/…/334385199974967042
	FormTikTok     = "tiktok"       // tiktok.com/@user/video/6876424179084709126
	FormInstagram  = "instagram"    // instagram.com/p/BsOGulcndj-/
	FormLinkedIn   = "linkedin"     // linkedin.com/posts/…-activity-7326660324483289089-2c0f
	FormBluesky    = "bluesky"      // bsky.app/profile/…/post/3k4duaz5vfs2b
	FormUUID       = "uuid"         // versions 1, 6 and 7
	FormULID       = "ulid"         // 01ARZ3NDEKTSV4RRFFQ69G5FAV
	FormKSUID      = "ksuid"        // 0ujtsYcgvSTl8PAuAdqWYSMnLOv
	FormObjectID   = "objectid"     // 507f1f77bcf86cd799439011
	FormBrightspot = "brightspot"   // 0000019d-60d8-d1f7-a9bf-68de06820000
	FormUnixSerial = "unix-serial"  // …-1777559686.html, on hosts known to write it
	FormArXiv      = "arxiv"        // 1706.03762 and hep-th/9711200
	FormDOI        = "doi"          // 10.1101/2020.05.01.072678, of registrants known to write it
	FormWebCite    = "webcite"      // webcitation.org/5eWaHRbn4
	FormGhostVideo = "ghostarchive" // ghostarchive.org/varchive/youtube/20211205/…
)

const (
	longestIDPath = 2048 // no address of a page is longer, and patterns take their time
	lastIDYear    = 2049 // beyond it the shape was a coincidence
)

// An idForm is one kind of identifier: a row of the table idForms.
type idForm struct {
	form    string
	sites   []string        // registrable domains; nil where the shape alone tells
	pattern *pattern.Regexp // over the path of a URL; its first group is the identifier
	moment  func(id string) (time.Time, bool)
	unit    time.Duration // what the identifier counts in; from a day on, it gives a day and no instant
	since   string        // the first day that such an identifier can be of: the platform's or the form's launch
	source  string        // where the form is defined
}

// InIDs reads the dates that identifiers in a URL hold: of posts, articles, papers and DOIs; offsets are
// into rawURL. They tell when the identifier was made, in UTC: for a post that is when it was posted, for
// an article it may be days before, for a paper the first version's month. The identifiers of two archives
// give the capture.
//
// An identifier counts only on the host or in the shape that defines it, and between the launch of its
// platform and 2049; whether it lies in the future is for the caller. A bare run of ten digits is never a
// time: of 59 in news addresses 22 were. Nothing is known of what holds no time: identifiers of YouTube
// and of Reddit, random UUIDs, codes of perma.cc and of archive.today, Wikipedia's oldid.
func InIDs(rawURL string) []Reading {
	p := split(rawURL)
	if len(p.path.text) > longestIDPath {
		return nil
	}
	site := idSiteOf(p.host)
	serial := hasSerial(p.path.text)
	var found []Reading
	for i := range idForms {
		f := &idForms[i]
		if f.sites != nil && !slices.Contains(f.sites, site) || f.sites == nil && !serial {
			continue
		}
		if r, ok := f.read(p.path); ok {
			found = append(found, r)
		}
	}
	if r, ok := paperIn(p.path, site); ok {
		found = append(found, r)
	}
	slices.SortStableFunc(found, func(a, b Reading) int { return a.Start - b.Start })
	found = apart(found)
	for i := range found {
		found[i].Text = rawURL[found[i].Start:found[i].End]
	}
	return found
}

const arXivSite = "arxiv.org"

// idSites maps the domains that some identifier belongs to, aliases among them, to the one that the tables name.
var idSites = sync.OnceValue(func() map[string]string {
	known := map[string]string{arXivSite: arXivSite}
	for i := range idForms {
		for _, site := range idForms[i].sites {
			known[site] = site
		}
	}
	for alias, site := range families {
		if known[site] != "" {
			known[alias] = site
		}
	}
	return known
})

// idSiteOf is the site of a host as far as identifiers go, "" for all others. Most hosts are others, which this
// tells sooner than the list of public suffixes.
func idSiteOf(host string) string {
	host = bareHost(host)
	for {
		if site := idSites()[host]; site != "" {
			return site
		}
		dot := strings.IndexByte(host, '.')
		if dot < 0 {
			return ""
		}
		host = host[dot+1:]
	}
}

// hasSerial reports whether a path holds what all forms of any host have: twelve letters and digits in a row, of which one
// is a digit. Most paths do not, and are spared the patterns.
func hasSerial(path string) bool {
	run, digit := 0, false
	for i := range len(path) {
		if !isDigit(path[i]) && !isLetter(path[i]) {
			run, digit = 0, false
			continue
		}
		run, digit = run+1, digit || isDigit(path[i])
		if run >= 12 && digit {
			return true
		}
	}
	return false
}

// apart drops what overlaps an earlier reading: one identifier has one meaning.
func apart(found []Reading) []Reading {
	end := 0
	return slices.DeleteFunc(found, func(r Reading) bool {
		overlaps := r.Start < end
		end = max(end, r.End)
		return overlaps
	})
}

func (f *idForm) read(path segment) (Reading, bool) {
	at := f.pattern.FindStringSubmatchIndex(path.text)
	if at == nil {
		return Reading{}, false
	}
	moment, ok := f.moment(path.text[at[2]:at[3]])
	if !ok {
		return Reading{}, false
	}
	moment = moment.UTC()
	day := onDay(moment.Date())
	since, _ := ParseISO(f.since)
	if day.Before(since) || day.Year > lastIDYear {
		return Reading{}, false
	}
	r := Reading{Date: day, Role: RoleCreated, Form: f.form, Start: path.start + at[2], End: path.start + at[3]}
	if f.form == FormWebCite || f.form == FormGhostVideo {
		r.Role = RoleArchived
	}
	const wholeDay = 24 * time.Hour
	if f.unit < wholeDay {
		r.Instant = moment
	}
	return r, true
}

// paperIn reads the arXiv identifier or the DOI in a path: arxiv.org/abs/1706.03762, doi.org/10.1101/….
func paperIn(path segment, site string) (Reading, bool) {
	var at []int
	read := InDOI
	if strings.Contains(path.text, "/10.") {
		at = doiInPath.FindStringSubmatchIndex(path.text)
	}
	if site == arXivSite {
		read, at = InArXiv, arXivInPath.FindStringSubmatchIndex(path.text)
	}
	if at == nil {
		return Reading{}, false
	}
	id := path.text[at[2]:at[3]]
	if site == arXivSite {
		id = strings.TrimSuffix(id, ".pdf")
	}
	r, ok := read(id)
	r.Start, r.End = path.start+at[2]+r.Start, path.start+at[2]+r.End
	return r, ok
}

var (
	doiInPath   = pattern.New(`/(10\.[0-9]{4,9}/.+)$`)
	arXivInPath = pattern.New(`^/(?:abs|pdf|html|format|ps|src|e-print)/(.+)$`)
)

// The clocks. Each turns an identifier of its shape into a moment; false when it holds none.

// snowflake reads a decimal number whose upper bits count units since epoch (of the Unix time, in ms).
func snowflake(shift uint, unit time.Duration, epochMS int64) func(string) (time.Time, bool) {
	return func(id string) (time.Time, bool) {
		n, ok := decimal(id)
		if !ok {
			return time.Time{}, false
		}
		return time.UnixMilli(int64(n>>shift)*unit.Milliseconds() + epochMS), true
	}
}

// decimal reads a number of at most 63 bits.
func decimal(s string) (uint64, bool) { return positional(s, "0123456789") }

// positional reads a number of at most 63 bits whose digits are the bytes of alphabet.
func positional(s, alphabet string) (uint64, bool) {
	const most = 1<<63 - 1
	n, base := uint64(0), uint64(len(alphabet))
	for i := range len(s) {
		d := strings.IndexByte(alphabet, s[i])
		if d < 0 || n > (most-uint64(d))/base {
			return 0, false
		}
		n = n*base + uint64(d)
	}
	return n, s != ""
}

const (
	hexDigits    = "0123456789abcdef"
	base32Sorted = "234567abcdefghijklmnopqrstuvwxyz"
	crockford    = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	base62       = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	base64URL    = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
)

// xMoment knows that numbers below the first snowflake were counted one by one.
func xMoment(id string) (time.Time, bool) {
	const epochMS, firstSnowflake = 1_288_834_974_657, 29_700_859_247
	if n, ok := decimal(id); !ok || n < firstSnowflake {
		return time.Time{}, false
	}
	return snowflake(22, time.Millisecond, epochMS)(id)
}

func instagramMoment(code string) (time.Time, bool) {
	const epochMS = 1_314_220_021_721
	n, ok := positional(code, base64URL)
	return time.UnixMilli(int64(n>>23) + epochMS), ok
}

func tidMoment(id string) (time.Time, bool) {
	n, ok := positional(id, base32Sorted)
	return time.UnixMicro(int64(n >> 10)), ok
}

// uuidMoment reads the time of versions 1, 6 and 7 (RFC 9562, sections 5.1, 5.6 and 5.7).
func uuidMoment(id string) (time.Time, bool) {
	id = strings.ToLower(id)
	const gregorian = 122_192_928_000_000_000 // 1582-10-15 to 1970-01-01 in units of 100 ns
	var ordered string
	switch id[14] {
	case '1':
		ordered = id[15:18] + id[9:13] + id[:8]
	case '6':
		ordered = id[:8] + id[9:13] + id[15:18]
	case '7':
		ms, ok := positional(id[:8]+id[9:13], hexDigits)
		began := ms >= uint64(time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC).UnixMilli()) // the first drafts
		return time.UnixMilli(int64(ms)), ok && began
	default:
		return time.Time{}, false
	}
	n, ok := positional(ordered, hexDigits)
	ticks := int64(n) - gregorian
	return time.Unix(ticks/1e7, ticks%1e7*100), ok
}

// ulidMoment wants letters and digits, since a name of 26 capitals has only letters.
func ulidMoment(id string) (time.Time, bool) {
	if !strings.ContainsAny(id[10:], crockford[:10]) || allDigits(id) {
		return time.Time{}, false
	}
	ms, ok := positional(id[:10], crockford)
	return time.UnixMilli(int64(ms)), ok
}

// ksuidMoment reads the upper 32 of 160 bits: seconds since 2014-05-13.
func ksuidMoment(id string) (time.Time, bool) {
	const epoch = 1_400_000_000
	for _, kind := range []string{base62[:10], base62[10:36], base62[36:]} {
		if !strings.ContainsAny(id, kind) {
			return time.Time{}, false
		}
	}
	n := new(big.Int)
	for i := range len(id) {
		n.Mul(n, big.NewInt(62)).Add(n, big.NewInt(int64(strings.IndexByte(base62, id[i]))))
	}
	n.Rsh(n, 128)
	return time.Unix(n.Int64()+epoch, 0), n.BitLen() <= 32
}

// objectMoment wants letters and digits after the time: runs of digits are other numbers.
func objectMoment(id string) (time.Time, bool) {
	if allDigits(id[8:]) || !strings.ContainsAny(id[8:], hexDigits[:10]) {
		return time.Time{}, false
	}
	s, ok := positional(id[:8], hexDigits)
	return time.Unix(int64(s), 0), ok
}

// brightspotMoment reads milliseconds, of which a fixed nibble hides up to a minute.
func brightspotMoment(id string) (time.Time, bool) {
	ms, ok := positional(id[:8]+id[9:13]+id[14:18], hexDigits)
	return time.UnixMilli(int64(ms)), ok
}

func unixMoment(id string) (time.Time, bool) {
	s, ok := decimal(id)
	return time.Unix(int64(s), 0), ok
}

func webCiteMoment(id string) (time.Time, bool) {
	us, ok := positional(id, base62)
	closed := time.Date(2019, time.July, 31, 0, 0, 0, 0, time.UTC) // no captures since
	t := time.UnixMicro(int64(us))
	return t, ok && t.Before(closed)
}

func dayMoment(digits string) (time.Time, bool) {
	d, ok := compactDay(digits)
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC), ok
}
