package date

import (
	"cmp"
	"strings"
	"testing"
	"time"
)

// realIDs are identifiers whose time is known from elsewhere: from the press, from the document that defines
// the form, or from a day in the same address. The time is given to the unit that is known.
var realIDs = []struct{ form, url, known string }{
	// Posts with the day that a page which embeds or cites them states, looked up in public repositories; more to the
	// second are in statedIDs.
	{FormXPost, "https://mobile.twitter.com/Interior/status/463440424141459456", "2014-05-05"},
	{FormXPost, "https://twitter.com/Pigsonthewing/statuses/564068436633214977", "2015-02-07"},
	{FormXPost, "https://twitter.com/angularjs/status/593797019258359809", "2015-04-30"},
	{FormXPost, "https://twitter.com/BarackObama/status/859457313232605184", "2017-05-02"},
	{FormXPost, "https://twitter.com/ragemax/status/1058674732021645312", "2018-11-03"},
	{FormXPost, "https://twitter.com/nikolalsvk/status/1128302853079089153/", "2019-05-14"},
	{FormXPost, "https://twitter.com/FrancoisKeck/status/1200040510540386304", "2019-11-28"},
	{FormXPost, "https://twitter.com/Googleorg/status/1299104929743765505?s=20", "2020-08-27"},
	{FormXPost, "https://twitter.com/LavaMobile/status/1397901021125373952", "2021-05-27"},
	{FormXPost, "https://twitter.com/sadhlife/status/1464993896346181637", "2021-11-28"},
	{FormXPost, "https://x.com/chrissanders88/status/1595070232426467328/photo/1", "2022-11-22"},
	{FormXPost, "https://twitter.com/antoine_caillon/status/1658506153444220929", "2023-05-16"},
	{FormXPost, "https://twitter.com/TheEduTools/status/1788870128852984159", "2024-05-10"},
	{FormXPost, "https://x.com/OpenAIDevs/status/1925214114445771050", "2025-05-21"},

	// From the documents that define them; those of LinkedIn are of days that the press reported, and were not looked up again.
	{FormDiscord, "https://discord.com/channels/@me/81384788765712384/175928847299117063", "2016-04-30T11:18:25.796"},       // reference: snowflakes
	{FormDiscord, "https://discord.com/channels/81384788765712384/290926798999357250/334385199974967042", "2017-07-11"},     // reference: message
	{FormDiscord, "https://discordapp.com/channels/427876741990711298/427876741990711300/551531058039095296", "2019-03-02"}, // an example of unfurl
	{FormLinkedIn, "https://www.linkedin.com/feed/update/urn:li:activity:6887054040799297536/", "2022-01-12"},
	{FormLinkedIn, "https://www.linkedin.com/posts/satyanadella_microsoft-employee-email-regarding-the-attack-activity-7117745328916754432-Zg40", "2023-10-11"},
	{FormLinkedIn, "https://www.linkedin.com/posts/williamhgates_the-last-chapter-of-my-career-activity-7326660324483289089-2c0f?utm_source=share", "2025-05-09"},
	{FormBluesky, "https://bsky.app/profile/did:plc:u5cwb2mwiv2bfq53cjufe6yn/post/3k4duaz5vfs2b", "2023-08-07T05:31:12"}, // the example of its guide
	{FormBluesky, "https://bsky.app/profile/jay.bsky.team/post/3lbd2ebt3wk2r", "2024-11-19T18:19:55.098"},
	{FormBluesky, "https://bsky.app/profile/jay.bsky.team/post/3laulgolrfz2f", "2024-11-14T00:15:33.133695"},

	// Captures, with the day that articles of an encyclopaedia state beside them, looked up in a public repository.
	{FormWebCite, "https://www.webcitation.org/5hYQkeu1p?url=http://www.gos.gov.uk/national/", "2009-06-15"},
	{FormWebCite, "https://www.webcitation.org/5lhCIacyi", "2009-12-01"},
	{FormWebCite, "https://www.webcitation.org/5uEkDvhFK", "2010-11-14"},
	{FormWebCite, "https://www.webcitation.org/5v0ol5E61", "2010-12-16"},
	{FormWebCite, "https://www.webcitation.org/5xbz32c8I", "2011-04-01"},
	{FormWebCite, "https://www.webcitation.org/5yo0LhcwS", "2011-05-19"},
	{FormWebCite, "https://www.webcitation.org/5zVS8t2sR", "2011-06-17"},
	{FormWebCite, "https://www.webcitation.org/66hn8NNel", "2012-04-05"},
	{FormWebCite, "https://www.webcitation.org/67yH6Ly5h", "2012-05-27"},
	{FormWebCite, "http://www.webcitation.org/6I2CAy2z5?url=http://www.example.com/a.pdf", "2013-07-11"},
	{FormGhostVideo, "https://ghostarchive.org/varchive/youtube/20211205/dQw4w9WgXcQ", "2021-12-05"},

	// News addresses, with their day.
	{FormUnixSerial, "https://newsukraine.rbc.ua/news/israel-intensifies-operation-in-gaza-strip-1744845608.html", "2025-04-16"},
	{FormUnixSerial, "https://newsukraine.rbc.ua/news/nato-chief-ukraine-to-receive-over-35-billion-1750690298.html", "2025-06-23"},
	{FormUnixSerial, "https://elpais.com/sociedad/2020/02/18/actualidad/1582045946_459487.html", "2020-02-18"},
	{FormUnixSerial, "https://www.wsj.com/articles/is-there-a-doctor-in-the-white-house-not-if-you-need-an-m-d-11607727380", "2020-12-11"},
	{FormUnixSerial, "https://www.wsj.com/articles/facebook-knows-instagram-is-toxic-for-teen-girls-company-documents-show-11631620739", "2021-09-14"},
	{FormUnixSerial, "https://www.wsj.com/articles/the-facebook-files-11631713039", "2021-09-15"},
	{FormBrightspot, "https://www.haaretz.com/israel-news/2025-05-03/ty-article/.premium/hamas-releases-video/00000196-96e6-d19a-abfe-96f7b4110000", "2025-05-03"},
	{FormBrightspot, "https://www.haaretz.com/us-news/2025-01-09/ty-article/.premium/u-s-house-votes/00000194-4c7e-d6f4-a9b5-5cfe67660000", "2025-01-09"},
	{FormBrightspot, "https://www.haaretz.com/israel-news/2025-07-15/ty-article-live/idf-says/00000198-0bf5-dd18-a7dd-0bff2f090000?liveBlogItemId=1", "2025-07-15"},

	// Shapes that tell by themselves: from their documents, and from addresses with a day.
	{FormUUID, "https://example.com/a/C232AB00-9414-11EC-B3C8-9F6BDECED846", "2022-02-22T19:22:22"}, // RFC 9562, A.1
	{FormUUID, "https://example.com/a/1EC9414C-232A-6B00-B3C8-9F6BDECED846", "2022-02-22T19:22:22"}, // RFC 9562, A.5
	{FormUUID, "https://example.com/a/017F22E2-79B0-7CC3-98C4-DC0C0C07398F", "2022-02-22T19:22:22"}, // RFC 9562, A.6
	{FormUUID, "http://www.washingtonpost.com/politics/2013/06/24/8d442838-dd20-11e2-bd83-e99e43c336ed_story.html", "2013-06-24"},
	{FormUUID, "http://www.washingtonpost.com/business/2015/03/18/ca175d64-cd76-11e4-a2a7-9517a3a70506_story.html", "2015-03-18"},
	{FormUUID, "https://www.washingtonpost.com/business/2022/12/15/02011d04-7c75-11ed-bb97-f47d47466b9a_story.html", "2022-12-15"},
	{FormUUID, "https://lancasteronline.com/news/local/aircraft-crashes/article_4d97540c-fd21-11ef-bbe9-f7813ee350a2.html", "2025-03-09"},
	{FormULID, "https://example.com/posts/01ARZ3NDEKTSV4RRFFQ69G5FAV", "2016-07-30T23:54:10.259"},
	{FormULID, "https://example.com/posts/01D78XYFJ1PRM1WPBCBT3VHMNV/", "2019-03-31T03:51:02.465"},
	{FormULID, "https://example.com/posts/01D78XZ44G0000000000000000", "2019-03-31T03:51:23.536"},
	{FormKSUID, "https://example.com/posts/0ujtsYcgvSTl8PAuAdqWYSMnLOv", "2017-10-10T04:00:47"},
	{FormKSUID, "https://example.com/posts/0ujzPyRiIAffKhBux4PvQdDqMHY", "2017-10-10T04:46:20"},
	{FormKSUID, "https://example.com/posts/0ujsszwN8NRY24YaXiTIE2VWDTS", "2017-10-10T03:52:37"},
	{FormObjectID, "https://example.com/posts/507f1f77bcf86cd799439011", "2012-10-17T21:13:27"},
	{FormObjectID, "https://www.huffpost.com/entry/photographs-redheads-of-color_n_55db9929e4b0a40aa3abf017", "2015-08-24"},
	{FormObjectID, "https://www.huffpost.com/entry/joe-biden-leonard-peltier-clemency_n_67608b04e4b0d06419ec6367", "2024-12-16"},
	{FormObjectID, "https://global.chinadaily.com.cn/a/202508/07/WS68939a07a3108a99c1905842.html", "2025-08-06"},
}

