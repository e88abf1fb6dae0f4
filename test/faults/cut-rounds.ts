import { setTimeout as delay } from "node:timers/promises";
import { Failure } from "../../src/model/failure.ts";
import type { OnRound } from "../support/on-round.ts";
import { type Fate, openLine, type WireMessage } from "../support/line.ts";

/** Something that changes a database from one state to another in one transaction, and can do so again and again. */
export interface Undertaking {
  readonly databaseUrl: string;
  /** Brings the old state back. */
  reset(): Promise<void>;
  run(databaseUrl: string): Promise<unknown>;
  /** The state as one comparable text; ids and times apart. */
  world(): Promise<string>;
  /** Sessions of others that the server still has, and did not have at the reset. */
  sessions(): Promise<number>;
  end(): Promise<void>;
}

/** Where one round's line breaks. */
export interface CutPoint {
  readonly from: "client" | "server";
  readonly number: number;
  readonly fate: Extract<Fate, "cut before" | "cut after">;
}

export interface CutReport {
  /** Whether every message was cut. */
  readonly isWhole: boolean;
  /** Rounds that left the new state, and those that left the old one. */
  readonly committed: number;
  readonly rolledBack: number;
  /** Rounds whose end is neither state, whose answer was not true, or whose rerun did not converge. */
  readonly wrong: readonly unknown[];
}

export interface CutOptions {
  /** How many rounds run at once, each with a database of its own. */
  readonly lanes: number;
  /** Whose messages; both sides' by default. */
  readonly sides?: readonly CutPoint["from"][];
  /** After the cut nobody gets through. */
  readonly staysDown?: boolean;
  /** Not knowing is an answer; else only where nobody gets through. */
  readonly mayBeUnsure?: boolean;
  readonly onRound?: OnRound;
}

/** Runs an undertaking again and again, cutting the line before and after each message of it, none left out. */
export async function cutEveryMessage(open: () => Promise<Undertaking>, options: CutOptions): Promise<CutReport> {
  const points = await inLane(open, (lane) => cutPoints(lane, options.sides ?? ["client", "server"]));
  const queue = points.values();
  const ends: RoundEnd[] = [];
  const work = async (lane: Lane): Promise<void> => {
    for (const point of queue) {
      ends.push(await cutRound(lane, point, options));
      if (options.onRound?.(ends.length, points.length) === false) return;
    }
  };
  await Promise.all(Array.from({ length: options.lanes }, () => inLane(open, work)));
  return {
    isWhole: ends.length === points.length,
    committed: ends.filter(({ state }) => state === "new").length,
    rolledBack: ends.filter(({ state }) => state === "old").length,
    wrong: ends.flatMap(({ problems, point }) => (problems.length === 0 ? [] : [{ point, problems }])),
  };
}

interface Lane extends Undertaking {
  readonly oldWorld: string;
  readonly newWorld: string;
}

async function inLane<T>(open: () => Promise<Undertaking>, work: (lane: Lane) => Promise<T>): Promise<T> {
  const undertaking = await open();
  try {
    await undertaking.reset();
    const oldWorld = await undertaking.world();
    await undertaking.run(undertaking.databaseUrl);
    const newWorld = await undertaking.world();
    return await work({ ...undertaking, oldWorld, newWorld });
  } finally {
    await undertaking.end();
  }
}

/**
 * Before each message of either side when nothing breaks, and after those whose answer the client waits for, and the
 * server's last: what breaks after any other leaves what breaks before the next one leaves.
 */
async function cutPoints({ reset, run, databaseUrl }: Lane, sides: readonly CutPoint["from"][]): Promise<CutPoint[]> {
  await reset();
  const sent: WireMessage[] = [];
  const fateOf = (message: WireMessage): Fate => (sent.push(message), "pass");
  const line = await openLine(databaseUrl, { fateOf });
  await run(line.url);
  line.close();
  return sides.flatMap((from) => {
    const messages = sent.filter((message) => message.from === from);
    return messages.flatMap(({ number, type }): CutPoint[] => {
      const isWaitedFor = from === "client" ? !pipelined.includes(type) : number === messages.length;
      const fates = isWaitedFor ? (["cut before", "cut after"] as const) : (["cut before"] as const);
      return fates.map((fate) => ({ from, number, fate }));
    });
  });
}

/** Parse, Bind, Describe and Execute, which the client sends together with what follows. */
const pipelined: readonly string[] = ["P", "B", "D", "E"];

interface RoundEnd {
  readonly point: CutPoint;
  readonly state: "old" | "new" | "partial";
  readonly problems: readonly string[];
}

async function cutRound(
  lane: Lane,
  point: CutPoint,
  { staysDown = false, mayBeUnsure }: CutOptions,
): Promise<RoundEnd> {
  await lane.reset();
  const line = await openLine(lane.databaseUrl, { fateOf: breakingAt(point), staysDown });
  const error = await lane.run(line.url).then(
    () => undefined,
    (error: unknown) => error,
  );
  line.close();
  // The server notices a lost client a little later; nothing is judged before its session has ended.
  while ((await lane.sessions()) > 0) await delay(2);
  const found = await lane.world();
  const state = found === lane.oldWorld ? "old" : found === lane.newWorld ? "new" : "partial";
  const problems = [
    ...(line.hasCut() ? [] : ["the line did not break"]),
    ...(state === "partial" ? [`neither the old state nor the new one: ${found}`] : []),
    ...untruths(error, state, mayBeUnsure ?? staysDown),
    ...(await rerunProblems(lane)),
  ];
  return { point, state, problems };
}

function breakingAt({ from, number, fate }: CutPoint): (message: WireMessage) => Fate {
  return (message) => (message.from === from && message.number === number ? fate : "pass");
}

const unsureCodes = ["V7-P008", "V7-B048", "V7-B110"];

/** Said done exactly when it is. */
function untruths(error: unknown, state: RoundEnd["state"], mayBeUnsure: boolean): string[] {
  if (error === undefined) return state === "new" ? [] : ["said it was done, and it is not"];
  if (!(error instanceof Failure) || error.exitCode !== 6) return [`an answer other than exit 6: ${String(error)}`];
  const unsure = unsureCodes.includes(error.code) && !error.message.includes("nothing was written");
  if (unsure) return mayBeUnsure ? [] : ["did not ask what became of its commit"];
  return state === "old" ? [] : [`said nothing was written, and it is: ${error.message}`];
}

async function rerunProblems({ run, world, databaseUrl, newWorld }: Lane): Promise<string[]> {
  try {
    await run(databaseUrl);
  } catch (error) {
    return [`running it again failed: ${String(error)}`];
  }
  const found = await world();
  return found === newWorld ? [] : [`running it again led elsewhere: ${found}`];
}
