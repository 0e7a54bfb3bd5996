package source

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// tree writes files below a new directory; a name that ends in a slash is a
// directory.
func tree(t *testing.T, files map[string]string) string {
	t.Helper()
	root := t.TempDir()
	for name, text := range files {
		path := filepath.Join(root, name)
		dir := filepath.Dir(path)
		if strings.HasSuffix(name, "/") {
			dir = path
		}
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		if dir != path {
			if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	return root
}

// names returns the names of all inputs, those below root relative to it; an
// input with an error has a "!" in front.
func names(root string, inputs []Input) []string {
	out := []string{}
	for _, input := range inputs {
		name := input.Name
		if rel, err := filepath.Rel(root, name); err == nil && !strings.HasPrefix(rel, "..") {
			name = filepath.ToSlash(rel)
		}
		if input.Err != nil {
			name = "!" + name
		}
		out = append(out, name)
	}
	return out
}

func all(arguments []string, o Options) []Input {
	return slices.Collect(All(context.Background(), arguments, o))
}

func TestFilesComeInTheOrderGiven(t *testing.T) {
	root := tree(t, map[string]string{"b.md": "B", "a.txt": "A", "c.bin": "C"})
	inputs := all([]string{filepath.Join(root, "b.md"), filepath.Join(root, "c.bin"), filepath.Join(root, "a.txt"), filepath.Join(root, "b.md")}, Options{})
	if got, want := names(root, inputs), []string{"b.md", "c.bin", "a.txt", "b.md"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := inputs[2].Data; got != "A" {
		t.Errorf("a.txt holds %q", got)
	}
}

func TestNameIsExactlyAsGiven(t *testing.T) {
	root := tree(t, map[string]string{"d/a.txt": "A"})
	t.Chdir(root)
	for _, argument := range []string{"d/a.txt", "./d/a.txt", "d/../d/a.txt"} {
		inputs := all([]string{argument}, Options{})
		if len(inputs) != 1 || inputs[0].Name != argument || inputs[0].Err != nil {
			t.Errorf("%s: %+v", argument, inputs)
		}
	}
}

func TestDirectoriesAreWalked(t *testing.T) {
	root := tree(t, map[string]string{
		"b/two.html": "2", "b/one.md": "1", "a.txt": "0", "c/x.HTM": "3", "c/y.xhtml": "4", "c/z.markdown": "5",
		"image.png": "x", "notes.pdf": "x", "README": "x",
		".hidden.md": "x", ".git/a.md": "x", "node_modules/p/readme.md": "x", "vendor/a.md": "x", "__pycache__/a.txt": "x", "empty/": "",
	})
	want := []string{"a.txt", "b/one.md", "b/two.html", "c/x.HTM", "c/y.xhtml", "c/z.markdown"}
	if got := names(root, all([]string{root}, Options{})); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// What was asked for by name is read, even where a walk would pass over it.
func TestHiddenRootIsWalked(t *testing.T) {
	root := tree(t, map[string]string{".drafts/a.md": "A", "vendor/a.md": "A"})
	for _, dir := range []string{".drafts", "vendor"} {
		if got := names(root, all([]string{filepath.Join(root, dir)}, Options{})); !slices.Equal(got, []string{dir + "/a.md"}) {
			t.Errorf("%s: got %v", dir, got)
		}
	}
}

// Of files that only may be articles, those are read that are.
func TestLinkToADirectoryIsFollowedWhereItIsNamed(t *testing.T) {
	root := tree(t, map[string]string{"articles/a.md": "x", "articles/sub/b.md": "x"})
	link := filepath.Join(root, "link")
	if err := os.Symlink(filepath.Join(root, "articles"), link); err != nil {
		t.Skipf("this system makes no links: %v", err)
	}
	if got, want := names(root, all([]string{link}, Options{})), []string{"link/a.md", "link/sub/b.md"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := names(root, all([]string{root}, Options{})); len(got) != 2 {
		t.Errorf("a link that was found was followed: %v", got)
	}
}

func TestDirectoryTellsArticlesByContent(t *testing.T) {
	root := tree(t, map[string]string{
		"a.xml": `<article dtd-version="1.2"><front><article-meta/></front></article>`, "b.xml": "<project><name>b</name></project>", "c.xml": "",
	})
	if got, want := names(root, all([]string{root}, Options{})), []string{"a.xml"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestDirectoryWithoutArticle(t *testing.T) {
	root := tree(t, map[string]string{"x.png": "x", "sub/": ""})
	inputs := all([]string{root}, Options{})
	if len(inputs) != 1 || !errors.Is(inputs[0].Err, ErrNoArticle) || inputs[0].Name != root {
		t.Errorf("got %+v, want ErrNoArticle", inputs)
	}
}

func TestOneBadInputDoesNotStopTheOthers(t *testing.T) {
	root := tree(t, map[string]string{"a.txt": "A", "secret.txt": "S", "b.txt": "B"})
	if err := os.Chmod(filepath.Join(root, "secret.txt"), 0); err != nil {
		t.Fatal(err)
	}
	inputs := all([]string{filepath.Join(root, "none.txt"), root}, Options{})
	want := []string{"!none.txt", "a.txt", "b.txt", "!secret.txt"}
	if os.Getuid() == 0 { // root may read it
		want[3] = "secret.txt"
	}
	if got := names(root, inputs); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if got, want := inputs[0].Err.Error(), "there is no such file or directory"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestStandardInput(t *testing.T) {
	inputs := all([]string{"-"}, Options{Stdin: strings.NewReader("It rose.")})
	if len(inputs) != 1 || inputs[0].Name != "-" || inputs[0].Data != "It rose." || inputs[0].Err != nil {
		t.Errorf("got %+v", inputs)
	}
	if inputs := all([]string{"-"}, Options{}); inputs[0].Err == nil {
		t.Error("no standard input, and no error")
	}
	broken := errors.New("broken pipe")
	if inputs := all([]string{"-"}, Options{Stdin: io.MultiReader(strings.NewReader("It"), failing{broken})}); !errors.Is(inputs[0].Err, broken) || inputs[0].Data != "" {
		t.Errorf("got %+v, want the error and no data", inputs[0])
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// zeros is an endless reader.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) { return len(p), nil }

func TestTooLargeIsRefusedNotCut(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 256 MiB")
	}
	inputs := all([]string{"-"}, Options{Stdin: zeros{}})
	if inputs[0].Err == nil || !strings.Contains(inputs[0].Err.Error(), "256 MiB") || inputs[0].Data != "" {
		t.Errorf("error %v, %d bytes", inputs[0].Err, len(inputs[0].Data))
	}
}

func TestAddressesGoThroughFetch(t *testing.T) {
	refused := errors.New("refused")
	var asked []string
	fetch := func(_ context.Context, url string, limit int64) (Page, error) {
		asked = append(asked, url)
		if limit != MaxBytes {
			t.Errorf("limit %d", limit)
		}
		if strings.Contains(url, "bad") {
			return Page{}, refused
		}
		return Page{Data: []byte("<p>It rose."), ContentType: "text/html", URL: "https://a.example/final"}, nil
	}
	inputs := all([]string{"https://a.example/x", "HTTP://bad.example/", "https://a.example/x"}, Options{Fetch: fetch})
	if want := []string{"https://a.example/x", "HTTP://bad.example/", "https://a.example/x"}; !slices.Equal(asked, want) {
		t.Errorf("asked for %v, want %v", asked, want)
	}
	if i := inputs[0]; i.Name != "https://a.example/x" || i.BaseURL != "https://a.example/final" || i.ContentType != "text/html" || i.Data != "<p>It rose." {
		t.Errorf("got %+v", i)
	}
	if !errors.Is(inputs[1].Err, refused) {
		t.Errorf("error %v, want %v", inputs[1].Err, refused)
	}
	if inputs := all([]string{"https://a.example/x"}, Options{}); inputs[0].Err == nil {
		t.Error("offline, and no error")
	}
}

func TestIsURL(t *testing.T) {
	for argument, want := range map[string]bool{
		"https://a.example/": true, "HTTP://a.example": true, "http:/a": false, "a.html": false, "ftp://a.example/": false, "-": false, "/https://x": false,
	} {
		if got := IsURL(argument); got != want {
			t.Errorf("IsURL(%q) = %t", argument, got)
		}
	}
}

func TestStreamEndsWhenTheReaderStops(t *testing.T) {
	root := tree(t, map[string]string{"a.txt": "A", "b.txt": "B", "c.txt": "C"})
	seen := 0
	for range All(context.Background(), []string{root, root}, Options{}) {
		if seen++; seen == 2 {
			break
		}
	}
	if seen != 2 {
		t.Errorf("saw %d inputs", seen)
	}
}

func TestStreamEndsWhenCancelled(t *testing.T) {
	root := tree(t, map[string]string{"a.txt": "A", "b.txt": "B", "c.txt": "C"})
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	seen := 0
	for range All(ctx, []string{root, root}, Options{}) {
		seen++
		cancel()
	}
	if seen != 1 {
		t.Errorf("saw %d inputs after the first, want none", seen-1)
	}
}

func TestBesideStaysInItsDirectory(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"paper.tex": "x", "refs.bib": "entries", "../outside.bib": "secret"} {
		if err := os.MkdirAll(filepath.Join(dir, "in"), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "in", name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(filepath.Join(dir, "outside.bib"), filepath.Join(dir, "in", "link.bib")); err != nil {
		t.Skip("this system has no symbolic links:", err)
	}
	for input := range All(t.Context(), []string{filepath.Join(dir, "in", "paper.tex")}, Options{}) {
		if data, err := input.Beside("refs.bib"); err != nil || string(data) != "entries" {
			t.Errorf("refs.bib: %q, %v", data, err)
		}
		for _, name := range []string{"../outside.bib", "link.bib", "none.bib", ".", "..", "/etc/passwd", ""} {
			if data, err := input.Beside(name); err == nil {
				t.Errorf("%s: read %q", name, data)
			}
		}
	}
}

// TestWalks agrees with what a walk reads.
func TestWalks(t *testing.T) {
	const text = "Rents rose [1].\n"
	paper := `<?xml version="1.0"?><article xmlns:xlink="http://www.w3.org/1999/xlink" dtd-version="1.2"><front/><body/></article>`
	root, err := filepath.EvalSymlinks(tree(t, map[string]string{
		"a.md": text, "b.json": text, "sub/c.html": text, ".d.md": text, ".git/e.md": text, "node_modules/f.md": text,
		"sub/vendor/g.txt": text, "vendor.md": text, "paper.xml": paper, "feed.xml": "<rss/>",
	}))
	if err != nil {
		t.Fatal(err)
	}
	read := map[string]bool{}
	for _, input := range all([]string{root}, Options{}) {
		read[input.Name] = true
	}
	if len(read) != 4 {
		t.Errorf("read %v", read)
	}
	err = filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && Walks(root, path) != read[path] {
			t.Errorf("%s: read %v", path, read[path])
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, elsewhere := range []string{root, filepath.Dir(root), filepath.Join(root, "..", "a.md"), filepath.Join(root, "new.md")} {
		if Walks(root, elsewhere) {
			t.Errorf("%s is called an article of %s", elsewhere, root)
		}
	}
}
