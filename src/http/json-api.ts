import { setTimeout as delay } from "node:timers/promises";
import { Failure } from "../model/failure.ts";
import { type HttpService, serviceFailure, type Variable } from "./service.ts";

/** A service with many addresses, and whoever asks it. */
export interface JsonApi {
  readonly service: HttpService;
  readonly variable: Variable;
  readonly signal: AbortSignal;
}

export interface ApiRequest {
  readonly method: "GET" | "POST" | "PUT";
  /** Below the service's URL: `/tasks/list`. */
  readonly path: string;
  readonly query?: { readonly [name: string]: string };
  readonly body?: object;
}

export interface ApiAnswer {
  readonly status: number;
  /** What was answered, as JSON. */
  readonly body: unknown;
}

/** What was sent may have been done: its answer did not come. Only a request that must not be repeated ends so. */
export class LostAnswer extends Error {}

/**
 * Asks and returns what is answered, refusals of the request (4xx) too. While the service is busy it asks again, as late as it says;
 * what writes is asked again only where the service says that it did nothing (429). Throws V7-I005 where it
 * stays away, and LostAnswer where nobody knows whether it was done: whoever writes looks first.
 */
export async function askJson(api: JsonApi, request: ApiRequest): Promise<ApiAnswer> {
  const isRepeatable = request.method === "GET";
  for (let attempt = 1; ; attempt += 1) {
    const answer = await send(api, request).catch((cause: unknown) => {
      api.signal.throwIfAborted();
      if (cause instanceof Failure) throw cause;
      if (!isRepeatable) throw new LostAnswer("no answer came", { cause });
      if (attempt < attempts) return undefined;
      throw serviceFailure(api.service, "cannot be reached", cause);
    });
    const isBusy = answer === undefined || answer.response.status === 429 || answer.response.status >= 500;
    if (!isBusy) return { status: answer.response.status, body: jsonOf(api, answer.text) };
    if (answer !== undefined && answer.response.status !== 429 && !isRepeatable)
      throw new LostAnswer(`${answer.response.status} was answered`);
    if (attempt >= attempts) throw serviceFailure(api.service, `answers ${answer?.response.status}`);
    await delay(pauseBefore(answer, attempt), undefined, { signal: api.signal });
  }
}

const attempts = 5;
/** Milliseconds. */
const firstPause = 250;
const longestPause = 60_000;
const patience = 30_000;
/** Bytes of one answer. */
const largestAnswer = 16_000_000;

interface Received {
  readonly response: Response;
  readonly text: string;
}

async function send({ service, variable, signal }: JsonApi, request: ApiRequest): Promise<Received> {
  const { method, path, query = {}, body } = request;
  const url = new URL(`${service.url}${path}`);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  const key = service.apiKey === undefined ? undefined : variable(service.apiKey.slice("env:".length));
  const response = await fetch(url, {
    method,
    headers: {
      accept: "application/json",
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.any([signal, AbortSignal.timeout(patience)]),
    redirect: "error",
  });
  return { response, text: await boundedText(service, response) };
}

/** An answer without end must not fill the memory. */
async function boundedText({ name, next }: HttpService, response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > largestAnswer)
      throw new Failure("V7-I005", `the ${name} answers more than ${largestAnswer} bytes`, { next });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function jsonOf({ service }: JsonApi, text: string): unknown {
  if (text.trim() === "") return null;
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new Failure("V7-I005", `the ${service.name} answers something that is no JSON`, {
      next: service.next,
      cause,
    });
  }
}

/** As the service asks, in seconds or as a date, in the header or in its answer; else twice as long each time. */
function pauseBefore(received: Received | undefined, attempt: number): number {
  const asked = received && (secondsOf(received.response.headers.get("retry-after")) ?? bodySeconds(received.text));
  const pause = asked === undefined ? firstPause * 2 ** (attempt - 1) : asked * 1_000;
  return Math.min(Math.max(pause, 0), longestPause);
}

function secondsOf(header: string | null): number | undefined {
  if (header === null) return undefined;
  const seconds = Number(header);
  if (header.trim() !== "" && Number.isFinite(seconds)) return seconds;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : (date - Date.now()) / 1_000;
}

function bodySeconds(text: string): number | undefined {
  const [, seconds] = /"retry_?after"\s*:\s*"?(\d+(?:\.\d+)?)/i.exec(text) ?? [];
  return seconds === undefined ? undefined : Number(seconds);
}