func TestInIDs(t *testing.T) {
	for _, tt := range realIDs {
		got := InIDs(tt.url)
		if len(got) != 1 || got[0].Form != tt.form {
			t.Errorf("InIDs(%q) = %+v, want one %s", tt.url, got, tt.form)
			continue
		}
		r := got[0]
		said := r.Date.String()
		if !r.Instant.IsZero() {
			said = r.Instant.Format("2006-01-02T15:04:05.999999")
			if r.Instant.Location() != time.UTC || r.Precision() != "instant" || r.Date != onDay(r.Instant.Date()) {
				t.Errorf("%q: %+v", tt.url, r)
			}
		}
		if !strings.HasPrefix(said, tt.known) || tt.url[r.Start:r.End] != r.Text {
			t.Errorf("InIDs(%q): %s in %q, want %s", tt.url, said, r.Text, tt.known)
		}
		archive := r.Form == FormWebCite || r.Form == FormGhostVideo
		if archive != (r.Role == RoleArchived) || !archive && r.Role != RoleCreated {
			t.Errorf("InIDs(%q): %s", tt.url, r.Role)
		}
	}
}

func TestEveryIdentifierIsTestedOnRealOnes(t *testing.T) {
	least := map[string]int{FormXPost: 10, FormTikTok: 10, FormWebCite: 10, FormGhostVideo: 1}
	seen := map[string]int{}
	for _, tt := range realIDs {
		seen[tt.form]++
	}
	for _, tt := range statedIDs {
		seen[tt.form]++
	}
	for _, f := range idForms {
		if seen[f.form] < cmp.Or(least[f.form], 3) {
			t.Errorf("%s is tested on %d identifiers", f.form, seen[f.form])
		}
		if _, ok := ParseISO(f.since); !ok || f.unit <= 0 || f.source == "" {
			t.Errorf("%s lacks its first day, unit or source", f.form)
		}
	}
}

