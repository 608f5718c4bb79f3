import { type ApiOperation, pageOf } from "@/lib/http/openapi/api-operation";
import {
  createTenantSchema,
  tenantPageSchema,
  tenantRemovalSchema,
  tenantViewSchema,
  updateTenantSchema,
} from "./tenant-schema";

const tag = "tenants";
const collection = "/api/v1/tenants";
const one = "/api/v1/tenants/{id}";

/** The routes of tenants, for the OpenAPI document. */
export const tenantsApi: readonly ApiOperation[] = [
  {
    method: "get",
    path: collection,
    summary: "List tenants",
    tag,
    permission: "tenant:read",
    request: { query: tenantPageSchema },
    responses: { 200: pageOf(tenantViewSchema) },
  },
  {
    method: "post",
    path: collection,
    summary: "Create a tenant",
    tag,
    permission: "tenant:create",
    request: { body: createTenantSchema },
    responses: { 201: tenantViewSchema },
  },
  {
    method: "get",
    path: one,
    summary: "Read a tenant",
    tag,
    permission: "tenant:read",
    responses: { 200: tenantViewSchema },
  },
  {
    method: "patch",
    path: one,
    summary: "Change a tenant",
    tag,
    permission: "tenant:update",
    request: { body: updateTenantSchema },
    responses: { 200: tenantViewSchema },
  },
  {
    method: "delete",
    path: one,
    summary: "Delete a tenant with its people, groups and dashboards",
    tag,
    permission: "tenant:delete",
    responses: { 204: null },
  },
  {
    method: "get",
    path: `${one}/removal`,
    summary: "Say what deleting a tenant takes along",
    tag,
    permission: "tenant:delete",
    responses: { 200: tenantRemovalSchema },
  },
];
