import { escaped } from "../../parts/links.ts";

/** What the addresses of resources begin with. */
export const segments: ReadonlySet<string> = new Set([
  "documentset",
  "enum",
  "fileplan",
  "impact",
  "layout",
  "node",
  "persona",
  "phase",
  "policy",
  "project",
  "replication",
  "roleoverride",
  "sourcegroup",
  "task",
  "waiver",
]);

/** Where something leads that is no words but a name: an address, a file's path, a plan's id, a code. */
export function placeOf(typed: string): { readonly name: string; readonly href: string } | undefined {
  const text = typed.trim();
  if (/^[a-z]+\/\S/.test(text) && segments.has(text.slice(0, text.indexOf("/"))))
    return { name: text, href: `/ui/r/${escaped(text)}` };
  if (/^v7-[a-z]\d{3}$/i.test(text)) return { name: text.toUpperCase(), href: `/ui/explain/${text.toUpperCase()}` };
  if (/^[0-9a-f]{6,64}$/.test(text) && /\d/.test(text))
    return { name: `plan ${text.slice(0, 6)}`, href: `/ui/plans/${text}` };
  if (/^[^\s/][^/]*(\/[^/]+)*\/[^\s/]+\.\w+$/.test(text)) return { name: text, href: `/ui/files/at/${escaped(text)}` };
  return undefined;
}
