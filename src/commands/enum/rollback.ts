import { enumDeedCommand } from "../shell/enum-deed-command.ts";

export default enumDeedCommand({
  direction: "rollback",
  summary: "Take an enum's change back on its target, merged values included",
  description:
    "The way back is the target's own: it was kept there when the change was made. Values that were written since become the first of those that were merged.",
});
