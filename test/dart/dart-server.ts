import { createHmac } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A task as people see it in DART. */
export interface SharedTask {
  readonly id: string;
  title: string;
  dartboard: string;
  status: string;
  description: string;
  /** A day, or an instant of it; null where there is none. */
  dueAt: string | null;
  assignees: string[];
  updatedAt: string;
  isTrashed: boolean;
}

export interface SharedDocument {
  readonly id: string;
  title: string;
  folder: string;
  text: string;
}

/** What becomes of a request: it is lost on its way, or done and its answer lost, or refused. */
export type Fault =
  | "cut before"
  | "cut after"
  | { readonly status: number; readonly headers?: { readonly [name: string]: string }; readonly body?: string };

/** DART's public API, on this machine, with the ten traps that real clients met. */
export interface DartServer {
  readonly url: string;
  readonly tasks: SharedTask[];
  readonly documents: SharedDocument[];
  /** By titles. */
  readonly places: { dartboards: string[]; folders: string[] };
  /** `GET /tasks/list?…`, in order, also those with a fault. */
  readonly requests: string[];
  /** Milliseconds at which each came. */
  readonly times: number[];
  readonly keys: Set<string>;
  /** Decides what becomes of the request of this number, from 1. */
  fault: (number: number, request: string) => Fault | undefined;
  addTask(task: Partial<SharedTask> & { title: string }): SharedTask;
  addDocument(document: Partial<SharedDocument> & { title: string; text: string }): SharedDocument;
  /** Tasks that are listed, and not shown by their ids yet. */
  readonly hydrating: Set<string>;
  /** Tasks that are not shown anywhere yet. */
  readonly hidden: Set<string>;
  /** Whether a new task lands on the default dartboard, whatever is asked for. */
  landsOnDefault: boolean;
  /** Whether a task changed at the very instant counts as changed after it. */
  countsSameInstant: boolean;
  /** Somebody changes a task in DART. */
  edit(title: string, changes: Partial<SharedTask>): void;
  sign(body: string): string;
  stop(): Promise<void>;
}

export const testKey = "dsa_of_this_test";
export const webhookSecret = "shared with this webhook";

/** The API gives no more than this at once, whatever is asked for. */
const mostPerPage = 3;

