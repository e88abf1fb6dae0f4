import { isJsonObject, type Json, type JsonObject } from "../../model/json.ts";
import { factPrefixes } from "../../model/machine.ts";
import { checkLook } from "../collect/declared-probes.ts";
import type { SeenMachine } from "../collect/look-at.ts";
import { compared, type Judgement, judged, unknown } from "./outcome.ts";
import { type Reach, reached } from "./reach.ts";

/** What a check is judged by. */
export interface Evidence {
  /** Undefined where the machine was away. */
  readonly seen: SeenMachine | undefined;
  /** Why it was. */
  readonly failure: string | undefined;
  /** Whether Policy lets a document have this program run, with these words. */
  mayRun(words: readonly string[]): boolean;
  readonly signal: AbortSignal;
}

/** Judges one declared check; `at` is its place among them. Never throws for what the check says or the machine does. */
export async function judge(check: JsonObject, at: number, evidence: Evidence): Promise<Judgement> {
  const { type, of = null, expect = null, retries } = check;
  if (typeof type !== "string") return judged("skipped", null, "it does not say how it is checked");
  if (type === "connect" || type === "http") {
    const reach: Reach = { type, of: String(of), expect, retries: typeof retries === "number" ? retries : 0 };
    return reached(reach, evidence.signal);
  }
  const judgeSeen = judges[type];
  if (judgeSeen === undefined) return judged("skipped", null, `this version of v7 knows no checks of ${type}`);
  if (type === "command" && !(Array.isArray(of) && evidence.mayRun(of.map(String)))) {
    return judged("skipped", null, "Policy does not name this program with these words");
  }
  if (evidence.seen === undefined) return unknown(`the machine was not reached: ${evidence.failure ?? ""}`);
  return judgeSeen({ of, expect, at, seen: evidence.seen });
}

interface Question {
  readonly of: Json;
  readonly expect: Json;
  readonly at: number;
  readonly seen: SeenMachine;
}

const judges: { readonly [type: string]: (question: Question) => Judgement } = {
  service: ({ of, expect, seen }) => {
    const value = factIn(seen, factPrefixes.service + String(of));
    if (!isJsonObject(value))
      return unknown(`${String(of)} is no service with a unit, or the machine's systemd or launchd said nothing`);
    return compared(value["status"] ?? null, expect, typeof value["note"] === "string" ? value["note"] : null);
  },
  port: ({ of, expect, seen }) => {
    if (!seen.facts.some(({ fact }) => fact.startsWith("port/"))) return unknown("nobody could list the ports");
    const value = factIn(seen, `port/${String(of)}`);
    const addresses = isJsonObject(value) && Array.isArray(value["addresses"]) ? value["addresses"].map(String) : [];
    return compared(value !== undefined, expect, addresses.length === 0 ? null : `at ${addresses.join(", ")}`);
  },
  software: ({ of, expect, seen }) => {
    const value = factIn(seen, factPrefixes.software + String(of));
    if (!isJsonObject(value)) return unknown(`${String(of)} was not found where it is usual`);
    if (value["present"] === false) return judged("failed", null, `${String(of)} is not installed`);
    const { version = null } = value;
    return expect === true ? judged("passed", version) : compared(version, String(expect));
  },
  mount: ({ of, expect, seen }) => {
    if (!seen.facts.some(({ fact }) => fact.startsWith("mount/"))) return unknown("nobody could list the mounts");
    const value = factIn(seen, `mount/${String(of)}`);
    if (typeof expect !== "number") return compared(value !== undefined, expect);
    const free = isJsonObject(value) ? value["freeGb"] : undefined;
    if (value === undefined) return judged("failed", null, `nothing is mounted at ${String(of)}`);
    if (typeof free !== "number")
      return unknown("its room was not told: it lies on another machine, or its disk hangs");
    return judged(free >= expect ? "passed" : "failed", free, `gigabytes free`);
  },
  file: (question) => ofEnding(question, { yes: 0, no: [1] }),
  user: (question) => ofEnding(question, { yes: 0, no: [1] }),
  command: ({ expect, at, seen }) => {
    const answer = seen.answers.get(checkLook(at));
    if (answer === undefined) return unknown("it was not run");
    if (answer.state === "absent") return judged("failed", null, "there is no such program");
    if (answer.exit === null) return unknown("it was killed at its deadline");
    if (typeof expect === "number") return compared(answer.exit, expect, answer.complaint || null);
    if (typeof expect === "boolean") return compared(answer.exit === 0, expect, answer.complaint || null);
    if (answer.exit !== 0) return judged("failed", answer.exit, answer.complaint || "it failed");
    return compared(answer.output.trim().slice(0, 1_000), expect);
  },
};

/** A program that says yes and no by how it ends; any other end says nothing. */
function ofEnding(
  { expect, at, seen }: Question,
  says: { readonly yes: number; readonly no: readonly number[] },
): Judgement {
  const { exit = null, complaint = "" } = seen.answers.get(checkLook(at)) ?? {};
  if (exit === says.yes) return compared(true, expect);
  if (exit !== null && says.no.includes(exit)) return compared(false, expect, complaint || null);
  return unknown(complaint || "nobody could say");
}

function factIn({ facts }: SeenMachine, name: string): Json | undefined {
  return facts.find(({ fact }) => fact === name)?.value;
}
