import type { Fields } from "../../model/resource.ts";
import { isJsonObject, type Json, type JsonObject } from "../../model/json.ts";
import { type Fact, factPrefixes } from "../../model/machine.ts";
import type { Probe, Transcript, Uname } from "./probe.ts";
import { knownSoftware } from "./known-software.ts";
import { readService, serviceProbe } from "./services.ts";

/** What is to be looked for on a machine, as applied. */
export interface LookedFor {
  readonly software: readonly JsonObject[];
  /** By name. */
  readonly services: ReadonlyMap<string, Fields>;
  /** What must hold there. */
  readonly checks: readonly JsonObject[];
  /** Whether Policy lets a document have this program run, with these words. */
  mayRun(words: readonly string[]): boolean;
}

/** A look for each thing that is declared and that v7 knows how to look for. */
export function declaredProbes(sought: LookedFor, system: Uname): readonly Probe[] {
  const { software, services, mayRun } = sought;
  return [
    ...checkProbes(sought),
    ...software.flatMap((entry, at): readonly Probe[] => {
      const found = programsOf(entry, system, mayRun);
      return found === undefined ? [] : [{ name: `software-${at}`, ...found, seconds: 5 }];
    }),
    ...[...services]
      .map(([, fields], at) => ({ name: `service-${at}`, ...serviceProbe(fields, system), seconds: 5 }))
      .filter(hasPrograms),
  ];
}

/** What checks have to ask the machine itself, beside what every look finds. */
function checkProbes({ checks, mayRun }: LookedFor): readonly Probe[] {
  return checks.flatMap(({ type, of }, at): readonly Probe[] => {
    const look = (seconds: number, programs: readonly string[], words: readonly string[]): readonly Probe[] => [
      { name: checkLook(at), programs, words, seconds },
    ];
    if (type === "file" && typeof of === "string") return look(5, ["/bin/test", "/usr/bin/test"], ["-e", of]);
    if (type === "user" && typeof of === "string") return look(5, ["/usr/bin/id", "/bin/id"], ["-u", "--", of]);
    if (type !== "command" || !Array.isArray(of)) return [];
    const [program = "", ...words] = of.map(String);
    return mayRun([program, ...words]) ? look(15, [program], words) : [];
  });
}

/** The name of the look that a check's answer is found by. */
export function checkLook(at: number): string {
  return `check-${at}`;
}

function hasPrograms({ programs }: Probe): boolean {
  return programs.length > 0;
}

/** The words that are declared, or those that are known of a program of that name. */
function programsOf(
  { name, probe }: JsonObject,
  system: Uname,
  mayRun: LookedFor["mayRun"],
): Pick<Probe, "programs" | "words"> | undefined {
  if (Array.isArray(probe)) {
    const [program = "", ...words] = probe.map(String);
    return mayRun([program, ...words]) ? { programs: [program], words } : undefined;
  }
  const known = knownSoftware.find((one) => one.name.toLowerCase() === String(name ?? "").toLowerCase());
  return known && { programs: known.programs[system], words: known.words };
}

/** What the looks found. That a program is nowhere is known only where its document says where it would be. */
export function readDeclared({ software, services }: LookedFor, { uname, answers }: Transcript): readonly Fact[] {
  const system = uname as Uname;
  return [
    ...software.flatMap((entry, at): readonly Fact[] => {
      const answer = answers.get(`software-${at}`);
      const fact = factPrefixes.software + String(entry["name"]);
      if (answer === undefined) return [];
      if (answer.state === "absent") return Array.isArray(entry["probe"]) ? [{ fact, value: { present: false } }] : [];
      const version = versionIn(`${answer.output}\n${answer.complaint}`);
      if (answer.exit !== 0 || version === undefined) return [];
      return [{ fact, value: { version } }];
    }),
    ...[...services].flatMap(([name], at): readonly Fact[] => {
      const answer = answers.get(`service-${at}`);
      const value = answer && readService(answer, system);
      return value === undefined ? [] : [{ fact: factPrefixes.service + name, value }];
    }),
  ];
}

/** As the rows have room for. */
const longestVersion = 50;

/** Some say it where they complain. */
function versionIn(text: string): string | undefined {
  const version = /\d+(?:\.\d+)+(?:[-.]?[a-z]+\d*)?/i.exec(text)?.[0];
  return version !== undefined && version.length > longestVersion ? undefined : version;
}

/** Objects of a list that a document has. */
export function entriesOf(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter((entry: Json) => isJsonObject(entry)) : [];
}
