package extract

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// What is read of an archive at most. A book of a million words takes a tenth
// of it; what takes more was made to harm.
const (
	maxEntries  = 20_000    // files in the archive
	maxUnpacked = 128 << 20 // bytes of all files that are read, together
	maxRatio    = 250       // of unpacked to packed bytes, for a file of more than freeRatio
	freeRatio   = 4 << 20   // bytes; XML of empty tables packs well, but is never that large
)

// errNoEntry reports a file that the archive does not hold.
var errNoEntry = errors.New("the archive does not hold it")

// An archive is a zip of which files are read by name. Names are compared as
// OPC does, without case: nothing is ever unpacked to a disk, so that a name
// with `..` in it is merely one that nobody asks for.
type archive struct {
	files map[string]*zip.File
	left  int64 // how many bytes may still be unpacked
}

const zipMagic = "PK\x03\x04"

// openArchive reads the table of contents of a zip.
func openArchive(source string) (*archive, error) {
	if n := strings.Count(source, "PK\x01\x02"); n > maxEntries {
		return nil, fmt.Errorf("it is an archive of %d files: at most %d are looked at", n, maxEntries)
	}
	r, err := zip.NewReader(strings.NewReader(source), int64(len(source)))
	if err != nil {
		return nil, fmt.Errorf("it is a damaged zip archive (%w): save or download it again", err)
	}
	a := &archive{files: make(map[string]*zip.File, len(r.File)), left: maxUnpacked}
	for _, f := range r.File {
		if name := entryName(f.Name); a.files[name] == nil {
			a.files[name] = f
		}
	}
	return a, nil
}

// entryName is what a file is looked up by. Some old packers write backslashes.
func entryName(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "/"))
}

// fileBeside returns the name of a file that another one of the archive names,
// relative to itself or, with a slash in front, to the archive.
func fileBeside(file, target string) string {
	if strings.HasPrefix(target, "/") {
		return strings.TrimPrefix(path.Clean(target), "/")
	}
	return strings.TrimPrefix(path.Join("/", path.Dir(file), target), "/")
}

// read unpacks one file.
func (a *archive) read(name string) (string, error) {
	f := a.files[entryName(name)]
	if f == nil {
		return "", fmt.Errorf("reading %s: %w", name, errNoEntry)
	}
	in, err := f.Open()
	if err != nil {
		return "", fmt.Errorf("reading %s: %w", name, err)
	}
	limit := min(a.left, max(freeRatio, maxRatio*int64(min(f.CompressedSize64, maxUnpacked))))
	var out strings.Builder
	n, err := io.Copy(&out, io.LimitReader(in, limit+1))
	if err = errors.Join(err, in.Close()); err != nil {
		return "", fmt.Errorf("reading %s: %w", name, err)
	}
	if n > limit {
		return "", fmt.Errorf("reading %s: it unpacks to more than %d MB, which no article needs", name, limit>>20)
	}
	a.left -= n
	return out.String(), nil
}
