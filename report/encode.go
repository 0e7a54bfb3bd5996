package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"iter"
	"reflect"
	"strings"

	"github.com/citelint/citelint/check"
)

// An encoder writes JSON to a stream, with everything hidden escaped and the
// ampersands of URLs left readable. It is valid UTF-8: a byte that is not
// becomes U+FFFD, which is all that JSON can say of it.
type encoder struct {
	out  stream
	json *json.Encoder
}

func newEncoder(out stream) *encoder {
	e := &encoder{out, json.NewEncoder(escaper{out})}
	e.json.SetEscapeHTML(false)
	return e
}

func (e *encoder) value(v any) error { return e.json.Encode(v) }

// result writes a result as the document that describe makes of it.
func (e *encoder) result(r *check.Result, describe func(*check.Result) any) error {
	if err := e.document(describe(r)); err != nil {
		return fmt.Errorf("write the result of %q: %w", r.Source, err)
	}
	return nil
}

// document writes a struct as an object. Its arrays are written element by
// element, since an article may have a million markers.
func (e *encoder) document(v any) error {
	document := reflect.ValueOf(v)
	before := "{"
	for _, field := range reflect.VisibleFields(document.Type()) {
		name, option, _ := strings.Cut(field.Tag.Get("json"), ",")
		value := document.FieldByIndex(field.Index)
		if field.Anonymous || option == "omitempty" && value.IsZero() {
			continue
		}
		e.out.write(before, `"`, name, `":`)
		before = ","
		var err error
		if elements, ok := value.Interface().(interface{ write(*encoder) error }); ok {
			err = elements.write(e)
		} else {
			err = e.value(value.Interface())
		}
		if err != nil {
			return err
		}
	}
	e.out.write("}")
	return nil
}

// An array is made while it is written; nil is an empty one.
type array[T any] iter.Seq[T]

// each is the array of what make makes of all.
func each[From, T any](all []From, make func(*From) T) array[T] {
	return func(yield func(T) bool) {
		for i := range all {
			if !yield(make(&all[i])) {
				return
			}
		}
	}
}

// some is each, or nil for nothing: an array that is left out.
func some[From, T any](all []From, make func(*From) T) array[T] {
	if len(all) == 0 {
		return nil
	}
	return each(all, make)
}

func (a array[T]) write(e *encoder) error {
	before, element := "[", new(T) // one for all, or each would be garbage
	if a == nil {
		a = func(func(T) bool) {}
	}
	for *element = range a {
		e.out.write(before)
		before = ","
		if err := e.value(element); err != nil {
			return err
		}
	}
	if before == "[" {
		e.out.write(before)
	}
	e.out.write("]")
	return nil
}

// An escaper passes on the JSON that it is handed, without the line end behind
// it.
type escaper struct{ out stream }

func (w escaper) Write(p []byte) (int, error) {
	encoded := bytes.TrimSuffix(p, []byte("\n"))
	if isPlain(encoded) {
		_, _ = w.out.buffer.Write(encoded) // the buffer keeps the first error for flush
	} else {
		w.out.write(escapeJSON(string(encoded)))
	}
	return len(p), nil
}
