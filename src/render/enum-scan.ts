import type { EnumGroup, EnumScanOutput, EnumUse, OutsideWords, ScannedEnum } from "../model/output/enum-scan.ts";
import { counted, grouped } from "./type/counts.ts";
import { escapeControls } from "./type/escape.ts";
import { plainScreen, type Screen } from "./type/screen.ts";
import { type Column, tableLines } from "./type/table.ts";
import { typedWord } from "../model/typed-word.ts";

/** Groups of duplicates, what holds words besides, what was not seen, and what to do next; `all` tells every line of each, and every enum. */
export function renderEnumScan(
  scan: EnumScanOutput,
  { all }: { readonly all: boolean },
  screen: Screen = plainScreen,
): string {
  const most = (few: number): number => (all ? Number.POSITIVE_INFINITY : few);
  return [
    ...headLines(scan),
    ...(scan.groups.length === 0
      ? []
      : capped(groupLines(scan.groups, most(10), screen), scan.groups.length, most(10))),
    ...(all && scan.enums.length > 0 ? ["", ...tableLines(enumColumns, scan.enums.map(enumCells), screen)] : []),
    ...section("Words outside of the types:", scan.words.map(wordsText), most(5)),
    ...section(
      "Also there:",
      scan.surroundings.map(({ sort, name, note }) => `${sort} ${name}: ${note}`),
      most(5),
    ),
    ...section(
      "Not seen:",
      scan.unseen.map(({ object, because }) => `${object}: ${because}`),
      most(5),
    ),
    ...nextLines(scan),
  ].join("\n");
}

function headLines({ target, database, server_version: version, schema, totals }: EnumScanOutput): string[] {
  const { enums, columns, groups, views, functions, defaults } = totals;
  const within = schema === null ? "" : `, schema ${schema}`;
  return [
    escapeControls(`Database: ${target}, ${database} (PG ${version})${within}, read only`),
    `${counted(enums, "enum")}, ${counted(columns, "column")}, ${counted(groups, "group")} of duplicates`,
    `In views ${views}, functions ${functions}, defaults ${defaults}.`,
  ];
}

const groupColumns: readonly Column[] = [
  { title: "GROUP", align: "right" },
  { title: "ENUMS" },
  { title: "COLUMNS", align: "right" },
  { title: "ROWS", align: "right" },
  { title: "WHY" },
];

function groupLines(groups: readonly EnumGroup[], most: number, screen: Screen): string[] {
  return tableLines(groupColumns, groups.slice(0, most).map(groupCells), screen);
}

function groupCells({ number, enums, columns, rows, why, alike }: EnumGroup): string[] {
  const shared = alike.length === 0 ? "" : `; labels as in ${alike.join(", ")}`;
  return [String(number), enums.join(", "), String(columns), rowsText(rows), why + shared].map(escapeControls);
}

const enumColumns: readonly Column[] = [
  { title: "ENUM" },
  { title: "VALUES" },
  { title: "ROWS", align: "right" },
  { title: "USED BY" },
  { title: "OWNER", optional: true },
];

function enumCells({ name, values, rows, uses, owner, extension }: ScannedEnum): string[] {
  const from = extension === null ? owner : `extension ${extension}`;
  return [name, values.map(({ value }) => shownLabel(value)).join(", "), rowsText(rows), usesText(uses), from].map(
    escapeControls,
  );
}

/** A label with what cannot be told from the text around it in apostrophes. */
function shownLabel(label: string): string {
  return /^[^\s,']+(?: [^\s,']+)*$/.test(label) ? label : `'${label.replaceAll("'", "''")}'`;
}

/** `column 2, default, view 3`. */
function usesText(uses: readonly EnumUse[]): string {
  const sorts = Map.groupBy(uses, ({ sort }) => sort);
  return [...sorts].map(([sort, own]) => (own.length === 1 ? sort : `${sort} ${own.length}`)).join(", ");
}

function wordsText({ table, column, words, enums, source }: OutsideWords): string {
  const shown = words.slice(0, 3).map(shownLabel).join(", ") + (words.length > 3 ? ", …" : "");
  return `${table}.${column}: ${shown} of ${enums.join(", ")}${sources[source]}`;
}

const sources = { constraint: " (checked)", statistics: "", sample: " (in its first rows)" } as const;

function section(title: string, texts: readonly string[], most: number): string[] {
  if (texts.length === 0) return [];
  const lines = texts.slice(0, most).map((text) => `  ${escapeControls(text)}`);
  return [title, ...capped(lines, texts.length, most)];
}

function capped(lines: readonly string[], total: number, most: number): string[] {
  return total <= most ? [...lines] : [...lines, `  … ${total - most} more: --all`];
}

function rowsText(rows: number | null): string {
  return rows === null ? "–" : grouped(rows);
}

function nextLines({ target, groups }: EnumScanOutput): string[] {
  return groups.length === 0 ? [] : [`Next: v7 enum propose ${escapeControls(typedWord(target))} 1`];
}