func TestNoTimeInIDs(t *testing.T) {
	for _, url := range []string{
		"https://twitter.com/jack/status/20",                                       // before snowflakes
		"https://twitter.com/someone/status/29700859246",                           // the last of them
		"https://twitter.com/someone/status/9223372036854775807",                   // in 2079
		"https://twitter.com/someone/status/92233720368547758070",                  // no number of theirs
		"https://example.com/someone/status/1585841080431321088",                   // another host
		"https://x.com.example.com/a/status/1585841080431321088",                   // a host that looks like it
		"https://twitter.com/i/lists/1585841080431321088",                          // no post
		"https://misskey.example/notes/9f3k2j1h0g",                                 // another kind
		"https://social.example/@user/987654321098765432/",                         // year 2447
		"https://social.example/@user/88930512345678901",                           // before the numbers were times
		"https://discord.com/channels/81384788765712384/290926798999357250",        // a channel
		"https://www.tiktok.com/@user/video/1234567890123456789",                   // 1979
		"https://www.tiktok.com/@user",                                             // a person
		"https://www.instagram.com/explore/",                                       // a page
		"https://www.instagram.com/p/C1a2B3c4/",                                    // too short
		"https://www.linkedin.com/in/someone-93b3a220a",                            // a person
		"https://www.linkedin.com/posts/someone_ai-innovation-activity-7182938192", // too short
		"https://bsky.app/profile/someone.example/post/zzzzzzzzzzzzz",              // top bit set
		"https://bsky.app/profile/someone.example/post/2222222222222",              // 1970
		"https://www.webcitation.org/query?id=1234567890123456",                    // a question
		"https://www.youtube.com/watch?v=dQw4w9WgXcQ",                              // holds none
		"https://perma.cc/T8U2-994F",                                               // holds none
		"https://archive.ph/AbC12",                                                 // holds none
		"https://www.reddit.com/r/pics/comments/haucpf/a_title/",                   // holds none
		"https://www.npr.org/1211571220",                                           // a serial number
		"https://www.xinhuanet.com/english/c_1125597921.html",                      // a serial number
		"https://example.com/news/1744845608.html",                                 // ten digits are no time
		"https://example.com/a/f47ac10b-58cc-4372-a567-0e02b2c3d479",               // random
		"https://example.com/a/00000000-0000-1000-8000-000000000000",               // 1582
		"https://example.com/a/C232AB00-9414-11EC-C3C8-9F6BDECED846",               // another variant
		"https://example.com/a/01ARZ3NDEKTSV4RRFFQ69G5FAI",                         // no such letter
		"https://example.com/a/01ABCDEFGHJKMNPQRSTVWXYZAB",                         // capitals
		"https://example.com/a/00000001aabbccddee112233",                           // 1970
		"https://example.com/a/ffffffffaabbccddee112233",                           // 2106
		"https://example.com/a/507f1f77bcf86cd7994390111",                          // a longer number
		"https://example.com/a/123456789012345678901234",                           // digits
		"https://example.com/a/aaaaaaaaaaaaaaaaaaaaaaaaaaa",                        // a word of 27 letters
		"https://example.com/a/zzzzzzzzzzzzzzzzzzzzzzzzZ99",                        // above 160 bits
		"https://arxiv.org/abs/1713.03762",                                         // month 13
		"https://arxiv.org/list/cs/1706",                                           // a list
		"https://doi.org/10.1234/2020.05.01.072678",                                // a registrant that does not
		"https://example.com/x.com/a/status/1585841080431321088",
		"https://x.com/a/status/" + strings.Repeat("1", 4000),
		"",
	} {
		if got := InIDs(url); len(got) > 0 {
			t.Errorf("InIDs(%q) = %+v, want none", url, got)
		}
	}
}

