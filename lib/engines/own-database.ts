import { networkInterfaces } from "node:os";
import { env } from "@/lib/env";
import { canonicalAddress } from "./reserved-addresses";
import { resolveHost } from "./resolve-host";

/** What is dialled: a server, and which of its databases is meant. */
export interface SourcePlace {
  readonly host: string;
  readonly port: number;
  readonly database: string;
}

/**
 * Whether a place is the database that the portal keeps its own records in, under any of its names. Resolves hosts only
 * where port and database already agree.
 *
 * @param addresses what the place's host resolves to, when that is known
 */
export async function isOwnDatabase(place: SourcePlace, addresses?: readonly string[]): Promise<boolean> {
  const own = ownDatabase();
  if (!own || own.port !== place.port || own.database !== nameOf(place.database)) return false;
  if (own.host === place.host.toLowerCase()) return true;
  const [ours, theirs] = await Promise.all([addressesOf(own.host), addresses ?? addressesOf(place.host)]);
  const known = new Set(ours.map(canonicalAddress));
  const here = thisMachine();
  const isHere = (address: string) => here(canonicalAddress(address));
  return theirs.some((address) => known.has(canonicalAddress(address))) || (ours.some(isHere) && theirs.some(isHere));
}

/** Reads the URL as the driver does: the host may be left out, and a socket's folder stand for it. */
function ownDatabase() {
  try {
    const url = new URL(env().DATABASE_URL.replace("@/", "@localhost/"));
    const host = url.searchParams.get("host") ?? decodeURIComponent(url.hostname).replace(/^\[|\]$/g, "");
    const database = decodeURIComponent(url.pathname.slice(1)) || decodeURIComponent(url.username);
    return {
      host: host === "" || host.startsWith("/") ? "localhost" : host.toLowerCase(),
      port: Number(url.searchParams.get("port") || url.port || 5432),
      database: nameOf(database),
    };
  } catch {
    return null;
  }
}

/** As a server would take it that folds case, and cuts a name after 63 bytes. */
function nameOf(database: string): string {
  return Buffer.from(database).subarray(0, 63).toString().toLowerCase();
}

/** A name that does not resolve has no address; whoever dials it will say so. */
async function addressesOf(host: string): Promise<readonly string[]> {
  return (await resolveHost(host).catch(() => [])).map(({ address }) => address);
}

function thisMachine(): (address: string | null) => boolean {
  const cards = Object.values(networkInterfaces()).flatMap((card) => card ?? []);
  const own = new Set(cards.map(({ address }) => canonicalAddress(address.replace(/%.*/, ""))));
  return (address) => address !== null && (/^127\.|^0:0:0:0:0:0:0:1$/.test(address) || own.has(address));
}
