import { type Answer, answer } from "../model/answer.ts";
import { Failure } from "../model/failure.ts";
import type { ServeOutput } from "../model/output/serve.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { makeLinkCode, readToken, tokenFile } from "./http/access.ts";

/** Where a server answers, whether it runs or not. */
export interface ServerPlace {
  readonly host: string;
  readonly port: number;
}

/** Where the server is and where its token lies; the token is made where there is none yet. */
export function describeEntry(workspace: Workspace, place: ServerPlace): Answer<ServeOutput> {
  requireHost(place.host);
  readToken(workspace);
  const isGiven = (workspace.variable("V7_API_TOKEN") ?? "") !== "";
  return answer({ url: urlOf(place), token_file: isGiven ? null : tokenFile(workspace), link: null });
}

/** The same with a link that opens a browser's session once: the server of this repository will know it. */
export function makeLink(workspace: Workspace, place: ServerPlace): Answer<ServeOutput> {
  const { output } = describeEntry(workspace, place);
  return answer({ ...output, link: `${output.url}/ui/session?code=${makeLinkCode(workspace)}` });
}

/** Throws V7-W011 for what is neither a name nor an address: an empty one would be all of this machine's. */
export function requireHost(host: string): void {
  if (/^[\w.:-]{1,253}$/.test(host)) return;
  throw new Failure("V7-W011", "the host is neither a name nor an address", { next: ["v7 serve --host 127.0.0.1"] });
}

/** As programs and browsers write it. */
export function urlOf({ host, port }: ServerPlace): string {
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}
