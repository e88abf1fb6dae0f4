import { readReplicaLag } from "../../workspace/replica-lag.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import type { AddRoutes } from "./server.ts";
import { signalOf } from "./answer-route.ts";
import { asFailure } from "../outside.ts";
import { statusOf } from "./problem.ts";

/** Whether the server lives, whether it can answer, and what it did. */
export const standingRoutes: AddRoutes = (server, { workspace, measures }) => {
  server.get("/livez", (_, reply) => reply.type("application/json").send('{"status":"ok"}'));
  server.get("/readyz", async (_, reply) => {
    const { status, body } = await readiness({ ...workspace, signal: signalOf(reply) });
    return reply.code(status).type("application/json").send(JSON.stringify(body));
  });
  server.get("/metrics", (_, reply) => reply.type("text/plain; version=0.0.4; charset=utf-8").send(measures.text()));
};

/** Says no more than a load balancer needs: a code, and how far a replica is behind. */
async function readiness(workspace: Workspace): Promise<{ readonly status: number; readonly body: object }> {
  try {
    const lag = await readReplicaLag(workspace);
    return { status: 200, body: { status: "ready", replica_lag_seconds: lag } };
  } catch (error) {
    const failure = asFailure(error);
    return { status: Math.max(503, statusOf(failure)), body: { status: "not ready", code: failure.code } };
  }
}
