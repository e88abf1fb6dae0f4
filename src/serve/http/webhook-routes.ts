import { queueDelivery } from "../../dart/deliveries.ts";
import type { AddRoutes } from "./server.ts";
import { webhookPath } from "./webhook-path.ts";

/**
 * `/webhooks/dart`: proves the signature of the bytes as they came, queues the delivery and answers; what is pulled because of it is
 * pulled by another process, which `tell` starts.
 */
export function webhookRoutes(tell: () => void): AddRoutes {
  return (server, { workspace }) => {
    void server.register(async (scope) => {
      scope.removeContentTypeParser("application/json");
      scope.addContentTypeParser("application/json", { parseAs: "buffer" }, (_, body, done) => done(null, body));
      scope.post(webhookPath, async (request, reply) => {
        const { "dart-signature": signature } = request.headers;
        const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
        queueDelivery(workspace, { body, signature: typeof signature === "string" ? signature : undefined });
        tell();
        return reply.code(202).type("application/json").send('{"status":"queued"}');
      });
    });
  };
}
