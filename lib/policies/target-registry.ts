/** The connection's own database, as a place in the registry. */
export const ownLocation = "own";
/** Every schema of a database. */
export const everySchema = "*";

/** One tenant's place, rendered from its policies. */
export interface TargetPlace {
  readonly location: string;
  readonly schema: string;
}

/**
 * Which tenants' policies lead to which databases, schemas and files of one connection. Names are compared without
 * letter case and cut at 63 bytes, as a server may: two tenants that could meet in one place both count as there (R03).
 */
export class TargetRegistry {
  readonly #tenants = new Map<string, Map<string, Set<string>>>();
  readonly #files = new Map<string, Set<string>>();

  addPlace(tenantId: string, place: TargetPlace): void {
    const schemas = this.#tenants.get(canonicalName(place.location)) ?? new Map<string, Set<string>>();
    const schema = canonicalName(place.schema);
    schemas.set(schema, (schemas.get(schema) ?? new Set()).add(tenantId));
    this.#tenants.set(canonicalName(place.location), schemas);
  }

  addFile(tenantId: string, path: string): void {
    const key = path.toLowerCase();
    this.#files.set(key, (this.#files.get(key) ?? new Set()).add(tenantId));
  }

  /** Whether a tenant other than this one may be put into the place too. */
  isShared(tenantId: string, place: TargetPlace): boolean {
    const schemas = this.#tenants.get(canonicalName(place.location));
    if (!schemas) return false;
    const wanted = canonicalName(place.schema);
    const met = wanted === everySchema ? [...schemas.values()] : [schemas.get(wanted), schemas.get(everySchema)];
    return met.some((tenants) => hasOther(tenants, tenantId));
  }

  isFileShared(tenantId: string, path: string): boolean {
    return hasOther(this.#files.get(path.toLowerCase()), tenantId);
  }
}

/** `host:port/database`, each part as a server may understand it. */
export function locationName(location: {
  readonly host: string;
  readonly port: number;
  readonly database: string;
}): string {
  return `${location.host}:${location.port}/${canonicalName(location.database)}`;
}

function canonicalName(name: string): string {
  if (name.includes("/")) return name.toLowerCase();
  return Buffer.from(name.toLowerCase()).subarray(0, 63).toString("latin1");
}

function hasOther(tenants: ReadonlySet<string> | undefined, tenantId: string): boolean {
  return tenants !== undefined && (tenants.size > 1 || !tenants.has(tenantId));
}
