import { typedWord } from "./typed-word.ts";
/**
 * Where a resource lives: `phase/1`, `task/1.2`, `node/ALPHA/service/PostgreSQL`.
 * A field follows behind `#`: `task/1.2#status`.
 */
export type Address = string;

/** An address with an optional field, as people type it. */
export interface FieldAddress {
  readonly address: Address;
  readonly field?: string;
}

/**
 * Builds the address of a named resource. `#`, `%` and control characters are percent-encoded;
 * so is `/`, unless the name is a file path (`keepSlashes`).
 */
export function addressOf(segment: string, name: string, options: { keepSlashes?: boolean } = {}): Address {
  return `${segment}/${encodeName(name, options.keepSlashes ?? false)}`;
}

/** The last part of an address, decoded: `1.2` of `task/1.2`. */
export function nameOf(address: Address): string {
  return decodeName(address.slice(address.indexOf("/") + 1));
}

/** The address of a part: `["node", "ALPHA", "service", "PostgreSQL"]` → `node/ALPHA/service/PostgreSQL`. */
export function addressOfSteps(steps: readonly string[]): Address {
  return steps.map((step) => encodeName(step, false)).join("/");
}

/** The other way round; names are decoded. */
export function stepsOf(address: Address): string[] {
  return address.split("/").map(decodeName);
}

/** The first part of an address: `task` of `task/1.2`. */
export function segmentOf(address: Address): string {
  const slash = address.indexOf("/");
  return slash < 0 ? address : address.slice(0, slash);
}

/** An address as it is typed behind a command: in quotes where a shell would split or read it. */
export function typedAddress(address: Address): string {
  return typedWord(address);
}

/** Splits `task/1.2#status`; returns undefined when the text is no address. */
export function parseFieldAddress(text: string): FieldAddress | undefined {
  const [address = "", field, ...rest] = text.split("#");
  if (!/^[a-z]+\/./.test(address) || rest.length > 0 || field === "") return undefined;
  return field === undefined ? { address } : { address, field };
}

/** Orders addresses as a person would: by kind, then numbers by value (`1.2` before `1.10`). */
export function compareAddresses(left: Address, right: Address): number {
  return compareText(sortKey(left), sortKey(right)) || compareText(left, right);
}

/** Sorts as text the way addresses sort as people read them: `task/1.2` before `task/1.10`. */
export function sortKey(address: Address): string {
  return address.replace(/\d+/g, (digits) => digits.padStart(12, "0"));
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function encodeName(name: string, keepSlashes: boolean): string {
  // Nearly every name is plain, and tens of thousands are asked for.
  if (plainName.test(name)) return name;
  // oxlint-disable-next-line no-control-regex -- control characters are exactly what is encoded
  return name.replace(keepSlashes ? /[#%\u0000-\u001f\u007f]/g : /[#%/\u0000-\u001f\u007f]/g, percent);
}

const plainName = /^[\w.-]*$/;

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
}

function decodeName(name: string): string {
  if (!name.includes("%")) return name;
  return name.replace(/%([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
