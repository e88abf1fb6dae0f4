import { exitCodes } from "../../../src/model/codes/exits.ts";
import { isJsonObject, type Json } from "../../../src/model/json.ts";
import { withoutProgress } from "../progress-lines.ts";
import type { Played } from "./cells.ts";
import type { Place } from "./places.ts";

const knownExits: readonly number[] = Object.values(exitCodes);

/** What only a refusal exits with; 1 and 2 are an answer of `doctor` and `drift`, too. */
const refusals: readonly number[] = [exitCodes.refused, exitCodes.stale, exitCodes.locked, exitCodes.unavailable];

/** What must never be, whoever asks for whatever, wherever: a line each. */
export function faultsOf(played: Played): string[] {
  const { words, role, exitCode, stdout, stderr, json } = played;
  const said = `${stderr}${stdout}`;
  const { code, message } = toldBy(played);
  const faults = [
    ...(said.includes("V7-X001") ? ["is called a bug"] : []),
    ...(knownExits.includes(exitCode) ? [] : ["has an exit code nobody knows"]),
    ...(json && documentIn(stdout) === undefined ? ["answers something else than one document"] : []),
    ...(refusals.includes(exitCode) && code === undefined ? ["refuses without a code"] : []),
    ...(tellsRightWell({ code, message, exitCode, role }) ? [] : ["tells a missing right otherwise"]),
  ];
  return faults.map((fault) => `v7 ${words.join(" ")}, as ${role}: ${fault}: ${exitCode} ${said.slice(0, 300)}`);
}

interface Told {
  readonly code: string | undefined;
  readonly message: string;
}

/** The code and the words of its error, in either form. */
export function toldBy({ stdout, stderr }: Pick<Played, "stdout" | "stderr">): Told {
  const document = documentIn(stdout);
  const error = isJsonObject(document) ? document["error"] : undefined;
  if (isJsonObject(error)) return { code: String(error["code"]), message: String(error["message"]) };
  const [, message = "", code] = /^Error: (.*) \[(V7-[A-Z]\d+)\]$/m.exec(stderr) ?? [];
  return { code, message };
}

/** A right that is missing is one code everywhere, and says whose it is. */
function tellsRightWell({ code, message, exitCode, role }: Told & Pick<Played, "exitCode" | "role">): boolean {
  if (!/permission denied|must be owner|42501/.test(message)) return true;
  return code === "V7-B065" && exitCode === exitCodes.refused && message.startsWith(role);
}

function documentIn(text: string): Json | undefined {
  try {
    const document = JSON.parse(text) as Json;
    return isJsonObject(document) && document["format_version"] === 1 ? document : undefined;
  } catch {
    return undefined;
  }
}

/** A reply without what differs from place to place and from moment to moment. */
export function masked({ exitCode, stdout, stderr }: Played, { names }: Place): string {
  const known = Object.entries(names).reduce(
    (text, [name, common]) => text.replaceAll(name, common),
    `${exitCode}\n${withoutProgress(stderr)}\n${stdout}`
      .replaceAll(String.raw`\_`, "_")
      .replaceAll(String.raw`\-`, "-"),
  );
  return moments.reduce((text, [pattern, common]) => text.replaceAll(pattern, common), known);
}

/** Scores hang on how often a word stands among all, and so on what folders are called. A path is shown from where one is. */
const moments: readonly (readonly [pattern: RegExp, common: string])[] = [
  [/"stamp": "[^"]*"/g, "STAMP"],
  [/\b\d{8}T\d{6}\.\d{3}Z\b/g, "TIME"],
  [/\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d(:\d\d)?)?/g, "TIME"],
  [/\bjust now\b|\b\d+ (min|h) ago\b/g, "AGO"],
  [/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, "ID"],
  [/\b(?=[a-f]*\d)[0-9a-f]{6,64}\b/g, "ID"],
  [/"(text|vector|score)": [\d.]+/g, "SCORE"],
  // The same as people read them: an index that was synced in between weighs its words anew.
  [/\b(text|vector) +[\d.]+/g, "SCORE"],
  [/(?<=\d{4}-\d\d-\d\d {2})\d\.\d\d\b/g, "SCORE"],
  [/TOP\//g, ""],
  [/(?<![\w./])\.\.\//g, ""],
  [/"(\w*_ms|\w*bytes|size|pid|seconds|age)": [\d.]+/g, "AMOUNT"],
  [/\b\d+(\.\d+)? ?(ms|s|B|kB|MB)\b/g, "AMOUNT"],
  [/ {2,}/g, "  "],
];
