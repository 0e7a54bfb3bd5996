package date

import (
	"fmt"
	"testing"
)

// full is a reading in one line, with what is beside its date.
func full(r Reading) string {
	s := show(r)
	if r.Range != nil {
		s += fmt.Sprintf(" [%v..%v]", r.Range[0], r.Range[1])
	}
	if r.Circa {
		s += " circa"
	}
	if r.Misnamed != "" {
		s += " not " + r.Misnamed
	}
	return s
}

// The same day as it is written in references of many languages.
func TestOneDayInManyLanguages(t *testing.T) {
	for _, text := range []string{
		"3 August 2021", "August 3, 2021", "3rd August 2021", "Aug. 3, 2021", // English
		"3. August 2021", "3. Aug. 2021", // German
		"3 août 2021", "3 aout 2021", // French
		"3 de agosto de 2021", "3 ago. 2021", // Spanish, Portuguese
		"3 agosto 2021",               // Italian
		"3 augustus 2021",             // Dutch
		"3 augusti 2021",              // Swedish
		"3. august 2021",              // Danish, Norwegian
		"3. elokuuta 2021",            // Finnish
		"3 sierpnia 2021",             // Polish
		"3. srpna 2021",               // Czech
		"3 августа 2021 г.",           // Russian
		"3 серпня 2021 р.",            // Ukrainian
		"3 Ağustos 2021",              // Turkish
		"3 d'agost de 2021",           // Catalan
		"3 Agustus 2021",              // Indonesian
		"3 Αυγούστου 2021",            // Greek
		"2021年8月3日", "2021 年 8 月 3 日", // Japanese, Chinese
		"2021년 8월 3일", // Korean
	} {
		if got := InText(text); len(got) != 1 || got[0].Date.String() != "2021-08-03" || got[0].Role != RoleStated || got[0].Precision() != "day" {
			t.Errorf("InText(%q) = %v", text, showAll(got))
		}
	}
}

func TestOneMonthInManyLanguages(t *testing.T) {
	for _, text := range []string{
		"October 2021", "Oktober 2021", "octobre 2021", "octubre de 2021", "ottobre 2021", "outubro de 2021", "oktober 2021", "lokakuu 2021",
		"październik 2021", "říjen 2021", "октябрь 2021", "жовтень 2021", "Ekim 2021", "2021年10月", "2021년 10월", "Oct. 2021",
	} {
		got := InText(text)
		if text == "Ekim 2021" { // also a verb
			if len(got) != 0 {
				t.Errorf("InText(%q) = %v", text, showAll(got))
			}
			continue
		}
		if len(got) != 1 || got[0].Date.String() != "2021-10" || got[0].Precision() != "month" {
			t.Errorf("InText(%q) = %v", text, showAll(got))
		}
	}
}

func TestAccessedInManyLanguages(t *testing.T) {
	for _, text := range []string{
		"accessed 3 June 2021", "Retrieved June 3, 2021", "abgerufen am 3. Juni 2021", "Zuletzt besucht am 3. Juni 2021", "consulté le 3 juin 2021",
		"consultado el 3 de junio de 2021", "consultato il 3 giugno 2021", "acesso em: 3 jun. 2021", "geraadpleegd op 3 juni 2021", "hämtad 3 juni 2021",
		"hämtad den 3 juni 2021", "besøgt 3. juni 2021", "lest 3. juni 2021", "viitattu 3. kesäkuuta 2021", "dostęp 3 czerwca 2021", "navštíveno 3. června 2021",
		"[cit. 2021-06-03]", "[cited 2021 Jun 3]", "[consulta: 3 junio 2021]", "дата обращения: 3 июня 2021", "дата звернення: 3 червня 2021",
		"erişim 3 Haziran 2021", "2021年6月3日閲覧", "访问日期：2021年6月3日",
	} {
		if got := InText(text); len(got) != 1 || got[0].Date.String() != "2021-06-03" || got[0].Role != RoleAccessed {
			t.Errorf("InText(%q) = %v", text, showAll(got))
		}
	}
	for _, text := range []string{"Published 3 June 2021", "veröffentlicht am 3. Juni 2021", "publié le 3 juin 2021", "opublikowano 3 czerwca 2021", "опубликовано 3 июня 2021"} {
		if got := InText(text); len(got) != 1 || got[0].Role != RolePublished {
			t.Errorf("InText(%q) = %v", text, showAll(got))
		}
	}
}

