package faults

import (
	"context"
	"encoding/binary"
	"io"
	"net"
	"net/netip"
	"strings"

	"golang.org/x/net/dns/dnsmessage"
)

// A Record is what the resolver says of a name.
type Record struct {
	Addrs  []string           // addresses of both kinds
	Alias  string             // the name that this one is another for (CNAME)
	Code   dnsmessage.RCode   // other than success
	Silent bool               // the question is never answered
	After  func(n int) Record // if set, what is said to the n-th question for addresses of version 4, from 1
}

// Set tells the resolver of a name. All names under .example are known to it without being told.
func (w *Web) Set(name string, r Record) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.zone[name] = r
}

// Lookups tells how many times a name was looked up.
func (w *Web) Lookups(name string) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.asked[name]
}

// Resolver returns the resolver of this Web, which knows no other.
func (w *Web) Resolver() *net.Resolver {
	return &net.Resolver{PreferGo: true, Dial: w.dialResolver}
}

// dialResolver stands at the other end of a pipe and speaks DNS over a stream (RFC 1035, section 4.2.2).
func (w *Web) dialResolver(context.Context, string, string) (net.Conn, error) {
	near, far := net.Pipe()
	if !w.hold(far) {
		return nil, net.ErrClosed
	}
	go func() {
		defer w.group.Done()
		for w.answerQuery(far) == nil {
		}
		_ = far.Close()
		w.mu.Lock()
		defer w.mu.Unlock()
		delete(w.open, far)
	}()
	return near, nil
}

func (w *Web) answerQuery(conn net.Conn) error {
	var length [2]byte
	if _, err := io.ReadFull(conn, length[:]); err != nil {
		return err
	}
	query := make([]byte, binary.BigEndian.Uint16(length[:]))
	if _, err := io.ReadFull(conn, query); err != nil {
		return err
	}
	answer := w.lookUp(query)
	if answer == nil {
		return nil
	}
	_, err := conn.Write(append(binary.BigEndian.AppendUint16(nil, uint16(len(answer))), answer...))
	return err
}

func (w *Web) lookUp(query []byte) []byte {
	var m dnsmessage.Message
	if err := m.Unpack(query); err != nil || len(m.Questions) != 1 {
		return nil
	}
	q := m.Questions[0]
	r := w.recordOf(strings.TrimSuffix(q.Name.String(), "."), q.Type)
	if r.Silent {
		return nil
	}
	m.Response, m.RecursionAvailable, m.RCode, m.Additionals = true, true, r.Code, nil
	head := dnsmessage.ResourceHeader{Name: q.Name, Class: q.Class, Type: q.Type}
	if r.Alias != "" {
		to := dnsmessage.MustNewName(r.Alias + ".")
		alias := dnsmessage.ResourceHeader{Name: q.Name, Class: q.Class, Type: dnsmessage.TypeCNAME}
		m.Answers = append(m.Answers, dnsmessage.Resource{Header: alias, Body: &dnsmessage.CNAMEResource{CNAME: to}})
		head.Name = to
	}
	for _, a := range r.Addrs {
		addr := netip.MustParseAddr(a)
		switch {
		case addr.Is4() && q.Type == dnsmessage.TypeA:
			m.Answers = append(m.Answers, dnsmessage.Resource{Header: head, Body: &dnsmessage.AResource{A: addr.As4()}})
		case addr.Is6() && q.Type == dnsmessage.TypeAAAA:
			m.Answers = append(m.Answers, dnsmessage.Resource{Header: head, Body: &dnsmessage.AAAAResource{AAAA: addr.As16()}})
		}
	}
	packed, _ := m.Pack()
	return packed
}

func (w *Web) recordOf(name string, kind dnsmessage.Type) Record {
	w.mu.Lock()
	defer w.mu.Unlock()
	r, known := w.zone[name]
	if kind == dnsmessage.TypeA {
		w.asked[name]++
	}
	switch {
	case known && r.After != nil:
		return r.After(w.asked[name])
	case known:
		return r
	case strings.HasSuffix(name, ".example"):
		return Record{Addrs: []string{"127.0.0.1"}}
	}
	return Record{Code: dnsmessage.RCodeNameError}
}
