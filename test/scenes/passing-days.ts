import type { Connection } from "../../src/postgres/connection.ts";

/** A day passes: whatever was recorded until now was recorded a day earlier. */
export async function passDay(connection: Connection, days = 1): Promise<void> {
  await connection.script(`
    BEGIN;
    SET LOCAL session_replication_role = replica;
    UPDATE change_log SET created_at = created_at - interval '${days} days';
    UPDATE v7_subworkflow_tasks SET created_at = created_at - interval '${days} days',
        started_at = started_at - interval '${days} days', completed_at = completed_at - interval '${days} days';
    UPDATE v7_adoptions SET adopted_at = adopted_at - interval '${days} days';
    -- In two steps, so that no day meets its neighbour.
    UPDATE v7_closed_days SET day = day - 100000, ended_at = ended_at - interval '${days} days';
    UPDATE v7_closed_days SET day = day + ${100_000 - days};
    UPDATE v7_forecasts SET day = day - 100000;
    UPDATE v7_forecasts SET day = day + ${100_000 - days},
        answers = (SELECT jsonb_agg(a || jsonb_build_object('date', (a ->> 'date')::date - ${days})) FROM jsonb_array_elements(answers) a);
    COMMIT`);
}

/** Nothing was ever recorded of tasks. */
export async function forgetTasks(connection: Connection): Promise<void> {
  await connection.script(`
    BEGIN;
    SET LOCAL session_replication_role = replica;
    DELETE FROM v7_subworkflow_tasks;
    DELETE FROM change_log;
    DELETE FROM v7_closed_days;
    DELETE FROM v7_forecasts;
    DELETE FROM v7_adoptions;
    COMMIT`);
}
