package extract

import (
	"strings"
	"testing"
)

// TestListHeadings holds the headings of thirty languages that stand over a
// list, in the forms in which pages print them.
func TestListHeadings(t *testing.T) {
	const headings = `References; Reference; Footnotes; Endnotes; Notes; Sources; Sources cited; Works cited; Literature cited; Cited literature; Bibliography; Citations;
		Einzelnachweise; Anmerkungen; Belege; Endnoten; Fußnoten; Quellen; Quellenangaben; Literaturverzeichnis; Notes et références; Références; Bibliographie;
		Referencias; Notas; Fuentes; Note; Riferimenti; Fonti; Bibliografia; Referências; Voetnoten; Referenties; Noten; Bronvermelding; Bronnen; Källor; Referenser;
		Noter; Kilder; Referanser; Lähteet; Viitteet; Przypisy; Uwagi; Reference; Poznámky; Referencie; Források; Jegyzetek; Hivatkozások; Примечания; Сноски;
		Источники; Литература; Примітки; Виноски; Джерела; Референце; Извори; Šaltiniai; Literatūra; Heimildir; Tilvísanir; Referències; Kaynakça; הערות שוליים;
		المراجع; المصادر; مراجع; منابع; حوالہ جات; อ้างอิง; เชิงอรรถ; 脚注; 出典; 注釈; 参考文献; 參考文獻; 参考资料; 參考資料; 资料来源; 引用的著作; 각주; 주석; 참고 문헌`
	for heading := range strings.SplitSeq(headings, ";") {
		heading = strings.TrimSpace(heading)
		for _, form := range []string{"%", "## %", "**%**", "%:", "7. %", "== % ==", "%[edit]", "VII. %", "% (selection)"} {
			if text := strings.Replace(form, "%", heading, 1); !isListHeading(text) {
				t.Errorf("%q is no list's heading", text)
			}
		}
		if upper := strings.ToUpper(heading); !strings.Contains(heading, "ß") && !isListHeading(upper) {
			t.Errorf("%q is no list's heading", upper)
		}
	}
	for _, spaced := range []string{"R E F E R E N C E S", "R e f e r e n c e s"} {
		if !isListHeading(spaced) {
			t.Errorf("%q is no list's heading", spaced)
		}
	}
	for _, other := range []string{"Further reading", "External links", "Weblinks", "Referenced gauges", "The sources of the river", "Sources say that it rose", "Note that it fell", ""} {
		if isListHeading(other) {
			t.Errorf("%q is a list's heading", other)
		}
	}
}
