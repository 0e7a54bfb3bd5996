package date

import (
	"time"

	"github.com/citelint/citelint/pattern"
)

// idForms are the identifiers that hold a time, those of one host first: their shape means more there.
// Where no document defines a form, the source says how it was measured.
var idForms = []idForm{
	{
		form: FormXPost, sites: []string{"x.com"}, since: "2010-11-04", unit: time.Millisecond, moment: xMoment,
		pattern: pattern.New(`^/(?:[A-Za-z0-9_]+|i/web)/status(?:es)?/([0-9]{11,19})(?:/|$)`),
		source:  "https://docs.x.com/fundamentals/x-ids",
	},
	{
		// Version 2.1 was the first to give posts such numbers.
		form: FormMastodon, since: "2017-12-15", unit: time.Millisecond, moment: snowflake(16, time.Millisecond, 0),
		pattern: pattern.New(`^/(?:@[A-Za-z0-9_.]+(?:@[A-Za-z0-9.-]+)?|users/[A-Za-z0-9_]+/statuses)/([0-9]{17,18})/?$`),
		source:  "https://github.com/mastodon/mastodon/blob/main/lib/mastodon/snowflake.rb",
	},
	{
		form: FormDiscord, sites: []string{"discord.com", "discordapp.com"}, since: "2015-05-13", unit: time.Millisecond,
		moment:  snowflake(22, time.Millisecond, 1_420_070_400_000),
		pattern: pattern.New(`^/channels/(?:[0-9]{17,20}|@me)/[0-9]{17,20}/([0-9]{17,20})/?$`),
		source:  "https://discord.com/developers/docs/reference#snowflakes",
	},
	{
		// Videos of its forerunner, which began in August 2014, kept their numbers.
		form: FormTikTok, sites: []string{"tiktok.com"}, since: "2014-08-01", unit: time.Second,
		moment:  snowflake(32, time.Second, 0),
		pattern: pattern.New(`^/(?:@[^/]+/(?:video|photo)|v|embed|embed/v2)/([0-9]{19})(?:\.html)?/?$`),
		source:  "https://dfir.blog/tinkering-with-tiktok-timestamps/",
	},
	{
		form: FormInstagram, sites: []string{"instagram.com"}, since: "2011-08-24", unit: time.Millisecond, moment: instagramMoment,
		pattern: pattern.New(`^/(?:[A-Za-z0-9_.]+/)?(?:p|reel|reels|tv)/([A-Za-z0-9_-]{10,11})(?:/|$)`),
		source:  "https://instagram-engineering.com/sharding-ids-at-instagram-1cf5a71e5a5c",
	},
	{
		form: FormLinkedIn, sites: []string{"linkedin.com"}, since: "2003-05-05", unit: time.Millisecond,
		moment:  snowflake(22, time.Millisecond, 0),
		pattern: pattern.New(`^/(?:posts|feed/update|embed/feed/update)/(?:[^/]*[-:_])?(?:activity|ugcPost|share)[-:]([0-9]{19})(?:[-/]|$)`),
		source:  "https://github.com/obsidianforensics/unfurl/blob/main/unfurl/parsers/parse_linkedin.py",
	},
	{
		// The writer's own clock, as its program sent it.
		form: FormBluesky, sites: []string{"bsky.app"}, since: "2022-11-01", unit: time.Microsecond, moment: tidMoment,
		pattern: pattern.New(`^/profile/[^/]+/post/([2-7a-j][2-7a-z]{12})/?$`),
		source:  "https://atproto.com/specs/tid",
	},
	{
		form: FormWebCite, sites: []string{"webcitation.org"}, since: "2003-01-01", unit: time.Microsecond, moment: webCiteMoment,
		pattern: pattern.New(`^/([0-9A-Za-z]{9})/?$`),
		source:  "https://en.wikipedia.org/wiki/Help:Using_WebCite",
	},
	{
		form: FormGhostVideo, sites: []string{"ghostarchive.org"}, since: "2020-01-01", unit: 24 * time.Hour, moment: dayMoment,
		pattern: pattern.New(`^/varchive/youtube/([0-9]{8})/[A-Za-z0-9_-]{11}/?$`),
		source:  "https://ghostarchive.org/",
	},
	{
		form: FormUnixSerial, sites: []string{"elpais.com", "rbc.ua"}, since: "2012-01-01", unit: time.Second, moment: unixMoment,
		pattern: pattern.New(`[/-](1[0-9]{9})(?:_[0-9]{6})?\.html$`),
		source:  "measured: 19 of 19 news addresses within a day of the page that cites them",
	},
	{
		form: FormUnixSerial, sites: []string{"wsj.com"}, since: "2016-01-01", unit: time.Second, moment: unixMoment,
		pattern: pattern.New(`^/(?:articles|livecoverage)/[a-z0-9-]+-1(1[0-9]{9})$`),
		source:  "measured: 19 of 19 addresses of 2016 and later give a plausible time",
	},
	{
		form: FormBrightspot, since: "2008-01-01", unit: time.Minute, moment: brightspotMoment,
		pattern: pattern.New(`/(0000[0-9a-f]{4}-[0-9a-f]{4}-d[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})(?:/|$)`),
		source:  "measured: 28 of 28 addresses at most three days before the day in the same address",
	},
	{
		// Version 1 since the web's first newspapers; a random UUID is of version 4.
		form: FormUUID, since: "1995-01-01", unit: 100 * time.Nanosecond, moment: uuidMoment,
		pattern: pattern.New(`(?:^|[/_.-])([0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[167][0-9A-Fa-f]{3}-[89ABab][0-9A-Fa-f]{3}-[0-9A-Fa-f]{12})(?:[/_.]|$)`),
		source:  "https://www.rfc-editor.org/rfc/rfc9562",
	},
	{
		form: FormULID, since: "2016-05-01", unit: time.Millisecond, moment: ulidMoment,
		pattern: pattern.New(`/(01[0-9A-HJKMNP-TV-Z]{24})(?:/|$)`),
		source:  "https://github.com/ulid/spec",
	},
	{
		form: FormKSUID, since: "2017-01-01", unit: time.Second, moment: ksuidMoment,
		pattern: pattern.New(`/([0-9A-Za-z]{27})(?:/|$)`),
		source:  "https://github.com/segmentio/ksuid",
	},
	{
		form: FormObjectID, since: "2009-02-01", unit: time.Second, moment: objectMoment,
		pattern: pattern.New(`(?:/|_n_|us_|/WS)([0-9a-f]{24})(?:\.html)?(?:/|$)`),
		source:  "https://www.mongodb.com/docs/manual/reference/bson-types/#objectid",
	},
}
