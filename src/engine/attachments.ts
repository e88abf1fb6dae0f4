import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type FindSecret, secretFinding } from "../documents/secret-finding.ts";
import type { Document, DocumentPath } from "../model/document.ts";
import type { Finding } from "../model/finding.ts";
import { isJsonObject } from "../model/json.ts";
import type { Registry } from "../model/kind.ts";
import { stateDirectory } from "./workspace.ts";

/** Documents with the texts of the files they name, and what is wrong with those files. */
export interface Attached {
  readonly documents: readonly Document[];
  readonly findings: readonly Finding[];
}

/**
 * Reads the files that documents name beside their SHA-256, relative to `state/`. A file that is missing, or is not the
 * one that was reviewed, is an error: an apply would write another text than people agreed to.
 */
export async function readAttachments(
  {
    registry,
    root,
    findSecret,
  }: { readonly registry: Registry; readonly root: string; readonly findSecret: FindSecret },
  documents: readonly Document[],
): Promise<Attached> {
  const findings: Finding[] = [];
  if (!documents.some(({ kind }) => registry.byName(kind)?.attachments)) return { documents, findings };
  const attached: Document[] = [];
  for (const document of documents) {
    let { spec } = document;
    for (const field of registry.byName(document.kind)?.attachments ?? []) {
      const named = spec[field];
      if (!isJsonObject(named)) continue;
      const read = await readAttachment(root, String(named.file), String(named.sha256), findSecret);
      if (typeof read === "string") spec = { ...spec, [field]: { ...named, text: read } };
      else findings.push(await placed(root, document, ["spec", field, "file"], read));
    }
    attached.push(spec === document.spec ? document : { ...document, spec });
  }
  return { documents: attached, findings };
}

type Complaint = Pick<Finding, "code" | "message">;

async function readAttachment(
  root: string,
  file: string,
  sha256: string,
  findSecret: FindSecret,
): Promise<string | Complaint> {
  const path = `${stateDirectory}/${file}`;
  const bytes = await readFile(join(root, path)).catch((error: NodeJS.ErrnoException) => error);
  if (bytes instanceof Error) return { code: "V7-D025", message: unreadable(path, bytes) };
  const found = createHash("sha256").update(bytes).digest("hex");
  if (found !== sha256) {
    return { code: "V7-D026", message: `${path} is not the file that was declared: its sha256 is ${found}` };
  }
  const text = bytes.toString("utf8");
  if (text.includes("\u0000") || !Buffer.from(text, "utf8").equals(bytes))
    return { code: "V7-D025", message: `${path} is not text in UTF-8` };
  return secretFinding(text, path, findSecret) ?? text;
}

function unreadable(path: string, { code = "error" }: NodeJS.ErrnoException): string {
  return code === "ENOENT" ? `there is no file ${path}` : `${path} cannot be read: ${code}`;
}

async function placed(root: string, { source }: Document, path: DocumentPath, complaint: Complaint): Promise<Finding> {
  const { openLocator } = await import("../documents/locate.ts");
  const text = await readFile(join(root, source.file), "utf8");
  const { code, message } = complaint;
  return { severity: "error", code, message, file: source.file, ...openLocator(text).locate(source.index, path) };
}
