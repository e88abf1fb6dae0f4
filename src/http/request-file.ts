import { Failure } from "../model/failure.ts";

/** A file as a server sends it. */
export interface FileAnswer {
  /** The offset of its first byte: 0 where the server knows no parts. */
  readonly from: number;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/**
 * Asks a server for a file from an offset on; redirects are followed. Throws V7-I013, exit 6, where it refuses. Any other
 * error is one of the moment: nobody answers, it is busy, it falls silent.
 */
export async function requestFile(url: URL, from: number, signal: AbortSignal): Promise<FileAnswer> {
  const silence = watchSilence();
  const headers = from === 0 ? {} : { range: `bytes=${from}-` };
  const answer = await fetch(url, { headers, signal: AbortSignal.any([signal, silence.signal]) });
  silence.heard();
  if (answer.status === 416 && from > 0) return requestFile(url, 0, signal);
  if (!answer.ok || answer.body === null) throw refusal(url, answer.status);
  return { from: answer.status === 206 ? from : 0, bytes: listened(answer.body, silence) };
}

function refusal({ host, pathname }: URL, status: number): Error {
  const message = `${host} answers ${status} for ${pathname}`;
  return status === 429 || status >= 500 ? new Error(message) : new Failure("V7-I013", message);
}

interface Silence {
  readonly signal: AbortSignal;
  /** Says that something came. */
  heard(): void;
  /** Nothing more is waited for. */
  end(): void;
}

/** Milliseconds without a byte until a server is thought to be gone. */
const patience = 30_000;

function watchSilence(): Silence {
  const controller = new AbortController();
  const leave = (): void => controller.abort(new Error(`nothing came for ${patience / 1_000} seconds`));
  const timer = setTimeout(leave, patience);
  timer.unref();
  return { signal: controller.signal, heard: () => timer.refresh(), end: () => clearTimeout(timer) };
}

async function* listened(body: AsyncIterable<Uint8Array>, silence: Silence): AsyncIterable<Uint8Array> {
  try {
    for await (const chunk of body) {
      silence.heard();
      yield chunk;
    }
  } finally {
    silence.end();
  }
}
