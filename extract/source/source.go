// Package source finds articles: it turns the paths, addresses and "-" of a
// command line into a stream of bytes with names, in the order given. It does
// not read articles (package extract does) and it builds no transport: what
// must be fetched, it fetches through a function that it is handed, so that
// one dialler guards the whole program.
package source

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/citelint/citelint/extract"
)

// MaxBytes is the size beyond which a source is refused rather than cut: an
// article is read whole or not at all.
const MaxBytes = 256 << 20

// An Input is one source, or the reason why it could not be had.
type Input struct {
	Name        string // the path, the address, or "-", exactly as given; within a directory, the path of the file
	Data        string // its bytes; no string that holds them has to be made of it
	ContentType string // of a fetched page
	BaseURL     string // where a fetched page really came from
	Err         error  // with it, Data is empty

	// Beside reads a file that lies beside this one, by its bare name; nil for
	// what is no file.
	Beside func(name string) ([]byte, error)
}

// A Page is what a Fetch brought.
type Page struct {
	Data        []byte
	ContentType string
	URL         string // where it ended, redirects followed
}

// A Fetch gets one page, at most limit bytes of it; more is an error.
type Fetch func(ctx context.Context, url string, limit int64) (Page, error)

// Options say where the inputs that are no files come from.
type Options struct {
	Stdin io.Reader
	Fetch Fetch
}

// ErrNoArticle reports a directory that holds no file of a known format.
var ErrNoArticle = errors.New("no article in it: looked for files that end in " + strings.Join(extract.Extensions(), ", "))

// All streams the inputs that the arguments name. A directory is walked, in
// lexical order, without hidden entries and dependency folders.
func All(ctx context.Context, arguments []string, o Options) iter.Seq[Input] {
	return func(yield func(Input) bool) {
		for _, argument := range arguments {
			for input := range one(ctx, argument, o) {
				if ctx.Err() != nil || !yield(input) {
					return
				}
			}
		}
	}
}

// one streams what one argument names.
func one(ctx context.Context, argument string, o Options) iter.Seq[Input] {
	switch {
	case argument == "-":
		return single(fromReader("-", o.Stdin, 0))
	case IsURL(argument):
		return single(fetched(ctx, argument, o.Fetch))
	}
	info, err := os.Stat(argument)
	if err != nil {
		return single(Input{Name: argument, Err: plainError(err)})
	}
	if info.IsDir() {
		return directory(ctx, argument)
	}
	return single(fromFile(argument))
}

func single(input Input) iter.Seq[Input] {
	return func(yield func(Input) bool) { yield(input) }
}

// IsURL says whether an argument is a web address and not a path.
func IsURL(argument string) bool {
	lower := strings.ToLower(argument)
	return strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "https://")
}

func fetched(ctx context.Context, url string, fetch Fetch) Input {
	if fetch == nil {
		return Input{Name: url, Err: errors.New("it is on the web, and the web is not asked offline")}
	}
	page, err := fetch(ctx, url, MaxBytes)
	if err != nil {
		return Input{Name: url, Err: err}
	}
	return Input{Name: url, Data: string(page.Data), ContentType: page.ContentType, BaseURL: page.URL}
}

func fromFile(path string) Input {
	file, err := os.Open(path)
	if err != nil {
		return Input{Name: path, Err: plainError(err)}
	}
	defer file.Close() // only read: nothing is lost when closing fails
	input := fromReader(path, file, sizeOf(file))
	input.Beside = func(name string) ([]byte, error) { return beside(path, name) }
	return input
}

// beside reads a file of the directory that holds path. An article names it,
// so that it may be no path: nothing outside of the directory is read, not
// even through a link.
func beside(path, name string) ([]byte, error) {
	if name != filepath.Base(name) {
		return nil, fmt.Errorf("%q is not the bare name of a file", name)
	}
	root, err := os.OpenRoot(filepath.Dir(path))
	if err != nil {
		return nil, plainError(err)
	}
	defer func() { _ = root.Close() }() // only read
	info, err := root.Stat(name)
	if err != nil {
		return nil, plainError(err)
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%q is no ordinary file", name)
	}
	file, err := root.Open(name)
	if err != nil {
		return nil, plainError(err)
	}
	defer file.Close() // only read
	input := fromReader(name, file, info.Size())
	return []byte(input.Data), input.Err
}

