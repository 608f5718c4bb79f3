import { type ApiOperation, pageOf } from "@/lib/http/openapi/api-operation";
import { pageSchema } from "@/lib/pagination";
import {
  addGroupMembersSchema,
  createGroupSchema,
  groupMemberViewSchema,
  groupQuerySchema,
  groupRemovalSchema,
  groupViewSchema,
  membersByEmailSchema,
  membersChangeSchema,
  removeGroupMembersSchema,
  updateGroupSchema,
} from "./group-schema";

const tag = "groups";
const collection = "/api/v1/groups";
const one = "/api/v1/groups/{id}";

/** The routes of groups, for the OpenAPI document. */
export const groupsApi: readonly ApiOperation[] = [
  {
    method: "get",
    path: collection,
    summary: "List groups",
    tag,
    permission: "group:read",
    request: { query: groupQuerySchema },
    responses: { 200: pageOf(groupViewSchema) },
  },
  {
    method: "post",
    path: collection,
    summary: "Create a group",
    tag,
    permission: "group:create",
    request: { body: createGroupSchema },
    responses: { 201: groupViewSchema },
  },
  {
    method: "get",
    path: one,
    summary: "Read a group",
    tag,
    permission: "group:read",
    responses: { 200: groupViewSchema },
  },
  {
    method: "patch",
    path: one,
    summary: "Change a group",
    tag,
    permission: "group:update",
    request: { body: updateGroupSchema },
    responses: { 200: groupViewSchema },
  },
  {
    method: "delete",
    path: one,
    summary: "Delete a group",
    tag,
    permission: "group:delete",
    responses: { 204: null },
  },
  {
    method: "get",
    path: `${one}/removal`,
    summary: "Say what a group gives its members, which they lose with it",
    tag,
    permission: "group:read",
    responses: { 200: groupRemovalSchema },
  },
  {
    method: "post",
    path: `${one}/members/remove`,
    summary: "Remove people from a group",
    description: "Who is not in it is passed over.",
    tag,
    permission: "group:update",
    request: { body: removeGroupMembersSchema },
    responses: { 200: groupViewSchema },
  },
  {
    method: "post",
    path: `${one}/members/by-email`,
    summary: "Add or remove people by e-mail",
    description:
      "Does it for those of the group's home who are found, and reports the other lines. `dryRun` only reports.",
    tag,
    permission: "group:update",
    request: { body: membersByEmailSchema },
    responses: { 200: membersChangeSchema },
  },
  {
    method: "get",
    path: `${one}/members`,
    summary: "List a group's members",
    tag,
    permission: "group:read",
    request: { query: pageSchema },
    responses: { 200: pageOf(groupMemberViewSchema) },
  },
  {
    method: "post",
    path: `${one}/members`,
    summary: "Add people to a group",
    tag,
    permission: "group:update",
    request: { body: addGroupMembersSchema },
    responses: { 201: groupViewSchema },
  },
  {
    method: "delete",
    path: `${one}/members/{userId}`,
    summary: "Remove somebody from a group",
    tag,
    permission: "group:update",
    responses: { 204: null },
  },
];