func TestInTextBeyondDays(t *testing.T) {
	tests := []struct{ text, want string }{
		// Ranges.
		{"held on 10–12 May 2021", "stated range 2021-05 [2021-05-10..2021-05-12]"},
		{"vom 23.–26. August 2017", "stated range 2017-08 [2017-08-23..2017-08-26]"},
		{"du 3 au 5 mai 2021", "stated day-month 2021-05-05"},
		{"del 10-12 de mayo de 2021", "stated range 2021-05 [2021-05-10..2021-05-12]"},
		{"28 April – 3 May 2021", "stated range 2021 [2021-04-28..2021-05-03]"},
		{"May 10–12, 2021", "stated range 2021-05 [2021-05-10..2021-05-12]"},
		{"April 28–May 3, 2021", "stated range 2021 [2021-04-28..2021-05-03]"},
		{"May/June 2021", "stated range 2021 [2021-05..2021-06]"},
		{"Jan.–Feb. 2021", "stated range 2021 [2021-01..2021-02]"},
		{"2021-05-10/2021-05-12", "stated range 2021-05 [2021-05-10..2021-05-12]"},
		{"Smith, J. (2019–2021). Title", "stated range  [2019..2021]"},
		{"Smith, J. (2019/20): Title", "stated range  [2019..2020]"},
		{"Smith, J. (2022). Trends of prices (2019–2021). The Journal", "stated year 2022"},
		{"Trends of prices (2019–2021), The Journal, 5 May 2022", "stated day-month 2022-05-05"},
		{"George Orwell (1903–1950)", ""},
		{"(2021–2019)", ""},
		{"December 2020 – January 2021", "stated month-year 2020-12; stated month-year 2021-01"},
		{"30–31 February 2021", "stated month-year 2021-02"},
		{"12–10 May 2021", "stated month-year 2021-05"},
		{"12(3): 10–12 May 2021", "stated month-year 2021-05"},
		{"pp. 10–12 May 2021", "stated month-year 2021-05"},

		// Seasons and circa.
		{"The Journal 45, Spring 2020", "stated season 2020"},
		{"(Frühjahr 2020)", "stated season 2020"},
		{"12 (Winter 1999): 3", "stated season 1999"},
		{"The Arab Spring 2011", ""},
		{"prices fall 2021", ""},
		{"Map of London (c. 1850)", "stated year 1850 circa"},
		{"Map of London [circa 1850]", "stated year 1850 circa"},
		{"Karte (um 1850)", "stated year 1850 circa"},
		{"ca. 1850 people", ""},
		{"c. 1850", ""},

		// The rarer forms of ISO 8601.
		{"2021-W19-2", "stated iso-week 2021-05-11"},
		{"Week 2021-W19.", "stated iso-week 2021-05 [2021-05-10..2021-05-16]"},
		{"2020-W53-7", "stated iso-week 2021-01-03"},
		{"2021-W53-1", ""},
		{"2021-W19-8", ""},
		{"2021-131", "stated iso-day 2021-05-11"},
		{"accessed 2024-366", "accessed iso-day 2024-12-31"},
		{"accessed 2023-366", ""},
		{"Report 2021-131", ""},
		{"Working Paper, 2021-131.", ""},

		// Weekdays.
		{"Tuesday, 11 May 2021", "stated day-month 2021-05-11"},
		{"Monday, 12 May 2021", "stated day-month 2021-05-12 not monday"},
		{"on Monday, May 12, 2021", "stated month-day 2021-05-12 not monday"},
		{"Accessed Mon 12 May 2021", "accessed day-month 2021-05-12 not mon"},
		{"Montag, den 12. Mai 2021", "stated day-month 2021-05-12 not montag"},
		{"Am Dienstag, 11. Mai 2021", "stated day-month 2021-05-11"},
		{"lundi 12 mai 2021", "stated day-month 2021-05-12 not lundi"},
		{"lunes, 12 de mayo de 2021", "stated day-month 2021-05-12 not lunes"},
		{"terça-feira, 11 de maio de 2021", "stated day-month 2021-05-11"},
		{"segunda-feira, 12 de maio de 2021", "stated day-month 2021-05-12 not segunda"},
		{"понедельник, 12 мая 2021", "stated day-month 2021-05-12 not понедельник"},
		{"2021年5月11日（火）", "stated cjk 2021-05-11"},
		{"2021年5月11日（月）", "stated cjk 2021-05-11 not 月"},
		{"2021年5月11日(月曜日)", "stated cjk 2021-05-11 not 月曜日"},
		{"2021年5月11日星期一", "stated cjk 2021-05-11 not 星期一"},
		{"2021년 5월 11일 월요일", "stated cjk 2021-05-11 not 월요일"},
		{"11 May 2021 (Monday)", "stated day-month 2021-05-11 not monday"},
		{"11 May 2021 (Mon.)", "stated day-month 2021-05-11 not mon"},
		{"Sat., 11 May 2021", "stated day-month 2021-05-11 not sat"},

		// No weekday of the date: newspapers, names, the old calendar.
		{"The Sun, 12 May 2021", "stated day-month 2021-05-12"},
		{"The Mail on Sunday, 12 May 2021", "stated day-month 2021-05-12"},
		{"Le Journal du Dimanche, 12 mai 2021", "stated day-month 2021-05-12"},
		{"Welt am Sonntag, 12. Mai 2021", "stated day-month 2021-05-12"},
		{"der Freitag, 12. Mai 2021", "stated day-month 2021-05-12"},
		{"Bloody Sunday, 15 June 2010", "stated day-month 2010-06-15"},
		{"It was a Monday. 12 May 2021", "stated day-month 2021-05-12"},
		{"Monday, 25 October 1917", "stated day-month 1917-10-25"},
		{"The court sat 11 May 2021", "stated day-month 2021-05-11"},
		{"They were wed 11 May 2021", "stated day-month 2021-05-11"},
		{"They wed, 13 May 2021", "stated day-month 2021-05-13"},
		{"mon 12 mai 2021", "stated day-month 2021-05-12"},
		{"Mon 12 mai 2021", "stated day-month 2021-05-12"},
		{"Sat 12. Mai 2021", "stated day-month 2021-05-12"},
		{"Mon, 2021-05-11", "stated iso 2021-05-11 not mon"},
		{"11 May 2021 Sunday Times", "stated day-month 2021-05-11"},
		{"11 May 2021 Monday", "stated day-month 2021-05-11"},
		{"11 May 2021 (Sunday Times)", "stated day-month 2021-05-11"},
		{"11 May 2021 (sat in court)", "stated day-month 2021-05-11"},
		{"La segunda, 11 de mayo de 2021", "stated day-month 2021-05-11"},
		{"Monday, 05/11/2021", "stated numeric 2021-11-05|2021-05-11"},
	}
	for _, tt := range tests {
		got := ""
		for i, r := range InText(tt.text) {
			if i > 0 {
				got += "; "
			}
			got += full(r)
		}
		if got != tt.want {
			t.Errorf("InText(%q)\n got %q\nwant %q", tt.text, got, tt.want)
		}
	}
}