export async function startDart(): Promise<DartServer> {
  let [made, changed] = [0, 0];
  const newId = (): string => `dart${String((made += 1)).padStart(8, "0")}`;
  const now = (): string => `2026-02-17T11:12:51.${String(made + changed).padStart(6, "0")}-08:00`;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => handle(request, response, Buffer.concat(chunks).toString("utf8")));
  });

  const handle = (request: IncomingMessage, response: ServerResponse, body: string): void => {
    const url = new URL(request.url ?? "", "http://dart");
    const name = `${request.method ?? ""} ${url.pathname.replace("/api/v0/public", "")}${url.search}`;
    dart.requests.push(name);
    dart.times.push(Date.now());
    const fault = dart.fault(dart.requests.length, name);
    if (fault === "cut before") return void request.socket.destroy();
    if (typeof fault === "object") {
      response.writeHead(fault.status, fault.headers);
      return void response.end(fault.body ?? '{"detail":"no"}');
    }
    const key = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1] ?? "";
    const answer = answerTo(request.method ?? "", url, { key, body });
    if (fault === "cut after") return void request.socket.destroy();
    response.writeHead(answer.status, { "content-type": "application/json" });
    response.end(JSON.stringify(answer.body));
  };

  const answerTo = (
    method: string,
    url: URL,
    { key, body }: { readonly key: string; readonly body: string },
  ): { status: number; body: unknown } => {
    const path = url.pathname.replace("/api/v0/public", "");
    const isKnown = dart.keys.has(key);
    // A bad key is told with a 200.
    if (path === "/me") return ok({ isLoggedIn: isKnown });
    if (!isKnown) return { status: 401, body: { detail: "Invalid token." } };
    if (path === "/config") return ok({ ...dart.places, statuses: ["To-do", "Doing", "Done"], assignees: [] });
    const [, sort = "", id = ""] = path.split("/");
    const item = body === "" ? {} : ((JSON.parse(body) as { item: Record<string, unknown> }).item ?? {});
    if (sort === "tasks" && id === "list") return ok(taskPage(url.searchParams));
    if (sort === "docs" && id === "list") return ok(documentPage(url.searchParams));
    if (method === "POST" && sort === "tasks") return ok({ item: shownTask(createTask(item)) });
    if (method === "POST" && sort === "docs") {
      const text = reflowed(String(item["text"]));
      return ok({
        item: shownDocument(dart.addDocument({ title: String(item["title"]), folder: String(item["folder"]), text })),
      });
    }
    if (sort === "tasks") {
      const task = dart.tasks.find((one) => one.id === id);
      if (task === undefined || task.isTrashed || dart.hydrating.has(id) || dart.hidden.has(id))
        return { status: 404, body: { errors: ["Not found."] } };
      if (method === "PUT") {
        if (item["id"] !== id) return { status: 400, body: { errors: ["id is missing"] } };
        changed += 1;
        const { description } = item;
        const set = typeof description === "string" ? { description: reflowed(description) } : {};
        Object.assign(task, item, set, { updatedAt: now() });
      }
      return ok({ item: shownTask(task) });
    }
    if (sort === "docs") {
      const document = dart.documents.find((one) => one.id === id);
      return document === undefined
        ? { status: 404, body: { errors: ["Not found."] } }
        : ok({ item: shownDocument(document) });
    }
    return { status: 404, body: { errors: ["Not found."] } };
  };

  const createTask = (item: Record<string, unknown>): SharedTask =>
    dart.addTask({
      title: String(item["title"]),
      // What names no dartboard lands on the default one.
      dartboard: dart.landsOnDefault ? "General/Tasks" : String(item["dartboard"] ?? "General/Tasks"),
      status: String(item["status"] ?? "To-do"),
      description: reflowed(String(item["description"] ?? "")),
      dueAt: typeof item["dueAt"] === "string" ? item["dueAt"] : null,
    });

  const taskPage = (query: URLSearchParams): unknown => {
    const showsAll = query.get("no_defaults") === "true";
    const after = query.get("updated_at_after");
    const found = dart.tasks.filter(
      (task) =>
        !task.isTrashed &&
        !dart.hidden.has(task.id) &&
        // A dartboard that is not there has no tasks, and that is no error.
        (query.get("dartboard") === null ||
          (query.get("dartboard") === task.dartboard && dart.places.dartboards.includes(task.dartboard))) &&
        task.title.toLowerCase().includes((query.get("title") ?? "").toLowerCase()) &&
        (after === null || isAfter(task.updatedAt, after)) &&
        (showsAll || task.status !== "Done"),
    );
    const meta = showsAll ? undefined : { defaultsApplied: true };
    return page(
      found.map((task) => shownTask({ ...task, description: "" })),
      query,
      meta,
    );
  };

  /** By the millisecond, as its documentation leaves open. */
  const isAfter = (instant: string, after: string): boolean => {
    const since = Date.parse(instant) - Date.parse(after);
    return dart.countsSameInstant ? since >= 0 : since > 0;
  };

  const documentPage = (query: URLSearchParams): unknown => {
    const found = dart.documents.filter(
      ({ folder }) => folder === query.get("folder") && dart.places.folders.includes(folder),
    );
    return page(
      found.map((document) => ({ ...shownDocument(document), text: undefined })),
      query,
    );
  };

  const dart: DartServer = {
    url: "",
    tasks: [],
    documents: [],
    places: {
      dartboards: ["General/Tasks", "Migration/V7 Conductor Persona Tasks", "Migration/Phase 1 Assessment"],
      folders: ["Migration/V7 Conductor Persona Docs", "Migration/V7 Migration Docs", "Migration/Journal"],
    },
    requests: [],
    times: [],
    keys: new Set([testKey]),
    fault: () => undefined,
    hydrating: new Set(),
    hidden: new Set(),
    landsOnDefault: false,
    countsSameInstant: false,
    addTask: (task) => {
      const usual = {
        id: newId(),
        dartboard: "Migration/V7 Conductor Persona Tasks",
        status: "To-do",
        description: "",
        dueAt: null,
      };
      const added = { ...usual, assignees: [], updatedAt: now(), isTrashed: false, ...task };
      dart.tasks.push(added);
      return added;
    },
    addDocument: (document) => {
      const added = { id: newId(), folder: "Migration/V7 Conductor Persona Docs", ...document };
      dart.documents.push(added);
      return added;
    },
    edit: (title, changes) => {
      changed += 1;
      const task = dart.tasks.find((one) => one.title === title);
      Object.assign(task ?? {}, changes, { updatedAt: now() });
    },
    sign: (body) => createHmac("sha256", webhookSecret).update(body).digest("hex"),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(dart, { url: `http://127.0.0.1:${port}` });
}

function ok(body: unknown): { status: number; body: unknown } {
  return { status: 200, body };
}

/** `next` is missing; only the count tells how many there are. */
function page(all: readonly unknown[], query: URLSearchParams, meta?: unknown): unknown {
  const from = Number(query.get("offset") ?? 0);
  const most = Math.min(Number(query.get("limit") ?? mostPerPage), mostPerPage);
  return { count: all.length, results: all.slice(from, from + most), ...(meta === undefined ? {} : { meta }) };
}

/** What is empty is left out, not null. */
function shownTask({ id, title, dartboard, status, updatedAt, assignees, description, dueAt }: SharedTask): object {
  return {
    id,
    title,
    dartboard,
    status,
    updatedAt,
    htmlUrl: `https://app.dartai.com/t/${id}`,
    ...(assignees.length === 0 ? {} : { assignees: assignees.map((email) => ({ name: email.split("@")[0], email })) }),
    ...(description === "" ? {} : { description }),
    ...(dueAt === null ? {} : { dueAt }),
  };
}

function shownDocument(document: SharedDocument): object {
  return { ...document, htmlUrl: `https://app.dartai.com/d/${document.id}` };
}

/** DART makes Markdown anew: it escapes signs, has its own for lists, and makes links of what looks like one. */
function reflowed(text: string): string {
  return text
    .replaceAll(/^- \[([ x])\] /gm, (_, sign: string) => `* \\[${sign}\\] `)
    .replaceAll(/^- /gm, "* ")
    .replaceAll(/(?<=\w)_(?=\w)/g, "\\_")
    .replaceAll(/v7-marker-([0-9a-f]+)/g, (marker: string) => `[${marker.replaceAll("-", "\\-")}](http://${marker})`)
    .replaceAll(/\n(?=\S)/g, "  \n");
}
