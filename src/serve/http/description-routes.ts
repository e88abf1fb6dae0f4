import { docsPage, docsStyle } from "./docs-page.ts";
import { openApi } from "./openapi.ts";
import type { AddRoutes } from "./server.ts";

/** What can be asked: for programs and for people. Made once, when somebody asks. */
export const descriptionRoutes: AddRoutes = (server, { faces, workspace: { version } }) => {
  let description: string | undefined;
  server.get("/openapi.json", (_, reply) => {
    description ??= JSON.stringify(openApi(faces, version), null, 2);
    return reply.type("application/json; charset=utf-8").send(description);
  });
  server.get("/docs", (_, reply) =>
    reply
      .header(
        "content-security-policy",
        "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'",
      )
      .type("text/html; charset=utf-8")
      .send(docsPage(faces, version)),
  );
  server.get("/docs.css", (_, reply) => reply.type("text/css; charset=utf-8").send(docsStyle));
};
