package memory

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// settings are those of every connection. A process waits up to ten seconds
// for another's write. NORMAL writes a commit to the system at once, and to the
// disk at checkpoints: see Keep. The rest distrusts the file.
const settings = "_txlock=immediate&_defensive=1&_dqs=0" +
	"&_pragma=busy_timeout(10000)&_pragma=synchronous(NORMAL)&_pragma=cell_size_check(1)&_pragma=trusted_schema(0)"

// makeFile makes the file where it is not there yet, for its owner's eyes
// alone: it tells what somebody has read.
func makeFile(path string) (os.FileInfo, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, err
	}
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return nil, errors.New("it is not a file") // opening a pipe might wait for ever
	}
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return file.Stat()
}

// openFile opens a file that holds a memory, or will. An error that
// isDamage tells that it holds something else.
func openFile(ctx context.Context, path string) (*sql.DB, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	if err := checkHeader(path); err != nil {
		return nil, err
	}
	db, err := sql.Open("sqlite", dataSource(path))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	if err := makeReady(ctx, db); err != nil {
		_ = db.Close()
		return nil, err
	}
	return db, nil
}

// checkHeader wants a file to be empty, or to begin as a database does
// (https://www.sqlite.org/fileformat.html, 1.3.1). SQLite itself would take a
// file of a few bytes for an empty one, and write over it.
func checkHeader(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	const magic = "SQLite format 3\x00"
	head := make([]byte, len(magic))
	n, err := io.ReadFull(file, head)
	if errors.Is(err, io.EOF) || string(head) == magic {
		return nil
	}
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return err
	}
	return damage("it is no database, for it begins with %q", head[:n])
}

// dataSource names a file as SQLite wants it (https://www.sqlite.org/uri.html),
// whatever signs are in its path.
func dataSource(path string) string {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") { // C:/Users/…
		path = "/" + path
	}
	return (&url.URL{Scheme: "file", OmitHost: true, Path: path, RawQuery: settings}).String()
}

// makeReady checks that a file is whole and ours, and brings it up to date.
func makeReady(ctx context.Context, db *sql.DB) error {
	var health string
	if err := db.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&health); err != nil {
		return err
	}
	if health != "ok" {
		return damage("its check says %q", health)
	}
	if err := migrate(ctx, db); err != nil {
		return err
	}
	// The file becomes one that many can read while one writes. Where another
	// process is at work in it just now, it stays what it is until the next time.
	if _, err := db.ExecContext(ctx, "PRAGMA journal_mode = WAL"); err != nil && primaryCode(err) != sqlite3.SQLITE_BUSY {
		return err
	}
	return nil
}

// A damaged error is what our own checks say of a file.
type damaged string

func (d damaged) Error() string { return string(d) }

func damage(format string, args ...any) error { return damaged(fmt.Sprintf(format, args...)) }

// isDamage tells the errors that come from what the file holds from those that
// come from the place where it lies.
func isDamage(err error) bool {
	if _, ok := errors.AsType[damaged](err); ok {
		return true
	}
	switch primaryCode(err) {
	case sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_FORMAT, sqlite3.SQLITE_ERROR:
		return true
	case sqlite3.SQLITE_READONLY:
		// Its header says so: makeFile could open it for writing.
		e, _ := errors.AsType[*sqlite.Error](err)
		return e.Code() == sqlite3.SQLITE_READONLY
	}
	return false
}

// primaryCode is the kind of an error of SQLite, without its details; 0 for others.
func primaryCode(err error) int {
	if e, ok := errors.AsType[*sqlite.Error](err); ok {
		return e.Code() & 0xff
	}
	return 0
}

// setAside renames a damaged file and what belongs to it, and returns its new
// name. Where another process was quicker it returns "", and the file that
// stands there now is left alone.
func setAside(path string, found os.FileInfo, now time.Time) (string, error) {
	aside, err := freeName(path + ".damaged-" + now.UTC().Format("20060102T150405Z"))
	if err != nil {
		return "", err
	}
	current, err := os.Stat(path)
	if stillThere := err == nil && os.SameFile(current, found); !stillThere {
		return "", nil
	}
	// The log goes first: it must never meet a file that is not its own.
	for _, suffix := range []string{"-wal", "-shm", ""} {
		if err := os.Rename(path+suffix, aside+suffix); err != nil && (suffix == "" || !errors.Is(err, fs.ErrNotExist)) {
			return "", fmt.Errorf("set the damaged file aside: %w", err)
		}
	}
	return aside, nil
}

// freeName returns a name that no file has, beginning with one.
func freeName(name string) (string, error) {
	for n := 1; n <= 100; n++ {
		candidate := name
		if n > 1 {
			candidate = fmt.Sprintf("%s-%d", name, n)
		}
		if _, err := os.Lstat(candidate); errors.Is(err, fs.ErrNotExist) {
			return candidate, nil
		}
	}
	return "", fmt.Errorf("set the damaged file aside: a hundred files named %s… stand there already", name)
}
