import { z } from "zod";
import { accessApi } from "@/lib/access/access-api";
import { attributesApi } from "@/lib/attributes/attributes-api";
import { auditApi } from "@/lib/audit/audit-api";
import { connectionsApi } from "@/lib/connections/connections-api";
import { dashboardsApi } from "@/lib/dashboards/dashboards-api";
import { datasetsApi } from "@/lib/datasets/datasets-api";
import { domainsApi } from "@/lib/domains/domains-api";
import { embedApi } from "@/lib/embed/embed-api";
import { exportsApi } from "@/lib/exports/exports-api";
import { groupsApi } from "@/lib/groups/groups-api";
import type { ApiOperation } from "@/lib/http/openapi/api-operation";
import { accountApi } from "@/lib/identity/account/account-api";
import { apiKeysApi } from "@/lib/identity/api-keys/api-keys-api";
import { signingKeysApi } from "@/lib/identity/embed-sessions/signing-keys-api";
import { importsApi } from "@/lib/imports/imports-api";
import { identityProvidersApi } from "@/lib/oidc/identity-providers-api";
import { policiesApi } from "@/lib/policies/policies-api";
import { projectsApi } from "@/lib/projects/projects-api";
import { queriesApi } from "@/lib/queries/queries-api";
import { scimTokensApi } from "@/lib/scim/tokens/scim-tokens-api";
import { sharesApi } from "@/lib/shares/shares-api";
import { tenantsApi } from "@/lib/tenants/tenants-api";
import { invitesApi } from "@/lib/users/invites/invites-api";
import { passwordResetApi } from "@/lib/users/password-reset/password-reset-api";
import { usersApi } from "@/lib/users/users-api";

const openApi: ApiOperation = {
  method: "get",
  path: "/api/v1/openapi.json",
  summary: "This document",
  tag: "openapi",
  authentication: "none",
  responses: { 200: z.looseObject({ openapi: z.string() }) },
};

/** Every operation of the API; each noun adds its own array here. */
export const apiOperations: readonly ApiOperation[] = [
  ...accessApi,
  ...projectsApi,
  ...tenantsApi,
  ...usersApi,
  ...invitesApi,
  ...passwordResetApi,
  ...importsApi,
  ...groupsApi,
  ...attributesApi,
  ...apiKeysApi,
  ...accountApi,
  ...signingKeysApi,
  ...identityProvidersApi,
  ...scimTokensApi,
  ...auditApi,
  ...connectionsApi,
  ...policiesApi,
  ...queriesApi,
  ...dashboardsApi,
  ...exportsApi,
  ...sharesApi,
  ...datasetsApi,
  ...domainsApi,
  ...embedApi,
  openApi,
];
