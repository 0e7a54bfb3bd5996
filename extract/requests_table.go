package extract

// requestWords are what editors write into a text, in brackets, where it wants
// a source: the words that the Wikipedias' templates print in running text
// (Citation needed, By whom, When, Better source needed, Failed verification,
// Original research, Dead link and their sisters in each language), as the
// articles of each show them. Lower case, question marks of all scripts as "?".
var requestWords = words(`
	citation needed; citations needed; additional citation needed; additional citations needed; citation required; source needed; sources needed; reference needed; references needed;
	ref needed; ref?; reference?; cite?; citation?; source?; sources?; cite needed; better source needed; better source?; unreliable source?; unreliable source; third-party source needed;
	non-primary source needed; primary source needed; secondary source needed; medical citation needed; unreliable medical source?; scientific citation needed; scholarly source needed; self-published source;
	self-published source?; failed verification; not in citation given; verification needed; not verified in body; full citation needed; page needed; original research?; original research;
	improper synthesis?; synthesis?; attribution needed; according to whom?; by whom?; by who?; from whom?; who?; whom?; who says?; says who?; weasel words; when?; dead link; permanent dead link; broken link;
	user-generated source; user-generated source?; circular reference; citation not found; add source; add a source; add citation; add a citation; add reference; insert source; insert citation;
	insert reference; needs source; needs a source; needs citation; needs a citation; need source; need citation; source tk; cite tk; link tk; tk source;
	beleg fehlt; belege fehlen; beleg?; quelle fehlt; quelle?; quellen?; einzelnachweis fehlt; nachweis fehlt; wer?; wann?; von wem?; wer sagt das?;
	réf. nécessaire; réf. souhaitée; réf. insuffisante; réf. à confirmer; réf. non conforme; référence nécessaire; référence souhaitée; citation nécessaire; source insuffisante; source nécessaire;
	source secondaire nécessaire; qui?; par qui?; selon qui?; quand?; lien mort; lien brisé; non vérifié?;
	cita requerida; cita requerida?; fuente requerida; fuente?; referencia requerida; quién?; por quién?; según quién?; cuándo?; enlace roto;
	senza fonte; citazione necessaria; fonte?; fonti?; chi?; da chi?; secondo chi?; quando?; collegamento interrotto; fonte non verificata;
	carece de fontes; carece de fontes?; citação necessária; fonte necessária; quem?; por quem?; segundo quem?; ligação inativa; falta fonte; fonte confiável?;
	bron?; bron gevraagd; bron ontbreekt; wie?; door wie?; volgens wie?; wanneer?; dode link;
	källa behövs; källa?; vem?; av vem?; enligt vem?; när?; död länk; kilde mangler; kilde?; hvem?; hvornår?; dødt link; trenger referanse; referanse?; når?; død lenke;
	lähde?; kuka?; kenen mukaan?; milloin?; vanhentunut linkki; potrzebny przypis; potrzebne źródło; źródło?; przypis?; kto?; przez kogo?; kiedy?; martwy link; zdroj?; kdo?; kým?; kdy?; chybí zdroj; nedostupný zdroj;
	forrás?; ki?; mikor?; necesită citare; citare necesară; cine?; cal citació; qui ho diu?; enllaç no actiu; kaynak belirtilmeli; kim?; kime göre?; ölü/kırık bağlantı; butuh rujukan; perlu rujukan;
	siapa?; menurut siapa?; kapan?; pranala nonaktif; cần dẫn nguồn; ai nói?; khi nào?; liên kết hỏng;
	источник?; источник не указан; нет источника; нет в источнике; неавторитетный источник; неавторитетный источник?; кто?; кем?; когда?; недоступная ссылка; джерело?; джерело не вказане; хто?; ким?; коли?;
	неактивне посилання; източник?; кой?; кога?; извор?; тражи се извор; ко?; када?; мртва веза; εκκρεμεί παραπομπή; ποιος?; πότε?; νεκρός σύνδεσμος;
	要出典; 要検証; 誰?; 誰によって?; いつ?; リンク切れ; 信頼性要検証; 独自研究?; 要ページ番号; 来源请求; 來源請求; 请求来源; 請求來源; 谁?; 何时?; 何時?; 失效链接; 失效連結; 永久失效链接; 永久失效連結; 来源可靠?; 來源可靠?; 原創研究?; 原创研究?;
	출처 필요; 출처?; 누가?; 언제?; 깨진 링크; بحاجة لمصدر; من?; متى?; وصلة مكسورة; نیازمند منبع; چه کسی?; چه وقت?; پیوند مرده; דרוש מקור; מי?; מתי?; קישור שבור; อ้างอิงต้องการ; ต้องการอ้างอิง; ใคร?; เมื่อไร?`)

// requestStarts begin requests that go on with a date or a length of time.
var requestStarts = []string{"citation needed ", "источник не указан ", "недоступная ссылка с ", "beleg fehlt, ", "réf. nécessaire ("}

// placeholders are what newsrooms and drafts leave in capitals for a source
// that is to come; TK is their "to come".
var placeholders = map[string]bool{"TK": true, "TKTK": true, "TK TK": true, "CITE": true, "REF": true, "SOURCE": true, "CITATION": true, "REFERENCE": true}