// The shapes of the identifiers; that the month is the true one is for TestArXivAgreesWithWhatIsStated.
func TestInArXiv(t *testing.T) {
	for id, want := range map[string]string{
		"0704.0001": "2007-04", "1207.7214": "2012-07", "1207.7235v2": "2012-07", "1301.3781": "2013-01", "1412.6980": "2014-12",
		"1512.03385": "2015-12", "1602.03837": "2016-02", "1706.03762v7": "2017-06", "1810.04805": "2018-10", "2005.14165": "2020-05",
		"2303.08774": "2023-03", "hep-th/9711200": "1997-11", "math/0211159": "2002-11", "math.DG/0303109": "2003-03",
		"astro-ph/9805201v1": "1998-05", "quant-ph/9508027": "1995-08", "cond-mat/0410550": "2004-10",
		"1713.03762": "", "0703.0001": "", "1501.0001": "", "1412.00001": "", "1706.03762v": "", "1706.037621": "", "hep-th/9700200": "",
		"hep-th/0704001": "", "hep-th/9006001": "", "made-up/9711200": "", "9711200": "", "1706": "", "": "", "5001.00001": "", "1706.03762x": "",
	} {
		got, ok := InArXiv(id)
		if got.Date.String() != want || ok != (want != "") || ok && (got.Form != FormArXiv || got.Role != RoleCreated || got.Precision() != "month") {
			t.Errorf("InArXiv(%q) = %+v, want %q", id, got, want)
		}
	}
}

