import type { CardError } from "./card-data";
import type { MessageName } from "./messages/english";
import type { Words } from "./messages/use-words";

const byCode: Readonly<Record<string, MessageName>> = {
  query_timeout: "queryTimeout",
  data_source_unavailable: "sourceUnavailable",
  rate_limited: "rateLimited",
  offline: "offline",
  internal: "failed",
  unauthenticated: "expired",
};

/** What the server says to viewers in so many words; the rest is for those who edit, and names their own SQL. */
const byMessage: Readonly<Record<string, MessageName>> = {
  "This card cannot be shown with your access": "noAccess",
  "This card cannot be kept to the filters of this page": "notKept",
};

/** Why something is not there, in the viewer's language as far as it is known. */
export function reasonFor({ code, message }: CardError, { say }: Words): string {
  const name = byCode[code] ?? byMessage[message];
  if (name) return say(name);
  const label = /^Choose a value for (.+)$/.exec(message)?.[1];
  if (label) return say("needsValue", { label });
  return message.endsWith(".") ? message : `${message}.`;
}
