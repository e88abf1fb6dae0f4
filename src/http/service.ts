import { setTimeout as delay } from "node:timers/promises";
import { Failure } from "../model/failure.ts";

/** A service that v7.yaml names: where it is, and what it wants to be shown. */
export interface HttpService {
  /** What it is, for messages: `embedding service`. */
  readonly name: string;
  readonly url: string;
  /** `env:NAME`: the variable that holds the key. */
  readonly apiKey?: string;
  /** What to look at when it does not answer. */
  readonly next: readonly string[];
}

/** A variable of the environment by its name: keys are asked for one at a time. */
export type Variable = (name: string) => string | undefined;

/**
 * Posts JSON and returns the JSON that is answered; asks again while the service is busy or fails for a moment.
 * Throws V7-I005, exit 6, when it cannot be reached or refuses.
 */
export async function postJson(service: HttpService, body: object, variable: Variable): Promise<unknown> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await post(service, body, variable).catch((cause: unknown) => {
      if (attempt < attempts) return undefined;
      throw serviceFailure(service, "cannot be reached", cause);
    });
    if (answer?.ok === true) return answer.json();
    const isMomentary = answer === undefined || answer.status === 429 || answer.status >= 500;
    if (!isMomentary || attempt >= attempts) throw serviceFailure(service, `answers ${answer?.status}`);
    await delay(firstPause * 2 ** (attempt - 1));
  }
}

const attempts = 4;
/** Milliseconds. */
const firstPause = 250;
const patience = 60_000;

function post({ url, apiKey }: HttpService, body: object, variable: Variable): Promise<Response> {
  const key = apiKey === undefined ? undefined : variable(apiKey.slice("env:".length));
  return fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...(key === undefined ? {} : { authorization: `Bearer ${key}` }) },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(patience),
    redirect: "error",
  });
}

/** Why a service is of no use now. */
export function serviceFailure({ name, url, next }: HttpService, what: string, cause?: unknown): Failure {
  const message = `the ${name} at ${new URL(url).host} ${what}`;
  return new Failure("V7-I005", message, { next, cause });
}
