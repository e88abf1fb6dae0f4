import { createServer, request as ask } from "node:http";
import type { AddressInfo } from "node:net";

/** Something that asks a server with its token for programs that cannot send one, and hands on all else as it came. */
export interface AuthorizingProxy {
  readonly url: string;
  close(): Promise<void>;
}

/** Host and Origin stay what they were, but for the proxy's own name, which becomes the server's. */
export async function openAuthorizingProxy(target: string, token: string): Promise<AuthorizingProxy> {
  const { hostname, port, host } = new URL(target);
  let own = "";
  const server = createServer((incoming, outgoing) => {
    const renamed = Object.entries(incoming.headers).map(([name, value]) => [
      name,
      name === "host" || name === "origin" ? String(value).replace(own, port) : value,
    ]);
    const headers = { ...Object.fromEntries(renamed), authorization: `Bearer ${token}` };
    const asked = ask({ hostname, port, path: incoming.url, method: incoming.method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    asked.on("error", () => outgoing.destroy());
    incoming.pipe(asked);
  });
  await new Promise<void>((resolve) => server.listen(0, hostname, resolve));
  own = String((server.address() as AddressInfo).port);
  return {
    url: `http://${host.replace(port, own)}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
