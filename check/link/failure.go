package link

import (
	"context"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
)

// A failure is an error of the network put into words.
type failure struct {
	verdict       Verdict
	cause, reason string
	down          bool // the host seems not to be there: proof of death, if we have a network
	ours          bool // it says something about our own network, whatever the host is
	answered      bool // somebody did answer, so the network is up
	silent        bool // the host is there, or may be, and kept us waiting
}

// classify tells what an error of a request says, and about whom: the link, its host, or us.
func classify(err error) failure {
	if refused, ok := errors.AsType[*refusal](err); ok {
		return failure{verdict: refused.verdict, cause: refused.cause, reason: refused.reason}
	}
	if p, ok := errors.AsType[*proxyFailure](err); ok {
		return classifyProxy(p)
	}
	if lacksIPv6(err) {
		return failure{cause: causeNoIPv6, reason: "the host has IPv6 addresses only, which this machine cannot reach", verdict: Uncertain}
	}
	if ownLimits.in(err) || strings.Contains(err.Error(), "too many open files") {
		return failure{cause: causeOwnLimit, reason: "this machine can open no more connections", verdict: Uncertain}
	}
	if e, ok := errors.AsType[*net.DNSError](err); ok {
		return classifyDNS(e)
	}
	if e, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
		f := classifyCertificate(e)
		f.verdict, f.answered = Insecure, true
		return f
	}
	f := classifyTransport(err)
	f.verdict = Uncertain
	return f
}

// classifyDNS believes a resolver only when it says that there is no such name (RFC 1035: NXDOMAIN, or
// no address). That it failed, or did not answer, says nothing of the name.
func classifyDNS(e *net.DNSError) failure {
	name := quote(strings.TrimSuffix(e.Name, "."))
	if e.IsNotFound {
		return failure{verdict: Uncertain, cause: causeNoName, reason: "the name " + name + " does not exist", down: true}
	}
	f := failure{verdict: Uncertain, cause: causeResolver, reason: "the name " + name + " could not be looked up", silent: true}
	// The resolver's own connection failed: net.DNSError keeps the text of that error only.
	for _, sign := range []string{"connection refused", "unreachable", "network is down", "no route to host"} {
		if strings.Contains(e.Err, sign) {
			f.ours, f.reason = true, f.reason+", for the resolver cannot be reached"
			return f
		}
	}
	return f
}

// certificateKey names who signed the certificate that an error is about, "" for another error.
func certificateKey(err error) string {
	e, ok := errors.AsType[*tls.CertificateVerificationError](err)
	if !ok || len(e.UnverifiedCertificates) == 0 {
		return ""
	}
	return fmt.Sprintf("certificate %x", sha256.Sum256(e.UnverifiedCertificates[0].RawIssuer))
}

func classifyCertificate(e *tls.CertificateVerificationError) failure {
	leaf := &x509.Certificate{}
	if len(e.UnverifiedCertificates) > 0 {
		leaf = e.UnverifiedCertificates[0]
	}
	if _, ok := errors.AsType[x509.HostnameError](e); ok {
		return failure{cause: causeWrongHost, reason: "the certificate is for another host: " + certNames(leaf)}
	}
	if bad, ok := errors.AsType[x509.CertificateInvalidError](e); ok {
		return classifyInvalid(bad)
	}
	_, unknown := errors.AsType[x509.UnknownAuthorityError](e)
	switch {
	case unknown && string(leaf.RawIssuer) == string(leaf.RawSubject):
		return failure{cause: causeSelfSigned, reason: "the certificate is signed by itself"}
	case unknown && len(e.UnverifiedCertificates) == 1 && len(leaf.IssuingCertificateURL) > 0:
		return failure{cause: causeBrokenChain, reason: "the server does not send the certificate that its own is signed with; some browsers find it by themselves"}
	case unknown:
		return failure{cause: causeUntrusted, reason: "the certificate is signed by " + quote(leaf.Issuer.String()) + ", which is not trusted"}
	}
	return failure{cause: causeBadCertificate, reason: "the certificate is not valid: " + shorten(e.Err.Error())}
}

func classifyInvalid(bad x509.CertificateInvalidError) failure {
	if bad.Reason != x509.Expired {
		return failure{cause: causeBadCertificate, reason: "the certificate is not valid: " + shorten(bad.Error())}
	}
	const day = "2006-01-02"
	// crypto/x509 gives one reason for both ends of the validity period, and says which in its detail.
	if strings.Contains(bad.Detail, "is before") {
		return failure{cause: causeNotYetValid, reason: "the certificate is valid from " + bad.Cert.NotBefore.Format(day) + " only"}
	}
	return failure{cause: causeExpired, reason: "the certificate expired on " + bad.Cert.NotAfter.Format(day)}
}

func certNames(leaf *x509.Certificate) string {
	names := leaf.DNSNames
	for _, ip := range leaf.IPAddresses {
		names = append(names, ip.String())
	}
	switch {
	case len(names) == 0:
		return quote(leaf.Subject.CommonName)
	case len(names) > 3:
		return quote(strings.Join(names[:3], ", ")) + fmt.Sprintf(" and %d more", len(names)-3)
	}
	return quote(strings.Join(names, ", "))
}

// classifyTransport sorts what happened between the dial and the first line of the response.
func classifyTransport(err error) failure {
	ne, isNet := errors.AsType[net.Error](err)
	_, isAlert := errors.AsType[tls.AlertError](err)
	_, isRecord := errors.AsType[tls.RecordHeaderError](err)
	switch {
	case errors.Is(err, errStorm):
		return failure{cause: causeStorm, reason: errStorm.Error(), answered: true}
	case errors.Is(err, errBomb):
		return failure{cause: causeTruncated, reason: errBomb.Error(), answered: true}
	case refusedByHost.in(err):
		return failure{cause: causeRefusedConn, reason: "the host refuses connections", down: true}
	case noHost.in(err):
		return failure{cause: causeNoHost, reason: "the host cannot be reached", down: true}
	case noNetwork.in(err):
		return failure{cause: causeNoNetwork, reason: "the host's network cannot be reached", down: true, ours: true}
	case forbiddenHere.in(err):
		return failure{cause: causeLocalPolicy, reason: "this machine does not permit the connection", ours: true}
	case errors.Is(err, context.DeadlineExceeded), isNet && ne.Timeout(), timedOut.in(err):
		return failure{cause: causeTimeout, reason: "there was no full answer in time", silent: true}
	case isAlert, isRecord, strings.Contains(err.Error(), "tls: "):
		return failure{cause: causeTLS, reason: "no secure connection could be agreed on: " + shorten(innermost(err)), answered: true}
	case cutOff.in(err):
		return failure{cause: causeReset, reason: "the connection was reset", silent: true}
	// The last is net/http's word for a connection that was closed before the request was written.
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), strings.Contains(err.Error(), "server closed idle connection"):
		return failure{cause: causeClosed, reason: "the connection was closed without a full answer", silent: true}
	case isDial(err):
		return failure{cause: causeNoConnection, reason: "no connection could be made: " + shorten(innermost(err))}
	}
	return failure{cause: causeProtocol, reason: "the answer was not proper HTTP: " + shorten(innermost(err)), answered: true}
}

// isDial tells whether an error is from before there was a connection, so that nobody has answered.
func isDial(err error) bool {
	op, ok := errors.AsType[*net.OpError](err)
	return ok && op.Op == "dial"
}

func innermost(err error) string {
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return err.Error()
		}
		err = inner
	}
}
