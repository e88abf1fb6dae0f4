import { sha256 } from "./digest.ts";

/**
 * The file of a document of this name below a folder: `state/tasks/1.2.yaml`. Slashes in a name make folders. A name that no
 * file may have everywhere (too long, reserved, with characters that cannot be seen) gets a readable one with a digest
 * instead, straight below the folder: every name has its file, and no two names have one.
 */
export function documentFile(folder: string, name: string): string {
  const steps = name.split("/");
  const isPlain =
    name.length <= longestPath &&
    steps.every(isPlainStep) &&
    !steps.slice(0, -1).some(looksLikeDocument) &&
    !endsLikeDigest.test(name);
  return isPlain ? `${folder}/${name}${extension}` : digestedFile(folder, name);
}

/** The file of a name whose usual one is taken by another name that looks the same to some file system. */
export function digestedFile(folder: string, name: string): string {
  const digest = sha256(name).slice(0, digestLength);
  return `${folder}/${readable(name)}-${digest}${extension}`;
}

/** Names with one key are one file somewhere: case and the form of accents count for nothing. */
export function foldedName(text: string): string {
  return text.normalize("NFC").toUpperCase().toLowerCase().normalize("NFC");
}

/** `.git` or `.v7` as any file system may understand it: in any case, with characters it does not see, or by its short name. */
export function isKeptName(name: string): boolean {
  const seen = name
    .replaceAll(/[\p{Cf}\ufeff]/gu, "")
    .replace(/[. ]+$/, "")
    .replace(/:.*$/s, "")
    .toLowerCase();
  return seen === ".git" || seen === "git~1" || seen === ".v7";
}

const extension = ".yaml";
const digestLength = 12;
const endsLikeDigest = new RegExp(`-[0-9a-f]{${digestLength}}$`);

/** In UTF-16 units, which no system counts more narrowly. */
const longestPath = 180;
/** In bytes: 255 less the extension and what a writer adds to a name while it writes. */
const longestStep = 200;

/** Letters and digits of any script, and what stands between them in everyday file names; composed, as people type it. */
const plainStep = /^[\p{L}\p{N}_@+([{$][\p{L}\p{M}\p{N} _.,@+=~#&!$%'()[\]{}-]*$/u;
const plainHidden = /^\.[\p{L}\p{N}]/u;
const reserved = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;

function isPlainStep(step: string): boolean {
  return (
    plainStep.test(plainHidden.test(step) ? step.slice(1) : step) &&
    step === step.normalize("NFC") &&
    !/[. ~]$/.test(step) &&
    !reserved.test(step) &&
    !isKeptName(step) &&
    Buffer.byteLength(step) <= longestStep
  );
}

/** A folder of this name would stand where another document's file does: `src/a.yaml/b` beside `src/a`. */
function looksLikeDocument(step: string): boolean {
  return /\.ya?ml$/i.test(step);
}

/** What of a name may stand in a file's name, as far as there is room. */
function readable(name: string): string {
  const text = name
    .normalize("NFC")
    .replaceAll(/[^\p{L}\p{M}\p{N}_]+/gu, "-")
    .replaceAll(/^[-\p{M}]+|-+$/gu, "");
  let kept = "";
  for (const character of text) {
    if (Buffer.byteLength(kept) + Buffer.byteLength(character) > longestReadable) break;
    kept += character;
  }
  return kept === "" ? "unnamed" : kept;
}

const longestReadable = 120;
