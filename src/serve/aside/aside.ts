import { existsSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { packagePath } from "../../system/package-file.ts";
import type { AskFace, Question, Reply } from "../answers.ts";
import type { Face } from "../faces/face.ts";
import { type AsideInvocation, type FromThread, receivedFailure, type ToThread } from "./message.ts";

/** A thread that answers what takes long to think about, so that everybody else is answered meanwhile. */
export interface Aside {
  readonly ask: AskFace;
  /** Starts the thread before anybody asks: the first page comes as soon as the next ones. */
  prepare(): void;
  close(): Promise<void>;
}

type Asked = PromiseWithResolvers<Reply>;

/** The thread starts when it is prepared, or with the first question; should it die, those who wait hear so, and the next one starts another. */
export function openAside(invocation: AsideInvocation): Aside {
  const waiting = new Map<number, Asked>();
  let thread: Worker | undefined;
  let asked = 0;
  const lose = (lost: Worker, error: Error): void => {
    if (thread !== lost) return;
    thread = undefined;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  const start = (): Worker => {
    const started = new Worker(threadFile(), { workerData: invocation });
    started.on("message", (message: FromThread) => {
      const theirs = waiting.get(message.number);
      waiting.delete(message.number);
      if (theirs !== undefined) settle(theirs, message);
    });
    started.on("error", (error) => lose(started, error instanceof Error ? error : new Error(String(error))));
    started.on("exit", (code) => lose(started, new Error(`the thread that answers ended with ${code}`)));
    return started;
  };
  return {
    ask: async (face: Face, { signal, ...question }: Question) => {
      signal.throwIfAborted();
      const number = (asked += 1);
      const theirs: Asked = Promise.withResolvers<Reply>();
      waiting.set(number, theirs);
      const leave = (): void => {
        waiting.delete(number);
        if (thread !== undefined) tell(thread, { number, gone: true });
        theirs.reject(signal.reason as Error);
      };
      signal.addEventListener("abort", leave, { once: true });
      tell((thread ??= start()), { number, face: face.name, question });
      return theirs.promise.finally(() => signal.removeEventListener("abort", leave));
    },
    prepare: () => {
      thread ??= start();
    },
    close: async () => {
      const closing = thread;
      thread = undefined;
      for (const { reject } of waiting.values()) reject(new Error("the server ends"));
      waiting.clear();
      await closing?.terminate();
    },
  };
}

function tell(thread: Worker, message: ToThread): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  thread.postMessage(message);
}

function settle({ resolve, reject }: Asked, message: FromThread): void {
  if ("bug" in message) return reject(new Error(message.bug));
  if ("failure" in message) return reject(receivedFailure(message.failure));
  const { reply, problem } = message;
  return resolve({ ...reply, problem: problem === null ? null : receivedFailure(problem) });
}

/** Where v7 starts lies while it runs from source; the bundle has it as an entry of its own. */
function threadFile(): string {
  const source = join(import.meta.dirname, "..", "..", "answer-thread.ts");
  return existsSync(source) ? source : packagePath("dist/answer-thread.js");
}
