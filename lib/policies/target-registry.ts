import { isS3Path } from "@/lib/engines/duckdb/s3/s3-path";
import { namesMeet } from "./names-meet";

/** The connection's own database, as a place in the registry. */
export const ownLocation = "own";
/** Every schema of a database. */
export const everySchema = "*";

/** As much of a connection's place as tells when two of its places are one. */
interface OwnPlace {
  readonly defaultSchema: string;
  readonly locationOf: ((schema: string) => string) | null;
}

/** One tenant's place, rendered from its policies. */
export interface TargetPlace {
  readonly location: string;
  readonly schema: string;
}

/**
 * Which tenants' policies lead to which databases, schemas and files of one connection. Names are compared without
 * letter case and cut at 63 bytes, as a server may: two tenants that could meet in one place both count as there (R03).
 * A connection has one endpoint, so that bucket and key are all that tells places on S3 apart.
 */
export class TargetRegistry {
  readonly #tenants = new Map<string, Map<string, Set<string>>>();
  /** Folder, then name in it, then whose it is. Only names hold `*`, so that equal folders are all that can meet. */
  readonly #files = new Map<string, Map<string, Set<string>>>();

  constructor(readonly own: OwnPlace) {}

  addPlace(tenantId: string, place: TargetPlace): void {
    const { location, schema } = this.#canonicalPlace(place);
    const schemas = this.#tenants.get(location) ?? new Map<string, Set<string>>();
    schemas.set(schema, (schemas.get(schema) ?? new Set()).add(tenantId));
    this.#tenants.set(location, schemas);
  }

  addFile(tenantId: string, path: string): void {
    const { folder, name } = canonicalFile(path);
    const names = this.#files.get(folder) ?? new Map<string, Set<string>>();
    names.set(name, (names.get(name) ?? new Set()).add(tenantId));
    this.#files.set(folder, names);
  }

  /** Whether a tenant other than this one may be put into the place too. */
  isShared(tenantId: string, place: TargetPlace): boolean {
    const { location, schema: wanted } = this.#canonicalPlace(place);
    const schemas = this.#tenants.get(location);
    if (!schemas) return false;
    const met = wanted === everySchema ? [...schemas.values()] : [schemas.get(wanted), schemas.get(everySchema)];
    return met.some((tenants) => hasOther(tenants, tenantId));
  }

  /** Whether the place is one other tenant's and nobody else's; of a viewer without a tenant, whether it is any one's. */
  isAnothers(tenantId: string | null, place: TargetPlace): boolean {
    const { location, schema } = this.#canonicalPlace(place);
    const tenants = this.#tenants.get(location)?.get(schema);
    return tenants?.size === 1 && (tenantId === null || !tenants.has(tenantId));
  }

  /** Whether a file that the path means is one that another tenant's path means too. */
  isFileShared(tenantId: string, path: string): boolean {
    const { folder, name } = canonicalFile(path);
    const others = [...(this.#files.get(folder) ?? [])].filter(([, tenants]) => hasOther(tenants, tenantId));
    return others.some(([other]) => namesMeet(name, other));
  }

  /** Where a schema is a database, one that a schema layer names and one that a URL names are the same place. */
  #canonicalPlace({ location, schema }: TargetPlace): TargetPlace {
    const { locationOf, defaultSchema } = this.own;
    if (!locationOf) return { location: canonicalName(location), schema: canonicalName(schema) };
    const database = locationOf(schema === everySchema ? defaultSchema : schema);
    return { location: canonicalName(location === ownLocation ? database : location), schema: everySchema };
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

/** Letter case tells objects on S3 apart, and need not tell files of this machine apart. */
function canonicalFile(path: string): { folder: string; name: string } {
  const file = isS3Path(path) ? path : path.toLowerCase();
  const end = file.lastIndexOf("/");
  return { folder: file.slice(0, end), name: file.slice(end + 1) };
}

function canonicalName(name: string): string {
  if (name.includes("/")) return name.toLowerCase();
  return Buffer.from(name.toLowerCase()).subarray(0, 63).toString("latin1");
}

function hasOther(tenants: ReadonlySet<string> | undefined, tenantId: string): boolean {
  return tenants !== undefined && (tenants.size > 1 || !tenants.has(tenantId));
}
