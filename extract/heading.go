package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/citelint/citelint/pattern"
	"github.com/citelint/citelint/whitespace"
)

// listHeadings are the words that stand over a list of references, in lower
// case. Collected from the headings that wikis and reports in these languages
// use.
var listHeadings = words(`
	references; reference; reference list; references cited; list of references; footnotes; footnote; endnotes; endnote; notes;
	notes and references; references and notes; sources; source; source list; source index; sources cited; sources and references;
	works cited; literature cited; cited literature; literature; bibliography; citations; cited works; works referenced;
	references and further reading; references & notes; notes & references; normative references; informative references;
	key sources; primary sources; source links; links and sources; sources & references; resources cited; selected bibliography;
	einzelnachweise; anmerkungen; belege; endnoten; fußnoten; fussnoten; quellen; quellenangaben; quellenverzeichnis; literaturverzeichnis; nachweise;
	notes et références; références; bibliographie; références bibliographiques; notes et sources;
	referencias; notas; fuentes; bibliografía; notas y referencias; referencias bibliográficas;
	riferimenti; fonti; bibliografia; note; note e riferimenti; referências; notas e referências; fontes;
	voetnoten; referenties; noten; bronvermelding; bronnen; literatuur; källor; referenser; fotnoter; noter; kilder; referanser; litteratur;
	lähteet; viitteet; przypisy; uwagi; źródła; poznámky; zdroje; referencie; források; jegyzetek; hivatkozások;
	примечания; сноски; источники; литература; список литературы; примітки; виноски; джерела; референце; извори;
	šaltiniai; literatūra; heimildir; tilvísanir; referències; kaynakça; kaynaklar; הערות שוליים; المراجع; المصادر; مراجع; منابع; حوالہ جات;
	อ้างอิง; เชิงอรรถ; 脚注; 出典; 注釈; 参考文献; 參考文獻; 参考资料; 參考資料; 资料来源; 資料來源; 引用的著作; 引用来源; 注释; 參考來源; 備注; 备注; 備註; 註釋; 註解; 参考資料; 각주; 주석; 참고 문헌; 참고문헌; 출처;
	`)

// otherHeadings stand over links that are not cited works.
var otherHeadings = words(`further reading; external links; see also; related; related articles; read also; read more; weblinks; siehe auch; voir aussi; liens externes; véase también; enlaces externos`)

func words(list string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.SplitSeq(list, ";") {
		if word = whitespace.Fold(word); word != "" {
			set[word] = true
		}
	}
	return set
}

// maxHeading is the longest text that is read as a heading, in bytes.
const maxHeading = 120

var (
	headingEdit   = pattern.New(`\[\s*(?:edit|编辑|編輯|编|編|編集|modifier|Bearbeiten|editar|modifica)[^\]]*\]\s*$`)
	headingNumber = pattern.New(`^(?:\d{1,2}(?:\.\d{1,2})*\.?|[ivxIVX]{1,6}\.|[A-Z]\.)\s+`)
)

// plainHeading strips what decorates a heading: marks of light markup, a
// section number, a colon, the wiki's edit link.
func plainHeading(text string) string {
	if len(text) > maxHeading {
		return ""
	}
	text = strings.Trim(strings.TrimSpace(text), "#=*_- \t")
	text = withoutEditLink(text)
	if strings.Count(text, " ") > maxHeadingSpaces {
		return ""
	}
	if first, _, spaced := strings.Cut(text, " "); spaced && strings.ContainsAny(first, ".0123456789") {
		if at := headingNumber.FindStringIndex(text); at != nil {
			text = text[at[1]:]
		}
	}
	text = strings.Trim(text, "#=*_:： ")
	if open := strings.LastIndexByte(text, '('); open > 0 && strings.HasSuffix(text, ")") {
		text = text[:open] // "Sources (selected)"
	}
	if !beginsHeading(text) {
		return ""
	}
	fields := strings.Fields(text)
	if spacedOut(fields) {
		return strings.ToLower(strings.Join(fields, ""))
	}
	return strings.ToLower(strings.Join(fields, " "))
}

// headingStarts are the words that the known headings begin with.
var headingStarts = firstWords(listHeadings, otherHeadings)

func firstWords(lists ...map[string]bool) map[string]bool {
	set := map[string]bool{}
	for _, list := range lists {
		for heading := range list {
			first, _, _ := strings.Cut(heading, " ")
			set[first] = true
		}
	}
	return set
}

// beginsHeading says whether a text may be a known heading by its first word,
// or by its first letter where it is spaced out. Few lines are.
func beginsHeading(text string) bool {
	for first := range strings.FieldsSeq(text) {
		return utf8.RuneCountInString(first) == 1 || headingStarts[strings.ToLower(first)]
	}
	return false
}

// spacedOut says whether a heading is set with a space behind each letter:
// `R E F E R E N C E S`.
func spacedOut(fields []string) bool {
	return len(fields) > 3 && !slices.ContainsFunc(fields, func(field string) bool { return utf8.RuneCountInString(field) > 1 })
}

// maxHeadingSpaces is how many spaces a list's heading has at most, those
// behind its number included.
const maxHeadingSpaces = 12

// trimHeading is a heading as people name it: without the marks of light
// markup, a colon behind it, and the wiki's edit link.
func trimHeading(text string) string {
	return strings.Trim(withoutEditLink(whitespace.Fold(text)), "#=*_:： ")
}

// withoutEditLink drops the link to its editor that a wiki prints behind a
// heading. Few texts end in a bracket, and the pattern costs.
func withoutEditLink(text string) string {
	if open := strings.LastIndexByte(text, '['); strings.HasSuffix(text, "]") && (text[open+1] < '0' || text[open+1] > '9') { // "[1]" is none
		if at := headingEdit.FindStringIndex(text); at != nil {
			return strings.TrimSpace(text[:at[0]])
		}
	}
	return text
}

// isListHeading says whether a line of text stands over a list of references.
func isListHeading(text string) bool { return listHeadings[plainHeading(text)] }

// isOtherHeading says whether a line stands over links that are not cited.
func isOtherHeading(text string) bool { return otherHeadings[plainHeading(text)] }

// endsInListHeading says whether a text ends in the heading of a list, as it
// does where a page lost its line ends: `… of years. References [1] Abel`.
func endsInListHeading(text string) bool {
	text = strings.TrimRight(text[max(0, len(text)-maxHeading/2):], " \t*_#:：")
	for words := 1; words <= 3; words++ {
		at := len(text)
		for range words {
			at = strings.LastIndexAny(text[:max(at, 0)], " *#\n") // -1 at the text's start
		}
		title := text[at+1:]
		first, _ := utf8.DecodeRuneInString(title)
		if !unicode.IsLower(first) && isListHeading(title) {
			return true
		}
	}
	return false
}

// headingPrefix returns the length of a list heading that shares its line with
// the first entry, `**Sources:** [1] …`, or 0.
func headingPrefix(line string) int {
	bracket := strings.IndexByte(line, '[')
	if bracket <= 0 || bracket > maxHeading {
		return 0
	}
	before := line[:bracket]
	if !strings.ContainsAny(before, ":*#") && !strings.HasSuffix(before, " ") {
		return 0
	}
	if isListHeading(before) {
		return bracket
	}
	return 0
}
