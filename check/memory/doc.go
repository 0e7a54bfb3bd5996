// Package memory keeps what earlier runs saw of each URL, in one SQLite file.
//
// A page that was there an hour ago need not be asked again, and a page that
// is gone today may only be ill: how often it failed before, and since when,
// tells the two apart. Package memory knows link.Answer and nothing of
// articles, rules or reports; what its measurements mean is for package check
// to judge.
//
// It is an aid and never an authority. A file that is damaged is set aside, a
// record whose checksum is wrong is forgotten, what was seen at a time that has
// not come yet is not believed, and a memory that fails in the middle of a run
// says so once and knows nothing from then on.
//
// Several processes may use one file at once.
package memory
