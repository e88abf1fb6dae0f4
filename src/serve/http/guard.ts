import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { Failure } from "../../model/failure.ts";
import { isSame, isSession } from "./access.ts";

/** Whom the server takes itself for, and who may ask. */
export interface Gate {
  /** `127.0.0.1:8100`, `localhost:8100`: exactly what a Host header may say. */
  readonly hosts: ReadonlySet<string>;
  readonly token: string;
  /** The name of a browser's cookie: ports share cookies, so it names its own. */
  cookie(): string;
  now(): Date;
}

/**
 * Refuses what another site could have sent: a foreign Host, Origin or Sec-Fetch-Site, each by an exact list.
 * Throws V7-W003.
 */
export function refuseForeign({ hosts }: Gate, { headers, headersDistinct }: IncomingMessage): void {
  const { host, origin } = headers;
  if (host === undefined || !hosts.has(host) || (headersDistinct["host"]?.length ?? 0) !== 1)
    throw foreign("its Host is not the server's own");
  if (origin !== undefined && ![...hosts].some((own) => origin === `http://${own}`))
    throw foreign("its Origin is another site");
  const site = headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none") throw foreign("another site asks");
}

function foreign(why: string): Failure {
  return new Failure("V7-W003", `refused: ${why}`, { next: ["use the address that v7 serve printed"] });
}

/** Throws V7-W002 unless the token or a browser's session comes with the request. */
export function requireToken(gate: Gate, headers: IncomingHttpHeaders): void {
  if (isKnown(gate, headers)) return;
  throw new Failure("V7-W002", "this needs the token, or a browser's session", {
    next: ["v7 serve --token says where the token is", "v7 serve --link opens a browser"],
  });
}

function isKnown({ token, cookie, now }: Gate, { authorization, cookie: cookies = "" }: IncomingHttpHeaders): boolean {
  if (authorization !== undefined) {
    const [, given] = /^Bearer ([\w.~+/=-]{1,500})$/.exec(authorization) ?? [];
    return given !== undefined && isSame(given, token);
  }
  const pairs = cookies.split(";").map((pair) => pair.trim());
  const mine = pairs.filter((pair) => pair.startsWith(`${cookie()}=`)).map((pair) => pair.slice(cookie().length + 1));
  return mine.length === 1 && isSession(mine[0] ?? "", token, now());
}
