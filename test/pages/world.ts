import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readLayout } from "../../src/files/places/layout.ts";
import { loadFacts } from "../../src/nodes/facts.ts";
import { closeSession, logEntry, openSession } from "../../src/sessions/sessions.ts";
import type { Request } from "playwright-core";
import { packagePath } from "../../src/system/package-file.ts";
import { firstScan, registerFiles } from "../files/registry-rows.ts";
import type { ViewedScene } from "./viewed-scene.ts";
import { phase } from "../scenes/documents.ts";
import type { Scene } from "../scenes/scene.ts";

/** The machines of the audit of 2025-10-09: ALPHA, BETA and AIR as declared and as they were seen, with what was measured. */
export async function machinesObserved(scene: Scene): Promise<void> {
  const { checkout, psql } = scene;
  const nodes = packagePath("state/nodes");
  for (const file of readdirSync(nodes)) checkout.write(`state/nodes/${file}`, readFileSync(join(nodes, file), "utf8"));
  checkout.write("state/replication.yaml", readFileSync(packagePath("state/replication.yaml"), "utf8"));
  checkout.declare(phase("1"));
  checkout.commit("The machines are declared");
  await scene.apply();
  for (const node of ["alpha", "beta", "air"]) {
    const path = packagePath(`facts/2025-10-09/${node}.yaml`);
    await loadFacts(await scene.open(), { path, observedAt: "2025-10-09T16:10:00+04:00" });
  }
  await psql.script(`
    INSERT INTO system_state_snapshots (snapshot_name, snapshot_type, verification_status, tests_passed, tests_failed, state_json)
    VALUES ('Production Verified 2025-10-09', 'production', 'partial', 3, 0, '{}');
    INSERT INTO network_interfaces (node_id, ip_address, interface_name, interface_type)
    SELECT id, '169.254.7.1', 'en5', 'ethernet' FROM system_nodes WHERE node_name = 'ALPHA';
    INSERT INTO performance_metrics (node_id, metric_name, metric_value, metric_unit, measured_at)
    SELECT id, 'simple_query_time', 12 + 6 * sin(n / 5.0) + CASE WHEN n = 31 THEN 20 ELSE 0 END, 'ms',
           LOCALTIMESTAMP - make_interval(mins => 20 * n)
      FROM system_nodes, generate_series(0, 66) AS n
     WHERE node_name = 'ALPHA' AND n NOT BETWEEN 40 AND 46;
    INSERT INTO performance_metrics_hourly (node_id, metric_name, metric_unit, bucket, samples, avg_value, min_value, max_value)
    SELECT id, 'disk_free', 'TB', date_trunc('hour', LOCALTIMESTAMP) - make_interval(hours => n), 60, 14.9 - n / 40.0, 14.8 - n / 40.0, 15 - n / 40.0
      FROM system_nodes, generate_series(1, 22) AS n WHERE node_name = 'ALPHA'`);
}

/** The first scan's folders with a copy, a hard link and files without a place; what sessions and commits did to them. */
export async function filesAndSessions(scene: Scene): Promise<void> {
  const { checkout, psql } = scene;
  const built = "07_BUILD_FACTORY/PRJ_Enterprise_Platform/02_Product";
  checkout.declare(phase("1"));
  checkout.write("state/layout.yaml", readFileSync(packagePath("state/layout.yaml"), "utf8"));
  checkout.commit("Assessment begins");
  await scene.apply();
  await registerFiles(psql, [
    ...firstScan,
    {
      path: `${built}/03_Reviews/2025-10-09_duplicate_enums/META_PRD_review_notes.md`,
      component: "BUILD_FACTORY",
      project: "Enterprise_Platform",
      type: "markdown",
      days: 120,
    },
    { path: "Downloads/META_PRD (1).md", type: "markdown", content: "# META PRD" },
    { path: "src/models/contact_model.py", component: "src", type: "python", content: "class Contact: ..." },
  ]);
  await psql.query(
    `INSERT INTO v7_system_state (taken_at, triggered_by, total_files, total_size_bytes, files_by_component, stale_files)
     SELECT now() - make_interval(days => days), 'daily', files, bytes, jsonb_build_object('CORE_ENGINE', files), 0
       FROM (VALUES (4, 6, 1500), (2, 8, 2500), (1, 9, 4000)) AS taken (days, files, bytes)`,
  );
  await workedOn(scene);
}

const places = readLayout([]);

/** Arthur's session that ended, one that V7 Conductor left open, and what was changed in and beside them. */
async function workedOn({ psql, open }: Scene): Promise<void> {
  const arthur = await open({ actor: "Arthur" });
  await openSession(arthur, "Enum review");
  await logEntry(arthur, { text: "Read the duplicate ENUMs\nForty-five of them" });
  await logEntry(arthur, { text: "<b>Decision</b>: contact_curation_status becomes v7_contact_status" });
  await psql.script(`
    INSERT INTO v7_commits (sha, author, subject, committed_at, session_id) VALUES
      (repeat('9be0d12a', 5), 'Arthur', 'Rename the contact model', now(), 1);
    INSERT INTO v7_changes (path, change_type, old_path, detected_by, commit_sha, author, session_id, changed_at) VALUES
      ('src/models/contact.py', 'created', NULL, 'hook', repeat('7c21e0f4', 5), 'Arthur', NULL, now() - interval '9 days'),
      ('src/models/contact_model.py', 'renamed', 'src/models/contact.py', 'hook', repeat('9be0d12a', 5), 'Arthur', 1, now()),
      ('03_CORE_ENGINE/SCRIPTS/v7_registry.py', 'modified', NULL, 'hook', repeat('9be0d12a', 5), 'Arthur', 1, now()),
      ('Downloads/gone.md', 'deleted', NULL, 'scan', NULL, NULL, NULL, now())`);
  await closeSession(arthur, { layout: places });
  await openSession(await open({ actor: "V7 Conductor" }), "Layout of the factory");
}

/** What a page asks of the server's questions, beside the two of the frame. */
export async function askedBy({ viewer, served }: ViewedScene, path: string): Promise<readonly string[]> {
  const asked: string[] = [];
  const hear = (request: Request): void => {
    const { pathname, search } = new URL(request.url());
    const isOfFrame = ["/faces", "/overview", "/events"].includes(pathname) || pathname.startsWith("/ui/");
    if (request.url().startsWith(served.url) && !isOfFrame) asked.push(pathname + search);
  };
  viewer.context.on("request", hear);
  const page = await viewer.open(path);
  await page.waitForTimeout(300);
  viewer.context.off("request", hear);
  await page.close();
  return asked;
}
