import type { FastifyReply, FastifyRequest } from "fastify";
import { sha256 } from "../../model/digest.ts";
import { Failure } from "../../model/failure.ts";
import type { FaceSummary } from "../../model/face-summary.ts";
import { isRouted, type RoutedFace } from "../faces/face.ts";
import { queryOf } from "../questions.ts";
import { type PageFile, readPageFiles } from "./page-files.ts";
import type { AddRoutes } from "./server.ts";

/**
 * The dashboard. Every address below `/ui/` is the same shell, which asks the routes beside it for what it shows; shell and
 * files hold no data, so whoever has no session is told so by the page. `/faces` says what there is to ask.
 */
export const pageRoutes: AddRoutes = (server, { faces }) => {
  const { shell, assets } = readPageFiles();
  server.get("/", (_, reply) => reply.redirect("/ui/", 302));
  for (const url of ["/ui/", "/ui/*"])
    server.get(url, (request, reply) => {
      if (shell === undefined)
        throw new Failure("V7-W030", "the pages of the dashboard were not built", { next: ["npm run build"] });
      if (request.url.startsWith("/ui/assets/"))
        throw new Failure("V7-W004", "there is no such file", { next: ["load the page anew"] });
      return sendShell(shell, request, reply);
    });
  for (const file of assets) server.get(file.url, (request, reply) => sendFile(file, request, reply));
  server.get("/faces", (_, reply) =>
    reply
      .type("application/json; charset=utf-8")
      .send(JSON.stringify({ faces: faces.filter(isRouted).map(summaryOf) })),
  );
};

/** What the pages may do: load what is the server's own, and nothing that stands in the page itself. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join("; ");

function sendShell(shell: string, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const html = themed(shell, request.headers.cookie ?? "");
  const etag = `"${sha256(html).slice(0, 32)}"`;
  reply.headers({ "content-security-policy": policy, vary: "cookie", etag });
  if (request.headers["if-none-match"] === etag) return reply.code(304).send();
  return reply.type("text/html; charset=utf-8").send(html);
}

/** Who chose light or dark has it from the first picture on: the page comes with it. */
function themed(shell: string, cookies: string): string {
  const [, theme] = /(?:^|;\s*)v7-theme=(light|dark)(?:;|$)/.exec(cookies) ?? [];
  return theme === undefined ? shell : shell.replace("<html ", `<html data-theme="${theme}" `);
}

/** Its name changes with its content. */
function sendFile({ type, bytes, compressed }: PageFile, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.headers({ "cache-control": "public, max-age=31536000, immutable", vary: "accept-encoding" }).type(type);
  const takes = (request.headers["accept-encoding"] ?? "").split(",").map((word) => word.trim().split(";")[0]);
  return takes.includes("gzip") ? reply.header("content-encoding", "gzip").send(compressed) : reply.send(bytes);
}

function summaryOf(face: RoutedFace): FaceSummary {
  const { name, summary, route, also = [], command, list, topics } = face;
  const parameters = Object.entries(queryOf(face));
  return {
    name,
    summary,
    route,
    also,
    command,
    parameters: Object.fromEntries(parameters.map(([parameter, { schema }]) => [parameter, schema])),
    needed: parameters.filter(([, { isRequired }]) => isRequired).map(([parameter]) => parameter),
    rows: list?.key ?? null,
    sorts: list?.sorts ?? false,
    topics,
  };
}
