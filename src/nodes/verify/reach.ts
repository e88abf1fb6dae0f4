import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import type { Json } from "../../model/json.ts";
import { compared, type Judgement, unknown } from "./outcome.ts";

/** Something that is reached from here, over the network. */
export interface Reach {
  readonly type: "connect" | "http";
  /** `host:port`, or a URL. */
  readonly of: string;
  readonly expect: Json;
  readonly retries: number;
}

/** Tries it, and again as often as it may, a moment later each time. */
export async function reached(reach: Reach, signal: AbortSignal): Promise<Judgement> {
  const start = performance.now();
  for (let tries = 1; ; tries += 1) {
    const judgement = reach.type === "http" ? await byHttp(reach, signal) : await byConnecting(reach, signal);
    signal.throwIfAborted();
    if (judgement.outcome !== "failed" || tries > reach.retries) {
      return { ...judgement, tries, milliseconds: Math.round(performance.now() - start) };
    }
    await pause(200 * 2 ** (tries - 1), undefined, { signal });
  }
}

const mostMilliseconds = 10_000;

/** The status of a GET; whatever it leads to is not followed, and of the answer nothing is read. */
async function byHttp({ of, expect }: Reach, signal: AbortSignal): Promise<Judgement> {
  if (!/^https?:\/\/[^@/]+(?:\/|$)/.test(of)) return unknown(`${of} is no URL without a password`);
  try {
    const within = AbortSignal.any([signal, AbortSignal.timeout(mostMilliseconds)]);
    const response = await fetch(of, { redirect: "manual", signal: within });
    await response.body?.cancel();
    return compared(response.status, expect === true ? 200 : expect);
  } catch (error) {
    return compared(false, expect, reasonOf(error));
  }
}

async function byConnecting({ of, expect }: Reach, signal: AbortSignal): Promise<Judgement> {
  const [, host, port] = /^\[?(.+?)\]?:(\d{1,5})$/.exec(of) ?? [];
  if (host === undefined || Number(port) > 65_535) return unknown(`${of} is no host:port`);
  const error = await new Promise<unknown>((resolve) => {
    const socket = connect({ host, port: Number(port), signal, timeout: mostMilliseconds });
    const end = (reason: unknown): void => {
      socket.destroy();
      resolve(reason);
    };
    socket.once("connect", () => end(undefined));
    socket.once("timeout", () => end(new Error("no answer within 10 seconds")));
    socket.once("error", end);
  });
  return compared(error === undefined, expect, error === undefined ? null : reasonOf(error));
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message : String(cause);
}
