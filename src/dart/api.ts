import { type ApiAnswer, askJson, type ApiRequest, type JsonApi } from "../http/json-api.ts";
import { Failure } from "../model/failure.ts";
import type { Workspace } from "../workspace/workspace.ts";
import {
  configurationOf,
  type DartConfiguration,
  type DartDocument,
  type DartTask,
  documentOf,
  type Fields,
  fieldsOf,
  senseless,
  taskOf,
  textOf,
  wholeTaskOf,
} from "./items.ts";
import type { DartSettings } from "./settings.ts";

/** DART's public API, as far as v7 uses it. Failures are V7-J002, V7-J003 and V7-J005. */
export interface Dart {
  configuration(): Promise<DartConfiguration>;
  /** The title of a dartboard or folder by its id; undefined where there is none. */
  titleOf(sort: "dartboards" | "folders", id: string): Promise<string | undefined>;
  tasks(dartboard: string): Promise<DartTask[]>;
  /** Those that were changed at an instant of DART's clock or later. */
  tasksSince(dartboard: string, instant: string): Promise<DartTask[]>;
  /** Those of a title, on any dartboard. */
  tasksTitled(title: string): Promise<DartTask[]>;
  /** Undefined for one that is trashed, or not there yet. */
  task(id: string): Promise<DartTask | undefined>;
  documents(folder: string): Promise<DartDocument[]>;
  document(id: string): Promise<DartDocument | undefined>;
  /** @throws LostAnswer where nobody knows whether it was created */
  createTask(item: Fields): Promise<DartTask>;
  /** Undefined for one that is trashed. @throws LostAnswer where nobody knows whether it was done */
  updateTask(id: string, item: Fields): Promise<DartTask | undefined>;
  /** @throws LostAnswer where nobody knows whether it was created */
  createDocument(item: Fields): Promise<DartDocument>;
}

/** Opens DART's API. Who asks with a key that it does not know is told so with a 200, so that is asked first. */
export async function openDart(workspace: Workspace, settings: DartSettings): Promise<Dart> {
  const api: JsonApi = {
    service: { name: "DART service", url: settings.url, apiKey: settings.token, next: ["look whether DART works"] },
    variable: workspace.variable,
    signal: workspace.signal,
  };
  const ask = (request: ApiRequest): Promise<unknown> => answered(api, request);
  const me = fieldsOf(await ask({ method: "GET", path: "/me" }));
  if (me["isLoggedIn"] !== true) throw unknownKey(settings);
  return {
    configuration: async () => configurationOf(await ask({ method: "GET", path: "/config" })),
    titleOf: async (sort, id) =>
      textOf(itemOf(await ask({ method: "GET", path: `/${sort}/${encodeURIComponent(id)}` }))?.["title"]),
    tasks: (dartboard) => pages(ask, { path: "/tasks/list", query: { dartboard }, read: taskOf }),
    tasksSince: async (dartboard, instant) => {
      const since = Date.parse(instant);
      // Whether DART means later, or not earlier, is not said, and its clock counts microseconds: ask for more, and look again.
      const query = { dartboard, updated_at_after: new Date(since - 1_000).toISOString() };
      const found = await pages(ask, { path: "/tasks/list", query, read: taskOf });
      return found.filter(({ updatedAt }) => updatedAt === undefined || Date.parse(updatedAt) >= since);
    },
    tasksTitled: (title) => pages(ask, { path: "/tasks/list", query: { title }, read: taskOf }),
    task: async (id) => readItem(await ask({ method: "GET", path: `/tasks/${encodeURIComponent(id)}` }), wholeTaskOf),
    documents: (folder) => pages(ask, { path: "/docs/list", query: { folder }, read: documentOf }),
    document: async (id) => readItem(await ask({ method: "GET", path: `/docs/${encodeURIComponent(id)}` }), documentOf),
    createTask: async (item) => madeItem(await ask({ method: "POST", path: "/tasks", body: { item } }), wholeTaskOf),
    updateTask: async (id, item) =>
      readItem(
        await ask({ method: "PUT", path: `/tasks/${encodeURIComponent(id)}`, body: { item: { id, ...item } } }),
        wholeTaskOf,
      ),
    createDocument: async (item) => madeItem(await ask({ method: "POST", path: "/docs", body: { item } }), documentOf),
  };
}

/** What a 2xx answers; undefined for a 404, which says that it is trashed or not there yet. */
async function answered(api: JsonApi, request: ApiRequest): Promise<unknown> {
  const answer = await ask(api, request);
  const { status, body } = answer;
  if (status === 404) return undefined;
  if (status === 401 || status === 403)
    throw new Failure("V7-J002", `DART answers ${status}: ${reasonOf(body)}`, {
      next: ["look whether the key may do that in DART"],
    });
  if (status >= 200 && status < 300) return body;
  throw new Failure("V7-J003", `DART answers ${status} to ${request.method} ${request.path}: ${reasonOf(body)}`);
}

async function ask(api: JsonApi, request: ApiRequest): Promise<ApiAnswer> {
  try {
    return await askJson(api, request);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw new Failure("V7-J003", error.message, { cause: error, next: error.next });
  }
}

function unknownKey({ token }: DartSettings): Failure {
  const name = token.slice("env:".length);
  return new Failure("V7-J002", `DART does not know the key in ${name}`, { next: [`set ${name} to a key of DART`] });
}

function reasonOf(body: unknown): string {
  const { detail, errors } = fieldsOf(body);
  const said = textOf(detail) ?? (Array.isArray(errors) ? errors.map(String).join("; ") : "no reason");
  return said.slice(0, 300).replaceAll(/\s+/g, " ");
}

interface Listed<Item> {
  readonly path: string;
  readonly query: { readonly [name: string]: string };
  read(fields: Fields): Item;
}

const pageSize = 100;

/**
 * All items of a list, by its count: `next` may be missing, and a page without items is the end whatever the count says. What
 * moves from page to page while they are read counts once. DART hides tasks by default filters; a list that still does is no list.
 */
async function pages<Item extends { readonly id: string }>(
  ask: (request: ApiRequest) => Promise<unknown>,
  { path, query, read }: Listed<Item>,
): Promise<Item[]> {
  const found = new Map<string, Item>();
  for (let offset = 0; ;) {
    const wanted = { ...query, no_defaults: "true", limit: String(pageSize), offset: String(offset) };
    const page = fieldsOf(await ask({ method: "GET", path, query: wanted }));
    const { results, count, meta } = page;
    if (!Array.isArray(results) || typeof count !== "number") throw senseless(`${path} is no list`);
    if (fieldsOf(meta)["defaultsApplied"] === true) throw senseless(`${path} hides some by default filters`);
    for (const result of results) {
      const item = read(fieldsOf(result));
      found.set(item.id, item);
    }
    offset += results.length;
    if (results.length === 0 || offset >= count) return [...found.values()];
  }
}

function itemOf(body: unknown): Fields | undefined {
  if (body === undefined) return undefined;
  const { item } = fieldsOf(body);
  return item === undefined ? undefined : fieldsOf(item);
}

function readItem<Item>(body: unknown, read: (fields: Fields) => Item): Item | undefined {
  const item = itemOf(body);
  return item && read(item);
}

function madeItem<Item>(body: unknown, read: (fields: Fields) => Item): Item {
  const item = readItem(body, read);
  if (item === undefined) throw senseless("what was created has no id");
  return item;
}
