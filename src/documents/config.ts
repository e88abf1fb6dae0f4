import { lstatSync } from "node:fs";
import { join } from "node:path";
import type { Config, DatabaseConfig } from "../model/config.ts";
import { sha256 } from "../model/digest.ts";
import type { Finding } from "../model/finding.ts";
import { isJsonObject, type Json, type JsonObject } from "../model/json.ts";
import { readCacheText, writeAtomically } from "./cache.ts";
import { finding } from "./limits.ts";
import { documentsDigest } from "./generated/digest.js";
import { decodeText, readBytes } from "./read-file.ts";
import { acceptedFile, type AcceptedReading, nothingAccepted } from "../secrets/finding.ts";
import { type FindSecret, type FindSecrets, findSecretsBut, secretFinding } from "./secret-finding.ts";

export const configFile = "v7.yaml";

export interface LoadedConfig {
  readonly config: Config;
  /** False where there is no such file: everything has its default then. */
  readonly isThere: boolean;
  /** Empty unless the file is wrong; `config` holds the defaults then. */
  readonly findings: readonly Finding[];
}

export interface ConfigOptions {
  readonly root: string;
  readonly cacheFile?: string;
  /** Finds what must not stand in a file that is committed. */
  readonly findSecret?: FindSecret;
}

/** Reads v7.yaml at the root; without one, everything has its default. Never throws for what the file may contain. */
export async function loadConfig(options: ConfigOptions): Promise<LoadedConfig> {
  const path = join(options.root, configFile);
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return { config: withDefaults({}), isThere: false, findings: [] };
  if (stats.isSymbolicLink()) return wrong(finding(configFile, "V7-D003", "symbolic links are not followed"));
  const bytes = readBytes(path, configFile);
  if (!(bytes instanceof Uint8Array)) return wrong(bytes);
  return readConfig(bytes, { ...options, findSecrets: findSecretsBut(() => acceptedIn(options.root)) });
}

interface Reading extends Omit<ConfigOptions, "root"> {
  readonly findSecrets: FindSecrets;
}

/** What is wrong in the bytes of a v7.yaml that may lie anywhere. */
export async function checkConfigText(bytes: Uint8Array, findSecrets: FindSecrets): Promise<readonly Finding[]> {
  return (await readConfig(bytes, { findSecrets })).findings;
}

async function readConfig(bytes: Uint8Array, { cacheFile, findSecret, findSecrets }: Reading): Promise<LoadedConfig> {
  const text = decodeText(bytes, configFile);
  if (typeof text !== "string") return wrong(text);
  const secret = findSecret && secretFinding(text, configFile, findSecret);
  if (secret !== undefined) return wrong(secret);
  const hash = sha256(bytes);
  const cached = cacheFile === undefined ? undefined : cachedValue(cacheFile, hash);
  if (cached !== undefined) return { config: withDefaults(cached), isThere: true, findings: [] };
  const suspects = (await findSecrets(configFile, text)).filter(({ severity }) => severity === "error");
  // What else is wrong there would be told with the value that it is wrong with.
  if (suspects.length > 0) return { config: withDefaults({}), isThere: true, findings: suspects };
  const { readConfiguration } = await import("./read-documents.ts");
  const { value = {}, findings } = readConfiguration(text, configFile);
  if (findings.length === 0 && cacheFile !== undefined) {
    writeAtomically(cacheFile, JSON.stringify({ digest: documentsDigest, hash, value }));
  }
  return { config: withDefaults(value), isThere: true, findings };
}

async function acceptedIn(root: string): Promise<AcceptedReading> {
  const bytes = readBytes(join(root, acceptedFile), acceptedFile);
  if (!(bytes instanceof Uint8Array)) return nothingAccepted;
  const { readAccepted } = await import("./accepted-secrets.ts");
  return readAccepted(bytes);
}

function cachedValue(cacheFile: string, hash: string): JsonObject | undefined {
  const read = readCacheText(cacheFile) as { digest?: string; hash?: string; value?: Json } | undefined | null;
  return read?.digest === documentsDigest && read.hash === hash && isJsonObject(read.value) ? read.value : undefined;
}

function wrong(found: Finding): LoadedConfig {
  return { config: withDefaults({}), isThere: true, findings: [found] };
}

/** The schema has checked the value, so its parts have the types named here. */
function withDefaults(value: JsonObject): Config {
  const declared = value as unknown as Partial<Omit<Config, "database">> & { database?: Partial<DatabaseConfig> };
  return {
    ...declared,
    timezone: declared.timezone ?? "UTC",
    database: { schema: "public", shared: false, forbidden: ["ui_library"], ...declared.database },
    targets: declared.targets ?? {},
    scan: declared.scan ?? {},
    tests: { map: declared.tests?.map ?? [] },
    sessions: declared.sessions ?? { dir: "sessions" },
    search: declared.search ?? {},
    meta: { artifacts: declared.meta?.artifacts ?? [] },
    machines: declared.machines ?? {},
  };
}
