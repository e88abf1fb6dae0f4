import { type Answer, answer } from "../model/answer.ts";
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
  readToken(workspace);
  const isGiven = (workspace.variable("V7_API_TOKEN") ?? "") !== "";
  return answer({ url: urlOf(place), token_file: isGiven ? null : tokenFile(workspace), link: null });
}

/** The same with a link that opens a browser's session once: the server of this repository will know it. */
export function makeLink(workspace: Workspace, place: ServerPlace): Answer<ServeOutput> {
  const { output } = describeEntry(workspace, place);
  return answer({ ...output, link: `${output.url}/ui/session?code=${makeLinkCode(workspace)}` });
}

/** As programs and browsers write it. */
export function urlOf({ host, port }: ServerPlace): string {
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}
