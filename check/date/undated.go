package date

import "github.com/citelint/citelint/pattern"

// undated are the signs that styles put where a date would stand: n.d. (no date), o. J. (ohne Jahr), s. d. (sans
// date, sin data), s. f. (sin fecha), z.d. (zonder datum), u.å. (utan år), b.d. and b.r. (bez daty, roku),
// б. г. (без года). Only within brackets: elsewhere N.D. is a place and s.d. a deviation.
var undated = pattern.New(`[(\[](?:n\. ?d\.|o\. ?J\.|o\. ?D\.|s\. ?d\.|s\. ?f\.|z\. ?d\.|u\. ?å\.|u\. ?d\.|b\. ?d\.|b\. ?r\.|б\. ?г\.|no date|ohne Datum|sans date|sin fecha)(?:-[a-z])?[)\],;]`)

// Undated reports whether the text of a reference says that its source has no date.
func Undated(text string) bool { return undated.MatchString(text) }
