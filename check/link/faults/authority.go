package faults

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"slices"
	"strings"
	"time"
)

// An Authority signs certificates, good and bad, by the name that a client asks for.
type Authority struct {
	key  *ecdsa.PrivateKey
	root *x509.Certificate
}

// NewAuthority makes an authority that nobody trusts yet.
func NewAuthority() (*Authority, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	root := template("Test Root", 24*time.Hour)
	root.IsCA, root.BasicConstraintsValid, root.KeyUsage = true, true, x509.KeyUsageCertSign
	der, err := x509.CreateCertificate(rand.Reader, root, root, &key.PublicKey, key)
	if err != nil {
		return nil, err
	}
	root, err = x509.ParseCertificate(der)
	return &Authority{key, root}, err
}

func template(name string, valid time.Duration) *x509.Certificate {
	now := time.Now()
	return &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: name}, DNSNames: []string{name},
		NotBefore: now.Add(-48 * time.Hour), NotAfter: now.Add(valid),
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
}

func (a *Authority) pool() *x509.CertPool {
	pool := x509.NewCertPool()
	pool.AddCert(a.root)
	return pool
}

// PEM is the authority's own certificate, for a file that SSL_CERT_FILE may name.
func (a *Authority) PEM() []byte {
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: a.root.Raw})
}

// configFor makes a certificate for a name, and the address that it may be asked by, with the fault that the
// name calls for.
func (a *Authority) configFor(name, address string) (*tls.Config, error) {
	fault, _, _ := strings.Cut(name, ".")
	leaf, issuer, signer := template(name, 24*time.Hour), a.root, a.key
	leaf.IPAddresses = []net.IP{net.ParseIP(address)}
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	config := &tls.Config{NextProtos: []string{"h2", "http/1.1"}}
	switch fault {
	case "expired":
		leaf.NotAfter = time.Now().Add(-24 * time.Hour)
	case "tomorrow":
		leaf.NotBefore = time.Now().Add(30 * time.Minute)
	case "wronghost":
		leaf.DNSNames, leaf.IPAddresses = []string{"another.example"}, nil
	case "selfsigned":
		issuer, signer = leaf, key
	case "untrusted":
		issuer, signer = template("Nobody's Root", time.Hour), key
	case "nochain":
		issuer, signer = template("Intermediate", time.Hour), key
		leaf.IssuingCertificateURL = []string{"http://ca.example/intermediate.crt"}
	case "clientonly":
		leaf.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}
	case "clientcert":
		config.ClientAuth = tls.RequireAnyClientCert
	case "noprotocol":
		config.NextProtos = []string{"smtp"}
	case "oldtls":
		config.MaxVersion = tls.VersionTLS11
	case "http1":
		config.NextProtos = []string{"http/1.1"}
	}
	der, err := x509.CreateCertificate(rand.Reader, leaf, issuer, &key.PublicKey, signer)
	if err != nil {
		return nil, fmt.Errorf("sign for %q: %w", name, err)
	}
	chain := [][]byte{der}
	if fault == "hugechain" {
		chain = slices.Repeat(chain, 300<<10/len(der))
	}
	config.Certificates = []tls.Certificate{{Certificate: chain, PrivateKey: key}}
	return config, nil
}
