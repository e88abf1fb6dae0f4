import { verbCommand } from "../shell/verb-command.ts";

export default verbCommand({
  segment: "fileplan",
  verb: "migrate",
  summary: "Set a tested file to migrated",
  example: "v7 fileplan migrate src/models/contact.py",
});
