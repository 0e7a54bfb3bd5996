package faults

import "golang.org/x/net/dns/dnsmessage"

// at is a zone of one name with addresses.
func at(name string, addrs ...string) map[string]Record {
	return map[string]Record{name + ".example": {Addrs: addrs}}
}

// dnsSays is a zone of one name for which the resolver has an answer of its own.
func dnsSays(name string, r Record) map[string]Record {
	return map[string]Record{name + ".example": r}
}

// names are what a resolver can make of a host.
var names = []Behaviour{
	{
		Name: "no-name", About: "the host's name does not exist", URL: "http://nowhere.test/a", NotByHand: needsNames,
		Verdict: "dead", Cause: "name-not-found", Says: "while other hosts answered",
	},
	{
		Name: "no-name-once", About: "the host's name does not exist, and there is no second try", URL: "http://nowhere.test/a",
		Verdict: "uncertain", Cause: "name-not-found", Says: "asked only once", NoRetries: true, NotByHand: needsFlags,
	},
	{
		Name: "no-name-passes", About: "the resolver does not know the name, and a second later it does", NotByHand: needsNames,
		Zone: dnsSays("no-name-passes", Record{After: func(n int) Record {
			if n == 1 {
				return Record{Code: dnsmessage.RCodeNameError}
			}
			return Record{Addrs: []string{"127.0.0.1"}}
		}}),
		Verdict: "alive", Requests: 1,
	},
	{Name: "no-address", About: "the name exists and has no address", Zone: dnsSays("no-address", Record{}), Verdict: "dead", Cause: "name-not-found", NotByHand: needsNames},
	{Name: "reserved", About: "the name is one that can never exist", URL: "http://made-up.invalid/a", Verdict: "dead", Cause: "name-not-found"},
	{
		Name: "onion", About: "the name is that of a hidden service", URL: "http://duckduckgogg42xjoc72x3sjasowoarfbgcmvfimaftt6twagswzczad.onion/",
		Verdict: "uncertain", Cause: "onion-name",
	},
	{
		Name: "servfail", About: "the resolver fails at the name", Zone: dnsSays("servfail", Record{Code: dnsmessage.RCodeServerFailure}),
		Verdict: "uncertain", Cause: "resolver-failure", NotByHand: needsNames,
	},
	{
		Name: "dns-refused", About: "the resolver refuses to answer", Zone: dnsSays("dns-refused", Record{Code: dnsmessage.RCodeRefused}),
		Verdict: "uncertain", Cause: "resolver-failure", NotByHand: needsNames,
	},
	{
		Name: "dns-silent", About: "the resolver never answers", Zone: dnsSays("dns-silent", Record{Silent: true}), Hurry: true,
		Verdict: "uncertain", Cause: "resolver-failure|timeout", NotByHand: needsNames,
	},
	{Name: "refused", About: "nobody listens at the host's port", URL: "http://refused.example{C}/a", Verdict: "dead", Cause: "connection-refused"},

	// Names that lead where no link may.
	{Name: "dns-canary", About: "the name is one of this machine", Zone: at("dns-canary", canaryAddress), Verdict: "refused", Cause: "private-address", NotByHand: needsNames},
	{Name: "dns-private", About: "the name leads to a private network", Zone: at("dns-private", "10.0.0.1"), Verdict: "refused", Cause: "private-address", NotByHand: needsNames},
	{Name: "dns-metadata", About: "the name leads to the metadata service of a cloud", Zone: at("dns-metadata", "169.254.169.254"), Verdict: "refused", Cause: "private-address", NotByHand: needsNames},
	{Name: "dns-unspecified", About: "the name leads to the unspecified address", Zone: at("dns-unspecified", "0.0.0.0"), Verdict: "refused", Cause: "private-address", NotByHand: needsNames},
	{Name: "dns-mapped", About: "the name leads to this machine, as IPv4 inside IPv6", Zone: at("dns-mapped", "::ffff:127.0.0.2"), Verdict: "refused", Cause: "private-address", NotByHand: needsNames},
	{Name: "dns-nat64", About: "the name leads to this machine, through NAT64", Zone: at("dns-nat64", "64:ff9b::7f00:2"), Verdict: "refused", Cause: "private-address", NotByHand: needsNames},
	{Name: "dns-6to4", About: "the name leads to this machine, through 6to4", Zone: at("dns-6to4", "2002:7f00:2::"), Verdict: "refused", Cause: "private-address", NotByHand: needsNames},
	{Name: "dns-several", About: "the name leads to two places, both forbidden", Zone: at("dns-several", "10.0.0.1", canaryAddress), Verdict: "refused", Cause: "private-address", NotByHand: needsNames},
	{
		Name: "dns-mixed", About: "the name leads to this machine, and to a server that may be asked", Zone: at("dns-mixed", canaryAddress, "127.0.0.1"),
		Verdict: "alive", Requests: 1, NotByHand: needsNames,
	},
	{
		Name: "dns-cname", About: "the name is another for one of this machine", NotByHand: needsNames,
		Zone:    dnsSays("dns-cname", Record{Alias: "inner.canary", Addrs: []string{canaryAddress}}),
		Verdict: "refused", Cause: "private-address",
	},
	{
		Name: "dns-rebind", About: "the name leads to a server that fails, and from then on to this machine: within a run it stays where it was", NotByHand: needsNames,
		Serve: Header("Connection", "close", Status(500)),
		Zone: dnsSays("dns-rebind", Record{After: func(n int) Record {
			if n == 1 {
				return Record{Addrs: []string{"127.0.0.1"}}
			}
			return Record{Addrs: []string{canaryAddress}}
		}}),
		Verdict: "uncertain", Cause: "http-500", Requests: 3,
	},
}
