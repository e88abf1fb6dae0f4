import fc from "fast-check";
import { expect, test } from "vitest";
import { groupEnums, type Groupable } from "../../../src/enums/scan/groups.ts";

/** An enum, by its name as people type it and its labels. */
function told(name: string, ...labels: string[]): Groupable {
  return { name, type: name.slice(name.lastIndexOf(".") + 1), labels };
}

test("one name in another case, with the labels in another case and order, is one enum told twice", () => {
  const [group, ...others] = groupEnums([
    told("contact_curation_status", "Complete", "New"),
    told("crm.ContactCurationStatusEnum", "NEW", "COMPLETE"),
  ]);
  expect(others).toEqual([]);
  expect(group).toMatchObject({
    number: 1,
    members: ["contact_curation_status", "crm.ContactCurationStatusEnum"],
    why: "same, ignoring case and order",
    missing: [],
  });
});

test("what separates the words of a label counts for nothing", () => {
  const [group] = groupEnums([told("place_status", "New", "Not a Fit"), told("placestatus", "New", "NotAFit")]);
  expect(group?.why).toBe("same, ignoring case and separators");
});

test("of a subset it is said what is missing", () => {
  const [group] = groupEnums([
    told("domainstatus", "pending", "error"),
    told("domain_status", "pending", "error", "Paused"),
  ]);
  expect(group).toMatchObject({
    why: "subset (+Paused)",
    missing: [{ name: "domainstatus", labels: ["Paused"] }],
  });
});

test("a name in the plural is near, where half of the labels are the same", () => {
  const [group] = groupEnums([
    told("company_statuses", "new", "open", "closed"),
    told("company_status", "new", "open", "archived"),
  ]);
  expect(group?.why).toBe("near names (±closed, ±archived)");
});

test("near names whose labels have little in common are two enums", () => {
  expect(groupEnums([told("crm.status", "new", "open"), told("crawl.status", "queued", "done")])).toEqual([]);
});

test("enums of other names with the same labels are a group of their own only where they have no nearer one", () => {
  const groups = groupEnums([
    told("hubspot_sync_status", "Queued", "Done"),
    told("hubspotsyncstatus", "queued", "done"),
    told("deep_scan_status", "Queued", "Done"),
    told("email_state", "Queued", "Done"),
  ]);
  expect(groups.map(({ members, why, alike }) => ({ members, why, alike }))).toEqual([
    { members: ["deep_scan_status", "email_state"], why: "same, other names", alike: [2] },
    { members: ["hubspot_sync_status", "hubspotsyncstatus"], why: "same, ignoring case", alike: [1] },
  ]);
});

test("labels that differ only by case within one enum are not folded", () => {
  const [group] = groupEnums([told("answer", "yes", "YES"), told("Answer", "yes", "YES")]);
  expect(group?.why).toBe("same");
  expect(groupEnums([told("answer", "yes", "YES"), told("Answer", "Yes", "No")])).toEqual([]);
});

test("labels of nothing and of a blank are two", () => {
  expect(groupEnums([told("odd", "", " "), told("ODD", " ", "")])[0]?.why).toBe("same, ignoring order");
});

test("numbers do not depend on the order in which enums come", () => {
  const enums = [
    told("job_status", "queued", "done"),
    told("crm.job_status", "done", "queued"),
    told("jobstatusenum", "queued"),
    told("user_role", "admin", "basic"),
    told("UserRole", "Admin", "Basic"),
  ];
  const whole = groupEnums(enums);
  expect(whole).toHaveLength(2);
  fc.assert(
    fc.property(fc.shuffledSubarray(enums, { minLength: enums.length }), (shuffled) => {
      expect(groupEnums(shuffled)).toEqual(whole);
    }),
  );
});
