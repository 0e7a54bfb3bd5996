package extract

import "github.com/citelint/citelint/pattern"

// A residueForm is one form of the traces that a chatbot's page leaves.
type residueForm struct {
	vendor, name string

	sign    string          // what every trace of the form holds
	lead    *pattern.Regexp // what belongs to it before the sign; nil for nothing
	pattern *pattern.Regexp // the sign and what belongs to it behind, from the sign on

	// doubtful forms might be somebody's own keys: one alone is no trace, nor is
	// one that a list of the article answers.
	doubtful bool
}

// residueForms are the traces by vendor, short signs before those that hold them, each in the full form that no person
// types; the bare words `oaicite` and `grok_card` are what articles about them
// say. Most are collected in Wikipedia's "Signs of AI writing" (section
// "Markup"), which links edits that have them; a backslash is what converters
// to Markdown put before a sign.
var residueForms = []residueForm{
	{
		vendor: "ChatGPT", name: "oai_citation", sign: "oai",
		lead:    pattern.New(`\\?\[?$`),
		pattern: pattern.New(`^oai\\?_citation(?:\\?_attribution)?:\d+‡[^\]\n]{0,200}\]?(?:\([^)\s]{0,300}\))?`),
	},
	{
		vendor: "ChatGPT", name: "oaicite", sign: "oaicite:",
		lead:    pattern.New(`:{0,2}(?:contentReference)?\\?\[?$`),
		pattern: pattern.New(`^oaicite:\d+\\?\]?(?:\\?\{index=\d+\\?\})?`),
	},
	{
		vendor: "ChatGPT", name: "turn", sign: "turn", doubtful: true,
		lead:    pattern.New(`【?$`),
		pattern: pattern.New(`^` + turnToken + `+】?`),
	},
	{
		vendor: "ChatGPT", name: "citeturn", sign: "citeturn",
		pattern: pattern.New(`^cite` + turnToken + `+`),
	},
	{ // private-use characters fence what the page draws as a button
		vendor: "ChatGPT", name: "citeturn", sign: "\ue200",
		pattern: pattern.New(`^\x{E200}[a-z_]{1,20}\x{E202}[^\x{E200}\x{E201}\n]{1,400}\x{E201}`),
	},
	{
		vendor: "ChatGPT", name: "†source", sign: "【",
		pattern: pattern.New(`^【[^【】†\n]{1,200}†[^【】\n]{0,80}】`),
	},
	{
		vendor: "ChatGPT", name: "†source", sign: "†",
		lead:    pattern.New(`\\?\[\d+$`),
		pattern: pattern.New(`^†(?:source|L\d+(?:-L?\d+)?)\\?\]`),
	},
	{
		vendor: "ChatGPT", name: "attribution", sign: `{"attribution":{"attributableIndex":"`,
		lead:    pattern.New(`\(?$`),
		pattern: pattern.New(`^\{"attribution":\{"attributableIndex":"[\d-]+"\}\}\)?`),
	},
	{
		vendor: "Gemini", name: "cite", sign: "[cite",
		pattern: pattern.New(`^\[cite(?:\\?_(?:start|end)|: ?\d+(?:(?:, ?| ?[-–] ?)\d+)*)\\?\]`),
	},
	{
		vendor: "Gemini", name: "span", sign: "[span",
		pattern: pattern.New(`^\[span\\?_\d+\\?\]\\?\((?:start|end)\\?_span\\?\)`),
	},
	{
		vendor: "Grok", name: "grok:render", sign: "grok",
		lead:    pattern.New(`(?:<|&lt;|\\<)$`),
		pattern: pattern.New(`^grok(?::render|-card)\s[^>&\n]{1,300}`),
	},
	{
		vendor: "Grok", name: "grok_render", sign: "grok",
		lead:    pattern.New(`\[\]\($`),
		pattern: pattern.New(`^grok\\?_render\\?_citation\\?_card\\?_json=[^)\n]{0,300}\)?`),
	},
	{
		vendor: "Perplexity", name: "⁂", sign: "⁂",
		lead:    pattern.New(`<div align="center">$`),
		pattern: pattern.New(`^⁂</div>`),
	},
	{
		vendor: "Perplexity", name: "⁂", sign: "⁂",
		lead:    pattern.New(`<div style="text-align: center">$`),
		pattern: pattern.New(`^⁂</div>`),
	},
	{
		vendor: "Perplexity", name: "attached_file", sign: "[attached",
		pattern: pattern.New(`^\[attached\\?_file:\d+\\?\]`),
	},
	{
		vendor: "Perplexity", name: "web", sign: "[web:", doubtful: true,
		pattern: pattern.New(`^\[web:\d+\\?\]`),
	},
	{
		vendor: "Perplexity", name: "file", sign: "[file:", doubtful: true,
		pattern: pattern.New(`^\[file:\d+\\?\]`),
	},
	{
		vendor: "DeepSeek", name: "citation", sign: "[citation:", doubtful: true,
		pattern: pattern.New(`^\[citation: ?\d+\\?\]`),
	},
	{
		vendor: "Claude", name: "cite index", sign: `cite index="`,
		lead:    pattern.New(`(?:<|&lt;|\\<)$`),
		pattern: pattern.New(`^cite index="\d+-\d+(?:[,:-]\d+)*"(?:>|&gt;)?`),
	},
}

// turnToken is how ChatGPT names a result of its search, `turn0search3`; a
// private-use character may stand before it.
const turnToken = `(?:\x{E202}?turn\d+(?:search|view|news|image|product|file|fetch|forecast|finance|sports|academia|reddit|youtube|maps)\d+)`