// fromReader reads a source whole. A size that is known beforehand saves
// copies, and may be wrong.
func fromReader(name string, r io.Reader, size int64) Input {
	if r == nil {
		return Input{Name: name, Err: errors.New("there is no standard input")}
	}
	var data strings.Builder
	data.Grow(int(min(size, MaxBytes+1)))
	n, err := io.Copy(&data, io.LimitReader(r, MaxBytes+1))
	switch {
	case err != nil:
		return Input{Name: name, Err: plainError(err)}
	case n > MaxBytes:
		return Input{Name: name, Err: fmt.Errorf("it is larger than %d MiB: split it", MaxBytes>>20)}
	}
	return Input{Name: name, Data: data.String()}
}

// sizeOf returns how large a file seems to be, 0 when that is not known.
func sizeOf(file *os.File) int64 {
	info, err := file.Stat()
	if err != nil {
		return 0
	}
	return info.Size()
}

// plainError drops the operation and the path from a file error, since the
// input's name is shown beside it.
func plainError(err error) error {
	switch path := (*fs.PathError)(nil); {
	case errors.Is(err, fs.ErrNotExist):
		return errors.New("there is no such file or directory")
	case errors.Is(err, fs.ErrPermission):
		return errors.New("it may not be read: permission denied")
	case errors.As(err, &path):
		return path.Err
	}
	return err
}

// passedOver are folders that hold other people's files.
var passedOver = []string{"node_modules", "vendor", "__pycache__"}

func isPassedOver(name string, isDir bool) bool {
	return strings.HasPrefix(name, ".") || isDir && slices.Contains(passedOver, name)
}

// Walks says whether a walk over a directory reads a file as an article. Both are paths from the root, without links.
func Walks(dir, file string) bool {
	below, err := filepath.Rel(dir, file)
	if err != nil || below == "." || !filepath.IsLocal(below) {
		return false
	}
	folders := strings.Split(below, string(filepath.Separator))
	for i, name := range folders {
		if isPassedOver(name, i < len(folders)-1) {
			return false
		}
	}
	input, is := article(file)
	return is && input.Err == nil
}

// article reads a file below a directory if its name promises an article, or
// lets one expect that its content shows.
func article(path string) (Input, bool) {
	known, shared := extract.FormatByName(path) != "", extract.HasSharedEnding(path)
	if !known && !shared {
		return Input{}, false
	}
	input := fromFile(path)
	return input, known || input.Err == nil && extract.IsShared(input.Data)
}

// directory streams the articles below a directory.
func directory(ctx context.Context, root string) iter.Seq[Input] {
	return func(yield func(Input) bool) {
		found := false
		top := root + string(filepath.Separator) + "." // a link to a directory, if it is named, is followed
		err := filepath.WalkDir(top, func(path string, entry fs.DirEntry, err error) error {
			switch {
			case ctx.Err() != nil:
				return fs.SkipAll
			case err != nil:
				found = true
				if !yield(Input{Name: filepath.Clean(path), Err: plainError(err)}) {
					return fs.SkipAll
				}
				if entry != nil && entry.IsDir() {
					return fs.SkipDir
				}
				return nil
			case path != top && entry.IsDir() && isPassedOver(entry.Name(), true):
				return fs.SkipDir
			case !entry.Type().IsRegular() || isPassedOver(entry.Name(), false):
				return nil
			}
			input, is := article(path)
			if !is {
				return nil
			}
			found = true
			if !yield(input) {
				return fs.SkipAll
			}
			return nil
		})
		if err != nil && ctx.Err() == nil {
			yield(Input{Name: root, Err: plainError(err)})
		} else if !found && ctx.Err() == nil {
			yield(Input{Name: root, Err: ErrNoArticle})
		}
	}
}
