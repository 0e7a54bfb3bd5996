package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/citelint/citelint/extract/source"
)

// spareFiles refuses reports that would replace what the run reads, or what it remembers.
func (s *session) spareFiles(wishes []wish) error {
	for _, w := range wishes {
		if isStandard(w.file) {
			continue
		}
		r := replaced{name: w.file, path: resolved(w.file)}
		if info, err := os.Stat(w.file); err == nil {
			if !info.Mode().IsRegular() {
				continue // it is written to, and not replaced
			}
			r.info = info
		}
		if what := s.lostTo(r); what != "" {
			return usage("--%s would replace %s: name another file", w.flag, what)
		}
	}
	return nil
}

// lostTo names what is lost when a file is replaced, "" for nothing.
func (s *session) lostTo(r replaced) string {
	for _, input := range s.c.Args().Slice() {
		switch {
		case input == "-" || source.IsURL(input):
		case r.is(input):
			return fmt.Sprintf("the article %q", input)
		case r.isArticleIn(input):
			return fmt.Sprintf("%q, which is one of the articles in %q", r.name, input)
		}
	}
	if names := s.c.String("names"); names != "" && r.is(names) {
		return fmt.Sprintf("the file of names %q", names)
	}
	if config := s.c.String("config"); config != "" && config != "none" && r.is(config) {
		return fmt.Sprintf("the configuration %q", config)
	}
	cache, err := s.cacheFile()
	if err != nil {
		return ""
	}
	for _, suffix := range []string{"", "-wal", "-shm"} { // https://www.sqlite.org/tempfiles.html
		if r.is(cache + suffix) {
			return fmt.Sprintf("%q, which holds what earlier runs saw", cache+suffix)
		}
	}
	return ""
}

// A replaced file is the one that a report is to be written to.
type replaced struct {
	name string      // as it was given
	path string      // from the root, without links
	info os.FileInfo // nil: there is none yet
}

// is tells whether a name is that file's, or will be.
func (r replaced) is(name string) bool {
	info, err := os.Stat(name)
	if r.info != nil {
		return err == nil && os.SameFile(info, r.info)
	}
	return err != nil && resolved(name) == r.path
}

// isArticleIn tells whether a walk over a directory reads that file.
func (r replaced) isArticleIn(dir string) bool {
	info, err := os.Stat(dir)
	return r.info != nil && err == nil && info.IsDir() && source.Walks(resolved(dir), r.path)
}

// resolved is a name as seen from the root, without links as far as it leads anywhere.
func resolved(name string) string {
	whole, err := filepath.Abs(name)
	if err != nil {
		return name
	}
	if target, err := filepath.EvalSymlinks(whole); err == nil {
		return target
	}
	if dir, err := filepath.EvalSymlinks(filepath.Dir(whole)); err == nil {
		return filepath.Join(dir, filepath.Base(whole))
	}
	return whole
}
