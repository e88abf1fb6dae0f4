import { type Address, addressOf } from "../model/address.ts";
import type { Document } from "../model/document.ts";
import { Failure } from "../model/failure.ts";
import type { Finding } from "../model/finding.ts";
import { type DeclaredState, readValidState } from "../workspace/state.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { type Agreed, readAgreed } from "./agreed.ts";
import { type Dart, openDart } from "./api.ts";
import { isAsAgreed } from "./declared.ts";
import type { DartTask } from "./items.ts";
import { markerOf } from "./marker.ts";
import { findPlaces, type Places } from "./places.ts";
import { type Board, readBoard } from "./read-dart.ts";
import { dartSettings, type DartSettings } from "./settings.ts";

/** A declared task with its counterpart. */
export interface TaskSides {
  readonly name: string;
  readonly address: Address;
  readonly document: Document;
  /** Undefined where it is not in DART. */
  readonly live: DartTask | undefined;
  readonly agreed: Agreed | undefined;
  /** Whether its document names the counterpart. */
  readonly isLinked: boolean;
  /** True where the document, or what is remembered, names one that DART does not show. */
  readonly isGone: boolean;
}

/** Documents and DART as they are now. */
export interface Sides {
  readonly settings: DartSettings;
  readonly dart: Dart;
  readonly places: Places;
  readonly state: DeclaredState;
  readonly board: Board;
  readonly tasks: readonly TaskSides[];
  /** Tasks of DART that no document has. */
  readonly strangers: readonly DartTask[];
  /** Tasks that were created and lie on none of v7's dartboards: nobody had known. */
  readonly astray: ReadonlySet<Address>;
  readonly findings: readonly Finding[];
}

/** Reads both sides; places come first, so that nothing is concluded from a list that is empty because its place is gone. */
export async function readSides(workspace: Workspace): Promise<Sides> {
  const settings = dartSettings(workspace);
  const state = await readValidState(workspace);
  const dart = await openDart(workspace, settings);
  const places = await findPlaces(dart, settings);
  const agreed = await readAgreed(workspace);
  const documents = state.documents.filter(({ kind }) => kind === "Task");
  const declared = declaredIds(documents);
  const names = new Set(documents.map(({ name }) => name));
  const remembered = agreed.filter(({ id, task }) => !declared.has(id) && names.has(task));
  const known = new Set([...declared.keys(), ...remembered.map(({ id }) => id)]);
  const byId = new Map([
    ...remembered.map(({ id, task }) => [id, documents.find(({ name }) => name === task)] as const),
    ...declared,
  ]);
  const board = await readBoard(dart, places, {
    ids: known,
    isKnown: (task) => isKnown(task, { document: byId.get(task.id), agreed: agreed.find(({ id }) => id === task.id) }),
  });
  const tasks = documents.map((document) => sidesOf(document, { settings, board, agreed, remembered, declared }));
  const taken = new Set(tasks.flatMap(({ live }) => live?.id ?? []));
  return {
    settings,
    dart,
    places,
    state,
    board,
    tasks,
    astray: new Set(),
    ...strangersAmong(
      [...board.tasks.values()].filter(({ id }) => !taken.has(id)),
      board,
      agreed,
    ),
  };
}

/** What did not change on either side since both agreed need not be read whole. */
function isKnown(
  { updatedAt }: DartTask,
  { document, agreed }: { readonly document: Document | undefined; readonly agreed: Agreed | undefined },
): boolean {
  if (document === undefined || agreed === undefined || updatedAt === undefined) return false;
  return agreed.fields.seen === updatedAt && isAsAgreed({ document }, agreed);
}

/** Documents by the ids they name. Throws V7-J017 where two name one. */
function declaredIds(documents: readonly Document[]): Map<string, Document> {
  const found = new Map<string, Document>();
  for (const document of documents) {
    const { dartTaskId: id } = document.spec;
    if (typeof id !== "string") continue;
    const other = found.get(id);
    if (other !== undefined)
      throw new Failure("V7-J017", `task/${other.name} and task/${document.name} both have DART's ${id}`, {
        next: ["correct dartTaskId of one of them"],
      });
    found.set(id, document);
  }
  return found;
}

interface Knowledge {
  readonly settings: DartSettings;
  readonly board: Board;
  readonly agreed: readonly Agreed[];
  /** Links that documents lost, or never got. */
  readonly remembered: readonly Agreed[];
  readonly declared: ReadonlyMap<string, Document>;
}

/** By the id of its document, else by what was remembered when it was sent, else by the marker it bears. */
function sidesOf(document: Document, { settings, board, agreed, remembered, declared }: Knowledge): TaskSides {
  const { name } = document;
  const address = addressOf("task", name);
  const { dartTaskId } = document.spec;
  const named = typeof dartTaskId === "string" ? dartTaskId : undefined;
  const lost = remembered.find(({ task, id }) => task === name && !board.gone.has(id))?.id;
  const id = named ?? lost ?? markedId(board, { address, marker: markerOf(settings.project, address), declared });
  const live = id === undefined ? undefined : board.tasks.get(id);
  return {
    name,
    address,
    document,
    live,
    agreed: agreed.find((one) => one.id === id),
    isLinked: named !== undefined,
    isGone: id !== undefined && live === undefined,
  };
}

function markedId(
  { marked }: Board,
  { address, marker, declared }: { readonly address: Address; readonly marker: string } & Pick<Knowledge, "declared">,
): string | undefined {
  const found = (marked.get(marker) ?? []).filter(({ id }) => !declared.has(id));
  if (found.length > 1)
    throw new Failure("V7-J017", `${address} is twice in DART: ${found.map(({ url }) => url).join(", ")}`, {
      next: ["trash the one that is too many in DART"],
    });
  return found[0]?.id;
}

/** What v7 sent or had once is nobody's news. */
function strangersAmong(
  tasks: readonly DartTask[],
  { marked }: Board,
  agreed: readonly Agreed[],
): Pick<Sides, "strangers" | "findings"> {
  const own = new Set([...marked.values()].flatMap((found) => found.map(({ id }) => id)));
  const once = new Set(agreed.map(({ id }) => id));
  const findings = tasks
    .filter(({ id }) => once.has(id) || own.has(id))
    .map(({ id, title, url }): Finding => ({
      severity: "warning",
      code: "V7-J018",
      message: `${title} (${url}) was declared once and is no longer`,
      file: `dart:${id}`,
    }));
  return { strangers: tasks.filter(({ id }) => !once.has(id) && !own.has(id)), findings };
}
