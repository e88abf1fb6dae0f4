import type { Document } from "../../model/document.ts";
import { isJsonObject, type Json, type JsonObject } from "../../model/json.ts";

/** Where a file belongs; null where no rule says so. */
export interface FilePlace {
  readonly component: string | null;
  readonly pillar: string | null;
  readonly project: string | null;
}

/** The declared Layout, ready to be asked about thousands of paths. */
export interface Layout {
  readonly pillars: readonly { readonly name: string; readonly path: string }[];
  readonly rules: readonly LayoutRule[];
}

interface LayoutRule {
  readonly match: string;
  readonly expression: RegExp;
  readonly given: Partial<FilePlace>;
}

/** The Layout that the documents declare; without one, nothing belongs anywhere. */
export function readLayout(documents: readonly Pick<Document, "kind" | "spec">[]): Layout {
  const spec = documents.find(({ kind }) => kind === "Layout")?.spec ?? {};
  return {
    pillars: listOf(spec.pillars).flatMap((pillar) =>
      isJsonObject(pillar) ? [{ name: String(pillar.name), path: String(pillar.path) }] : [],
    ),
    rules: listOf(spec.rules).flatMap((rule) => (isJsonObject(rule) ? [ruleOf(String(rule.match), rule)] : [])),
  };
}

/** Each of the three by the first rule that knows it; the pillar, failing that, by its declared folder. */
export function placeOf({ pillars, rules }: Layout, path: string): FilePlace {
  const place: { component: string | null; pillar: string | null; project: string | null } = {
    component: null,
    pillar: null,
    project: null,
  };
  for (const { expression, given } of rules) {
    const found = expression.exec(path);
    if (!found) continue;
    for (const part of parts) place[part] ??= given[part] ?? found.groups?.[part] ?? null;
  }
  place.pillar ??= pillars.find((pillar) => path.startsWith(`${pillar.path}/`))?.name ?? null;
  return place;
}

/** The first rule whose pattern a path matches, for `scan --explain`. */
export function ruleFor({ rules }: Layout, path: string): string | undefined {
  return rules.find(({ expression }) => expression.test(path))?.match;
}

const parts = ["component", "pillar", "project"] as const;

function ruleOf(match: string, fields: JsonObject): LayoutRule {
  const given = parts.flatMap((part) => (typeof fields[part] === "string" ? [[part, fields[part]]] : []));
  return { match, expression: expressionOf(match), given: Object.fromEntries(given) as Partial<FilePlace> };
}

/** `{component}/{project}/**`: a placeholder is one whole folder, `*` any part of a name, `**` any number of folders. */
function expressionOf(match: string): RegExp {
  const named = new Set<string>();
  const source = match
    .split(/(\{(?:component|pillar|project)\}|\*\*\/?|\*|\?)/)
    .map((piece) => pieceOf(piece, named))
    .join("");
  return new RegExp(`^${source}$`, "s");
}

function pieceOf(piece: string, named: Set<string>): string {
  if (piece === "**/") return "(?:.*/)?";
  if (piece === "**") return ".*";
  if (piece === "*") return "[^/]*";
  if (piece === "?") return "[^/]";
  const name = /^\{(.*)\}$/.exec(piece)?.[1];
  if (name === undefined) return piece.replaceAll(/[.+^${}()|[\]\\]/g, "\\$&");
  if (named.has(name)) return "[^/]+";
  named.add(name);
  return `(?<${name}>[^/]+)`;
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}
