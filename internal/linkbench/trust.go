package main

import (
	"crypto/tls"
	"crypto/x509"
	"net/http"
)

// trusting returns a transport that trusts one certificate.
func trusting(certificate string) http.RoundTripper {
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM([]byte(certificate))
	return &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12}}
}
