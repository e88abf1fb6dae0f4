import type { Socket } from "node:net";
import type pg from "pg";

/** What the driver keeps at its inner connection alone; its types do not show it. */
export interface InnerConnection {
  readonly stream: Socket;
  /** What the server reported at the start: version, standby or not. */
  on(event: "parameterStatus", listener: (report: { parameterName: string; parameterValue: string }) => void): void;
  /** After every answer: `I` idle, `T` in a transaction, `E` in a failed one. */
  on(event: "readyForQuery", listener: (report: { status: string }) => void): void;
}

/** The one place that reaches for it. */
export function innerConnection(client: pg.Client): InnerConnection {
  return (client as unknown as { readonly connection: InnerConnection }).connection;
}
