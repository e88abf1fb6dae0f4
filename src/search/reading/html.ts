/** What a page says to its reader, on the lines on which it stands: no tags, scripts, styles and comments. */
export function htmlText(html: string): string {
  return html
    .replaceAll(hidden, linesOf)
    .replaceAll(/<\/?[A-Za-z][^<>]{0,10000}>|<![^<>]{0,1000}>/g, (tag) => (inline.test(tag) ? "" : linesOf(tag) || " "))
    .replaceAll(/&(#x?[\da-f]{1,6}|[a-z]{2,8});/gi, (whole, name: string) => entityOf(name.toLowerCase()) ?? whole);
}

/** Up to its end tag, or to the end of a page that lacks it. */
const hidden = /<!--[^]*?(?:-->|$)|<(script|style|template)\b[^]*?(?:<\/\1\s*>|$)/gi;

/** They stand within words. */
const inline = /^<\/?(?:a|abbr|b|code|em|i|mark|s|small|span|strong|sub|sup|u|wbr)\b/i;

function linesOf(removed: string): string {
  return removed.replaceAll(/[^\n]+/g, "");
}

function entityOf(name: string): string | undefined {
  if (!name.startsWith("#")) return entities.get(name);
  const point = name.startsWith("#x") ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  return point > 31 && point <= 0x10ffff ? String.fromCodePoint(point) : undefined;
}

const entities: ReadonlyMap<string, string> = new Map(
  Object.entries({
    amp: "&",
    lt: "<",
    gt: ">",
    quot: '"',
    apos: "'",
    nbsp: " ",
    ndash: "–",
    mdash: "—",
    hellip: "…",
    auml: "ä",
    ouml: "ö",
    uuml: "ü",
    szlig: "ß",
    eacute: "é",
    egrave: "è",
    agrave: "à",
    ccedil: "ç",
    ntilde: "ñ",
    lsquo: "‘",
    rsquo: "’",
    ldquo: "“",
    rdquo: "”",
    laquo: "«",
    raquo: "»",
    middot: "·",
    bull: "•",
    shy: "",
  }),
);
