import { env } from "@/lib/env";

/**
 * The address of a page of this portal with a secret behind the hash, where neither servers nor `Referer` see it: the
 * page reads it in the browser and sends it in a body.
 */
export function linkAddress(page: "/invite" | "/reset-password", token: string): string {
  return `${new URL(page, env().NEXTAUTH_URL).href}#${token}`;
}
