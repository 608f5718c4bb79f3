/** Where encrypted values are kept: what each is for, and the column with the key of its row. */
export interface SecretColumn {
  /** Authenticated with the value, so that one moved to another column does not open there. */
  readonly purpose: string;
  readonly table: string;
  readonly column: string;
  /** The primary key, in the order rows are walked. */
  readonly key: readonly { readonly column: string; readonly type: "uuid" | "text" }[];
  /** SQL that finds the connection whose kept definitions hold the value, by `$1`, the first column of the key. */
  readonly connectionOf?: string;
}

const byId = [{ column: "id", type: "uuid" }] as const;
const connectionOfPolicy = "SELECT connection_id FROM policies WHERE id = $1::uuid";

/**
 * Every encrypted column of the metadata. `encryptSecret` takes no purpose that is not listed here, so that no secret can
 * be stored which a rotation of the key would pass over.
 */
export const secretColumns = [
  { purpose: "project.secret", table: "projects", column: "secret_ciphertext", key: byId },
  { purpose: "dashboard.secret", table: "dashboards", column: "secret_ciphertext", key: byId },
  {
    purpose: "connection.settings",
    table: "connections",
    column: "settings_ciphertext",
    key: byId,
    connectionOf: "SELECT $1::uuid",
  },
  {
    purpose: "policy.url_template",
    table: "policy_connection_layers",
    column: "url_template_ciphertext",
    key: [{ column: "policy_id", type: "uuid" }],
    connectionOf: connectionOfPolicy,
  },
  {
    purpose: "policy.secret",
    table: "policy_secrets",
    column: "ciphertext",
    key: [
      { column: "policy_id", type: "uuid" },
      { column: "name", type: "text" },
    ],
    connectionOf: connectionOfPolicy,
  },
  { purpose: "embed_session.policies", table: "embed_sessions", column: "policies_ciphertext", key: byId },
  { purpose: "signing_key.private", table: "signing_keys", column: "private_ciphertext", key: byId },
  {
    purpose: "identity_provider.client_secret",
    table: "identity_providers",
    column: "client_secret_ciphertext",
    key: byId,
  },
  { purpose: "import_line.link", table: "import_lines", column: "link_ciphertext", key: byId },
  { purpose: "audit_chain.seal", table: "audit_chains", column: "seal_ciphertext", key: byId },
] as const satisfies readonly SecretColumn[];

export type SecretPurpose = (typeof secretColumns)[number]["purpose"];
