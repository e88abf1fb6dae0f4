import { parentPort, workerData } from "node:worker_threads";
import { type Invocation, openWorkspace } from "./context.ts";
import { Failure } from "./model/failure.ts";
import { type AskFace, askingHere } from "./serve/answers.ts";
import { allFaces } from "./serve/faces/index.ts";
import { stackOf } from "./serve/outside.ts";
import { type FromThread, sentFailure, type ToThread } from "./serve/aside/message.ts";

// The whole of a thread: it answers with a workspace of its own, until it is ended.
const faces = new Map(allFaces().map((face) => [face.name, face]));
const asking = new Map<number, AbortController>();
let opening: Promise<AskFace> | undefined;

// Whoever asks first finds it open; what goes wrong is told to who asks.
open().catch(() => undefined);

parentPort?.on("message", (message: ToThread) => {
  if ("gone" in message) asking.get(message.number)?.abort(new Error("whoever asked is gone"));
  else void answer(message);
});

async function answer({ number, face: name, question }: Extract<ToThread, { face: string }>): Promise<void> {
  const gone = new AbortController();
  asking.set(number, gone);
  try {
    const ask = await open();
    const face = faces.get(name);
    if (face === undefined) throw new Error(`there is no entry ${name}`);
    const { problem, ...reply } = await ask(face, { ...question, signal: gone.signal });
    tell({ number, reply, problem: problem === null ? null : sentFailure(problem) });
  } catch (error) {
    tell(error instanceof Failure ? { number, failure: sentFailure(error) } : { number, bug: stackOf(error) });
  } finally {
    asking.delete(number);
  }
}

/** What could not be opened is tried again by whoever asks next. */
function open(): Promise<AskFace> {
  opening ??= openWorkspace({
    ...(workerData as Omit<Invocation, "signal">),
    signal: new AbortController().signal,
  }).then(askingHere);
  opening.catch(() => (opening = undefined));
  return opening;
}

function tell(message: FromThread): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage(message);
}
