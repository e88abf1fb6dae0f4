import type { FastifyReply, FastifyRequest } from "fastify";
import { Failure } from "../../model/failure.ts";
import type { Face } from "../faces/face.ts";
import { signalOf } from "../http/answer-route.ts";
import type { AddRoutes } from "../http/server.ts";
import { openAgentFace } from "./open-agent-face.ts";
import type { AnswerRequest } from "./protocol.ts";

/** `/mcp`: what agents ask of this table, one request at a time. It is loaded when the first one comes. */
export const agentRoutes =
  (table: readonly Face[]): AddRoutes =>
  (server, shared) => {
    let opening: Promise<AnswerRequest> | undefined;
    const open = async (): Promise<AnswerRequest> => {
      const { httpAnswers } = await import("./protocol.ts");
      return httpAnswers(openAgentFace(shared, table));
    };
    void server.register(async (scope) => {
      // The library reads the body itself, and says what is wrong with it as the protocol has it.
      scope.removeContentTypeParser("application/json");
      scope.addContentTypeParser("application/json", { parseAs: "string" }, (_, body, done) => done(null, body));
      scope.post("/mcp", async (request, reply) => {
        const answer = await (opening ??= open());
        return handedOn(await answer(requestOf(request, reply)), reply);
      });
      // The guard has refused them already: here is nothing to open, resume or end.
      scope.route({
        method: ["GET", "DELETE", "PUT", "PATCH"],
        url: "/mcp",
        handler: () => {
          throw new Failure("V7-W007", "/mcp takes POST");
        },
      });
    });
  };

function requestOf(request: FastifyRequest, reply: FastifyReply): Request {
  const headers = new Headers();
  for (const [name, values] of Object.entries(request.raw.headersDistinct))
    for (const value of values ?? []) headers.append(name, value);
  return new Request(`http://${request.headers.host ?? "v7"}/mcp`, {
    method: "POST",
    headers,
    body: typeof request.body === "string" ? request.body : "",
    signal: signalOf(reply),
  });
}

async function handedOn(response: Response, reply: FastifyReply): Promise<FastifyReply> {
  const body = await response.text();
  reply.code(response.status);
  const type = response.headers.get("content-type");
  return type === null ? reply.send(body) : reply.type(type).send(body);
}
