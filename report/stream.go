package report

import (
	"bufio"
	"io"
)

// A stream is where a report goes, buffered one article at a time. After its
// first error it takes nothing more and flush returns that error.
type stream struct{ buffer *bufio.Writer }

func newStream(w io.Writer) stream { return stream{bufio.NewWriterSize(w, 64<<10)} }

func (s stream) write(parts ...string) {
	for _, part := range parts {
		_, _ = s.buffer.WriteString(part) // the buffer keeps the first error for flush
	}
}

func (s stream) flush() error { return s.buffer.Flush() }
