import { everybody, nothing } from "./route-table";

const builders = "PADp";
const authors = "AD";
const admins = "D";

const id = nothing;
const sql = "SELECT 1";
const place = { projectId: id, connectionId: id };
const policy = { ...place, name: "state", rules: [{ table: "sales", filter: "true" }] };
const provider = { name: "Sign-on", issuer: "https://id.example.com", clientId: "bulkhead", clientSecret: "secret" };
const settings = { engine: "POSTGRES", url: "postgresql://reader:secret@127.0.0.1:9/nowhere" };
const card = {
  kind: "TEXT",
  title: "Notes",
  layout: { x: 0, y: 0, width: 4, height: 2 },
  options: { markdown: "Hello" },
};
const password = "a good password";
const inAYear = new Date(Date.now() + 300 * 86_400_000).toISOString();

/** Whether an action asks who is there; those that do not take a credential of their own, or none at all. */
export type Door = "portal" | "open";

/**
 * Who gets past the role's ceiling at each server action, in the letters of the routes' table. Those who are named get
 * what is written, with proper arguments and ids of nothing; all others get `forbidden`, and nobody's browser
 * `unauthenticated`. Of a dashboard that one cannot see the answer is `not_found` for everybody.
 *
 * A row for each action: who, the answer, the arguments, and the door.
 */
export const actionTable: Readonly<
  Record<string, readonly [who: string, answer: string, args: readonly unknown[], door?: Door]>
