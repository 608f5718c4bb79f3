const systemSchema = /^(?:pg_.*|information_schema|system|temp|mysql|sys|performance_schema)$/i;

/** Whether a schema is a server's own, which no tenant can be given and nobody can share. */
export function isSystemSchema(name: string): boolean {
  return systemSchema.test(name);
}
