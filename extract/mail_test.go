package extract

import (
	"encoding/base64"
	"strconv"
	"strings"
	"testing"
)

const mailHead = "From: R. Abel <abel@example.org>\nDate: Tue, 4 Mar 2025 10:00:00 +0100\nSubject: Tides rise\n"

// mailOf writes a mail with a header besides.
func mailOf(header, body string) string { return mailHead + header + "\n" + body }

func TestMail(t *testing.T) {
	const list = "\n[1] https://a.example/x\n[2] https://b.example/y\n"
	for _, test := range []struct {
		name, source   string
		markers, lists string
		at             string // places, "" where they do not matter
	}{
		{
			"a list at the end, without a heading",
			mailOf("", "It rose [1] and fell [2].\n"+list),
			"1 2", ": 1 2", "1@5:9 2@5:22; 1@7:1 2@8:1",
		},
		{
			"definitions",
			mailOf("", "It rose [1] and fell [2].\n\n[1]: https://a.example/x\n[2]: https://b.example/y\n"),
			"1 2", ": 1 2", "1@5:9 2@5:22; 1@7:1 2@8:1",
		},
		{
			"what is quoted is another's: it cites nothing, and what cites it misses nothing",
			mailOf("", "On Monday, S. Bose wrote:\n> It rose [1], and [7].\n>> So [8].\n>\n> [3] https://c.example/z\nNo, it fell [1] and [2], as your [3] says.\n"+list),
			"1 2", ": 1 2", "",
		},
		{
			"an answer above the mail that is answered",
			mailOf("", "It rose [1] and fell [2], as [3] says.\n"+list+"\n-----Original Message-----\nFrom: S. Bose\n\nIt stood [4].\n\n[3] https://c.example/z\n[4] https://d.example/\n"),
			"1 2", ": 1 2", "",
		},
		{
			"a signature is no text",
			mailOf("", "It rose [1] and fell [2].\n"+list+"\n-- \nR. Abel [9]\n"),
			"1 2", ": 1 2", "",
		},
		{
			"a signed mail",
			mailOf("", "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nIt rose [1] and fell [2].\n"+list+"-----BEGIN PGP SIGNATURE-----\n\niQ[3]\n-----END PGP SIGNATURE-----\n"),
			"1 2", ": 1 2", "1@8:9 2@8:22; 1@10:1 2@11:1",
		},
		{
			"flowed lines: a marker at the start of one is within its paragraph",
			mailOf("Content-Type: text/plain; charset=utf-8; format=flowed\n", "It rose, as they say in \n[1] and elsewhere, and fell as in \n[2] and others.\n From there.\n"+list),
			"1 2", ": 1 2", "1@7:1 2@8:1; 1@11:1 2@12:1",
		},
		{
			"quoted-printable, letters and line ends written out",
			mailOf("Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n", "The =C3=89ire gauge rose =E2=80=\n=94 see =5B1=5D=\n and fell [2].\n\n[1] https://a.exam=\nple/x?a=3D1\n[2] https://b.example/y\n"),
			"1 2", ": 1 2", "1@8:9 2@9:11; 1@11:1 2@13:1",
		},
		{
			"quoted-printable in a charset of single bytes",
			mailOf("Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: Quoted-Printable\n", "Die =DCberflutung [1] fiel [2].\n"+list),
			"1 2", ": 1 2", "1@7:19 2@7:28; 1@9:1 2@10:1",
		},
		{
			"base64: the text stands in for it",
			mailOf("Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n", base64.StdEncoding.EncodeToString([]byte("Es stieg – so [1], fiel [2].\n"+list))+"\n"),
			"1 2", ": 1 2", "1@7:15 2@7:25; 1@9:1 2@10:1",
		},
		{
			"plain text before the web page, attachments aside",
			mailOf("Content-Type: multipart/mixed; boundary=\"a b\"\n", "preamble [9]\n--a b\nContent-Type: multipart/alternative;\n boundary=inner\n\n--inner\nContent-Type: text/html\n\n<p>It rose [5].</p>\n--inner\n\nIt rose [1] and fell [2].\n"+list+"--inner--\n--a b\nContent-Type: text/plain\nContent-Disposition: attachment; filename=x.txt\n\n[6]\n--a b--\n[8]\n"),
			"1 2", ": 1 2", "1@17:9 2@17:22; 1@19:1 2@20:1",
		},
		{
			"a web page where there is no text",
			mailOf("MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=x\n", "--x\nContent-Type: text/plain\n\n\n--x\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n<p class=3D\"x\">It rose.<sup><a href=3D\"#n1\">1</a></sup></p>\n<ol class=3Dnotes>\n<li id=3Dn1>Abel, <a href=3D\"https://a.exa=\nmple/x\">Tides</a>.</ol>\n<blockquote type=3D\"cite\"><p>So [4].</p></blockquote>\n--x--\n"),
			"1", ": 1", "1@15:45; 1@17:1",
		},
		{
			"the first mail of a mailbox",
			"From abel@example.org Tue Mar  4 10:00:00 2025\n" + mailOf("", ">From the pier it rose [1] and fell [2].\n"+list+"\nFrom bose@example.org Wed Mar  5 11:00:00 2025\nFrom: S. Bose\nSubject: No\n\nIt stood [3].\n"),
			"1 2", ": 1 2", "1@6:24 2@6:37; 1@8:1 2@9:1",
		},
		{
			"a patch is program text",
			mailOf("", "It rose [1] and fell [2].\n"+list+"\ndiff --git a/x b/x\n+tide[3] = rise;\n+// [4]\n"),
			"1 2", ": 1 2", "",
		},
		{
			"a part without an end, an encoding that nobody knows, damage",
			mailOf("Content-Type: multipart/mixed; boundary=x\n", "--x\nContent-Type: text/plain; charset=klingon\nContent-Transfer-Encoding: quoted-printable\n\nIt rose=ZZ [1] = fell [2]=\n=\n.\n"+list+"="),
			"1 2", ": 1 2", "",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			for _, ending := range []string{"\n", "\r\n"} {
				a, err := Read(strings.ReplaceAll(test.source, "\n", ending), Options{Source: "mail.txt"})
				if err != nil {
					t.Fatal(err)
				}
				checkArticle(t, a)
				for _, check := range []struct{ what, got, want string }{
					{"format", string(a.Format), "mail"},
					{"title", a.Title, "Tides rise"},
					{"date", a.Published.Text + " from " + a.Published.Origin, "Tue, 4 Mar 2025 10:00:00 +0100 from Date header"},
					{"date in its place", a.Text()[a.Published.Span.Start:a.Published.Span.End], "Tue, 4 Mar 2025 10:00:00 +0100"},
					{"markers", shortMarkers(a), test.markers},
					{"lists", shortLists(a), test.lists},
					{"left alone", strconv.Itoa(a.Bracketed), strconv.Itoa(strings.Count(test.source, "[3] says"))},
				} {
					if check.got != check.want {
						t.Errorf("%s\n got %s\nwant %s", check.what, check.got, check.want)
					}
				}
				if got := at(a); test.at != "" && got != test.at && !(ending == "\r\n" && strings.Contains(test.name, "base64")) {
					t.Errorf("places\n got %s\nwant %s", got, test.at)
				}
				if t.Failed() {
					t.Fatalf("%q\n%s", a.Text(), dump(a))
				}
			}
		})
	}
}