> = {
  setUpAction: [
    everybody,
    "conflict",
    [{ name: "Another", admin: { email: "new@harbour.example", displayName: "New", password } }],
    "open",
  ],
  requestPasswordResetAction: [everybody, "not_found", [{ email: "nobody@harbour.example" }], "open"],
  resetPasswordAction: [everybody, "not_found", [{ token: "x", password }], "open"],
  openInviteAction: [everybody, "not_found", [{ token: "x" }], "open"],
  acceptInviteAction: [everybody, "not_found", [{ token: "x", displayName: "Nobody", password }], "open"],
  beginOidcSignInAction: [everybody, "not_found", [id, "/"], "open"],
  updateAccountAction: [everybody, "ok", [{ displayName: "Somebody" }]],
  changePasswordAction: [everybody, "invalid_input", [{ currentPassword: "x", newPassword: "another good one" }]],
  endOwnSessionAction: [everybody, "not_found", [id]],
  endOtherSessionsAction: [everybody, "ok", []],
  beginIdentityLinkAction: [everybody, "not_found", [id]],
  unlinkIdentityAction: [everybody, "not_found", [id]],
  switchTenancyOffAction: [admins, "ok", []],
  // Where tenancy is on, nothing happens, and a tenant's people have no such session.
  switchTenancyOnAction: ["VPAD", "ok", []],
  searchAction: [everybody, "ok", ["delays"]],
  findTenantsAction: [authors, "ok", [""]],
  findUsersAction: [admins, "ok", [""]],
  findGroupsAction: [builders, "ok", [""]],
  findAuditActorsAction: [admins, "ok", [""]],
  findAuditObjectsAction: [admins, "ok", [""]],
  createProjectAction: [admins, "ok", [{ name: "Ports" }]],
  updateProjectAction: [admins, "not_found", [id, { name: "Harbours" }]],
  deleteProjectAction: [admins, "not_found", [id]],
  readProjectSecretAction: [admins, "not_found", [id]],
  rotateProjectSecretAction: [admins, "not_found", [id]],
  createPolicyAction: [admins, "not_found", [policy]],
  checkPolicyAction: [admins, "not_found", [policy]],
  previewPolicyAction: [admins, "not_found", [{ policy, tenantId: id, sql }]],
  updatePolicyAction: [admins, "not_found", [id, { ...policy, version: 1 }]],
  deletePolicyAction: [admins, "not_found", [id, "state"]],
  createAssignmentAction: [admins, "not_found", [{ policyId: id, kind: "ALL_TENANTS" }]],
  updateAssignmentAction: [admins, "not_found", [id, { parameters: {} }]],
  deleteAssignmentAction: [admins, "not_found", [id]],
  explainAccessAction: [admins, "not_found", [{ projectId: id, userId: id }]],
  createConnectionAction: [admins, "not_found", [{ projectId: id, name: "warehouse", settings }]],
  updateConnectionAction: [admins, "not_found", [id, { name: "warehouse" }]],
  deleteConnectionAction: [admins, "not_found", [id]],
  testSettingsAction: [admins, "ok", [{ settings }]],
  testConnectionAction: [admins, "not_found", [id]],
  refreshCatalogAction: [admins, "not_found", [id]],
  setExposureAction: [admins, "not_found", [id, { exposure: "HIDDEN" }]],
  createDatasetAction: [authors, "not_found", [{ ...place, name: "sales", sql }]],
  previewDatasetAction: [authors, "not_found", [{ ...place, sql }]],
  updateDatasetAction: [authors, "not_found", [id, { version: 1, name: "sales" }]],
  duplicateDatasetAction: [authors, "not_found", [id, { name: "copy" }]],
  deleteDatasetAction: [authors, "not_found", [id]],
  createDashboardAction: [builders, "not_found", [{ projectId: id, title: "Delays" }]],
  updateDashboardAction: [everybody, "not_found", [id, { title: "Delays" }]],
  duplicateDashboardAction: [everybody, "not_found", [id, {}]],
  deleteDashboardAction: [everybody, "not_found", [id]],
  chosenDashboardAction: [everybody, "not_found", [id]],
  addCardAction: [everybody, "not_found", [id, { version: 1, card }]],
  findEditableDashboardsAction: [builders, "ok", [id, "a"]],
  findDomainsAction: [everybody, "ok", [id, "a"]],
  restoreVersionAction: [everybody, "not_found", [id, 1]],
  explainCardAction: [everybody, "not_found", [id, id, {}]],
  issuePreviewTokenAction: [admins, "not_found", [{ dashboardId: id }]],
  inspectEmbedTokenAction: [admins, "not_found", [{ projectId: id, token: "x" }]],
  createDomainAction: [authors, "not_found", [{ projectId: id, name: "Flights" }]],
  updateDomainAction: [authors, "not_found", [id, { name: "Flights" }]],
  deleteDomainAction: [authors, "not_found", [id]],
  draftDomainAction: [authors, "not_found", [place]],
  domainTablesAction: [authors, "not_found", [place]],
  checkDefinitionAction: [authors, "not_found", [{ ...place, definition: { datasets: [] } }]],
  previewDomainDatasetAction: [authors, "not_found", [{ ...place, definition: { datasets: [] }, dataset: "sales" }]],
  readYamlAction: [authors, "ok", ["datasets: []"]],
  writeYamlAction: [authors, "ok", [{ datasets: [] }]],
  deletionConsequencesAction: [everybody, "not_found", [id]],
  findDashboardsAction: [everybody, "ok", ["a"]],
  transferDashboardAction: [everybody, "not_found", [id, { userId: id }]],
  readDashboardSecretAction: [admins, "not_found", [id]],
  listSharesAction: [everybody, "not_found", [id, {}]],
  listLiteralsAction: [everybody, "not_found", [id]],
  listPeopleAction: [everybody, "not_found", [id, {}]],
  shareDashboardsAction: [
    builders,
    "ok",
    [{ dashboardIds: [id], grants: [{ scope: "USER", userId: id, level: "VIEWER" }], mode: "each" }],
  ],
  copyForTenantsAction: [everybody, "not_found", [id, { tenantIds: [id] }]],
  revokeShareAction: [everybody, "not_found", [id, id]],
  findShareSubjectsAction: [everybody, "not_found", [id, "a"]],
  shareDashboardAction: [everybody, "not_found", [id, { scope: "USER", userId: id, level: "VIEWER" }]],
  removeShareAction: [everybody, "not_found", [id, id]],
  createUserAction: [admins, "ok", [{ email: "other@harbour.example", displayName: "New", role: "VIEWER" }]],
  updateUserAction: [admins, "not_found", [id, { displayName: "Newer" }]],
  disableUserAction: [admins, "not_found", [id]],
  enableUserAction: [admins, "not_found", [id]],
  endUserSessionsAction: [admins, "not_found", [id]],
  deleteUserAction: [admins, "not_found", [id, {}]],
  userRemovalAction: [admins, "not_found", [id]],
  createInviteAction: [admins, "ok", [{ email: "asked@harbour.example", role: "VIEWER" }]],
  resendInviteAction: [admins, "not_found", [id]],
  revokeInviteAction: [admins, "not_found", [id]],
  createResetLinkAction: [admins, "not_found", [id]],
  createAttributeAction: [admins, "ok", [{ subject: "TENANT", name: "zone" }]],
  updateAttributeAction: [admins, "not_found", [id, { description: "x" }]],
  deleteAttributeAction: [admins, "not_found", [id]],
  // Its issuer cannot be reached from here, and is asked before anything is saved.
  createIdentityProviderAction: [admins, "data_source_unavailable", [provider]],
  updateIdentityProviderAction: [admins, "not_found", [id, { name: "Another" }]],
  deleteIdentityProviderAction: [admins, "not_found", [id]],
  createApiKeyAction: [admins, "ok", [{ name: "Nightly", scopes: ["tenant:read"] }]],
  revokeApiKeyAction: [admins, "not_found", [id]],
  createScimTokenAction: [admins, "ok", [{ name: "Okta", expiresAt: inAYear }]],
  revokeScimTokenAction: [admins, "not_found", [id]],
  createTenantAction: [admins, "ok", [{ key: "utah", name: "Utah" }]],
  updateTenantAction: [admins, "not_found", [id, { name: "Utah" }]],
  deleteTenantAction: [admins, "not_found", [id]],
  tenantRemovalAction: [admins, "not_found", [id]],
  // Each asks for a group at home where they are themselves: the organization's are an ADMIN's.
  createGroupAction: ["Dp", "ok", [{ name: "Pilots" }]],
  updateGroupAction: [builders, "not_found", [id, { description: "x" }]],
  deleteGroupAction: [builders, "not_found", [id]],
  findCandidatesAction: [builders, "not_found", [id, "a"]],
  addMembersAction: [builders, "not_found", [id, { userIds: [id] }]],
  removeMemberAction: [builders, "not_found", [id, id]],
  removeMembersAction: [builders, "not_found", [id, [id]]],
  changeMembersByEmailAction: [builders, "not_found", [id, { emails: ["nobody@harbour.example"] }]],
  groupRemovalAction: [builders, "not_found", [id]],
};
