// Package check judges one article: it runs the rules over what package
// extract read and what the instruments measured.
//
// The instruments, check/link and check/date, know nothing of rules; they
// return measurements, and the rules here say what a person should look at.
// Every rule is one entry of one table ([Rules]), beside the function that
// judges. Package check must not know how a result is shown, nor where an
// article came from, and it never says that a citation is right: it says what
// it saw.
package check