func TestMailAddresses(t *testing.T) {
	a := read(t, FormatMail, mailOf("Content-Transfer-Encoding: quoted-printable\n", "It rose [1] and fell [2].\n\n[1] https://a.exam=\nple/x?a=3D1\n[2] https://b.example/y\n"))
	if got, want := shortURLs(a), "1=https://a.example/x?a=1 2=https://b.example/y"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestMailSubject(t *testing.T) {
	for _, test := range []struct{ subject, want string }{
		{"=?utf-8?q?Flut_in_K=C3=B6ln?=", "Flut in Köln"},
		{"=?utf-8?B?RmzDqw==?=\n =?iso-8859-1?Q?_f=FCr_alle?=", "Flë für alle"},
		{"=?klingon?q?x?=", "=?klingon?q?x?="},
		{"Tides\n rise", "Tides rise"},
	} {
		a := read(t, FormatMail, "From: a@example.org\nSubject: "+test.subject+"\n\nIt rose.\n")
		if a.Title != test.want {
			t.Errorf("%q is %q, want %q", test.subject, a.Title, test.want)
		}
	}
}

// TestMailIsToldByItsHeader checks that other texts with colons and quotes stay
// what they are.
func TestMailIsToldByItsHeader(t *testing.T) {
	for _, test := range []struct {
		source string
		want   Format
	}{
		{"From: a@example.org\nSubject: Tides\n\nIt rose.", FormatMail},
		{"Return-Path: <a@example.org>\nReceived: from b\n\tby c\nFrom: a@example.org\nMessage-ID: <1@a>\n\nIt rose.", FormatMail},
		{"From a@example.org Tue Mar  4 10:00:00 2025\nFrom: a@example.org\nSubject: Tides\n\nIt rose.", FormatMail},
		{"Title: Tides\nAuthor: R. Abel\nDate: 2025-03-04\n\nIt rose.", FormatText},
		{"It rose.\n\nFrom: a@example.org\nSubject: Tides\n", FormatText},
		{"From: the pier\n\nIt rose.", FormatText},
		{"> It rose [1].\n\nNo, it fell.\n\n[1] https://a.example/", FormatText},
	} {
		if a := read(t, "", test.source); a.Format != test.want {
			t.Errorf("%q is %s, want %s", test.source, a.Format, test.want)
		}
	}
}
