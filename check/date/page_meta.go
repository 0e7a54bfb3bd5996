package date

// metaFields are the names under which <meta> states a date, in lower case. The names are those of Open Graph
// (https://ogp.me), Dublin Core (https://www.dublincore.org/specifications/dublin-core/dcmi-terms/), Highwire Press
// (citation_*), PRISM, Parse.ly, Sailthru, Cxense, and of publishers' own systems. A plain "date" may be any.
var metaFields = indexRoles(map[Role]string{
	RolePublished: `article:published_time article:published og:article:published_time og:published_time og:pubdate
		article.published article.published_time published_time published_at publication_date publication-date publicationdate
		publish_date publish-date publishdate publish_time pub_date pub-date pubdate published publisheddate published-date
		published_date date_published datepublished date-published parsely-pub-date sailthru.date sailthru:date
		cxenseparse:recs:publishtime cxenseparse:publishtime dcterms.issued dcterms:issued dc.date.issued dc.issued
		dc.date.published citation_publication_date citation_date citation_online_date prism.publicationdate rnews:datepublished
		vr:published_time bt:pubdate shareaholic:article_published_time originalpublicationdate article_date_original
		original-publish-date analyticsattributes.articledate article:post_date post_date postdate dateposted release_date
		article.origdate article.created og:article:published datedisplay dc.date.publication issued
		article-publication-date pubdatetime live_date`,
	RoleModified: `article:modified_time article:modified article:updated_time og:article:modified_time og:modified_time og:updated_time
		article.updated article.modified updated_time modified_time last-modified lastmodified last_modified lastmod
		modified modified_date modified-date modifieddate date_modified datemodified date-modified updated update_date
		lastupdate last-updated last-update dcterms.modified dcterms:modified dc.date.modified dc.modified
		shareaholic:article_modified_time cxenseparse:modtime revised`,
	RoleCreated: `article:created_time article:created og:created_time created creation_date creation-date date_created datecreated
		date-created dcterms.created dcterms:created dc.date.created dc.created dc.date.x-created`,
	RoleStated: `date dc.date dc:date dcterms.date dcterms:date article_date article-date article:date og:date article:publish_date
		date-of-article timestamp`,
})
