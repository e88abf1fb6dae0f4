import { describeKind } from "../../documents/describe-kind.ts";
import { editValue } from "../../documents/edit-value.ts";
import type { Answer } from "../../model/answer.ts";
import { Failure } from "../../model/failure.ts";
import { isJsonObject, type Json } from "../../model/json.ts";
import {
  definedFields,
  documentAddress,
  fieldSpecOf,
  type Kind,
  kindCalled,
  type Kinds,
  noKindCalled,
} from "../../model/kind.ts";
import type { SetOutput } from "../../model/output/set.ts";
import { type Fields, labelsField, protectField } from "../../model/resource.ts";
import { editState } from "../../workspace/edit-state.ts";
import { type DeclaredState, readValidState } from "../../workspace/state.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import type { Assignment } from "./assignment.ts";
import { edited } from "./edited.ts";
import { editsOf } from "./set.ts";

export interface NewRequest {
  /** `Task`, `task`, `tasks`. */
  readonly kind: string;
  readonly name: string;
  readonly assignments: readonly Assignment[];
}

/**
 * Writes a document of any kind. Values are read by the field's type, as `set` reads them; what is missing is told by the
 * check of the documents, and nothing is written then. Throws V7-C005, V7-P018 and V7-P071.
 */
export async function newResource(
  workspace: Workspace,
  { kind: word, name, assignments }: NewRequest,
): Promise<Answer<SetOutput>> {
  const kind = requireKind(workspace.kinds, word);
  const fields = assignedFields(kind, assignments);
  return createDocument(workspace, await readValidState(workspace), { kind, name, fields });
}

/** What a new document says. */
export interface NewDocumentContent {
  readonly kind: Kind;
  readonly name: string;
  readonly fields: Fields;
}

/** Writes the document in its own file, or to the kind's one for all. Throws V7-P018 and V7-P071. */
export async function createDocument(
  workspace: Workspace,
  state: DeclaredState,
  { kind, name, fields }: NewDocumentContent,
): Promise<Answer<SetOutput>> {
  const address = documentAddress(kind, name);
  const { source } = state.documentAt(address) ?? {};
  if (source)
    throw new Failure("V7-P071", `${address} is declared in ${source.file}:${source.line}; no file was changed`, {
      next: [`v7 set ${address} FIELD=VALUE`],
    });
  const creation = { action: "create", address, kind, fields, original: undefined } as const;
  try {
    return edited(await editState(workspace, state, [creation]));
  } catch (error) {
    throw error instanceof Failure && error.code === "V7-P018" ? withExample(error, kind) : error;
  }
}

/** Somebody who writes a kind for the first time sees sooner what it needs than what it lacks. */
function withExample({ message, findings, next, ...failure }: Failure, { segment }: Kind): Failure {
  const details = {
    findings,
    next: [...next, `v7 explain ${segment} --example shows a whole one`],
    cause: failure.cause,
  };
  return new Failure("V7-P018", message, details);
}

function requireKind(kinds: Kinds, word: string): Kind {
  const kind = kindCalled(kinds, word);
  if (kind && !kind.part) return kind;
  if (!kind?.part) throw noKindCalled(kinds, word);
  const { segment, of } = kind.part;
  throw new Failure("V7-C005", `a ${segment} is an entry of a ${of}, and has no document of its own`, {
    next: [`v7 explain ${segment}`],
  });
}

/** What assignments say of a new document, with where its life begins. */
export function assignedFields(kind: Kind, assignments: readonly Assignment[]): Fields {
  const described = describeKind(kind.name)?.fields ?? [];
  let document: Json = { spec: {} };
  for (const assignment of assignments) {
    const spec: Json | undefined = partOf(document, "spec");
    for (const edit of editsOf(isJsonObject(spec) ? spec : {}, described, assignment))
      document = editValue(document, edit);
  }
  const [spec, metadata] = [partOf(document, "spec"), partOf(document, "metadata")];
  return definedFields({
    [labelsField]: partOf(metadata, "labels"),
    [protectField]: partOf(metadata, "protect"),
    ...(isJsonObject(spec) ? spec : {}),
    ...firstStatus(kind, spec),
  });
}

/** Where the life of such a resource begins: a status that nobody declares is nobody's to watch. */
function firstStatus(kind: Kind, spec: Json | undefined): Fields {
  const field = kind.status?.field;
  const first = field === undefined ? undefined : fieldSpecOf(kind, field)?.default;
  return field === undefined || first === undefined || partOf(spec, field) !== undefined ? {} : { [field]: first };
}

function partOf(value: Json | undefined, key: string): Json | undefined {
  return isJsonObject(value) ? value[key] : undefined;
}
