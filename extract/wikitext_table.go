package extract

// noteTemplates set notes; the value is the group that they belong to where
// none is named. Names of the English Wikipedia, which most wikis copied, and
// of MediaWiki itself.
var noteTemplates = map[string]string{
	"efn": "lower-alpha", "efn-la": "lower-alpha", "efn-ua": "upper-alpha", "efn-lr": "lower-roman", "efn-ur": "upper-roman", "efn-lg": "lower-greek",
	"efn-num": "note", "notetag": "note", "refn": "", "#tag:ref": "", "ref label note": "note",
}

// listTemplates list the notes of a group.
var listTemplates = map[string]string{
	"reflist": defaultGroup, "refs": defaultGroup, "reference list": defaultGroup, "references": defaultGroup, "reflist-talk": defaultGroup, "reftalk": defaultGroup,
	"références": defaultGroup, "listaref": defaultGroup, "referencias": defaultGroup, "reflista": defaultGroup, "примечания": defaultGroup, "przypisy": defaultGroup, "notelist-talk": "lower-alpha",
	"notelist": "lower-alpha", "efn list": "lower-alpha", "notelist-ua": "upper-alpha", "notelist-lr": "lower-roman", "notelist-ur": "upper-roman", "notelist-lg": "lower-greek",
	"notelist-num": "note", "notefoot": "note",
}

// defaultGroup stands for the group without a name.
const defaultGroup = "-"

var (
	shortTemplates = words(`sfn; sfnp; sfnm; sfnmp; sfnref note; snf; shortened footnote`)
	harvTemplates  = words(`harv; harvnb; harvtxt; harvp; harvcol; harvcolnb; harvcoltxt; harvard citation; harvard citation no brackets; harvard citation text; citeref; harvs`)
	citeTemplates  = words(`citation; cite; citeweb; citenews; citebook; vcite web; vcite journal; vcite book; vcite news; internetquelle; literatur; lien web; ouvrage; article; chapitre; lien brisé;
		citeer web; citeer boek; kilde www; webbref; bokref; tidningsref; cytuj; cytuj stronę; cytuj książkę; книга; статья; публикация; cite q`)

	// idTemplates print a registered name, with its kind before it.
	idTemplates = words(`doi; isbn; issn; pmid; pmc; arxiv; jstor; oclc; bibcode`)

	// textTemplates print the texts that they are given.
	textTemplates = words(`nowrap; nobr; small; smaller; big; larger; nobold; noitalic; lang; abbr; tooltip; quote; blockquote; block quote; cquote; quotation; bquote; em; strong; sic; ill; interlanguage link;
		center; left; right; resize; flatlist; plainlist; plain list; ubl; unbulleted list; hlist; nihongo; poemquote; quote box; talk quote inline; tq; highlight; font; color; nowiki; no italic; multiple image caption; visible anchor; vanchor; anchored text`)
)

// requestTemplates ask for a source or say that one is gone; the value is what
// they print.
var requestTemplates = map[string]string{
	"citation needed": "citation needed", "cn": "citation needed", "fact": "citation needed", "citation needed span": "citation needed", "cb": "citation needed", "cite needed": "citation needed",
	"source needed": "citation needed", "need citation": "citation needed", "refneeded": "citation needed", "citation required": "citation needed", "unsourced inline": "citation needed", "citeneeded": "citation needed",
	"better source": "better source needed", "better source needed": "better source needed", "bsn": "better source needed", "unreliable source?": "unreliable source?", "unreliable source inline": "unreliable source?",
	"unreliable source": "unreliable source?", "failed verification": "failed verification", "verification needed": "verification needed", "verify source": "verification needed", "vn": "verification needed",
	"full citation needed": "full citation needed", "full": "full citation needed", "page needed": "page needed", "medical citation needed": "medical citation needed", "primary source inline": "non-primary source needed",
	"third-party inline": "third-party source needed", "original research inline": "original research?", "or": "original research?", "according to whom": "according to whom?", "by whom": "by whom?", "who": "who?", "when": "when?",
	"attribution needed": "attribution needed", "dead link": "dead link", "deadlink": "dead link", "broken link": "dead link",
	"belege fehlen": "Belege fehlen", "beleg": "Beleg?", "refnec": "réf. nécessaire", "référence nécessaire": "réf. nécessaire", "cita requerida": "cita requerida", "carece de fontes": "carece de fontes?",
	"senza fonte": "senza fonte", "bron?": "bron?", "källa behövs": "källa behövs", "fakt": "potrzebny przypis", "нет аи": "источник не указан", "источник?": "источник?", "要出典": "要出典", "来源请求": "来源请求", "來源請求": "來源請求",
}

// A citeField is what a parameter of a citation template says of the source.
type citeField int

const (
	fieldOther citeField = iota
	fieldHidden
	fieldTitle
	fieldSurname
	fieldGiven
	fieldPeople
	fieldWork
	fieldPublisher
	fieldDate
	fieldAccess
	fieldArchived // not printed
	fieldURL
)

