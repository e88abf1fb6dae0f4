/**
 * The one text of an IP address, as Postgres prints an `inet`: `2001:DB8:0::10` is `2001:db8::10`, and `10.0.0.1/32` is
 * `10.0.0.1`. What is no address comes back as it is.
 */
export function canonicalAddress(text: string): string {
  const [host = "", prefix, ...rest] = text.trim().split("/");
  const words = host.includes(":") ? version6(host) : version4(host);
  if (words === undefined || rest.length > 0 || !isPrefix(prefix, words.length)) return text;
  const shown = words.length === 2 ? dotted(words) : colons(words);
  const bits = words.length * 16;
  return prefix === undefined || Number(prefix) === bits ? shown : `${shown}/${Number(prefix)}`;
}

/** True of what Postgres takes for an `inet`, a prefix length included, a zone not. */
export function isAddress(text: string): boolean {
  const [host = "", prefix, ...rest] = text.split("/");
  const words = host.includes(":") ? version6(host) : version4(host);
  return words !== undefined && rest.length === 0 && isPrefix(prefix, words.length);
}

/** An address without the length of its network's prefix, in its one text. */
export function hostOfAddress(text: string): string {
  return canonicalAddress(text.split("/")[0] ?? "");
}

/** Of sixteen bits each: two for version 4, eight for version 6. */
type Words = readonly number[];

function isPrefix(prefix: string | undefined, words: number): boolean {
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= words * 16);
}

/** A zero in front is octal to some readers. */
const version4Form = /^(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})$/;

function version4(text: string): Words | undefined {
  const octets = version4Form.exec(text)?.slice(1).map(Number);
  if (octets === undefined || octets.some((octet) => octet > 255)) return undefined;
  const [first = 0, second = 0, third = 0, fourth = 0] = octets;
  return [first * 256 + second, third * 256 + fourth];
}

function version6(text: string): Words | undefined {
  const [left = "", right, ...rest] = text.split("::");
  if (rest.length > 0) return undefined;
  const start = groups(left, right === undefined);
  const end = right === undefined ? [] : groups(right, true);
  if (start === undefined || end === undefined) return undefined;
  const missing = 8 - start.length - end.length;
  if (right === undefined ? missing !== 0 : missing < 1) return undefined;
  return [...start, ...Array.from({ length: missing }, () => 0), ...end];
}

/** Only the last one may be an address of version 4. */
function groups(text: string, isEnd: boolean): Words | undefined {
  if (text === "") return [];
  const parts = text.split(":");
  const words = parts.map((part, index) => {
    if (/^[\da-f]{1,4}$/i.test(part)) return [Number.parseInt(part, 16)];
    return isEnd && index === parts.length - 1 ? version4(part) : undefined;
  });
  return words.every((word) => word !== undefined) ? words.flat() : undefined;
}

function dotted(words: Words): string {
  return words.flatMap((word) => [word >> 8, word & 255]).join(".");
}

/** The longest run of zeros, the first of equal ones, is left out; what holds an address of version 4 shows it. */
function colons(words: Words): string {
  const run = longestRun(words);
  const isMapped = run.start === 0 && (run.length === 6 || (run.length === 5 && words[5] === 0xffff));
  const shown = isMapped ? [...words.slice(0, 6).map(hex), dotted(words.slice(6))] : words.map(hex);
  if (run.length < 2) return shown.join(":");
  return `${shown.slice(0, run.start).join(":")}::${shown.slice(run.start + run.length).join(":")}`;
}

function hex(word: number): string {
  return word.toString(16);
}

function longestRun(words: Words): { readonly start: number; readonly length: number } {
  let longest = { start: 0, length: 0 };
  let start = 0;
  for (const [index, word] of words.entries()) {
    if (word !== 0) start = index + 1;
    else if (index + 1 - start > longest.length) longest = { start, length: index + 1 - start };
  }
  return longest;
}
