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
 */
export class TargetRegistry {
  readonly #tenants = new Map<string, Map<string, Set<string>>>();
  readonly #files = new Map<string, Set<string>>();

  constructor(readonly own: OwnPlace) {}

  addPlace(tenantId: string, place: TargetPlace): void {
    const { location, schema } = this.#canonicalPlace(place);
    const schemas = this.#tenants.get(location) ?? new Map<string, Set<string>>();
    schemas.set(schema, (schemas.get(schema) ?? new Set()).add(tenantId));
    this.#tenants.set(location, schemas);
  }

  addFile(tenantId: string, path: string): void {
    const key = path.toLowerCase();
    this.#files.set(key, (this.#files.get(key) ?? new Set()).add(tenantId));
  }

  /** Whether a tenant other than this one may be put into the place too. */
  isShared(tenantId: string, place: TargetPlace): boolean {
    const { location, schema: wanted } = this.#canonicalPlace(place);
    const schemas = this.#tenants.get(location);
    if (!schemas) return false;
    const met = wanted === everySchema ? [...schemas.values()] : [schemas.get(wanted), schemas.get(everySchema)];
    return met.some((tenants) => hasOther(tenants, tenantId));
  }

  isFileShared(tenantId: string, path: string): boolean {
    return hasOther(this.#files.get(path.toLowerCase()), tenantId);
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

function canonicalName(name: string): string {
  if (name.includes("/")) return name.toLowerCase();
  return Buffer.from(name.toLowerCase()).subarray(0, 63).toString("latin1");
}

function hasOther(tenants: ReadonlySet<string> | undefined, tenantId: string): boolean {
  return tenants !== undefined && (tenants.size > 1 || !tenants.has(tenantId));
}
