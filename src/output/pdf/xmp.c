/* xmp.c - the metadata stream: the same facts as the Info dictionary, and what the file claims to be.
 *
 * PDF/A knows the properties of PDF/UA only if the file describes them, in an extension schema (ISO 19005-2, 6.6.2.3). */
#include <time.h>

#include "output/pdf/pdf_int.h"

static const char opening[] =
	"<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
	"<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
	"<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\""
	" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\""
	" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\" xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\""
	" xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
	"<dc:format>application/pdf</dc:format>\n";

static const char claim_a[] = "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>\n";

static const char claim_ua[] = "<pdfuaid:part>1</pdfuaid:part>\n";

static const char schema_ua[] =
	"<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">"
	"<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>"
	"<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
	"<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">"
	"<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
	"<pdfaProperty:category>internal</pdfaProperty:category>"
	"<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>"
	"</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>\n";

static const char closing[] = "</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>";

/* Characters that XML cannot hold at all are left out. */
static void put_xml(struct buf *b, struct str s)
{
	for (size_t at = 0; at < s.n;) {
		uint32_t c = utf8_next(s, &at);
		if (c == '<')
			buf_cstr(b, "&lt;");
		else if (c == '&')
			buf_cstr(b, "&amp;");
		else if (c == '>')
			buf_cstr(b, "&gt;");
		else if (c >= ' ' && c != 0xFFFE && c != 0xFFFF)
			buf_utf8(b, c);
	}
}

/* before and after: the tags round the fact. Absent values are left out. */
static void put_property(struct buf *b, const char *before, struct str fact, const char *after)
{
	if (!fact.n)
		return;
	buf_cstr(b, before);
	put_xml(b, fact);
	buf_cstr(b, after);
	buf_char(b, '\n');
}

static void put_dates(struct buf *b, time_t when)
{
	struct tm tm;
	char text[40] = "1970-01-01T00:00:00Z";
	if (gmtime_r(&when, &tm))
		strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &tm);
	put_property(b, "<xmp:CreateDate>", str_from(text), "</xmp:CreateDate>");
	put_property(b, "<xmp:ModifyDate>", str_from(text), "</xmp:ModifyDate>");
}

static void put_packet(const struct pdf *p, struct buf *b)
{
	const struct document *d = p->d;
	bool ua = (p->options->standard & STYLE_UA) && d->ua_honest;
	buf_cstr(b, opening);
	put_property(b, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">", d->title, "</rdf:li></rdf:Alt></dc:title>");
	put_property(b, "<dc:creator><rdf:Seq><rdf:li>", d->author, "</rdf:li></rdf:Seq></dc:creator>");
	put_property(b, "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">", d->subject, "</rdf:li></rdf:Alt></dc:description>");
	if (pdf_is_language(d->lang))
		put_property(b, "<dc:language><rdf:Bag><rdf:li>", d->lang, "</rdf:li></rdf:Bag></dc:language>");
	put_property(b, "<xmp:CreatorTool>", STR(PDF_PROGRAM), "</xmp:CreatorTool>");
	put_dates(b, d->time);
	put_property(b, "<pdf:Producer>", STR(PDF_PROGRAM), "</pdf:Producer>");
	buf_cstr(b, p->options->standard & STYLE_A2A ? claim_a : "");
	buf_cstr(b, ua ? claim_ua : "");
	buf_cstr(b, ua ? schema_ua : "");
	buf_cstr(b, closing);
}

/* Not compressed: programs that know no PDF look for it in the bytes. */
unsigned pdf_xmp_write(struct pdf *p)
{
	struct buf packet = {NULL, 0, 0};
	put_packet(p, &packet);
	unsigned object = pdf_stream(p->file, buf_view(&packet), PDF_PLAIN);
	buf_free(&packet);
	struct buf *b = pdf_open(p->file, object);
	buf_cstr(b, "/Type/Metadata/Subtype/XML");
	pdf_close(p->file);
	return object;
}
