package extract

// What the commands and environments of LaTeX and of its common packages do to
// the text. A command that is not named here is passed over, and its arguments
// are read.
var (
	// latexUnread are the commands whose first so many arguments are no text.
	latexUnread = map[int]map[string]bool{
		1: words(`label; ref; eqref; pageref; autoref; cref; Cref; cpageref; nameref; vref; Vref; vpageref; subref; prettyref; fref; Fref; sref; secref; figref; labelcref; includegraphics; includesvg;
			vspace; hspace; vspace*; hspace*; addvspace; usepackage; RequirePackage; documentclass; documentstyle; pagestyle; thispagestyle; pagenumbering; bibliographystyle; graphicspath;
			includeonly; index; sindex; glossary; newcounter; newlength; theoremstyle; color; hypersetup; geometry; selectlanguage; foreignlanguage; hyphenation; linespread; fontfamily; fontseries; fontshape;
			captionsetup; lstset; sisetup; tikzset; pgfplotsset; usetikzlibrary; usepgfplotslibrary; author; institute; affil; affiliation; address; email; thanks; orcid; authorrunning; titlerunning; todo;
			phantom; hphantom; vphantom; raisebox; scalebox; rotatebox; parbox; cline; cmidrule; textcolor; colorbox; hypertarget; hyperlink; markright; citestyle; setcitestyle; bibpunct; bibliographyunit;
			DeclareBibliographyCategory; ExecuteBibliographyOptions; AtBeginDocument; AtEndDocument; AtBeginBibliography; AtEveryBibitem; bibinfo; bibfield; bibnamedelima; href@noop; urlstyle; BibitemShut; bibAnnoteFile;
			stepcounter; refstepcounter; usecounter; setstretch; allowdisplaybreaks; SetKwInOut; newsavebox; sbox; usebox; newcolumntype; pdfinfo; pdfbookmark; externaldocument; printbibliography;
			lstinputlisting; verbatiminput; bibliographyfont; urlprefix; mathrm; operatorname; tag; nonumber; pacs; ccsdesc; received; accepted; acmDOI; acmISBN; acmPrice; acmConference; copyrightyear; shortauthors;
			chapterauthor; setbeamertemplate; usetheme; usecolortheme; subject; providelanguage; addtocategory; bstctlcite; citeauthoryear; DeclareUnicodeCharacter; glsresetall; printglossary; makeglossaries`),
		2: words(`setcounter; addtocounter; setlength; addtolength; settowidth; newtheorem; newtheorem*; fontsize; DeclareMathOperator; DeclareMathOperator*; rule; resizebox; resizebox*; multicolumn; multirow; fcolorbox; markboth;
			DeclareFieldFormat; DeclareNameAlias; defbibheading; setbeamercolor; setbeamerfont; pdfbookmark; includepdf; newacro; acro; acrodef; SetKw; crefname; Crefname; newglossaryentry; DeclareAcronym; titlespacing; newabbreviation`),
		3: words(`definecolor; colorlet; addcontentsline; specialrule; newacronym; titleformat; crefformat; contentsline; DeclareSourcemap; numberwithin`),
		4: words(`usefont; titlespacing*; @writefile`),
	}

	latexHeadings = map[string]int{
		"part": 1, "chapter": 1, "section": 2, "subsection": 3, "subsubsection": 4, "paragraph": 5, "subparagraph": 6, "frametitle": 3, "addchap": 1, "addsec": 2,
		"caption": 0, "captionof": 0, "subcaption": 0,
	}

	// latexDefinitions define a macro, by the name that stands behind them.
	latexDefinitions = words(`newcommand; renewcommand; providecommand; newcommandx; DeclareRobustCommand; NewDocumentCommand; RenewDocumentCommand; ProvideDocumentCommand; DeclareDocumentCommand;
		def; gdef; edef; xdef; newenvironment; renewenvironment; DeclareCiteCommand; DeclareTextFontCommand; NewBibliographyString`)

	latexMath = words(`equation; align; gather; multline; eqnarray; math; displaymath; flalign; alignat; xalignat; IEEEeqnarray; dmath; dgroup; darray; empheq; array; matrix; pmatrix; bmatrix; cases`)

	// latexVerbatim hold program text, and latexGone what is no part of the text.
	latexVerbatim = words(`verbatim; Verbatim; BVerbatim; LVerbatim; spverbatim; lstlisting; minted; alltt; listing; code`)
	latexGone     = words(`comment; filecontents; filecontents*; tikzpicture; tikzcd; pgfpicture; picture; pspicture; asy; sagesilent; pycode; luacode; forest; CCSXML; abstract*; acronym`)

	// latexArguments are the environments whose first so many arguments are no text.
	latexArguments = map[string]int{
		"tabular": 1, "tabular*": 2, "tabularx": 2, "tabulary": 2, "longtable": 1, "longtabu": 1, "tabu": 1, "array": 1, "minipage": 1, "multicols": 1, "wrapfigure": 2, "wraptable": 2, "adjustbox": 1,
		"subfigure": 1, "subtable": 1, "column": 1, "thebibliography": 1, "adjustwidth": 2, "list": 2, "alignat": 1, "spacing": 1, "otherlanguage": 1, "threeparttable": 0, "xltabular": 2, "tblr": 1, "IEEEeqnarray": 1,
	}

	latexLists = words(`itemize; enumerate; description; compactitem; compactenum; compactdesc; inparaenum; inparaitem; trivlist; list; questions; tablenotes`)

	// latexLinks are the commands that lead to an address: \url{…}, and with two
	// arguments \href{…}{…}.
	latexLinks = map[string]int{"url": 1, "nolinkurl": 1, "path": 1, "href": 2, "Eprint": 2, "link": 2}

	// latexSymbols are the commands that stand for a sign.
	latexSymbols = map[string]string{
		"ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "aa": "å", "AA": "Å", "i": "ı", "j": "ȷ", "th": "þ", "TH": "Þ", "dh": "ð", "DH": "Ð", "dj": "đ", "DJ": "Đ",
		"S": "§", "P": "¶", "dag": "†", "ddag": "‡", "copyright": "©", "pounds": "£", "ldots": "…", "dots": "…", "textellipsis": "…", "textendash": "–", "textemdash": "—", "LaTeX": "LaTeX", "TeX": "TeX",
		"BibTeX": "BibTeX", "textasciitilde": "~", "textbackslash": "\\", "textunderscore": "_", "textregistered": "®", "texttrademark": "™", "textquotesingle": "'", "textquoteright": "’", "textquoteleft": "‘",
		"textquotedblleft": "“", "textquotedblright": "”", "euro": "€", "texteuro": "€", "textdegree": "°", "slash": "/", "textless": "<", "textgreater": ">", "textbar": "|", "textasciicircum": "^", "newline": "\n",
		"par": "\n", "quad": " ", "qquad": " ", "space": " ", "newblock": " ", "enspace": " ", "and": ", ",
	}
)
