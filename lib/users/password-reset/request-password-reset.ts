import { noteStranger } from "@/lib/audit/note-refusal";
import { recordSystemEvent } from "@/lib/audit/record-system-event";
import { now } from "@/lib/clock";
import { database } from "@/lib/database";
import { DomainError, notFound } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import { isWithinHourly } from "@/lib/identity/hourly-throttle";
import type { SignInOrigin } from "@/lib/identity/open-session";
import { log } from "@/lib/log";
import { isMailConfigured, sendMail } from "@/lib/mail/send-mail";
import { makeResetLink } from "./reset-link";
import { type RequestResetInput, requestResetSchema } from "./reset-schema";

const requestsOfAddress = 20;
const mailsToEmail = 3;
const mostNamesakes = 20;

/**
 * Has links to choose a new password mailed to whoever has this e-mail and a password. The answer comes before anybody
 * is looked for, so neither it nor its time tells whether there is such a person. Takes no actor: anybody may ask, a few
 * times an hour.
 *
 * @throws DomainError `invalid_input`, `rate_limited` for the address that asks, `not_found` where no mail is set up
 */
export function requestPasswordReset(input: RequestResetInput, origin: SignInOrigin): void {
  const { email } = parseInput(requestResetSchema, input);
  if (!isMailConfigured()) throw notFound("Password reset by mail");
  if (!isWithinHourly(`reset-address:${origin.address}`, requestsOfAddress)) {
    const { address } = origin;
    void noteStranger(address, { action: "user.reset_throttled", details: { address } });
    throw new DomainError("rate_limited", "Too many requests from here. Wait an hour");
  }
  if (!isWithinHourly(`reset-email:${email}`, mailsToEmail)) return;
  mailLinks(email, origin).catch((error: unknown) => log.error({ err: error }, "password links were not mailed"));
}

/** People without a password stay without one: they come through a provider or through tokens. */
async function mailLinks(email: string, { address }: SignInOrigin): Promise<void> {
  const people = await database.user.findMany({
    where: { email, disabledAt: null, passwordHash: { not: null } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: mostNamesakes,
    select: {
      id: true,
      organizationId: true,
      tenantId: true,
      displayName: true,
      tenant: { select: { name: true } },
      organization: { select: { name: true } },
    },
  });
  if (people.length === 0) return;
  const lines: string[] = [];
  await database.$transaction(async (tx) => {
    for (const person of people) {
      // What nobody used in time is of no use any more.
      await tx.passwordReset.deleteMany({ where: { userId: person.id, expiresAt: { lte: now() } } });
      const { link } = await makeResetLink(tx, person);
      lines.push(`${person.tenant?.name ?? person.organization.name}:`, link, "");
      const subject = { tenantId: person.tenantId, targetId: person.id, targetName: person.displayName };
      const event = { action: "user.reset_requested", ...subject, details: { address } } as const;
      await recordSystemEvent(tx, person.organizationId, event);
    }
  });
  const text = [
    "Somebody asked for a new password for your Bulkhead account. Choose one here:",
    "",
    ...lines,
    "A link works once, for an hour. If it was not you, ignore this mail: nothing has changed.",
    "",
  ].join("\n");
  await sendMail({ to: email, subject: "Choose a new password", text });
}