func TestInDOI(t *testing.T) {
	for doi, want := range map[string]string{
		"10.1101/2020.05.01.072678": "2020-05-01", "10.1101/2020.01.30.927871v2": "2020-01-30", "10.1101/gr.123456.111": "", "10.1101/2020.13.01.072678": "", "10.1101/2010.05.01.072678": "",
		"10.1016/j.cell.2020.02.058": "2020-02", "10.1016/S0140-6736(20)30183-5": "", "10.1016/j.cell.2020.13.058": "",
		"10.1038/s41586-021-03819-2": "2021", "10.1038/nature14539": "", "10.1038/s41586-099-03819-2": "",
		"10.1007/s11263-015-0816-y": "2015", "10.1007/978-3-319-24574-4_28": "", "10.1186/s13059-014-0550-8": "2014",
		"10.1109/CVPR.2016.90": "2016", "10.1109/TPAMI.2016.2577031": "2016", "10.1109/5.771073": "",
		"10.1001/jama.2020.1585": "2020", "10.1080/01621459.2017.1285773": "2017", "10.1098/rspb.2019.2837": "2019", "10.1155/2014/180763": "2014",
		"10.5194/gmd-9-1937-2016": "2016", "10.18653/v1/2020.acl-main.703": "2020", "10.18653/v1/N19-1423": "2019", "10.24963/ijcai.2019/1": "2019",
		"10.48550/arXiv.1706.03762": "2017-06", "10.48550/ARXIV.2303.08774": "2023-03", "10.48550/other.1706.03762": "", "10.48550/ArXiv.\xba\xff\xbb": "", "10.48550/arXiv.": "",
		"10.1371/journal.pone.0202020": "", "10.1000/182": "", "10.1234/2020.05.01.072678": "", "10.1016": "", "": "",
	} {
		got, ok := InDOI(doi)
		if got.Date.String() != want || ok != (want != "") || ok && doi[got.Start:got.End] != got.Text {
			t.Errorf("InDOI(%q) = %+v, want %q", doi, got, want)
		}
	}
	for _, f := range doiForms {
		if got, ok := InDOI(f.example); !ok || got.Form != FormDOI {
			t.Errorf("the example %s is not read: %+v", f.example, got)
		}
	}
}

func TestPapersInURLs(t *testing.T) {
	for url, want := range map[string]string{
		"https://arxiv.org/abs/1706.03762v7":                                          "created arxiv 2017-06",
		"https://arxiv.org/pdf/hep-th/9711200.pdf":                                    "created arxiv 1997-11",
		"https://doi.org/10.1101/2020.05.01.072678":                                   "created doi 2020-05-01",
		"https://dx.doi.org/10.48550/arXiv.1706.03762":                                "created arxiv 2017-06",
		"https://www.tandfonline.com/doi/full/10.1080/01621459.2017.1285773":          "created doi 2017",
		"https://web.archive.org/web/20210601083000/https://arxiv.org/abs/1706.03762": "created arxiv 2017-06",
	} {
		got := InIDs(url)
		if showAll(got) != want || url[got[0].Start:got[0].End] != got[0].Text {
			t.Errorf("InIDs(%q) = %+v, want %s", url, got, want)
		}
	}
}
