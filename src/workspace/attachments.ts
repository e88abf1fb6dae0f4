import { sha256 } from "../model/digest.ts";
import { contentId } from "../documents/content-id.ts";
import { type FindSecret, type FindSecrets, secretFinding } from "../documents/secret-finding.ts";
import type { Document, DocumentPath } from "../model/document.ts";
import type { Finding } from "../model/finding.ts";
import { isJsonObject } from "../model/json.ts";
import type { Kinds } from "../model/kind.ts";
import { stateDirectory } from "./state-directory.ts";

/** Documents with the texts of the files they name, and what is wrong with those files. */
export interface Attached {
  readonly documents: readonly Document[];
  readonly findings: readonly Finding[];
  /** The content of each file that was read: by its path below the root the id that git gives these bytes. */
  readonly contents: ReadonlyMap<string, string>;
}

export interface Attaching {
  readonly kinds: Kinds;
  readonly findSecret: FindSecret;
  readonly findSecrets: FindSecrets;
  readonly read: ReadStateFile;
}

/** The bytes of a file, by its path below the root; rejects as the file system does. */
export type ReadStateFile = (path: string) => Promise<Uint8Array>;

/**
 * Reads the files that documents name beside their SHA-256, relative to `state/`, their lines ended by line feeds. A file that is missing, or is not the
 * one that was reviewed, is an error: an apply would write another text than people agreed to.
 */
export async function readAttachments(
  { kinds, findSecret, findSecrets, read }: Attaching,
  documents: readonly Document[],
): Promise<Attached> {
  const findings: Finding[] = [];
  const contents = new Map<string, string>();
  if (!documents.some(({ kind }) => kinds.byName(kind)?.attachments)) return { documents, findings, contents };
  const noting: ReadStateFile = async (path) => {
    const bytes = await read(path);
    contents.set(path, contentId(bytes));
    return bytes;
  };
  const attached: Document[] = [];
  for (const document of documents) {
    let { spec } = document;
    for (const field of kinds.byName(document.kind)?.attachments ?? []) {
      const named = spec[field];
      if (!isJsonObject(named)) continue;
      const text = await readAttachment(noting, String(named.file), String(named.sha256), findSecret);
      if (typeof text === "string")
        findings.push(...(await findSecrets(`${stateDirectory}/${String(named.file)}`, text)));
      if (typeof text === "string") spec = { ...spec, [field]: { ...named, text } };
      else findings.push(await placed(read, document, ["spec", field, "file"], text));
    }
    attached.push(spec === document.spec ? document : { ...document, spec });
  }
  return { documents: attached, findings, contents };
}

type Complaint = Pick<Finding, "code" | "message">;

async function readAttachment(
  read: ReadStateFile,
  file: string,
  sha256: string,
  findSecret: FindSecret,
): Promise<string | Complaint> {
  const path = `${stateDirectory}/${file}`;
  const content = await read(path).catch((error: NodeJS.ErrnoException) => error);
  if (content instanceof Error) return { code: "V7-D025", message: unreadable(path, content) };
  const bytes = Buffer.from(content);
  const text = bytes.toString("utf8");
  if (text.includes("\u0000") || !Buffer.from(text, "utf8").equals(bytes))
    return { code: "V7-D025", message: `${path} is not text in UTF-8` };
  const found = attachmentHash(text);
  if (found !== sha256) {
    return { code: "V7-D026", message: `${path} is not the file that was declared: its sha256 is ${found}` };
  }
  return secretFinding(text, path, findSecret) ?? withLineFeeds(text);
}

/** The SHA-256 of a file's text as every clone has it: git may have given its lines other ends. */
export function attachmentHash(text: string): string {
  return sha256(withLineFeeds(text));
}

function withLineFeeds(text: string): string {
  return text.replaceAll("\r\n", "\n");
}

function unreadable(path: string, { code = "error" }: NodeJS.ErrnoException): string {
  return code === "ENOENT" ? `there is no file ${path}` : `${path} cannot be read: ${code}`;
}

async function placed(
  read: ReadStateFile,
  { source }: Document,
  path: DocumentPath,
  complaint: Complaint,
): Promise<Finding> {
  const { openLocator } = await import("../documents/locate.ts");
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(await read(source.file));
  const { code, message } = complaint;
  return { severity: "error", code, message, file: source.file, ...openLocator(text).locate(source.index, path) };
}