func TestUndated(t *testing.T) {
	for text, want := range map[string]bool{
		"Smith, J. (n.d.). Title.": true, "Smith, J. (n.d.-a). Title.": true, "Smith [n. d.]": true, "Müller (o. J.): Titel": true, "Dupont (s. d.)": true,
		"Pérez (s.f.)": true, "De Vries (z.d.)": true, "Svensson (u.å.)": true, "Петров (б. г.)": true, "Smith (no date)": true,
		"Fargo, N.D., 2021": false, "mean 3.2 (s.d. 1.4)": false, "Smith (2021)": false, "": false, "n.d.": false,
	} {
		if got := Undated(text); got != want {
			t.Errorf("Undated(%q) = %v", text, got)
		}
	}
}

// TestArchivedOn: the day of a copy is told from the others in the words of many styles.
func TestArchivedOn(t *testing.T) {
	for _, text := range []string{
		"Archived from the original on 11 May 2021.", "Archived (PDF) from the original on May 11, 2021.", "archive-date: 2021-05-11",
		"archiviert vom Original am 11. Mai 2021", "(Memento vom 11. Mai 2021 im Internet Archive)", "Memento des Originals vom 11. Mai 2021",
		"Archivé depuis l'original le 11 mai 2021.", "Archivado desde el original el 11 de mayo de 2021", "archiviato dall'url originale l'11 maggio 2021",
		"Arquivada do original em 11 de maio de 2021", "Gearchiveerd van origineel op 11 mei 2021", "Arkiverad från originalet den 11 maj 2021",
		"Arkivert fra originalen 11. mai 2021", "Arkistoitu 11.5.2021", "zarchiwizowane z adresu 2021-05-11", "Archivováno z originálu dne 11. 5. 2021",
		"Архивировано из оригинала 11 мая 2021 года", "Архівовано з оригіналу 11 травня 2021", "Arhivat din original la 11 mai 2021",
		"Arxivat de l'original el 2021-05-11", "Diarsipkan dari versi asli tanggal 2021-05-11", "Αρχειοθετήθηκε από το πρωτότυπο στις 11 Μαΐου 2021",
		"（原始内容存档于2021-05-11）", "(原始內容存檔於2021-05-11)",
	} {
		got := InText(text)
		if len(got) != 1 || got[0].Role != RoleArchived {
			t.Errorf("%q: %+v, want one archived date", text, got)
		}
	}
	for _, text := range []string{"国家档案 2021-05-11", "Memento (2000).", "Memento, 11 May 2021"} {
		if got := InText(text); len(got) != 1 || got[0].Role != RoleStated {
			t.Errorf("%q: %+v, want a date that is merely stated", text, got)
		}
	}
}

