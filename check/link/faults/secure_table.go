package faults

import (
	"io"
	"net"

	"golang.org/x/net/http2"
)

// secure is what goes wrong with certificates and TLS. The authority looks at the name.
var secure = []Behaviour{
	{Name: "expired", About: "the certificate is out of date", URL: "https://expired.example{S}/a", Verdict: "insecure", Cause: "certificate-expired", Says: "expired on"},
	{Name: "tomorrow", About: "the certificate is not valid yet", URL: "https://tomorrow.example{S}/a", Verdict: "insecure", Cause: "certificate-not-yet-valid"},
	{Name: "wronghost", About: "the certificate is for another host", URL: "https://wronghost.example{S}/a", Verdict: "insecure", Cause: "certificate-wrong-host", Says: "another.example"},
	{Name: "selfsigned", About: "the certificate is signed by itself", URL: "https://selfsigned.example{S}/a", Verdict: "insecure", Cause: "certificate-self-signed"},
	{Name: "untrusted", About: "the certificate is signed by somebody whom nobody trusts", URL: "https://untrusted.example{S}/a", Verdict: "insecure", Cause: "certificate-untrusted", Says: "Nobody's Root"},
	{Name: "nochain", About: "the server does not send the certificate in the middle", URL: "https://nochain.example{S}/a", Verdict: "insecure", Cause: "certificate-chain-incomplete"},
	{Name: "clientonly", About: "the certificate is not meant for servers", URL: "https://clientonly.example{S}/a", Verdict: "insecure", Cause: "certificate-invalid"},
	{Name: "hugechain", About: "the chain of certificates has 300 KiB", URL: "https://hugechain.example{S}/a", Verdict: "uncertain", Cause: "tls-failure"},
	{Name: "oldtls", About: "the server speaks TLS 1.1 at best", URL: "https://oldtls.example{S}/a", Verdict: "uncertain", Cause: "tls-failure"},
	{Name: "clientcert", About: "the server wants a certificate of ours", URL: "https://clientcert.example{S}/a", Verdict: "uncertain", Cause: "tls-failure|connection-reset|connection-closed|protocol-error"},
	{Name: "noprotocol", About: "the server agrees to no protocol that we speak", URL: "https://noprotocol.example{S}/a", Verdict: "uncertain", Cause: "tls-failure"},
	{Name: "tls-to-plain", About: "https is cited, and the port speaks http", URL: "https://tls-to-plain.example{P}/a", Verdict: "uncertain", Cause: "tls-failure"},
	{Name: "plain-to-tls", About: "http is cited, and the port speaks https", URL: "http://plain-to-tls.example{S}/a", Verdict: "uncertain", Cause: "http-400"},
	{
		Name: "tls-garbage", About: "the port answers TLS with rubbish", URL: "https://tls-garbage.example{R}/a", Verdict: "uncertain", Cause: "tls-failure",
		Speak: func(conn net.Conn) { _, _ = io.WriteString(conn, "220 mail.example ESMTP\r\n"); untilGone(conn) },
	},
	{Name: "tls-silent", About: "the port never answers TLS", URL: "https://tls-silent.example{R}/a", Verdict: "uncertain", Cause: "timeout", Speak: untilGone, Hurry: true},
	{Name: "tls-reset", About: "the connection breaks within TLS", URL: "https://tls-reset.example{R}/a", Verdict: "uncertain", Cause: "connection-reset|connection-closed", Speak: hangUp(true)},
	{Name: "h2", About: "the server speaks HTTP/2", URL: "https://h2.example{S}/a", Verdict: "alive", Requests: 1},
	{Name: "http1", About: "the server speaks TLS and no HTTP/2", URL: "https://http1.example{S}/a", Verdict: "alive", Requests: 1},
}

