import { type ApiOperation, pageOf } from "@/lib/http/openapi/api-operation";
import { listAssignmentsSchema } from "./assignment-queries";
import { listPoliciesSchema } from "./policy-queries";
import {
  assignmentViewSchema,
  createAssignmentSchema,
  createPolicySchema,
  deletePolicySchema,
  policyCheckSchema,
  policyInputSchema,
  policyViewSchema,
  updateAssignmentSchema,
  updatePolicySchema,
} from "./policy-schema";

const policies = "/api/v1/policies";
const assignments = "/api/v1/assignments";

/** The routes of policies and assignments, for the OpenAPI document. */
export const policiesApi: readonly ApiOperation[] = [
  {
    method: "get",
    path: policies,
    summary: "List policies",
    tag: "policies",
    permission: "policy:read",
    request: { query: listPoliciesSchema },
    responses: { 200: pageOf(policyViewSchema) },
  },
  {
    method: "post",
    path: policies,
    summary: "Create a policy",
    tag: "policies",
    permission: "policy:create",
    request: { body: createPolicySchema },
    responses: { 201: policyViewSchema },
  },
  {
    method: "post",
    path: `${policies}/check`,
    summary: "Say what is wrong with a policy, what it covers and what it means, without saving it",
    tag: "policies",
    permission: "policy:read",
    request: { body: policyInputSchema },
    responses: { 200: policyCheckSchema },
  },
  {
    method: "get",
    path: `${policies}/{id}`,
    summary: "Read a policy; secrets by name only",
    tag: "policies",
    permission: "policy:read",
    responses: { 200: policyViewSchema },
  },
  {
    method: "put",
    path: `${policies}/{id}`,
    summary: "Replace a policy as a whole",
    description: "`version` is the one that was read; a policy that has changed since answers 409.",
    tag: "policies",
    permission: "policy:update",
    request: { body: updatePolicySchema },
    responses: { 200: policyViewSchema },
  },
  {
    method: "delete",
    path: `${policies}/{id}`,
    summary: "Delete a policy; one that is assigned needs its name as `confirm`",
    tag: "policies",
    permission: "policy:delete",
    request: { query: deletePolicySchema },
    responses: { 204: null },
  },
  {
    method: "get",
    path: assignments,
    summary: "List assignments",
    tag: "assignments",
    permission: "assignment:read",
    request: { query: listAssignmentsSchema },
    responses: { 200: pageOf(assignmentViewSchema) },
  },
  {
    method: "post",
    path: assignments,
    summary: "Assign a policy",
    tag: "assignments",
    permission: "assignment:create",
    request: { body: createAssignmentSchema },
    responses: { 201: assignmentViewSchema },
  },
  {
    method: "get",
    path: `${assignments}/{id}`,
    summary: "Read an assignment",
    tag: "assignments",
    permission: "assignment:read",
    responses: { 200: assignmentViewSchema },
  },
  {
    method: "patch",
    path: `${assignments}/{id}`,
    summary: "Change the parameters of an assignment",
    tag: "assignments",
    permission: "assignment:create",
    request: { body: updateAssignmentSchema },
    responses: { 200: assignmentViewSchema },
  },
  {
    method: "delete",
    path: `${assignments}/{id}`,
    summary: "End an assignment",
    tag: "assignments",
    permission: "assignment:delete",
    responses: { 204: null },
  },
];
