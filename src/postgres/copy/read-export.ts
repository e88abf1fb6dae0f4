import { createReadStream } from "node:fs";
import { Failure } from "../../model/failure.ts";
import {
  closingLines,
  copyLine,
  endOfRows,
  type ExportedTable,
  exportFormatVersion,
  type ExportHeader,
  headerPrefix,
  newDigest,
  openingLines,
  sealLine,
} from "./export-format.ts";
import { reasonOf } from "./sealed-file.ts";

/** An export, piece by piece: its header, then each table's rows in bundles, and whether all of it was whole. */
export type ExportPart =
  | { readonly kind: "header"; readonly header: ExportHeader }
  | { readonly kind: "table"; readonly table: ExportedTable }
  /** Whole lines. */
  | { readonly kind: "rows"; readonly bytes: Uint8Array }
  | { readonly kind: "end-of-table" }
  /** The file is what its last line says. */
  | { readonly kind: "sealed"; readonly digest: string };

/**
 * Reads an export once, from its first byte to its last; memory stays small. Every line that is no row must be the
 * one the header asks for, so that no SQL of a file is ever run.
 * @throws Failure when the file is none, is of another version, or was damaged or cut.
 */
export async function* readExport(path: string): AsyncGenerator<ExportPart> {
  const reader = new LineReader(path);
  try {
    const header = readHeader(await reader.next(), path);
    yield { kind: "header", header };
    await reader.expect(openingLines(header));
    for (const table of header.tables) {
      await reader.expect([copyLine(table)]);
      yield { kind: "table", table };
      yield* readRows(reader, table);
      yield { kind: "end-of-table" };
    }
    await reader.expect(closingLines(header));
    const seal = sealLine(reader.digest);
    await reader.expect([seal], "its content is not what was sealed");
    if ((await reader.next()) !== undefined) throw reader.damaged("something follows its last line");
    yield { kind: "sealed", digest: seal };
  } finally {
    reader.close();
  }
}

/** An export that was read through and is whole. */
export interface CheckedExport {
  readonly header: ExportHeader;
  readonly digest: string;
}

/** Reads all of an export before anything is done with it. */
export async function checkExport(path: string): Promise<CheckedExport> {
  let header: ExportHeader | undefined;
  let digest = "";
  for await (const part of readExport(path)) {
    if (part.kind === "header") header = part.header;
    if (part.kind === "sealed") digest = part.digest;
  }
  if (header === undefined) throw damagedExport(path, "it has no first line");
  return { header, digest };
}

const bundleBytes = 1 << 16;

async function* readRows(reader: LineReader, table: ExportedTable): AsyncGenerator<ExportPart> {
  let bundle: Uint8Array[] = [];
  let size = 0;
  let count = 0;
  const take = (): ExportPart => {
    const bytes = Buffer.concat(bundle, size);
    [bundle, size] = [[], 0];
    return { kind: "rows", bytes };
  };
  for (let line = await reader.next(); ; line = await reader.next()) {
    if (line === undefined) throw reader.damaged(`it ends within ${table.name}`);
    if (line.length === endOfRows.length && line.toString("latin1") === endOfRows) break;
    if (line.at(-1) !== newLine) throw reader.damaged(`it ends within ${table.name}`);
    bundle.push(line);
    size += line.length;
    count += 1;
    if (size >= bundleBytes) yield take();
  }
  if (size > 0) yield take();
  if (count !== table.rows) throw reader.damaged(`${table.name} has ${count} rows, its first line says ${table.rows}`);
}

const newLine = 10;

/** Hands out a file's lines with their line ends, and keeps the digest of what it handed out. */
class LineReader {
  readonly digest = newDigest();
  readonly #path: string;
  readonly #stream: AsyncIterableIterator<Buffer>;
  readonly #close: () => void;
  #rest: Buffer = Buffer.alloc(0);
  #at = 0;
  #line = 0;

  constructor(path: string) {
    const stream = createReadStream(path, { highWaterMark: bundleBytes });
    this.#path = path;
    this.#stream = stream[Symbol.asyncIterator]() as AsyncIterableIterator<Buffer>;
    this.#close = () => void stream.destroy();
  }

  /** The next line; undefined at the end. The last line may lack its line end. */
  async next(): Promise<Buffer | undefined> {
    let pieces: Buffer[] = [];
    for (;;) {
      const end = this.#rest.indexOf(newLine, this.#at);
      const piece = this.#rest.subarray(this.#at, end < 0 ? undefined : end + 1);
      this.#at += piece.length;
      if (end >= 0 || piece.length > 0) pieces.push(piece);
      if (end >= 0) break;
      const chunk = await this.#stream.next().catch((error: unknown) => {
        throw unreadable(this.#path, error);
      });
      if (chunk.done === true) break;
      [this.#rest, this.#at] = [chunk.value, 0];
    }
    const [first] = pieces;
    if (first === undefined) return undefined;
    const line = pieces.length === 1 ? first : Buffer.concat(pieces);
    this.digest.update(line);
    this.#line += 1;
    return line;
  }

  /** The next lines must be these. */
  async expect(lines: readonly string[], otherwise?: string): Promise<void> {
    for (const expected of lines) {
      const line = await this.next();
      if (line === undefined) throw this.damaged("its end is missing");
      if (line.toString("utf8") !== expected)
        throw this.damaged(otherwise ?? `line ${this.#line} is not what its first line asks for`);
    }
  }

  damaged(why: string): Failure {
    return damagedExport(this.#path, why);
  }

  close(): void {
    this.#close();
  }
}

/** The file is not as it was written. */
export function damagedExport(path: string, why: string): Failure {
  return new Failure("V7-B087", `${path} is damaged: ${why}; nothing was written`, {
    next: ["use another export, or export again with v7 db export"],
  });
}

function unreadable(path: string, error: unknown): Failure {
  return new Failure("V7-B086", `${path} cannot be read: ${reasonOf(error)}`, {
    cause: error,
    next: ["check the path, and who may read it"],
  });
}

function readHeader(line: Buffer | undefined, path: string): ExportHeader {
  const text = line?.toString("utf8") ?? "";
  if (!text.startsWith(headerPrefix)) throw noExport(path, "it does not begin as one");
  const header = parseHeader(text.slice(headerPrefix.length));
  if (header === undefined) throw damagedExport(path, "its first line cannot be read");
  const { format_version: version } = header;
  if (version !== exportFormatVersion)
    throw noExport(path, `its form has version ${String(version)}, this v7 reads ${exportFormatVersion}`);
  return header;
}

function parseHeader(text: string): ExportHeader | undefined {
  try {
    const header = JSON.parse(text) as ExportHeader;
    const isWhole = header.format_version !== exportFormatVersion || isHeader(header);
    return isWhole ? header : undefined;
  } catch {
    return undefined;
  }
}

function isHeader({ tables, sequences, schema_version, transaction_horizon: horizon }: ExportHeader): boolean {
  const areTables = tables.every(
    ({ name, columns, rows }) =>
      typeof name === "string" && Number.isInteger(rows) && columns.every((column) => typeof column === "string"),
  );
  const areSequences = sequences.every(
    ({ name, value, called }) => typeof name === "string" && /^\d+$/.test(value) && typeof called === "boolean",
  );
  return areTables && areSequences && Number.isInteger(schema_version) && /^\d+$/.test(horizon);
}

function noExport(path: string, why: string): Failure {
  return new Failure("V7-B088", `${path} is no export this v7 can read: ${why}`, {
    next: ["v7 db export -o FILE writes one"],
  });
}
