import { randomBytes } from "node:crypto";
import { finished, type Readable, type Writable } from "node:stream";
import { closeWorkspace, type Workspace } from "../../workspace/workspace.ts";
import { askingHere } from "../answers.ts";
import { cursorsWith } from "../cursors.ts";
import { allFaces } from "../faces/index.ts";
import { openAgentFace } from "./open-agent-face.ts";
import { streamAnswers } from "./protocol.ts";

export interface AgentStreams {
  /** What the agent's program says; its end is the end. */
  readonly input: Readable;
  /** Nothing but the protocol. */
  readonly output: Writable;
  /** Hears what went wrong inside, a line each. */
  log(line: string): void;
}

/** Answers agents until their program ends the stream, goes away, or the caller does. */
export async function answerAgents(workspace: Workspace, { input, output, log }: AgentStreams): Promise<void> {
  const cursors = cursorsWith(randomBytes(32).toString("base64url"));
  const face = openAgentFace({ workspace, ask: askingHere(workspace), cursors, log }, allFaces());
  const gone = untilGone(workspace.signal, input, output);
  const answers = streamAnswers(face, { input, output });
  try {
    await gone;
  } finally {
    await answers.close();
    await closeWorkspace(workspace);
  }
}

function untilGone(signal: AbortSignal, input: Readable, output: Writable): Promise<void> {
  return new Promise((resolve) => {
    const leave = (): void => resolve();
    finished(input, { writable: false }, leave);
    output.once("error", leave);
    if (signal.aborted) leave();
    else signal.addEventListener("abort", leave, { once: true });
  });
}
