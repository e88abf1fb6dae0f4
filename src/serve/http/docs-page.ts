import type { Json } from "../../model/json.ts";
import type { RoutedFace } from "../faces/face.ts";
import { queryOf } from "../questions.ts";

/** The description for people: one page, which loads nothing. */
export function docsPage(faces: readonly RoutedFace[], version: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>v7: what can be asked</title>
<link rel="stylesheet" href="/docs.css">
<main>
<h1>What can be asked</h1>
<p>v7 ${escaped(version)}. Every answer is the document that the command prints with <code>--json</code>. The same for programs: <a href="/openapi.json">/openapi.json</a>.</p>
<pre>curl -H "Authorization: Bearer $(cat "$(v7 serve --token)")" http://127.0.0.1:8100/status</pre>
<nav><ul>${faces.map(({ name, route }) => `<li><a href="#${encodeURIComponent(name)}">${escaped(route)}</a></li>`).join("")}</ul></nav>
${faces.map(section).join("\n")}
</main>
</html>
`;
}

function section(face: RoutedFace): string {
  const { name, summary, route, also = [], command } = face;
  const rows = Object.entries(queryOf(face)).map(([parameter, { schema, isRequired }]) => {
    const says = `${String(schema["description"] ?? "")}${isRequired ? " Needed." : ""}`;
    return `<tr><th scope="row"><code>${escaped(parameter)}</code></th><td>${escaped(formOf(schema))}</td><td>${escaped(says)}</td></tr>`;
  });
  const table = `<table><thead><tr><th scope="col">Parameter</th><th scope="col">Form</th><th scope="col">What it does</th></tr></thead><tbody>${rows.join("")}</tbody></table>`;
  const others =
    also.length === 0 ? "" : `<p>Also at ${also.map((url) => `<code>${escaped(url)}</code>`).join(", ")}.</p>`;
  return `<section id="${encodeURIComponent(name)}"><h2><code>GET ${escaped(route)}</code></h2><p>${escaped(summary)}. As <code>v7 ${escaped(command)} --json</code>.</p>${others}${rows.length === 0 ? "" : table}</section>`;
}

function formOf(schema: { readonly [key: string]: Json }): string {
  const { type, enum: words, default: usual, minimum, maximum } = schema;
  const form = Array.isArray(words) ? words.join(" | ") : String(type);
  const range = minimum === undefined ? "" : ` ${String(minimum)}–${String(maximum)}`;
  return `${form}${range}${usual === undefined ? "" : `, else ${String(usual)}`}`;
}

/** In a text or an attribute. */
export function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** How that page looks. */
export const docsStyle = `:root{color-scheme:light dark;--ink:#1c1e21;--soft:#51555b;--line:#e8e8e4;--page:#fff;--code:#f5f5f2}
@media (prefers-color-scheme:dark){:root{--ink:#e9e9e7;--soft:#b4b8bd;--line:#2b2e33;--page:#16181b;--code:#212429}}
body{margin:0;background:var(--page);color:var(--ink);font:14px/20px -apple-system,BlinkMacSystemFont,"Segoe UI","Liberation Sans",Arial,sans-serif}
main{max-width:60rem;margin:0 auto;padding:24px 16px}
h1{font-size:24px;line-height:32px}h2{font-size:15px;margin:32px 0 4px;border-top:1px solid var(--line);padding-top:16px}
code,pre{font:13px/20px ui-monospace,"SF Mono",Menlo,"DejaVu Sans Mono",monospace}pre{background:var(--code);padding:8px 12px;overflow-x:auto}
nav ul{columns:16rem;list-style:none;padding:0}a{color:inherit}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:4px 12px 4px 0;border-bottom:1px solid var(--line);font-weight:normal}td{color:var(--soft)}
`;
