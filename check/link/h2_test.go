package link

import (
	"io"
	"net"
	"testing"

	"golang.org/x/net/http2"

	"github.com/citelint/citelint/check/link/faults"
)

// webOfH2 opens a web that speaks HTTP/2 by hand, at {R}, and hands the stream of each request to answer.
func webOfH2(t *testing.T, answer func(*http2.Framer, uint32)) *web {
	t.Helper()
	return openWeb(t, faults.Options{SpeakTLS: "h2", Speak: func(conn net.Conn) { serveH2Conn(conn, answer) }})
}

func serveH2Conn(conn net.Conn, answer func(*http2.Framer, uint32)) {
	preface := make([]byte, len(http2.ClientPreface))
	if _, err := io.ReadFull(conn, preface); err != nil || string(preface) != http2.ClientPreface {
		return // HTTP/1 is not spoken here
	}
	framer := http2.NewFramer(conn, conn)
	if err := framer.WriteSettings(); err != nil {
		return
	}
	for {
		frame, err := framer.ReadFrame()
		if err != nil {
			return
		}
		if h, ok := frame.(*http2.HeadersFrame); ok {
			answer(framer, h.StreamID)
		}
	}
}

// TestHostileHTTP2 bounds what a server can make one link cost, whatever the protocol allows.
func TestHostileHTTP2(t *testing.T) {
	for _, tt := range []struct {
		name   string
		answer func(*http2.Framer, uint32)
		cause  string
	}{
		{"goaway to every request", func(f *http2.Framer, _ uint32) { _ = f.WriteGoAway(0, http2.ErrCodeNo, nil) }, "connection-storm"},
		{"reset every stream", func(f *http2.Framer, id uint32) { _ = f.WriteRSTStream(id, http2.ErrCodeInternal) }, "protocol-error"},
		{"garbage in the header", func(f *http2.Framer, id uint32) {
			_ = f.WriteHeaders(http2.HeadersFrameParam{StreamID: id, BlockFragment: []byte{0xff, 0xff, 0xff}, EndHeaders: true})
		}, "protocol-error"},
		{"settings of nothing", func(f *http2.Framer, _ uint32) {
			_ = f.WriteSettings(http2.Setting{ID: http2.SettingMaxFrameSize, Val: 0})
		}, "protocol-error"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := webOfH2(t, tt.answer)
			url := w.url("https://h2.example{R}/")
			c, _ := w.client(t)
			got := askAll(t, c, url)[url]
			// The retries do without HTTP/2, which this server has not: what they say is the end of it.
			if got.Verdict != Uncertain || got.Attempts != 3 {
				t.Errorf("%+v", got)
			}
			if n := w.Connections(); n > 3*maxDials {
				t.Errorf("%d connections for %d attempts", n, got.Attempts)
			}
			c2, _ := w.client(t, func(o *Options) { o.Retries = -1 })
			if got := askAll(t, c2, url)[url]; got.Cause != tt.cause {
				t.Errorf("the first attempt: %+v, want cause %s", got, tt.cause)
			}
		})
	}
}
