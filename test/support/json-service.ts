import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

/** A service of somebody else's, on this machine: takes JSON, answers JSON. */
export interface JsonService {
  readonly url: string;
  /** What it was sent, in order; refused requests apart. */
  readonly requests: { readonly body: unknown; readonly headers: IncomingHttpHeaders }[];
  /** How it answers from now on: a status that is no success, or so many failures first. */
  behaviour: { status?: number; failures?: number };
  stop(): Promise<void>;
}

export async function startJsonService(answer: (body: unknown) => unknown): Promise<JsonService> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { status = 200, failures = 0 } = service.behaviour;
      if (failures > 0) service.behaviour.failures = failures - 1;
      response.statusCode = failures > 0 ? 503 : status;
      if (response.statusCode !== 200) return void response.end("{}");
      const body: unknown = JSON.parse(Buffer.concat(chunks).toString());
      service.requests.push({ body, headers: request.headers });
      response.end(JSON.stringify(answer(body)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const service: JsonService = {
    url: `http://127.0.0.1:${port}/v1`,
    requests: [],
    behaviour: {},
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return service;
}
