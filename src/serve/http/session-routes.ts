import { Failure } from "../../model/failure.ts";
import { sessionCookie, sessionLife, takeLinkCode } from "./access.ts";
import type { AddRoutes } from "./server.ts";

/** `/ui/session?code=…`: a link that works once becomes a browser's session, and the code leaves the address. */
export const sessionRoutes: AddRoutes = (server, { workspace, gate }) => {
  server.get("/ui/session", (request, reply) => {
    const { code } = request.query as { readonly code?: unknown };
    if (typeof code !== "string" || !takeLinkCode(workspace, code, gate.now()))
      throw new Failure("V7-W002", "this link was used already, or is too old", { next: ["v7 serve --link"] });
    const cookie = `${gate.cookie()}=${sessionCookie(gate.token, gate.now())}; Path=/; Max-Age=${sessionLife}; HttpOnly; SameSite=Strict`;
    return reply.header("set-cookie", cookie).redirect("/ui/", 303);
  });
};
