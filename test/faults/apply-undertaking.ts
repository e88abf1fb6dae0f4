import type { DocumentInput } from "../scenes/documents.ts";
import { appliedBy, openScene } from "../scenes/scene.ts";
import type { Undertaking } from "./cut-rounds.ts";
import { keepTables } from "./kept-tables.ts";

/** Documents before and after an apply. */
export interface Step {
  readonly before: readonly DocumentInput[];
  readonly after: readonly DocumentInput[];
  /** What somebody does to the rows in between. */
  readonly behindOurBack?: string;
}

/** The apply that leads from one state of the documents to another. */
export async function openApply({ before, after, behindOurBack }: Step): Promise<Undertaking> {
  const scene = await openScene();
  const { checkout, database, psql } = scene;
  checkout.declare(...before);
  await scene.apply();
  if (behindOurBack !== undefined) await psql.query(behindOurBack);
  const tables = await keepTables(psql);
  const removed = removedAddresses(before, after);
  checkout.forget(...removed);
  checkout.declare(...after);
  const request = { allowMassDelete: removed.length };
  let kept: readonly unknown[] = [];
  return {
    databaseUrl: database.url,
    reset: async () => {
      await tables.restore();
      kept = await scene.column(sessionsQuery);
    },
    // What does not go by way of a line goes on where the last apply ended: no line ever was in these sessions.
    run: async (databaseUrl) =>
      databaseUrl === database.url ? scene.apply(request) : appliedBy(await checkout.open({ databaseUrl }), request),
    world: async () => String((await scene.column(worldQuery))[0]),
    sessions: async () => (await scene.column(sessionsQuery)).filter((pid) => !kept.includes(pid)).length,
    end: () => scene.end(),
  };
}

function removedAddresses(before: readonly DocumentInput[], after: readonly DocumentInput[]): string[] {
  const addressOf = ({ kind, name }: DocumentInput): string => `${kind.toLowerCase()}/${name}`;
  const left = new Set(after.map(addressOf));
  return before.map(addressOf).filter((address) => !left.has(address));
}

const sessionsQuery =
  "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'";

const worldQuery = `SELECT json_build_array(
  (SELECT json_agg(to_jsonb(p) - '{id,created_at,updated_at,started_at}'::text[] || jsonb_build_object('started', started_at IS NOT NULL)
                   ORDER BY phase_number) FROM v7_migration_workflow p),
  (SELECT json_agg(to_jsonb(t) - '{id,parent_phase_id,dependencies,created_at,updated_at,started_at}'::text[]
                   || jsonb_build_object('started', started_at IS NOT NULL, 'dependencies', cardinality(dependencies))
                   ORDER BY parent_phase, task_number) FROM v7_subworkflow_tasks t),
  (SELECT json_agg(json_build_array(address, applied, spec, record_key IS NOT NULL) ORDER BY address) FROM v7_resources),
  (SELECT serial FROM v7_state), (SELECT count(*) FROM change_log),
  (SELECT count(*) FROM v7_applies WHERE txid IS NOT NULL),
  (SELECT count(*) FROM v7_applies WHERE txid IS NOT NULL AND status IN ('refused', 'failed')))::text`;
