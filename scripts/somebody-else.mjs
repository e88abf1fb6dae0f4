// Somebody with a client and a login of their own, agent_rw: what v7 calls a change outside it. Works on the embedded server,
// whose owner lets everybody in.
//
//   node scripts/somebody-else.mjs DATABASE_URL STATEMENT
import pg from "pg";

/** Runs one statement as agent_rw, who may read and update the table of tasks; makes the login where it is missing. */
export async function asSomebodyElse(url, statement) {
  const owner = await connect({ connectionString: url });
  const { rowCount: known } = await owner.query("SELECT FROM pg_roles WHERE rolname = 'agent_rw'");
  if (known === 0) await owner.query("CREATE ROLE agent_rw LOGIN");
  await owner.query("GRANT SELECT, UPDATE ON v7_subworkflow_tasks TO agent_rw");
  const { host, port, database } = owner;
  await owner.end();
  const agent = await connect({ host, port, database, user: "agent_rw", application_name: "nightshift" });
  const { command, rowCount } = await agent.query(statement);
  await agent.end();
  return `${command} ${rowCount}`;
}

async function connect(settings) {
  const client = new pg.Client(settings);
  await client.connect();
  return client;
}

if (import.meta.main) {
  const [url, statement] = process.argv.slice(2);
  console.log(await asSomebodyElse(url, statement));
}
