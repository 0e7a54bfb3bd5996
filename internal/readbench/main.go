// Command readbench writes a large article to standard output, to measure how fast it is read, and in how much memory.
//
//	go run ./internal/readbench -size 100 -markers 1000000 > big.txt
//	/usr/bin/time -v citelint extract --format ndjson big.txt > /dev/null
//
// It is plain text: sentences of equal length with a marker behind each, in paragraphs of -paragraph sentences, and
// a list that all markers cite.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
)

// entries is how many references the list has.
const entries = 900

func main() {
	megabytes := flag.Int("size", 100, "size of the article in MB of a million bytes")
	markers := flag.Int("markers", 1_000_000, "how many markers it has")
	paragraph := flag.Int("paragraph", 6, "how many sentences a paragraph has")
	flag.Parse()
	if err := write(os.Stdout, *megabytes*1_000_000, *markers, *paragraph); err != nil {
		fmt.Fprintln(os.Stderr, "readbench:", err)
		os.Exit(1)
	}
}

// write writes an article of about a size in bytes.
func write(w io.Writer, size, markers, paragraph int) error {
	if size < 1 || markers < 1 || paragraph < 1 {
		return fmt.Errorf("%d bytes with %d markers in paragraphs of %d: all must be at least 1", size, markers, paragraph)
	}
	out := bufio.NewWriter(w)
	length := max(24, size/markers) // a sentence's, its marker and the space behind it included
	for n := range markers {
		marker, behind := fmt.Sprintf(".[%d]", n%entries+1), " "
		if n%paragraph == paragraph-1 {
			behind = "\n\n"
		}
		fmt.Fprint(out, sentence(n, length-len(marker)-1), marker, behind)
	}
	fmt.Fprint(out, "\n\nReferences\n\n")
	for n := range entries {
		fmt.Fprintf(out, "[%d] Abel, R. Tides of the northern shore, part %d. 2019. https://a.example/tides/%d\n", n+1, n+1, n+1)
	}
	return out.Flush() // the buffer keeps its first error
}

var clauses = []string{
	"the gauge at the northern pier showed a rise",
	"the harbour master wrote it down in his book",
	"two days later the water stood lower than before",
	"nobody in the old town asked what had moved it",
}

// sentence returns the n-th sentence, of a length in bytes, without its full stop.
func sentence(n, length int) string {
	text := clauses[n%len(clauses)]
	for len(text) < length {
		n++
		text += ", and " + clauses[n%len(clauses)]
	}
	text = strings.TrimRight(text[:length], " ,")
	return strings.ToUpper(text[:1]) + text[1:]
}