// http2Faults are servers that agree on HTTP/2 and speak it badly. They speak nothing else, so trying without it
// ends at the same door.
var http2Faults = []Behaviour{
	overH2("h2-goaway", "every request is answered by GOAWAY", eachStream(func(f *http2.Framer, _ uint32) error { return f.WriteGoAway(0, http2.ErrCodeNo, nil) })),
	overH2("h2-reset", "every stream is reset", eachStream(func(f *http2.Framer, id uint32) error { return f.WriteRSTStream(id, http2.ErrCodeInternal) })),
	overH2("h2-refused", "every stream is refused, so that it may be tried again", eachStream(func(f *http2.Framer, id uint32) error { return f.WriteRSTStream(id, http2.ErrCodeRefusedStream) })),
	overH2("h2-frame-size", "the largest frame is said to have no bytes", eachStream(func(f *http2.Framer, _ uint32) error {
		return f.WriteSettings(http2.Setting{ID: http2.SettingMaxFrameSize, Val: 0})
	})),
	overH2("h2-garbage", "the headers are packed in no way", eachStream(func(f *http2.Framer, id uint32) error {
		return f.WriteHeaders(http2.HeadersFrameParam{StreamID: id, BlockFragment: []byte{0xff, 0xff, 0xff}, EndHeaders: true})
	})),
	overH2("h2-continuation", "the headers go on without end", eachStream(continueForEver)),
	overH2("h2-settings-flood", "there are settings without end", eachStream(func(f *http2.Framer, _ uint32) error {
		for {
			if err := f.WriteSettings(); err != nil {
				return err
			}
		}
	})),
	overH2("h2-silent", "no stream is ever answered", eachStream(func(*http2.Framer, uint32) error { return nil })),
	{
		Name: "h2-preface", About: "HTTP/2 was agreed on, and HTTP/1 is spoken, which is an answer to who asks without HTTP/2", URL: "https://h2-preface.example{R}/a",
		Speak: func(conn net.Conn) {
			_, _ = conn.Read(make([]byte, 1)) // an answer before the question is none in HTTP/1
			_, _ = io.WriteString(conn, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
			untilGone(conn)
		}, SpeakTLS: "h2", Verdict: "alive",
	},
	overH2("h2-no-settings", "the connection is closed where settings should come", func(net.Conn) {}),
}

// overH2 is asked in a hurry, and comes to nothing by whichever fault is seen first.
func overH2(name, about string, speak func(net.Conn)) Behaviour {
	return Behaviour{
		Name: name, About: about, URL: "https://" + name + ".example{R}/a", Speak: speak, SpeakTLS: "h2", Hurry: true,
		Verdict: "uncertain", Cause: "connection-storm|protocol-error|timeout|tls-failure|connection-reset|connection-closed", Connections: 24,
	}
}

// eachStream speaks HTTP/2 up to the headers of a request, which it hands to answer with the number of its stream.
func eachStream(answer func(*http2.Framer, uint32) error) func(net.Conn) {
	return func(conn net.Conn) {
		preface := make([]byte, len(http2.ClientPreface))
		if _, err := io.ReadFull(conn, preface); err != nil || string(preface) != http2.ClientPreface {
			return // HTTP/1 is not spoken here
		}
		framer := http2.NewFramer(conn, conn)
		if framer.WriteSettings() != nil {
			return
		}
		for {
			frame, err := framer.ReadFrame()
			if err != nil {
				return
			}
			if h, ok := frame.(*http2.HeadersFrame); ok && answer(framer, h.StreamID) != nil {
				return
			}
		}
	}
}

// continueForEver begins headers that never end (CVE-2023-45288).
func continueForEver(f *http2.Framer, id uint32) error {
	block := make([]byte, 0, 12)
	block = append(block, 0x00, 0x03, 'x', '-', 'y', 0x03, 'z', 'z', 'z') // RFC 7541, section 6.2.2: a header that is not kept
	if err := f.WriteHeaders(http2.HeadersFrameParam{StreamID: id, BlockFragment: []byte{0x88}}); err != nil {
		return err
	}
	for {
		if err := f.WriteContinuation(id, false, block); err != nil {
			return err
		}
	}
}
