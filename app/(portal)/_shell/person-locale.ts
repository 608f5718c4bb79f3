import { cookies, headers } from "next/headers";
import { requestedLocale } from "@/lib/http/requested-locale";
import { localeCookie } from "../_labels/locale-cookie";

/** The locale of whoever asks for this page: as chosen under "Your account" in this browser, else as the browser says. */
export async function personLocale(): Promise<string> {
  return (await chosenLocale()) || browserLocale();
}

/** What the browser itself asks for. */
export async function browserLocale(): Promise<string> {
  return requestedLocale((await headers()).get("accept-language"));
}

/** What was chosen in this browser; empty when nothing was. */
export async function chosenLocale(): Promise<string> {
  const kept = (await cookies()).get(localeCookie)?.value;
  return kept ? requestedLocale(kept) : "";
}
