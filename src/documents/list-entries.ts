import { type Document, isMap, isScalar, isSeq, type Node, parseAllDocuments, type YAMLMap, type YAMLSeq } from "yaml";

/** A mapping in a list, in YAML or JSON that need not be v7's own. */
export interface ListEntry {
  /** The key that holds the list, and what people call the entry; either may be missing. */
  readonly heading: readonly string[];
  /** In UTF-16 units of the text, without the dash. */
  readonly begin: number;
  readonly end: number;
}

/**
 * The entries of lists that are a document, or that a key of one holds, in their order. None of lists that hold anything
 * else than mappings, or fewer than two; none at all of a text that is not YAML.
 */
export function listEntries(text: string): ListEntry[] {
  if (!listed.test(text)) return [];
  try {
    // What its aliases stand for is not written here, and not looked at.
    const found = parseAllDocuments(text, { logLevel: "silent", uniqueKeys: false });
    const documents: readonly Document[] = Array.isArray(found) ? found : [];
    if (documents.some(({ errors }) => errors.length > 0)) return [];
    return documents.flatMap(({ contents }) => entriesOf(contents));
  } catch {
    // Nested deeper than anybody writes.
    return [];
  }
}

/** A look that costs nothing beside reading YAML: most files have no mappings in lists. */
const listed = /^[ \t]*-[ \t]+["'\w]|^\s*\[\s*\{|:\s*\[\s*\{/m;

function entriesOf(contents: unknown): ListEntry[] {
  if (isSeq(contents)) return inList(contents, []);
  if (!isMap(contents)) return [];
  return contents.items.flatMap(({ key, value }) => (isSeq(value) ? inList(value, [wordOf(key)]) : []));
}

function inList({ items }: YAMLSeq, above: readonly string[]): ListEntry[] {
  const entries = items.filter((item): item is YAMLMap => isMap(item));
  if (entries.length < 2 || entries.length < items.length) return [];
  return entries.map((entry) => ({ heading: [...above, ...titleOf(entry)], ...rangeOf(entry) }));
}

function rangeOf({ range }: Node): { readonly begin: number; readonly end: number } {
  return { begin: range?.[0] ?? 0, end: range?.[1] ?? 0 };
}

function titleOf(entry: YAMLMap): string[] {
  const names = titles.map((title) => wordOf(entry.get(title, true)).trim()).filter((name) => name !== "");
  return names.slice(0, 1).map((name) => name.slice(0, longestTitle));
}

function wordOf(node: unknown): string {
  return isScalar(node) ? String(node.value) : "";
}

const titles = ["name", "title", "id", "key", "slug", "label"];
const longestTitle = 200;
