package date

import (
	"strings"
	"time"
)

// monthWords lists the names of the months, full and short, as they stand in dates (Polish, Czech, Russian,
// Ukrainian and Greek in the genitive, and but for Greek also as they stand before a year alone), in lower case. Names after Unicode CLDR
// (https://cldr.unicode.org). Left out on purpose: "listopada" is November in Polish and October in
// Croatian, so it is no evidence.
var monthWords = [12]string{
	// First Finnish, Polish, Czech, Russian, Ukrainian nominatives, Indonesian and Greek; then English, German, French, Spanish, Italian, Portuguese, Dutch; Catalan, Romanian; Nordic; Slavic; Turkish
	"january tammikuu styczeń leden январь січень ιανουαρίου jan januar jänner jan janvier janv enero ene gennaio gen janeiro januari gener ianuarie tammikuuta stycznia ledna января января січня ocak",
	"february helmikuu luty únor февраль лютий φεβρουαρίου feb februar feber février fevrier févr fevr fév febrero febbraio febr fevereiro fev februari februarie helmikuuta lutego února unora февраля лютого şubat subat",
	"march maaliskuu marzec březen март березень maret μαρτίου mar märz maerz mär mrz mars marzo marz março marco maart mrt març martie marts maaliskuuta marca března brezna марта березня mart",
	"april huhtikuu kwiecień duben апрель квітень απριλίου apr avril avr abril abr aprile aprilie huhtikuuta kwietnia dubna апреля квітня nisan",
	"may toukokuu květen май травень μαΐου mai mayo maggio mag maio mei maig maj toukokuuta maja května kvetna мая травня mayıs mayis",
	"june kesäkuu czerwiec červen июнь червень ιουνίου jun juni juin junio giugno giu junho juny iunie kesäkuuta kesakuuta czerwca června cervna июня червня haziran",
	"july heinäkuu lipiec červenec июль липень ιουλίου jul juli juillet juil julio luglio lug julho juliol iulie heinäkuuta heinakuuta lipca července cervence июля липня temmuz",
	"august elokuu sierpień srpen август серпень agustus αυγούστου aug août aout agosto ago augustus agost augusti elokuuta sierpnia srpna августа серпня ağustos agustos",
	"september syyskuu wrzesień сентябрь вересень σεπτεμβρίου sep sept septembre septiembre setiembre settembre set setembro setembre septembrie syyskuuta września wrzesnia září zari сентября вересня eylül eylul",
	"october lokakuu październik říjen октябрь жовтень οκτωβρίου oct oktober okt octobre octubre ottobre ott outubro out octombrie lokakuuta października pazdziernika října rijna октября жовтня ekim",
	"november marraskuu listopadu ноябрь листопад νοεμβρίου nov novembre noviembre novembro noiembrie marraskuuta листопада ноября kasım kasim",
	"december joulukuu grudzień prosinec декабрь грудень δεκεμβρίου dec dezember dez décembre decembre déc diciembre dic dicembre dezembro desember decembrie joulukuuta grudnia prosince декабря грудня aralık aralik",
}

var months = indexMonths()

func indexMonths() map[string]time.Month {
	index := map[string]time.Month{}
	for i, words := range monthWords {
		for word := range strings.FieldsSeq(words) {
			index[word] = time.Month(i + 1)
		}
	}
	return index
}

// wordsToo are month words that are other words as well, in English or in the language itself ("sold out
// 2021", "may 2021 be kind"). They are taken for months only beside a day, or, for May, when capital.
var wordsToo = map[string]bool{
	"may": true, "out": true, "ago": true, "set": true, "mar": true, "mag": true, "gen": true, "mai": true,
	"mart": true, "marco": true, "maja": true, "ekim": true, "nisan": true, "ocak": true, "ott": true, "giu": true, "lug": true,
}

// englishMonth reads the folder of a path like /2021/may/11/: a month in full or in three letters. 0: none.
func englishMonth(s string) time.Month {
	s = strings.ToLower(s)
	if s == "sept" {
		return time.September
	}
	for m := time.January; m <= time.December; m++ {
		if name := strings.ToLower(m.String()); s == name || s == name[:3] {
			return m
		}
	}
	return 0
}

// roleWords say what the date beside them is the date of.
var roleWords = indexRoles(map[Role]string{
	RoleAccessed: `accessed retrieved visited viewed consulted accessdate
		abgerufen abruf zugriff aufgerufen eingesehen besucht zugegriffen abrufdatum
		consulté consultée consulte consultado consultada accedido recuperado acceso
		consultato consultata visitato accesso acesso acessado acedido
		geraadpleegd bezocht opgehaald bekeken hämtad hämtat besökt läst hentet besøgt tilgået besøkt lest
		viitattu luettu haettu dostęp navštíveno обращения доступу звернення erişim erişildi accesat diakses
		ανακτήθηκε 閲 访 訪 檢 检 参照 アクセス 접속 확인`,
	RoleArchived: `archived archiviert archivé archivée archivado archivada archiviato archiviata arquivado arquivada
		gearchiveerd arkiverad arkiverat arkiveret arkivert arkistoitu zarchiwizowane zarchiwizowano archivováno archivované
		архивировано архивирована архівовано arhivat arxivat diarsipkan αρχειοθετήθηκε archivedate`,
	RolePublished: `published posted veröffentlicht erschienen publié publiée publicado publicada
		pubblicato pubblicata gepubliceerd publicerad publicerat udgivet publisert
		julkaistu opublikowano publikováno опубликовано опубліковано yayımlandı diterbitkan`,
})

func indexRoles(words map[Role]string) map[string]Role {
	index := map[string]Role{}
	for role, list := range words {
		for word := range strings.FieldsSeq(list) {
			index[word] = role
		}
	}
	return index
}

// seasonWords name the parts of the year after which journals call their issues.
var seasonWords = setOf(`spring summer autumn fall winter frühling frühjahr sommer herbst printemps été automne hiver
	primavera verano otoño invierno estate autunno inverno verão outono lente zomer herfst voorjaar najaar
	vår sommar höst forår efterår kevät kesä syksy talvi`)

// serialWords stand before numbers that are no days: "vol. 30 February 2021" is volume 30.
var serialWords = setOf(`vol volume vols no nos nr nrs issue issues number num band bd heft nº n° n° num núm
	número numéro tome jg jahrgang p pp page pages seite seiten s art article chapter ch section sec version ver release rev v
	issn isbn iso rfc part pt fig figure table eq ausgabe jaargang`)

func setOf(words string) map[string]bool {
	index := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		index[word] = true
	}
	return index
}
