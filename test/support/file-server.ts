import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A server of files on this machine, as publishers and mirrors have them. */
export interface FileServer {
  readonly url: string;
  /** `model.safetensors`, or `model.safetensors from 700`, in order. */
  readonly asked: string[];
  /** How it answers from now on. */
  behaviour: {
    /** Connections are cut after so many bytes of a body, this often. */
    cuts?: number;
    /** What is answered instead of files. */
    status?: number;
    /** Every file is found elsewhere first. */
    redirects?: boolean;
    /** It sends files whole, whatever part was asked for. */
    knowsNoParts?: boolean;
    /** What it sends instead of a file, by its name. */
    instead?: ReadonlyMap<string, Buffer>;
  };
  stop(): Promise<void>;
}

/** A body is cut here. */
export const cutAt = 700;

export async function startFileServer(files: ReadonlyMap<string, Buffer>): Promise<FileServer> {
  const server = createServer((request, response) => answer(service, files, request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const service: FileServer = {
    url: `http://127.0.0.1:${port}/all-SBM-L2/`,
    asked: [],
    behaviour: {},
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return service;
}

function answer(
  { asked, behaviour }: FileServer,
  files: ReadonlyMap<string, Buffer>,
  { url = "", headers }: IncomingMessage,
  response: ServerResponse,
): void {
  const name = url.replace(/^\/(all-SBM-L2|store)\//, "");
  if (behaviour.redirects === true && !url.startsWith("/store/")) {
    return void response.writeHead(302, { location: `/store/${name}` }).end();
  }
  const from = behaviour.knowsNoParts === true ? 0 : Number(/bytes=(\d+)-/.exec(headers.range ?? "")?.[1] ?? 0);
  asked.push(headers.range === undefined ? name : `${name} from ${/\d+/.exec(headers.range)?.[0]}`);
  const whole = behaviour.instead?.get(name) ?? files.get(name);
  if (behaviour.status !== undefined || whole === undefined) {
    return void response.writeHead(behaviour.status ?? 404).end("<html>no</html>");
  }
  const body = whole.subarray(from);
  response.writeHead(from === 0 ? 200 : 206, { "content-length": body.length });
  const { cuts = 0 } = behaviour;
  if (cuts === 0 || body.length <= cutAt) return void response.end(body);
  behaviour.cuts = cuts - 1;
  response.write(body.subarray(0, cutAt), () => setTimeout(() => response.destroy(), 20));
}
