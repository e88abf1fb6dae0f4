import { readFile } from "node:fs/promises";
import { sha256 } from "../../model/digest.ts";
import { pathBelow, systemPath } from "../../model/path-bytes.ts";
import type { Root } from "../../files/places/roots.ts";
import type { FileSource } from "../sources.ts";
import { decode } from "./decode.ts";

/** What a registered file has to say. */
export type SourceText =
  | { readonly kind: "text"; readonly text: string }
  /** It holds something else by now, or is gone. */
  | { readonly kind: "moved" }
  /** It cannot be read as text. */
  | { readonly kind: "unread"; readonly because: string };

/** Reads the text that is registered, in whatever encoding. */
export async function readSource(source: FileSource, roots: readonly Root[]): Promise<SourceText> {
  const bytes = await registeredBytes(source, roots);
  if (bytes === undefined) return { kind: "moved" };
  const { text, because } = await decode(bytes);
  return text === undefined ? { kind: "unread", because } : { kind: "text", text };
}

async function registeredBytes({ path, pathBytes, hash }: FileSource, roots: readonly Root[]) {
  const root = roots.findLast(({ prefix }) => path.startsWith(prefix));
  if (root === undefined) return undefined;
  const below = pathBytes.subarray(Buffer.byteLength(root.prefix));
  const bytes = await readFile(systemPath(pathBelow(root.directory, below.toString("latin1")))).catch(() => undefined);
  return bytes !== undefined && sha256(bytes) === hash ? bytes : undefined;
}