// TestAWordSpeaksOfItsOwnDate: where the date behind "accessed" cannot be read, the one before it is not taken for it.
func TestAWordSpeaksOfItsOwnDate(t *testing.T) {
	tests := []struct{ text, want string }{
		{"arXiv 7 Dec 2021, 访问时间为 四月 27, 2025， https://arxiv.org/x", "stated day-month 2021-12-07; accessed month-day 2025-04-27"},
		{"Report 2021-12-07，檢索日期：十一月 2, 2025，", "stated iso 2021-12-07; accessed month-day 2025-11-02"},
		{"Report, 7 Dec 2021, accessed 27/4/25, p. 3", "stated day-month 2021-12-07"},
		{"Rapport, 11 mei 2021 geraadpleegd.", "accessed day-month 2021-05-11"},
		{"十三月 27, 2025", ""},
		{"第十一月 27, 2025", ""},
		{"四月 27 dage", ""},
	}
	for _, tt := range tests {
		if got := showAll(InText(tt.text)); got != tt.want {
			t.Errorf("%q: %q, want %q", tt.text, got, tt.want)
		}
	}
}

// TestBracketsOfChineseReferences has a day of access that no word names (GB/T 7714).
func TestBracketsOfChineseReferences(t *testing.T) {
	for text, want := range map[string]Role{
		"美國藝術家模擬貓的視覺. [2014-04-05].":                RoleAccessed,
		"国家统计局. 房租 (2021-05-11) [2021-06-03].":      RoleAccessed,
		"Rents in spring. [2014-04-05].":            RoleStated,
		"猫の視覚をシミュレートする. [2014-04-05].":              RoleStated,
		"美國藝術家模擬貓的視覺. 2014-04-05.":                  RoleStated,
		"[美國藝術家, 2014-04-05] 模擬貓的視覺":                RoleStated,
		"美國藝術家模擬貓的視覺. [2014-04-05] （存档于2014-04-07）": RoleAccessed,
	} {
		got := InText(text)
		if len(got) == 0 {
			t.Errorf("%s: no date", text)
			continue
		}
		last := got[len(got)-1]
		if last.Role == RoleArchived {
			last = got[0]
		}
		if last.Role != want {
			t.Errorf("%s: %s, want %s", text, last.Role, want)
		}
	}
}
