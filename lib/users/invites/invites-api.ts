import { type ApiOperation, pageOf } from "@/lib/http/openapi/api-operation";
import { pageSchema } from "@/lib/pagination";
import {
  acceptedInviteSchema,
  acceptInviteSchema,
  createInviteSchema,
  inviteViewSchema,
  sentInviteSchema,
} from "./invite-schema";

const tag = "invites";
const collection = "/api/v1/invites";

/** The routes of invites, for the OpenAPI document. */
export const invitesApi: readonly ApiOperation[] = [
  {
    method: "get",
    path: collection,
    summary: "List open invites",
    tag,
    permission: "user:read",
    request: { query: pageSchema },
    responses: { 200: pageOf(inviteViewSchema) },
  },
  {
    method: "post",
    path: collection,
    summary: "Invite somebody",
    description: "Mails the link; where no mail is set up, the answer is the only one that ever holds it.",
    tag,
    permission: "user:create",
    request: { body: createInviteSchema },
    responses: { 201: sentInviteSchema },
  },
  {
    method: "post",
    path: `${collection}/{id}/resend`,
    summary: "Send an invite again",
    description: "Makes a new link; the one before it opens nothing any more.",
    tag,
    permission: "user:create",
    responses: { 200: sentInviteSchema },
  },
  {
    method: "delete",
    path: `${collection}/{id}`,
    summary: "Revoke an invite",
    tag,
    permission: "user:create",
    responses: { 204: null },
  },
  {
    method: "post",
    path: `${collection}/accept`,
    summary: "Accept an invite",
    description: "The token of the link is the credential.",
    tag,
    authentication: "none",
    request: { body: acceptInviteSchema },
    responses: { 201: acceptedInviteSchema },
  },
];
