package main

import (
	"bytes"
	"fmt"
	"strings"
	"time"
)

// A limit is one row of docs/limits.md.
type limit struct {
	of       string // what is limited
	constant string // where the number stands, such as "check/link.maxHops"
	show     func(int64) string
	form     string // what stands around the number, such as "%s redirects"; "" for the number alone
	then     string // what happens at the limit
}

// A chapter of docs/limits.md has limits of one kind.
type chapter struct {
	title, about string
	limits       []limit
}

// writeLimits writes docs/limits.md. Its numbers come from the constants themselves, so that a limit cannot be changed
// or renamed without this document.
func writeLimits(root string) ([]byte, error) {
	known := constants{root: root}
	var out bytes.Buffer
	out.WriteString(limitsOpening)
	for _, c := range chapters {
		fmt.Fprintf(&out, "\n## %s\n\n%s\n\n| of | limit | at the limit | set by |\n|---|---|---|---|\n", c.title, c.about)
		for _, l := range c.limits {
			value, err := known.value(l.constant)
			if err != nil {
				return nil, fmt.Errorf("the limit of %s: %w", l.of, err)
			}
			shown := l.show(value)
			if l.form != "" {
				shown = fmt.Sprintf(l.form, shown)
			}
			fmt.Fprintf(&out, "| %s | %s | %s | `%s` |\n", l.of, shown, l.then, l.constant)
		}
	}
	if err := writeRest(&out, &known); err != nil {
		return nil, fmt.Errorf("the other limits: %w", err)
	}
	return out.Bytes(), nil
}

// count writes a number with its thousands apart.
func count(n int64) string {
	digits := fmt.Sprint(n)
	for at := len(digits) - 3; at > 0; at -= 3 {
		digits = digits[:at] + "," + digits[at:]
	}
	return digits
}

// size writes a number of bytes in the largest unit of which it is a whole number.
func size(n int64) string {
	for _, unit := range []struct {
		bytes int64
		name  string
	}{{1 << 30, "GiB"}, {1 << 20, "MiB"}, {1 << 10, "KiB"}, {1_000_000, "MB"}} {
		if n%unit.bytes == 0 {
			return count(n/unit.bytes) + " " + unit.name
		}
	}
	return count(n) + " bytes"
}

// span writes a time in the largest unit of which it is a whole number.
func span(n int64) string {
	for _, unit := range []struct {
		lasts time.Duration
		name  string
	}{{24 * time.Hour, "days"}, {time.Hour, "h"}, {time.Minute, "min"}, {time.Second, "s"}, {time.Millisecond, "ms"}} {
		if n%int64(unit.lasts) == 0 {
			return strings.Replace(count(n/int64(unit.lasts))+" "+unit.name, "1 days", "24 h", 1)
		}
	}
	return time.Duration(n).String()
}
