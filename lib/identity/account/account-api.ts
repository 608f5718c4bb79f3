import type { ApiOperation } from "@/lib/http/openapi/api-operation";
import {
  accountViewSchema,
  changePasswordSchema,
  endedSessionsSchema,
  sessionListSchema,
  updateAccountSchema,
} from "./account-schema";

const tag = "account";
const account = "/api/v1/account";
const sessions = `${account}/sessions`;
const permission = "account:manage";
const description = "For people signed in to the portal; API keys and embed tokens have no account.";

/** The routes of one's own account, for the OpenAPI document. */
export const accountApi: readonly ApiOperation[] = [
  {
    method: "get",
    path: account,
    summary: "Read your account",
    description,
    tag,
    permission,
    responses: { 200: accountViewSchema },
  },
  {
    method: "patch",
    path: account,
    summary: "Change your name",
    description,
    tag,
    permission,
    request: { body: updateAccountSchema },
    responses: { 200: accountViewSchema },
  },
  {
    method: "put",
    path: `${account}/password`,
    summary: "Change your password",
    description: "Ends every other session.",
    tag,
    permission,
    request: { body: changePasswordSchema },
    responses: { 200: endedSessionsSchema },
  },
  {
    method: "get",
    path: sessions,
    summary: "List where you are signed in",
    description,
    tag,
    permission,
    responses: { 200: sessionListSchema },
  },
  {
    method: "delete",
    path: sessions,
    summary: "Sign out everywhere else",
    description,
    tag,
    permission,
    responses: { 200: endedSessionsSchema },
  },
  {
    method: "delete",
    path: `${sessions}/{id}`,
    summary: "Sign out one session",
    description,
    tag,
    permission,
    responses: { 204: null },
  },
];
