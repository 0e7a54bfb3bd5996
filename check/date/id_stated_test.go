package date

import (
	"testing"
	"time"
)

// statedIDs are identifiers beside which somebody else states the time: the platform's own answer, kept as an example in
// a public repository, or a program's test against the platform. All were looked up in November 2026. The identifier may
// be made a little before what is stated, by what the row allows, and never after the second that is stated.
var statedIDs = []struct {
	form, url, stated string
	before            time.Duration
}{
	// created_at beside id_str in answers of the API, to the second; the last two have timestamp_ms, to the millisecond.
	{FormXPost, "https://twitter.com/i/web/status/304409695412703232", "2013-02-21T01:58:21Z", 0},
	{FormXPost, "https://twitter.com/i/web/status/330029921764253696", "2013-05-02T18:43:59Z", 0},
	{FormXPost, "https://twitter.com/i/web/status/344206467924127745", "2013-06-10T21:36:31Z", 0},
	{FormXPost, "https://twitter.com/i/web/status/345611846021181440", "2013-06-14T18:40:59Z", 0},
	{FormXPost, "https://twitter.com/i/web/status/365027194319282176", "2013-08-07T08:30:39Z", 0},
	{FormXPost, "https://twitter.com/i/web/status/386022945916612608", "2013-10-04T07:00:16Z", 0},
	{FormXPost, "https://twitter.com/i/web/status/394316895949570048", "2013-10-27T04:17:28Z", 0},
	{FormXPost, "https://twitter.com/i/web/status/398781006695911424", "2013-11-08T11:56:15Z", 0},
	{FormXPost, "https://twitter.com/i/web/status/815686695253397505", "2017-01-01T22:30:37Z", 0},
	{FormXPost, "https://twitter.com/i/web/status/847093266109517824", "2017-03-29T14:29:07Z", 0},
	{FormXPost, "https://twitter.com/TwitterAPI/status/850006245121695744", "2017-04-06T15:24:15Z", 0},
	{FormXPost, "https://twitter.com/i/web/status/896175421070299136", "2017-08-12T01:04:05Z", 0},
	{FormXPost, "https://x.com/i/web/status/1214696844455895040", "2020-01-07T23:54:30Z", 0},
	{FormXPost, "https://x.com/i/web/status/1226376436388376576", "2020-02-09T05:25:02Z", 0},
	{FormXPost, "https://x.com/i/web/status/1285094139772596224", "2020-07-20T06:08:13Z", 0},
	{FormXPost, "https://x.com/i/web/status/1293885904738586624", "2020-08-13T12:23:33Z", 0},
	{FormXPost, "https://twitter.com/i/web/status/548200551737860096", "2014-12-25T19:36:11.265Z", 0},
	{FormXPost, "https://twitter.com/i/web/status/616333141884674048", "2015-07-01T19:50:46.598Z", 0},

	// created_at in the documentation of its API, https://docs.joinmastodon.org/methods/statuses/ and /entities/Status/.
	{FormMastodon, "https://mastodon.social/@trwnh/103254193998341330", "2019-12-05T08:19:26.052Z", time.Second},
	{FormMastodon, "https://mastodon.social/@Gargron/103270115826048975", "2019-12-08T03:48:33.901Z", time.Second},
	{FormMastodon, "https://mastodon.social/users/trwnh/statuses/108914398911648589", "2022-08-30T23:23:58.863Z", time.Second},

	// The time of publication, some seconds after the video had its number: tests of github.com/yt-dlp/yt-dlp.
	{FormTikTok, "https://www.tiktok.com/@patroxofficial/video/6742501081818877190?langCountry=en", "2019-09-30T16:27:50Z", 15 * time.Second},
	{FormTikTok, "https://www.tiktok.com/@leenabhushan/video/6748451240264420610", "2019-10-16T17:17:32Z", 15 * time.Second},
	{FormTikTok, "https://www.tiktok.com/@barudakhb_/video/6984138651336838402", "2021-07-12T20:25:03Z", 15 * time.Second},
	{FormTikTok, "https://www.tiktok.com/@MS4wLjABAAAATh8Vewkn0LYM7Fo03iec3qKdeCUOcBIouRk1mkiag6h3o_pQu_dUXvZ2EZlGST7_/video/7042692929109986561", "2021-12-17T15:25:38Z", 15 * time.Second},
	{FormTikTok, "https://www.tiktok.com/@pokemonlife22/video/7059698374567611694", "2022-02-01T11:15:23Z", 15 * time.Second},
	{FormTikTok, "https://www.tiktok.com/@denidil6/video/7065799023130643713", "2022-02-17T21:48:56Z", 15 * time.Second},
	{FormTikTok, "https://www.tiktok.com/@tatemcrae/video/7107337212743830830", "2022-06-09T20:18:19Z", 15 * time.Second},
	{FormTikTok, "https://www.tiktok.com/@_le_cannibale_/video/7139980461132074283", "2022-09-05T19:30:49Z", 15 * time.Second},
	{FormTikTok, "https://www.tiktok.com/@moxypatch/video/7206382937372134662", "2023-03-03T18:06:21Z", 15 * time.Second},
	{FormTikTok, "https://www.tiktok.com/@hara_yoimiya/video/7253412088251534594", "2023-07-08T11:43:32Z", 15 * time.Second},

	// The same tests; then the time in what pages embed. A video has its number when its upload begins.
	{FormInstagram, "https://instagram.com/p/aye83DjauH/?foo=bar#abc", "2013-06-20T17:15:45Z", 0},
	{FormInstagram, "https://www.instagram.com/tv/BkfuX9UB-eK/", "2018-06-26T17:08:39Z", 2 * time.Minute},
	{FormInstagram, "https://www.instagram.com/reel/Chunk8-jurw/", "2022-08-26T15:53:51Z", 2 * time.Minute},
	{FormInstagram, "https://www.instagram.com/p/-7PIhyA6J3/", "2015-12-05T21:40:53Z", 0},
	{FormInstagram, "https://www.instagram.com/p/BIJhXdhghyO/", "2016-07-22T03:32:07Z", 0},
	{FormInstagram, "https://www.instagram.com/p/BhDAA6GllYU/", "2018-04-01T23:50:06Z", 0},

	// The same tests. Posts that a program wrote later than it says are left out.
	{FormBluesky, "https://bsky.app/profile/bsky.app/post/3l3vgf77uco2g", "2024-09-11T17:11:56Z", 0},
	{FormBluesky, "https://bsky.app/profile/de1.pds.tentacle.expert/post/3l3w4tnezek2e", "2024-09-11T23:53:43Z", 0},
	{FormBluesky, "https://bsky.app/profile/souris.moe/post/3l4qhp7bcs52c", "2024-09-22T11:17:18Z", 0},
	{FormBluesky, "https://bsky.app/profile/did:plc:ia76kvnndjutgedggx2ibrem/post/3l6zrz6zyl2dr", "2024-10-21T15:06:12Z", 0},
	{FormBluesky, "https://bsky.app/profile/purpleicetea.bsky.social/post/3l7gv55dc2o2w", "2024-10-26T20:06:42Z", 0},
	{FormBluesky, "https://bsky.app/profile/cinny.bun.how/post/3l7rdfxhyds2f", "2024-10-30T23:48:48Z", 0},
}

