import { type Address, addressOf, nameOf } from "./address.ts";
import { typedWord } from "./typed-word.ts";

/** The name of an EnumPlan, taken apart: `app/crm.ContactCurationStatus`. */
export interface EnumName {
  /** A name under `targets` of v7.yaml; null: the name says none. */
  readonly target: string | null;
  /** Null: the name says none, and the target's own schema is meant, else `public`. */
  readonly schema: string | null;
  /** As the catalogue has it: capitals count, and nothing is quoted. */
  readonly type: string;
}

/** The name of a plan for an enum: `[target/][schema.]type`, each part in quotes where it would be misread without. */
export function enumNameText({ target, schema, type }: EnumName): string {
  const before = [target === null ? "" : `${quoted(target, /["/]/)}/`, schema === null ? "" : `${quoted(schema)}.`];
  return `${before.join("")}${quoted(type)}`;
}

/** The other way round; undefined for a text that is no such name. */
export function readEnumName(text: string): EnumName | undefined {
  const groups = form.exec(text)?.groups;
  if (groups === undefined) return undefined;
  const { target, schema, type = "" } = groups;
  return { target: unquoted(target), schema: unquoted(schema), type: unquoted(type) ?? "" };
}

/** The address of a plan: slashes of its name stay. */
export function enumAddress(name: string): Address {
  return addressOf("enum", name, { keepSlashes: true });
}

/** The name of an address as it is typed in a shell. */
export function typedEnumName(address: Address): string {
  return typedWord(nameOf(address));
}

/** The schema that is meant where a name says none. */
export function usualSchema(target: { readonly schema?: string | undefined } | undefined): string {
  return target?.schema ?? "public";
}

const form =
  /^(?:(?<target>[^"/]+|"(?:[^"]|"")+")\/)?(?:(?<schema>[^"./]+|"(?:[^"]|"")+")\.)?(?<type>[^"./]+|"(?:[^"]|"")+")$/;

function quoted(part: string, misread = /["./]/): string {
  return misread.test(part) ? `"${part.replaceAll('"', '""')}"` : part;
}

function unquoted(part: string | undefined): string | null {
  if (part === undefined) return null;
  return part.startsWith('"') ? part.slice(1, -1).replaceAll('""', '"') : part;
}
