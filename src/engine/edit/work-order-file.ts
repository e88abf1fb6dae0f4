/** Where work orders lie, from the repository's root. */
export const workOrders = "work-orders";

/** The file of a task's work order. */
export function workOrderFile(task: string): string {
  return `${workOrders}/${task}.md`;
}
