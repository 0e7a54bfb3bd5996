package memory

import (
	"database/sql"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/citelint/citelint/check/link"
)

// sqlFile makes a SQLite file with other content than ours.
func sqlFile(t *testing.T, path, statements string) {
	t.Helper()
	db, err := sql.Open("sqlite", dataSource(path))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.ExecContext(t.Context(), statements); err != nil {
		t.Fatal(err)
	}
}

func TestADamagedFileIsSetAside(t *testing.T) {
	tests := map[string]func(t *testing.T, path string){
		"no database": func(t *testing.T, path string) { write(t, path, []byte(strings.Repeat("no database\n", 100))) },
		"a few bytes": func(t *testing.T, path string) { write(t, path, []byte("x")) },
		"cut in the middle": func(t *testing.T, path string) {
			keep(t, path, rents, day0, dead)
			write(t, path, read(t, path)[:5000])
		},
		"zeros at the end": func(t *testing.T, path string) {
			keep(t, path, rents, day0, dead)
			data := read(t, path)
			clear(data[len(data)-4096:])
			write(t, path, data)
		},
		"of a later version": func(t *testing.T, path string) {
			keep(t, path, rents, day0, dead)
			sqlFile(t, path, "PRAGMA user_version = 1000")
		},
		"of another schema": func(t *testing.T, path string) {
			keep(t, path, rents, day0, dead)
			sqlFile(t, path, "ALTER TABLE past RENAME COLUMN seen TO sown")
		},
		"a table like ours": func(t *testing.T, path string) { sqlFile(t, path, "CREATE TABLE past (url)") },
	}
	for name, spoil := range tests {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "odd name?&#100% .sqlite")
			spoil(t, path)
			spoilt := read(t, path)
			for n := 1; n <= 2; n++ { // the second time its name is taken
				r := begin(t, path, day0)
				if past := r.Recall(t.Context(), []string{rents}); len(past) > 0 {
					t.Errorf("believed %v", past)
				}
				r.Keep(t.Context(), []link.Answer{about(rents, alive)})
				if err := r.Close(); err != nil {
					t.Error(err)
				}
				aside, err := filepath.Glob(filepath.Join(filepath.Dir(path), "*.damaged-20250901T083000Z*"))
				if err != nil || len(aside) != n {
					t.Fatalf("set aside: %q (%v), want %d", aside, err, n)
				}
				if len(r.warnings) != 1 || !strings.Contains(r.warnings[0], path+".damaged-20250901T083000Z") {
					t.Errorf("warned %q", r.warnings)
				}
				if string(read(t, aside[0])) != string(spoilt) {
					t.Error("what was set aside is not what was there")
				}
				if _, known := recall(t, path, rents, day0); !known {
					t.Error("the new file does not remember")
				}
				write(t, path, spoilt)
			}
		})
	}
}

func TestAnEmptyFileIsANewOne(t *testing.T) {
	path := filepath.Join(t.TempDir(), "links.sqlite")
	write(t, path, nil)
	keep(t, path, rents, day0, alive)
	if _, known := recall(t, path, rents, day0); !known {
		t.Error("got nothing")
	}
}

func TestWhatCannotBeUsedIsAnErrorAndLeftAlone(t *testing.T) {
	folder := t.TempDir()
	other := filepath.Join(folder, "photos.sqlite")
	sqlFile(t, other, "CREATE TABLE photos (name); INSERT INTO photos VALUES ('beach')")
	plain := filepath.Join(folder, "plain")
	write(t, plain, []byte("text"))
	before := read(t, other)
	for path, want := range map[string]string{
		other:                                  "database of another program",
		folder:                                 "not a file",
		filepath.Join(plain, "x", "links.sql"): "not a directory",
	} {
		s, err := Open(t.Context(), path, Options{Now: time.Now})
		if err == nil {
			_ = s.Close()
			t.Errorf("%s: no error", path)
		} else if !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: got %v, want %q", path, err, want)
		}
	}
	if string(read(t, other)) != string(before) {
		t.Error("another program's database was changed")
	}
}

// TestOnlyTheOwnerMayRead, whatever the umask: it tells what somebody reads.
func TestOnlyTheOwnerMayRead(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows knows no such permissions")
	}
	path := file(t)
	r := begin(t, path, day0)
	r.Keep(t.Context(), []link.Answer{about(rents, alive)})
	for name, want := range map[string]fs.FileMode{filepath.Dir(path): 0o700, path: 0o600, path + "-wal": 0o600, path + "-shm": 0o600} {
		info, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		if got := info.Mode().Perm(); got != want {
			t.Errorf("%s: got %o, want %o", name, got, want)
		}
	}
	r.end(t)
}

// TestAFlippedByteIsAMiss flips every byte of a small file in turn. What is
// then recalled is either what was kept, or nothing.
func TestAFlippedByteIsAMiss(t *testing.T) {
	path := file(t)
	urls := []string{rents, "https://stat.example/wages"}
	for n, at := range []time.Time{day0, day0.Add(48 * time.Hour)} {
		r := begin(t, path, at)
		r.Keep(t.Context(), []link.Answer{about(urls[0], dead), about(urls[1], []link.Answer{walled, alive}[n])})
		r.end(t)
	}
	now := day0.Add(50 * time.Hour)
	r := begin(t, path, now)
	want := r.Recall(t.Context(), urls)
	r.end(t)
	whole := read(t, path)
	misses, aside := 0, 0
	for i := 0; i < len(whole); i += step(whole, i) {
		flipped := append([]byte(nil), whole...)
		flipped[i] ^= 1 << (i % 8)
		write(t, path, flipped)
		db, err := openFile(t.Context(), path)
		if isDamage(err) { // that such a file is set aside is shown above; to do it each time takes long
			aside++
			continue
		}
		if err != nil {
			t.Fatalf("byte %d: %v", i, err)
		}
		s := &Store{db: db, path: path, opts: Options{Now: func() time.Time { return now }, TTL: DefaultTTL, Warn: func(string) {}}}
		got := s.Recall(t.Context(), urls)
		if err := db.Close(); err != nil {
			t.Error(err)
		}
		for url, past := range got {
			if !reflect.DeepEqual(past, want[url]) {
				t.Fatalf("byte %d: of %s got %+v, want %+v", i, url, past, want[url])
			}
		}
		misses += len(want) - len(got)
	}
	if misses == 0 || aside == 0 {
		t.Errorf("%d misses and %d files set aside: nothing was tried", misses, aside)
	}
}

// step leads past stretches of zeros, of which one in 64 bytes is enough.
func step(data []byte, i int) int {
	for n := range 64 {
		if i+n+1 >= len(data) || data[i+n] != 0 || data[i+n+1] != 0 {
			return n + 1
		}
	}
	return 64
}

// TestTwoThatFindDamageSetOneFileAside: the second must not set aside what the
// first has begun.
func TestTwoThatFindDamageSetOneFileAside(t *testing.T) {
	path := filepath.Join(t.TempDir(), "links.sqlite")
	write(t, path, []byte("damaged"))
	found, err := makeFile(path)
	if err != nil {
		t.Fatal(err)
	}
	quicker := begin(t, path, day0)
	quicker.Keep(t.Context(), []link.Answer{about(rents, alive)})
	if len(quicker.warnings) != 1 {
		t.Errorf("the first warned %q", quicker.warnings)
	}
	if aside, err := setAside(path, found, day0); err != nil || aside != "" {
		t.Errorf("set aside %q (%v), want nothing", aside, err)
	}
	if _, known := recall(t, path, rents, day0); !known {
		t.Error("what the other kept is lost")
	}
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func write(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}
