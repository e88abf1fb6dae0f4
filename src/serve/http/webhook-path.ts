/** Where DART says that something changed. */
export const webhookPath = "/webhooks/dart";
