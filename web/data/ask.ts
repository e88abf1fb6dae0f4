import type { Finding } from "../../src/model/output/plan-file.ts";

/** RFC 9457, as the server words it; `V7-W000` where the server was not reached at all. */
export interface Problem {
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly status: number;
  readonly instance: string;
  readonly next: readonly string[];
  /** What is wrong in documents, place by place. */
  readonly findings?: readonly Finding[];
  /** How many there are in all: `findings` are the first of them. */
  readonly findings_found?: { readonly errors: number; readonly warnings: number };
  /** What is known all the same. */
  readonly output?: object;
}

/** What a question was answered with. */
export interface Reply {
  readonly document: object | undefined;
  readonly problem: Problem | undefined;
  /** How many rows there are in all; undefined where that is not known. */
  readonly total: number | undefined;
  /** Whether the list goes on behind what was asked for. */
  readonly goesOn: boolean;
  /** Another one where the answer is another one. */
  readonly mark: string | null;
  readonly at: Date;
}

/** Asks a route of the server. The browser itself sends the mark of what it has, and hands it out again after a 304. */
export async function ask(url: string, signal: AbortSignal): Promise<Reply> {
  try {
    const response = await fetch(url, { signal, headers: { accept: "application/json" } });
    return await replyOf(response);
  } catch (error) {
    if (signal.aborted) throw error;
    return { ...nothing(), problem: unreached };
  }
}

async function replyOf(response: Response): Promise<Reply> {
  const body = parse(await response.text()) as object;
  const total = response.headers.get("total-count");
  const said = {
    ...nothing(),
    total: total === null ? undefined : Number(total),
    goesOn: response.headers.has("link"),
    mark: response.headers.get("etag"),
  };
  if (response.ok) return { ...said, document: body };
  const problem = { ...(body as Problem), status: response.status };
  return { ...said, problem, document: problem.output };
}

/** A number that this browser would round stays the text it was: what is shown is what is there. */
function parse(text: string): unknown {
  return (JSON.parse as ParseWithSource)(text, (_, value, context) => {
    const source = context?.source ?? "";
    return typeof value === "number" && source.length > 15 && String(value) !== source ? source : value;
  });
}

type ParseWithSource = (
  text: string,
  reviver: (key: string, value: unknown, context?: { readonly source?: string }) => unknown,
) => unknown;

const nothing = (): Reply => ({
  document: undefined,
  problem: undefined,
  total: undefined,
  goesOn: false,
  mark: null,
  at: new Date(),
});

const unreached: Problem = {
  code: "",
  title: "The server does not answer",
  detail: "v7 serve was stopped, or this machine is not reached.",
  status: 0,
  instance: "",
  next: ["v7 serve"],
};
