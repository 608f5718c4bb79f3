import { z } from "zod";
import { type ApiOperation, pageOf } from "@/lib/http/openapi/api-operation";
import {
  createDomainSchema,
  domainSummarySchema,
  domainViewSchema,
  draftDomainSchema,
  draftViewSchema,
  importDomainSchema,
  listDomainsSchema,
  updateDomainSchema,
} from "./domain-schema";

const tag = "domains";
const collection = "/api/v1/domains";
const one = "/api/v1/domains/{domainId}";

/** The routes of semantic domains, for the OpenAPI document. */
export const domainsApi: readonly ApiOperation[] = [
  {
    method: "get",
    path: collection,
    summary: "List semantic domains",
    tag,
    permission: "domain:read",
    request: { query: listDomainsSchema },
    responses: { 200: pageOf(domainSummarySchema) },
  },
  {
    method: "post",
    path: collection,
    summary: "Create a semantic domain",
    tag,
    permission: "domain:create",
    request: { body: createDomainSchema },
    responses: { 201: domainViewSchema },
  },
  {
    method: "get",
    path: one,
    summary: "Read a semantic domain",
    description: "Its fields for whoever may use it; `management` holds the definition for those who manage domains.",
    tag,
    permission: "domain:read",
    responses: { 200: domainViewSchema },
  },
  {
    method: "patch",
    path: one,
    summary: "Change a semantic domain",
    description: "`definition` and `grants` are whole. A stale `version` answers 409.",
    tag,
    permission: "domain:update",
    request: { body: updateDomainSchema },
    responses: { 200: domainViewSchema },
  },
  {
    method: "get",
    path: `${one}/definition.yaml`,
    summary: "Read a semantic domain's definition as YAML",
    tag,
    permission: "domain:update",
    responses: { 200: { contentType: "application/yaml", schema: z.string() } },
  },
  {
    method: "put",
    path: `${one}/definition.yaml`,
    summary: "Replace a semantic domain's definition by one in YAML",
    description:
      "Errors carry `line` and `column`. Anchors, aliases and tags are refused. A stale `version` answers 409.",
    tag,
    permission: "domain:update",
    request: { body: importDomainSchema },
    responses: { 200: domainViewSchema },
  },
  {
    method: "post",
    path: `${collection}/draft`,
    summary: "Draft a definition from a connection's tables",
    description: "Nothing is saved. `notes` say what was guessed.",
    tag,
    permission: "domain:create",
    request: { body: draftDomainSchema },
    responses: { 200: draftViewSchema },
  },
  {
    method: "delete",
    path: one,
    summary: "Delete a semantic domain",
    tag,
    permission: "domain:delete",
    responses: { 204: null },
  },
];