func TestIDsAgreeWithWhatIsStated(t *testing.T) {
	for _, tt := range statedIDs {
		stated, err := time.Parse(time.RFC3339, tt.stated)
		if err != nil {
			t.Fatal(err)
		}
		got := InIDs(tt.url)
		if len(got) != 1 || got[0].Form != tt.form {
			t.Errorf("InIDs(%q) = %+v, want one %s", tt.url, got, tt.form)
			continue
		}
		unit := time.Second
		if stated.Nanosecond() > 0 {
			unit = time.Millisecond
		}
		if early := stated.Sub(got[0].Instant); early > tt.before || -early >= unit {
			t.Errorf("InIDs(%q) is of %s, %s before what is stated: %s", tt.url, got[0].Instant.Format(time.RFC3339Nano), early, tt.stated)
		}
	}
}

// TestArXivAgreesWithWhatIsStated has the day on which the first version was handed in, as the paper's page on arXiv.org or
// arXiv's own metadata state it in public repositories, looked up in November 2026. What comes in at a month's end may be of
// the next.
func TestArXivAgreesWithWhatIsStated(t *testing.T) {
	for id, stated := range map[string]string{
		"hep-th/9711200": "1997-11-27", "cond-mat/0011267": "2000-11-15",
		"0704.0001": "2007-04-02", "0704.0002": "2007-03-31", "0704.0010": "2007-03-31",
		"1511.06279": "2015-11-19", "1706.03762": "2017-06-12", "2101.11408": "2021-01-11", "2105.05445": "2021-05-12",
		"2506.06409": "2025-06-06", "2601.07701": "2026-01-12", "2603.16689": "2026-03-17", "2603.17655": "2026-03-18",
		"2603.18652": "2026-03-19", "2603.19617": "2026-03-20", "2603.22598": "2026-03-23", "2604.04902": "2026-04-06",
		"2608.10878": "2026-08-11", "2609.36061": "2026-09-28",
	} {
		day, _ := ParseISO(stated)
		r, ok := InArXiv(id)
		if monthEnd := day.Day >= 27; !ok || r.Precision() != "month" || DaysBetween(day, r.Date) != 0 && !(monthEnd && r.Date.After(day) && DaysBetween(day, r.Date) < 5) {
			t.Errorf("%s is of %s, but was handed in on %s", id, r.Date, stated)
		}
	}
}
