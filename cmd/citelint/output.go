package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
)

// An output is where a report goes: a stream, or a file that appears only when
// the report is whole.
type output struct {
	io.Writer
	standard bool     // it is standard output
	file     *os.File // nil for a stream; else a temporary file beside the one that it will replace
	name     string   // of the file that it will replace
}

// openOutput opens the named file, or the stream when no name is given, before
// any work is done that a failure would lose.
func openOutput(name string, stream io.Writer) (*output, error) {
	if isStandard(name) {
		return &output{Writer: stream, standard: true}, nil
	}
	if target, err := filepath.EvalSymlinks(name); err == nil {
		name = target // the file is replaced, not the link to it
	}
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return nil, usage("open the report file %q: %w", name, reason(err))
	case info.IsDir():
		return nil, usage("the report cannot be written to %q: it is a directory", name)
	case !info.Mode().IsRegular():
		return openDevice(name)
	}
	file, err := createBeside(name)
	if err != nil {
		return nil, usage("open the report file %q: %w", name, reason(err))
	}
	o := &output{Writer: file, file: file, name: name}
	if info != nil {
		if err := file.Chmod(info.Mode().Perm()); err != nil {
			o.discard()
			return nil, usage("give the new report the permissions of %q: %w", name, reason(err))
		}
	}
	return o, nil
}

// isStandard says whether the name of a report file means standard output.
func isStandard(name string) bool { return name == "" || name == "-" }

// createBeside creates a file in the folder of another one, under a name that
// no walk over articles looks at, with the permissions of any new file.
func createBeside(name string) (*os.File, error) {
	beside := filepath.Join(filepath.Dir(name), fmt.Sprintf(".citelint-%016x", rand.Uint64()))
	return os.OpenFile(beside, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
}

// openDevice opens a pipe or a device such as /dev/stdout, which cannot be
// replaced.
func openDevice(name string) (*output, error) {
	device, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return nil, usage("open %q for the report: %w", name, reason(err))
	}
	return &output{Writer: device}, nil
}

// reason is a file error without the name of the file, which stands beside it.
func reason(err error) error {
	if path, ok := errors.AsType[*fs.PathError](err); ok {
		return path.Err
	}
	return err
}

// commit puts the report in its place, whole and on the disk.
func (o *output) commit() error {
	if o.file == nil {
		return nil
	}
	if err := errors.Join(o.file.Sync(), o.file.Close()); err != nil {
		return err
	}
	if err := os.Rename(o.file.Name(), o.name); err != nil {
		return err
	}
	o.file = nil
	return nil
}

// discard drops a file that was not committed.
func (o *output) discard() {
	if o.file != nil {
		_ = o.file.Close()
		_ = os.Remove(o.file.Name())
		o.file = nil
	}
}

// outliveReaders keeps a pipe whose reader has gone from ending the program, as
// it does by default, until done is called: files are still to be put in their
// places, and the write fails all the same.
func outliveReaders() (done func()) {
	closed := make(chan os.Signal, 1)
	signal.Notify(closed, syscall.SIGPIPE)
	return func() { signal.Stop(closed) }
}
