import { type ApiOperation, pageOf } from "@/lib/http/openapi/api-operation";
import { pageSchema } from "@/lib/pagination";
import { createProjectSchema, projectSecretSchema, projectViewSchema, updateProjectSchema } from "./project-schema";

const tag = "projects";
const collection = "/api/v1/projects";
const one = "/api/v1/projects/{id}";

/** The routes of projects, for the OpenAPI document. */
export const projectsApi: readonly ApiOperation[] = [
  {
    method: "get",
    path: collection,
    summary: "List projects",
    tag,
    permission: "project:read",
    request: { query: pageSchema },
    responses: { 200: pageOf(projectViewSchema) },
  },
  {
    method: "post",
    path: collection,
    summary: "Create a project",
    tag,
    permission: "project:create",
    request: { body: createProjectSchema },
    responses: { 201: projectViewSchema },
  },
  {
    method: "get",
    path: one,
    summary: "Read a project",
    tag,
    permission: "project:read",
    responses: { 200: projectViewSchema },
  },
  {
    method: "patch",
    path: one,
    summary: "Change a project",
    tag,
    permission: "project:update",
    request: { body: updateProjectSchema },
    responses: { 200: projectViewSchema },
  },
  {
    method: "delete",
    path: one,
    summary: "Delete a project with everything in it",
    tag,
    permission: "project:delete",
    responses: { 204: null },
  },
  {
    method: "get",
    path: `${one}/secret`,
    summary: "Read the project secret",
    tag,
    permission: "project:secret",
    responses: { 200: projectSecretSchema },
  },
  {
    method: "post",
    path: `${one}/secret/rotate`,
    summary: "Replace the project secret",
    tag,
    permission: "project:secret",
    responses: { 200: projectSecretSchema },
  },
];
