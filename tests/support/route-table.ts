import { uuidv7 } from "@/lib/uuid";

export const everybody = "VPADvp";
const builders = "PADp";
const authors = "AD";
const admins = "D";

/** The id of nothing, wherever a body needs one. */
export const nothing = uuidv7();
const id = nothing;

const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
const sql = "SELECT 1";
const subject = { projectId: id, userId: id };
const place = { projectId: id, connectionId: id };
const policy = { ...place, name: "state", rules: [{ table: "sales", filter: "true" }] };
const provider = { name: "Sign-on", issuer: "https://id.example.com", clientId: "bulkhead", clientSecret: "secret" };
const settings = { engine: "POSTGRES", url: "postgresql://reader:secret@127.0.0.1:9/nowhere" };

/**
 * Who gets past the role's ceiling at each route. V, P, A and D are the organization's VIEWER, POWER_USER, AUTHOR and
 * ADMIN, v and p a tenant's VIEWER and POWER_USER. Those who are named get the status that is written, with a proper
 * body and ids of nothing; all others get 403.
 *
 * A row for each operation: who, the status, and a body where one is needed.
 */
export const routeTable: Readonly<Record<string, readonly [who: string, status: number, body?: unknown]>> = {
  "POST /api/v1/access/explain": [admins, 404, subject],
  "GET /api/v1/projects": [everybody, 200],
  "POST /api/v1/projects": [admins, 201, { name: "Ports" }],
  "GET /api/v1/projects/{id}": [everybody, 404],
  "PATCH /api/v1/projects/{id}": [admins, 404, { name: "Harbours" }],
  "DELETE /api/v1/projects/{id}": [admins, 404],
  "GET /api/v1/projects/{id}/secret": [admins, 404],
  "POST /api/v1/projects/{id}/secret/rotate": [admins, 404],
  "GET /api/v1/tenants": [authors, 200],
  "POST /api/v1/tenants": [admins, 201, { key: "ohio", name: "Ohio" }],
  "GET /api/v1/tenants/{id}": [authors, 404],
  "PATCH /api/v1/tenants/{id}": [admins, 404, { name: "Ohio" }],
  "DELETE /api/v1/tenants/{id}": [admins, 404],
  "GET /api/v1/tenants/{id}/removal": [admins, 404],
  "GET /api/v1/users": [admins, 200],
  "POST /api/v1/users": [admins, 201, { email: "new@harbour.example", displayName: "New", role: "VIEWER" }],
  "POST /api/v1/users/import": [admins, 400, { csv: "nothing" }],
  "POST /api/v1/tenants/import": [admins, 400, { csv: "nothing" }],
  "GET /api/v1/imports": [admins, 200],
  "GET /api/v1/imports/{id}": [admins, 404],
  "POST /api/v1/imports/{id}/cancel": [admins, 404],
  "GET /api/v1/imports/{id}/failures.csv": [admins, 404],
  "GET /api/v1/imports/{id}/links.csv": [admins, 404],
  "GET /api/v1/users/{id}": [admins, 404],
  "PATCH /api/v1/users/{id}": [admins, 404, { displayName: "Newer" }],
  "DELETE /api/v1/users/{id}": [admins, 404],
  "GET /api/v1/users/{id}/removal": [admins, 404],
  "POST /api/v1/users/{id}/disable": [admins, 404],
  "POST /api/v1/users/{id}/enable": [admins, 404],
  "DELETE /api/v1/users/{id}/sessions": [admins, 404],
  "POST /api/v1/users/{id}/password-reset": [admins, 404],
  "GET /api/v1/invites": [admins, 200],
  "POST /api/v1/invites": [admins, 201, { email: "invited@harbour.example", role: "VIEWER" }],
  "POST /api/v1/invites/{id}/resend": [admins, 404],
  "DELETE /api/v1/invites/{id}": [admins, 404],
  "GET /api/v1/account": [everybody, 200],
  "PATCH /api/v1/account": [everybody, 200, { displayName: "Somebody" }],
  "PUT /api/v1/account/password": [everybody, 400, { currentPassword: "x", newPassword: "another good one" }],
  "GET /api/v1/account/sessions": [everybody, 200],
  "DELETE /api/v1/account/sessions": [everybody, 200],
  "DELETE /api/v1/account/sessions/{id}": [everybody, 404],
  "GET /api/v1/identity-providers": [admins, 200],
  // Its issuer cannot be reached from here, and is asked before anything is saved.
  "POST /api/v1/identity-providers": [admins, 502, provider],
  "GET /api/v1/identity-providers/{id}": [admins, 404],
  "PATCH /api/v1/identity-providers/{id}": [admins, 404, { name: "Another" }],
  "DELETE /api/v1/identity-providers/{id}": [admins, 404],
  "GET /api/v1/groups": [builders, 200],
  // Each asks for a group at home where they are themselves: the organization's are an ADMIN's.
  "POST /api/v1/groups": ["Dp", 201, { name: "Operations" }],
  "GET /api/v1/groups/{id}": [builders, 404],
  "PATCH /api/v1/groups/{id}": [builders, 404, { description: "x" }],
  "DELETE /api/v1/groups/{id}": [builders, 404],
  "GET /api/v1/groups/{id}/members": [builders, 404],
  "POST /api/v1/groups/{id}/members": [builders, 404, { userIds: [id] }],
  "GET /api/v1/groups/{id}/removal": [builders, 404],
  "POST /api/v1/groups/{id}/members/remove": [builders, 404, { userIds: [id] }],
  "POST /api/v1/groups/{id}/members/by-email": [builders, 404, { emails: ["a@b.example"] }],
  "DELETE /api/v1/groups/{id}/members/{userId}": [builders, 404],
  "GET /api/v1/attributes": [admins, 200],
  "POST /api/v1/attributes": [admins, 201, { subject: "TENANT", name: "region" }],
  "PATCH /api/v1/attributes/{id}": [admins, 404, { description: "x" }],
  "DELETE /api/v1/attributes/{id}": [admins, 404],
  "GET /api/v1/api-keys": [admins, 200],
  "POST /api/v1/api-keys": [admins, 201, { name: "Export", scopes: ["tenant:read"] }],
  "DELETE /api/v1/api-keys/{id}": [admins, 404],
  "GET /api/v1/scim-tokens": [admins, 200],
  "POST /api/v1/scim-tokens": [admins, 201, { name: "Okta", expiresAt: tomorrow }],
  "DELETE /api/v1/scim-tokens/{id}": [admins, 404],
  "GET /api/v1/signing-keys": [admins, 200],
  "POST /api/v1/signing-keys/rotate": [admins, 201],
  "GET /api/v1/audit-events": [admins, 200],
  "GET /api/v1/audit-events/export": [admins, 200],
  "GET /api/v1/audit-events/subject-export": [admins, 404],
  "GET /api/v1/connections": [admins, 200],
  "POST /api/v1/connections": [admins, 404, { projectId: id, name: "warehouse", settings }],
  "POST /api/v1/connections/test": [admins, 200, { settings }],
  "GET /api/v1/connections/{id}": [admins, 404],
  "PATCH /api/v1/connections/{id}": [admins, 404, { name: "warehouse" }],
  "DELETE /api/v1/connections/{id}": [admins, 404],
  "POST /api/v1/connections/{id}/test": [admins, 404],
  "POST /api/v1/connections/{id}/refresh": [admins, 404],
  "GET /api/v1/connections/{id}/tables": [admins, 404],
  "PUT /api/v1/connections/{id}/exposure": [admins, 404, { exposure: "HIDDEN" }],
  "PUT /api/v1/connections/{id}/tables/{tableId}/exposure": [admins, 404, { exposure: "HIDDEN" }],
  "GET /api/v1/policies": [admins, 200],
  "POST /api/v1/policies": [admins, 404, policy],
  "POST /api/v1/policies/check": [admins, 404, policy],
  "GET /api/v1/policies/{id}": [admins, 404],
  "PUT /api/v1/policies/{id}": [admins, 404, { ...policy, version: 1 }],
  "DELETE /api/v1/policies/{id}": [admins, 404],
  "POST /api/v1/policies/preview": [admins, 404, { policy, tenantId: id, sql }],
  "GET /api/v1/assignments": [admins, 200],
  "POST /api/v1/assignments": [admins, 404, { policyId: id, kind: "ALL_TENANTS" }],
  "GET /api/v1/assignments/{id}": [admins, 404],
  "PATCH /api/v1/assignments/{id}": [admins, 404, { parameters: {} }],
  "DELETE /api/v1/assignments/{id}": [admins, 404],
  "POST /api/v1/cards/preview": [builders, 404, { ...place, sql }],
  "GET /api/v1/dashboards": [everybody, 200],
  "POST /api/v1/dashboards": [builders, 404, { projectId: id, title: "Delays" }],
  // What one cannot see is not there, whatever is asked of it.
  "GET /api/v1/dashboards/{dashboardId}": [everybody, 404],
  "PATCH /api/v1/dashboards/{dashboardId}": [everybody, 404, { title: "Delays" }],
  "DELETE /api/v1/dashboards/{dashboardId}": [everybody, 404],
  "POST /api/v1/dashboards/{dashboardId}/duplicate": [everybody, 404],
  "GET /api/v1/dashboards/{dashboardId}/versions": [everybody, 404],
  "POST /api/v1/dashboards/{dashboardId}/versions/{versionNumber}/restore": [everybody, 404],
  "GET /api/v1/dashboards/{dashboardId}/secret": [admins, 404],
  "POST /api/v1/dashboards/{dashboardId}/secret/rotate": [admins, 404],
  "GET /api/v1/dashboards/{dashboardId}/filter-values": [everybody, 404],
  "GET /api/v1/dashboards/{dashboardId}/cards/{cardId}/export.csv": [everybody, 404],
  "POST /api/v1/dashboards/{dashboardId}/data": [everybody, 404],
  "POST /api/v1/dashboards/{dashboardId}/export": [everybody, 404, { format: "png" }],
  "GET /api/v1/dashboards/{dashboardId}/shares": [everybody, 404],
  "POST /api/v1/dashboards/{dashboardId}/shares": [everybody, 404, { scope: "USER", userId: id, level: "VIEWER" }],
  "DELETE /api/v1/dashboards/{dashboardId}/shares/{shareId}": [everybody, 404],
  "GET /api/v1/dashboards/{dashboardId}/share-subjects": [everybody, 404],
  "POST /api/v1/dashboards/{dashboardId}/transfer": [everybody, 404, { userId: id }],
  "POST /api/v1/dashboards/{dashboardId}/tenant-copies": [everybody, 404, { tenantIds: [id] }],
  "GET /api/v1/dashboards/{dashboardId}/people": [everybody, 404],
  "GET /api/v1/dashboards/{dashboardId}/literals": [everybody, 404],
  // Each line has its own answer; a dashboard of nothing is refused in its line.
  "POST /api/v1/shares": [
    builders,
    200,
    { dashboardIds: [id], grants: [{ scope: "USER", userId: id, level: "VIEWER" }] },
  ],
  "GET /api/v1/access-review": [admins, 200],
  "GET /api/v1/access-review/export": [admins, 200],
  "GET /api/v1/datasets": [authors, 200],
  "POST /api/v1/datasets": [authors, 404, { ...place, name: "sales", sql }],
  "POST /api/v1/datasets/preview": [authors, 404, { ...place, sql }],
  "GET /api/v1/datasets/{id}": [authors, 404],
  "PATCH /api/v1/datasets/{id}": [authors, 404, { version: 1, name: "sales" }],
  "DELETE /api/v1/datasets/{id}": [authors, 404],
  "POST /api/v1/datasets/{id}/duplicate": [authors, 404, { name: "copy" }],
  "GET /api/v1/domains": [everybody, 200],
  "POST /api/v1/domains": [authors, 404, { projectId: id, name: "Sales" }],
  "GET /api/v1/domains/{domainId}": [everybody, 404],
  "PATCH /api/v1/domains/{domainId}": [authors, 404, { name: "Sales" }],
  "DELETE /api/v1/domains/{domainId}": [authors, 404],
  // These have their own credential in the body, or take an embed token alone.
  "POST /api/v1/token": [everybody, 401, { dashboardId: id, dashboardSecret: "bh_dash_x" }],
  "POST /api/v1/invites/accept": [everybody, 404, { token: "x", displayName: "Nobody", password: "a good password" }],
  // Without a mail server there is no such door.
  "POST /api/v1/password-resets": [everybody, 404, { email: "nobody@harbour.example" }],
  "POST /api/v1/password-resets/use": [everybody, 404, { token: "x", password: "a good password" }],
  "POST /api/v1/token/refresh": [everybody, 401, { refreshToken: "x" }],
  "POST /api/v1/invalidate-token": [everybody, 200, { accessToken: "x" }],
  "GET /api/v1/embed-session": ["", 403],
  "GET /api/v1/openapi.json": [everybody, 200],
};
