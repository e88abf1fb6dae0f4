import { createReadStream, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { requestFile } from "../../http/request-file.ts";
import { Failure } from "../../model/failure.ts";
import type { ModelFile } from "./known-models.ts";
import { openZip } from "./zip.ts";

/** Bytes of a file, from an offset on. */
export interface Opened {
  /** Where they begin: not always where they were asked for. */
  readonly from: number;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** Where a model's files come from: a server, a folder, an archive. */
export interface ModelSource {
  /** Throws V7-I013 where the file is not to be had; any other error is one of the moment. */
  open(file: ModelFile, from: number): Promise<Opened>;
}

/** What stands behind a URL, a folder's name or an archive's. `here` is where a person stands. */
export async function sourceOf(place: string, here: string, signal: AbortSignal): Promise<ModelSource> {
  if (/^https?:\/\//.test(place)) return serverSource(place, signal);
  const path = resolve(here, place);
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isDirectory() === true) return folderSource(path);
  if (stats?.isFile() === true) return archiveSource(path);
  throw new Failure("V7-I013", `${place} is neither a URL nor a folder nor an archive`);
}

function serverSource(place: string, signal: AbortSignal): ModelSource {
  const base = place.endsWith("/") ? place : `${place}/`;
  return { open: (file, from) => requestFile(new URL(file.name, base), from, signal) };
}

function folderSource(folder: string): ModelSource {
  return {
    open: async ({ name }, from) => {
      const path = join(folder, name);
      if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) throw missing(name, folder);
      return { from, bytes: createReadStream(path, { start: from }) };
    },
  };
}

/** A file of an archive is known by the end of its path: packages put models into folders of their own. */
async function archiveSource(path: string): Promise<ModelSource> {
  const zip = await openZip(path);
  return {
    open: async ({ name, bytes }) => {
      const entry = zip.entries.find((found) => found.size === bytes && `/${found.name}`.endsWith(`/${name}`));
      if (entry === undefined) throw missing(name, path);
      return { from: 0, bytes: zip.read(entry) };
    },
  };
}

function missing(name: string, place: string): Failure {
  return new Failure("V7-I013", `there is no such file ${name} in ${place}`);
}
