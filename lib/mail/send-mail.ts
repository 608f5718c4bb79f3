import { createTransport } from "nodemailer";
import { env } from "@/lib/env";
import { log } from "@/lib/log";

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Long enough for a slow server, short enough for the person who waits for the answer. */
const timeouts = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 15_000 } as const;

/** Whether mail can be sent at all: both a server and a sender are configured. */
export function isMailConfigured(): boolean {
  const { SMTP_URL, MAIL_FROM } = env();
  return Boolean(SMTP_URL && MAIL_FROM);
}

/**
 * Hands a mail to the configured server and says whether the server took it. Plain text without attachments, and the
 * recipient is an address alone, so nothing of what people typed becomes a header. Why it failed is in the log.
 */
export async function sendMail({ to, subject, text }: Mail): Promise<boolean> {
  const { SMTP_URL: url, MAIL_FROM: from } = env();
  if (!url || !from) return false;
  const transport = createTransport({ url, ...timeouts, disableFileAccess: true, disableUrlAccess: true });
  try {
    await transport.sendMail({ from, to: { name: "", address: to }, subject, text });
    return true;
  } catch (error) {
    // The server's words can hold the recipient or a login: only the kind of failure is told.
    log.error({ code: (error as { code?: unknown }).code ?? "unknown" }, "a mail was not sent");
    return false;
  } finally {
    transport.close();
  }
}
