import type { CloneState, EnumCheckOutput, EnumCost, EnumHazard } from "../model/output/enum-check.ts";
import type { EnumScriptOutput } from "../model/output/enum-script.ts";
import { typedWord } from "../model/typed-word.ts";
import { counted, grouped, sizeText } from "./type/counts.ts";
import { escapeControls } from "./type/escape.ts";
import { plainScreen, type Screen } from "./type/screen.ts";
import { labelLines, tableLines } from "./type/table.ts";

/** What a change does, how, and the files that say so. */
export function renderEnumScript(output: EnumScriptOutput, screen: Screen = plainScreen): string {
  const { address, files, rebuilt, hazards } = output;
  return [
    ...changeLines(output, screen, [["Rebuilt:", firstFew(rebuilt)]]),
    ...hazardLines(hazards, screen),
    ...files.map((file) => `Wrote ${escapeControls(file)}`),
    `Next: read them, git commit, then v7 enum check ${nameIn(address)}`,
  ].join("\n");
}

/** What a change would do to the target's rows, and what hinders it. */
export function renderEnumCheck(output: EnumCheckOutput, screen: Screen = plainScreen): string {
  const { address, hazards, counts, collisions, tried_rows: tried, untried, is_fit: isFit } = output;
  const trial = `${counted(tried, "row")} there and back on the clone, each as it was`;
  const name = nameIn(address);
  return [
    ...changeLines(output, screen, [
      ["Tried:", [trial, ...untried.map((one) => `not ${one}`)].map(escapeControls).join("; ")],
    ]),
    ...countLines(counts, screen),
    ...collisions.map(
      ({ key, rows, example }) =>
        `! ${escapeControls(key)}: ${counted(rows, "group")} of rows would be equal, such as ${escapeControls(example)}`,
    ),
    ...hazardLines(hazards, screen),
    isFit
      ? `Next: v7 enum approve ${name} --as PERSONA, v7 apply, then v7 enum implement ${name}`
      : `${name} cannot be carried out as it is.`,
  ].join("\n");
}

type Told = Pick<EnumScriptOutput, "type" | "becomes" | "target" | "strategy" | "why" | "cost" | "clone">;

function changeLines(
  { type, becomes, target, strategy, why, cost, clone }: Told,
  screen: Screen,
  more: readonly (readonly [string, string])[],
): string[] {
  const rows: (readonly [string, string])[] = [
    ["How:", `${strategy}: ${escapeControls(why)}`],
    ["Cost:", costText(cost)],
    ["Clone:", cloneText(clone)],
    ...more,
  ];
  return [
    `${escapeControls(type)} of ${escapeControls(target)} becomes ${escapeControls(becomes)}`,
    ...labelLines(
      rows.filter(([, text]) => text !== ""),
      screen,
      { indent: 2 },
    ),
  ];
}

function costText(cost: EnumCost): string {
  const { tables, rewritten_rows: rows, rewritten_bytes: bytes, refilled_bytes: refilled, wal_bytes: wal } = cost;
  const locked = `${counted(tables, "table")} locked`;
  if (rows === 0 && bytes === 0) return `${locked} for a moment, nothing is rewritten`;
  return [
    cost.locked_seconds === null ? locked : `${locked} for about ${cost.locked_seconds} s`,
    `about ${counted(rows, "row")} rewritten, ${sizeText(bytes)} with indexes`,
    ...(refilled === 0 ? [] : [`${sizeText(refilled)} of materialized views filled again`]),
    ...(wal === 0 ? [] : [`${sizeText(wal)} of WAL`]),
  ].join(", ");
}

function cloneText({ completeness, missing }: CloneState): string {
  if (completeness === "full") return "full";
  const named = missing.map(({ identity, why }) => `${identity} (${why})`);
  return named.length === 0 ? "partial: another version of PostgreSQL" : `partial, without ${firstFew(named)}`;
}

/** The text of a list that may be long. */
function firstFew(texts: readonly string[], most = 6): string {
  const more = texts.length > most ? [`${texts.length - most} more`] : [];
  return [...texts.slice(0, most), ...more].map(escapeControls).join(", ");
}

/** What is to be accepted by name; nothing where there is nothing. */
export function hazardLines(hazards: readonly EnumHazard[], screen: Screen): string[] {
  if (hazards.length === 0) return [];
  const rows = hazards.map(({ code, what, objects, is_accepted: isAccepted }) => [
    escapeControls(code),
    isAccepted ? "accepted" : "",
    escapeControls(what),
    firstFew(objects),
  ]);
  const isOpen = hazards.some(({ is_accepted: isAccepted }) => !isAccepted);
  return [
    isOpen ? "Hazards, each to be accepted by name (--accept CODE):" : "Hazards, accepted by name:",
    ...tableLines([{ title: "" }, { title: "" }, { title: "" }, { title: "" }], rows, screen, { indent: 2 }).filter(
      (line) => line.trim() !== "",
    ),
  ];
}

/** Rows by column and value. */
export function countLines(
  counts: readonly { readonly column: string; readonly value: string | null; readonly rows: number }[],
  screen: Screen,
): string[] {
  if (counts.length === 0) return [];
  const rows = counts.map(({ column, value, rows: held }) => [
    escapeControls(column),
    value === null ? "NULL" : escapeControls(JSON.stringify(value)),
    grouped(held),
  ]);
  return tableLines([{ title: "COLUMN" }, { title: "VALUE" }, { title: "ROWS", align: "right" }], rows, screen, {
    indent: 2,
  });
}

/** An enum's name, as commands take it. */
export function nameIn(address: string): string {
  return escapeControls(typedWord(address.slice(address.indexOf("/") + 1)));
}
