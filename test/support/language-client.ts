import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Json } from "../../src/model/json.ts";

/** A position as editors count: both from 0. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** An editor that has a folder open, and asks a language server about files of it. */
export interface LanguageClient {
  /** What a list offers there, by label, of a file with this text. */
  completions(file: string, text: string, position: Position): Promise<readonly string[]>;
  /** What is wrong with a file of this text, a line each. */
  problems(file: string, text: string): Promise<readonly string[]>;
  /** What went to the network instead: nothing may. */
  readonly network: () => string;
  end(): void;
}

/** Whatever opens a connection says so and fails. */
const withoutNetwork = `data:text/javascript,${encodeURIComponent(
  `import net from "node:net"; net.Socket.prototype.connect = () => { process.stderr.write("NETWORK"); throw new Error("no network"); };`,
)}`;

/** Starts Red Hat's server for YAML, which VS Code and most other editors use, with a folder's own settings. */
export async function openEditor(folder: string, settings: Json): Promise<LanguageClient> {
  const manifest = createRequire(import.meta.url).resolve("yaml-language-server/package.json");
  const program = join(dirname(manifest), "bin", "yaml-language-server");
  const child = spawn(process.execPath, ["--import", withoutNetwork, program, "--stdio"], { stdio: "pipe" });
  let told = "";
  child.stderr.on("data", (piece: Buffer) => (told += piece.toString()));
  const waiting = new Map<number, (result: Json) => void>();
  const heard = new Map<string, (params: Json) => void>();
  const configured = Promise.withResolvers<void>();
  const send = (message: object): void => {
    const text = JSON.stringify({ jsonrpc: "2.0", ...message });
    child.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  };
  readMessages(child.stdout, (message) => {
    if (message.method === undefined) return waiting.get(Number(message.id))?.(message.result ?? null);
    heard.get(`${message.method} ${uriOf(message.params)}`)?.(message.params ?? null);
    // It asks for its settings by section.
    if (message.id !== undefined) send({ id: message.id, result: answerTo(message, settings) });
    if (message.method === "workspace/configuration") configured.resolve();
  });
  let requests = 0;
  const ask = (method: string, params: object): Promise<Json> =>
    new Promise((resolve) => {
      requests += 1;
      waiting.set(requests, resolve);
      send({ id: requests, method, params });
    });
  const root = pathToFileURL(folder).href;
  await ask("initialize", {
    processId: process.pid,
    rootUri: root,
    capabilities: { workspace: { configuration: true, workspaceFolders: true }, textDocument: { completion: {} } },
    workspaceFolders: [{ uri: root, name: "v7" }],
  });
  send({ method: "initialized", params: {} });
  send({ method: "workspace/didChangeConfiguration", params: { settings } });
  await configured.promise;
  const open = (file: string, text: string): { readonly uri: string; readonly problems: Promise<Json> } => {
    const uri = pathToFileURL(join(folder, file)).href;
    const { promise: problems, resolve } = Promise.withResolvers<Json>();
    heard.set(`textDocument/publishDiagnostics ${uri}`, resolve);
    send({ method: "textDocument/didOpen", params: { textDocument: { uri, languageId: "yaml", version: 1, text } } });
    return { uri, problems };
  };
  return {
    completions: async (file, text, position) => {
      const { uri, problems } = open(file, text);
      // By then it knows by which schema.
      await problems;
      const found = await ask("textDocument/completion", { textDocument: { uri }, position });
      return (found as unknown as { items: readonly { label: string }[] }).items.map(({ label }) => label);
    },
    problems: async (file, text) => {
      const found = (await open(file, text).problems) as unknown as {
        diagnostics: readonly { message: string; range: { start: Position } }[];
      };
      return found.diagnostics.map(({ message, range }) => `${range.start.line + 1}: ${message}`);
    },
    network: () => told,
    end: () => child.kill(),
  };
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Json;
  readonly result?: Json;
}

function uriOf(params: Json | undefined): string {
  return (params as { readonly uri?: string } | undefined)?.uri ?? "";
}

function answerTo({ method, params }: Message, settings: Json): Json {
  if (method !== "workspace/configuration") return null;
  const { items } = params as unknown as { items: readonly { section?: string }[] };
  return items.map(({ section = "" }) => (settings as { readonly [section: string]: Json })[section] ?? null);
}

/** Messages as the protocol frames them: a header that gives the bytes, an empty line, and JSON. */
function readMessages(stream: NodeJS.ReadableStream, hear: (message: Message) => void): void {
  let held = Buffer.alloc(0);
  stream.on("data", (piece: Buffer) => {
    held = Buffer.concat([held, piece]);
    for (;;) {
      const head = held.indexOf("\r\n\r\n");
      const length = Number(/Content-Length: (\d+)/i.exec(held.subarray(0, Math.max(head, 0)).toString())?.[1]);
      if (head < 0 || held.length < head + 4 + length) return;
      const text = held.subarray(head + 4, head + 4 + length).toString();
      held = held.subarray(head + 4 + length);
      hear(JSON.parse(text) as Message);
    }
  });
}
