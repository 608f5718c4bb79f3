import { type ApiOperation, pageOf } from "@/lib/http/openapi/api-operation";
import { endedSessionsSchema } from "@/lib/identity/account/account-schema";
import {
  createUserSchema,
  deleteUserSchema,
  updateUserSchema,
  userQuerySchema,
  userRemovalSchema,
  userViewSchema,
} from "./user-schema";

const tag = "users";
const collection = "/api/v1/users";
const one = "/api/v1/users/{id}";

/** The routes of users, for the OpenAPI document. */
export const usersApi: readonly ApiOperation[] = [
  {
    method: "get",
    path: collection,
    summary: "List users",
    tag,
    permission: "user:read",
    request: { query: userQuerySchema },
    responses: { 200: pageOf(userViewSchema) },
  },
  {
    method: "post",
    path: collection,
    summary: "Create a user",
    tag,
    permission: "user:create",
    request: { body: createUserSchema },
    responses: { 201: userViewSchema },
  },
  {
    method: "get",
    path: one,
    summary: "Read a user",
    tag,
    permission: "user:read",
    responses: { 200: userViewSchema },
  },
  {
    method: "patch",
    path: one,
    summary: "Change a user",
    tag,
    permission: "user:update",
    request: { body: updateUserSchema },
    responses: { 200: userViewSchema },
  },
  {
    method: "delete",
    path: one,
    summary: "Delete a user",
    description: "Dashboards that nobody else owns pass to `transferTo`, or to the caller.",
    tag,
    permission: "user:delete",
    request: { query: deleteUserSchema },
    responses: { 204: null },
  },
  {
    method: "get",
    path: `${one}/removal`,
    summary: "Say what deleting a user takes along",
    tag,
    permission: "user:delete",
    responses: { 200: userRemovalSchema },
  },
  {
    method: "post",
    path: `${one}/disable`,
    summary: "Keep a user out",
    tag,
    permission: "user:update",
    responses: { 200: userViewSchema },
  },
  {
    method: "delete",
    path: `${one}/sessions`,
    summary: "Sign a user out everywhere",
    tag,
    permission: "user:update",
    responses: { 200: endedSessionsSchema },
  },
  {
    method: "post",
    path: `${one}/enable`,
    summary: "Let a disabled user in again",
    tag,
    permission: "user:update",
    responses: { 200: userViewSchema },
  },
];