// citeFields are the parameters of the Wikipedias' citation templates (Help:
// Citation Style 1, and those of other languages), without their numbers.
var citeFields = map[string]citeField{
	"title": fieldTitle, "titel": fieldTitle, "titre": fieldTitle, "título": fieldTitle, "titolo": fieldTitle, "заглавие": fieldTitle, "название": fieldTitle, "tytuł": fieldTitle,
	"chapter": fieldOther, "contribution": fieldOther, "entry": fieldOther, "trans-title": fieldOther, "script-title": fieldOther,

	"last": fieldSurname, "surname": fieldSurname, "author-last": fieldSurname, "nachname": fieldSurname, "nom": fieldSurname, "apellido": fieldSurname, "apellidos": fieldSurname, "cognome": fieldSurname, "nazwisko": fieldSurname,
	"first": fieldGiven, "given": fieldGiven, "author-first": fieldGiven, "vorname": fieldGiven, "prénom": fieldGiven, "nombre": fieldGiven, "nome": fieldGiven, "imię": fieldGiven,
	"author": fieldPeople, "authors": fieldPeople, "vauthors": fieldPeople, "people": fieldPeople, "autor": fieldPeople, "auteur": fieldPeople, "autore": fieldPeople, "автор": fieldPeople,

	"work": fieldWork, "website": fieldWork, "newspaper": fieldWork, "magazine": fieldWork, "journal": fieldWork, "periodical": fieldWork, "encyclopedia": fieldWork, "encyclopaedia": fieldWork, "dictionary": fieldWork,
	"werk": fieldWork, "site": fieldWork, "périodique": fieldWork, "obra": fieldWork, "publicación": fieldWork, "periódico": fieldWork, "opera": fieldWork, "издание": fieldWork, "сайт": fieldWork, "sammelwerk": fieldWork,
	"publisher": fieldPublisher, "institution": fieldPublisher, "agency": fieldPublisher, "verlag": fieldPublisher, "hrsg": fieldPublisher, "éditeur": fieldPublisher, "editorial": fieldPublisher, "editora": fieldPublisher, "editore": fieldPublisher, "издательство": fieldPublisher,

	"date": fieldDate, "year": fieldDate, "publication-date": fieldDate, "datum": fieldDate, "jahr": fieldDate, "année": fieldDate, "fecha": fieldDate, "año": fieldDate, "data": fieldDate, "anno": fieldDate, "ano": fieldDate, "дата": fieldDate, "год": fieldDate,
	"access-date": fieldAccess, "accessdate": fieldAccess, "abruf": fieldAccess, "zugriff": fieldAccess, "consulté le": fieldAccess, "fechaacceso": fieldAccess, "accesso": fieldAccess, "acessodata": fieldAccess, "дата обращения": fieldAccess,

	"url": fieldURL, "chapter-url": fieldURL, "chapterurl": fieldURL, "contribution-url": fieldURL, "archive-url": fieldURL, "archiveurl": fieldURL, "conference-url": fieldURL, "transcript-url": fieldURL, "map-url": fieldURL, "entry-url": fieldURL,
	"archiv-url": fieldURL, "lire en ligne": fieldURL, "url texte": fieldURL, "archive url": fieldURL, "urlarchivo": fieldURL, "urlarchivio": fieldURL, "online": fieldURL, "ссылка": fieldURL,

	"archive-date": fieldArchived, "archivedate": fieldArchived, "archiv-datum": fieldArchived, "fechaarchivo": fieldArchived, "dataarchivio": fieldArchived, "arquivodata": fieldArchived, "archivedatum": fieldArchived, "archiefdatum": fieldArchived,

	"ref": fieldHidden, "mode": fieldHidden, "url-status": fieldHidden, "urlstatus": fieldHidden, "deadurl": fieldHidden, "dead-url": fieldHidden, "url-access": fieldHidden, "df": fieldHidden, "postscript": fieldHidden, "separator": fieldHidden,
	"author-link": fieldHidden, "authorlink": fieldHidden, "author-mask": fieldHidden, "name-list-style": fieldHidden, "display-authors": fieldHidden, "display-editors": fieldHidden, "format": fieldHidden, "editor-link": fieldHidden, "title-link": fieldHidden, "doi-access": fieldHidden,
	"language": fieldHidden, "lang": fieldHidden, "sprache": fieldHidden, "langue": fieldHidden, "type": fieldHidden, "doi-broken-date": fieldHidden, "bibcode-access": fieldHidden, "no-pp": fieldHidden, "nopp": fieldHidden,
	"quote": fieldOther, "id": fieldOther, "via": fieldOther,
}

// citePrefixes are printed before the values of registered names.
var citePrefixes = map[string]string{
	"doi": "doi:", "isbn": "ISBN ", "issn": "ISSN ", "eissn": "eISSN ", "pmid": "PMID ", "pmc": "PMC ", "arxiv": "arXiv:", "eprint": "arXiv:", "jstor": "JSTOR ", "oclc": "OCLC ", "bibcode": "Bibcode:", "p": "p. ", "pp": "pp. ", "page": "p. ", "pages": "pp. ",
}
