import { Failure } from "../model/failure.ts";

/** A task as DART has it. What DART leaves out is undefined: it omits what is null. */
export interface DartTask {
  readonly id: string;
  readonly url: string;
  readonly title: string;
  /** `Space/Board`. */
  readonly dartboard: string;
  readonly status: string | undefined;
  /** Names or e-mails. */
  readonly assignees: readonly string[];
  /** Markdown, empty where there is none; undefined in lists, which leave it out. */
  readonly description: string | undefined;
  /** The day it is due, `2025-08-14`; null where there is none. */
  readonly due: string | null;
  /** When it was changed last, by DART's clock; undefined where it does not say. */
  readonly updatedAt: string | undefined;
}

/** A document as DART has it: there are no times. */
export interface DartDocument {
  readonly id: string;
  readonly url: string;
  readonly title: string;
  /** `Space/Folder`. */
  readonly folder: string;
  /** Markdown; undefined in lists. */
  readonly text: string | undefined;
}

/** What a workspace of DART's is made of, by titles. */
export interface DartConfiguration {
  readonly dartboards: readonly string[];
  readonly folders: readonly string[];
  readonly statuses: readonly string[];
}

/** Fields of DART's, by its names. */
export type Fields = { readonly [field: string]: unknown };

/** Throws V7-J005 where it is none. */
export function configurationOf(body: unknown): DartConfiguration {
  const { dartboards, folders, statuses } = fieldsOf(body);
  if (!Array.isArray(dartboards) || !Array.isArray(folders)) throw senseless("/config has no dartboards or folders");
  return { dartboards: textsOf(dartboards), folders: textsOf(folders), statuses: textsOf(statuses) };
}

/** A task of a list. Throws V7-J005 where it has no id, as all of these. */
export function taskOf(fields: Fields): DartTask {
  const { assignee } = fields;
  const id = idOf(fields);
  return {
    id,
    url: textOf(fields["htmlUrl"]) ?? `https://app.dartai.com/t/${id}`,
    title: textOf(fields["title"]) ?? "",
    dartboard: textOf(fields["dartboard"]) ?? "",
    status: textOf(fields["status"]),
    assignees: [...textsOf(fields["assignees"]), ...textsOf(assignee === undefined ? [] : [assignee])],
    description: textOf(fields["description"]),
    due: dayOf(fields["dueAt"]),
    updatedAt: instantOf(fields["updatedAt"]),
  };
}

/** A task that was asked for by its id, or answered whole: what it does not say is empty. */
export function wholeTaskOf(fields: Fields): DartTask {
  return { ...taskOf(fields), description: textOf(fields["description"]) ?? "" };
}

export function documentOf(fields: Fields): DartDocument {
  const id = idOf(fields);
  return {
    id,
    url: textOf(fields["htmlUrl"]) ?? `https://app.dartai.com/d/${id}`,
    title: textOf(fields["title"]) ?? "",
    folder: textOf(fields["folder"]) ?? "",
    text: textOf(fields["text"]),
  };
}

/** It becomes part of addresses and of documents. */
function idOf({ id }: Fields): string {
  if (typeof id === "string" && idForm.test(id)) return id;
  throw senseless("an item has no id");
}

/** What DART's ids look like. */
export const idForm = /^[a-zA-Z0-9]{12}$/;

/** An object's fields; none of anything else. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

export function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function instantOf(value: unknown): string | undefined {
  const text = textOf(value);
  return text === undefined || Number.isNaN(Date.parse(text)) ? undefined : text;
}

/** A day, whatever time of it DART writes beside it. */
function dayOf(value: unknown): string | null {
  return /^\d{4}-\d{2}-\d{2}/.exec(textOf(value) ?? "")?.[0] ?? null;
}

/** Texts; of people, the e-mail or the name. */
function textsOf(value: unknown): string[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((one) => {
    const { email, name, title } = fieldsOf(one);
    return textOf(one) ?? textOf(email) ?? textOf(name) ?? textOf(title) ?? [];
  });
}

/** V7-J005. */
export function senseless(what: string): Failure {
  return new Failure("V7-J005", `DART's answer makes no sense: ${what}`);
}
