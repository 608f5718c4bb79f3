"use server";
import { runAction } from "@/lib/action-result";
import { inspectEmbedToken } from "@/lib/embed/inspect-embed-token";
import { issuePreviewToken } from "@/lib/embed/issue-preview-token";
import { inspectTokenSchema, previewTokenSchema } from "@/lib/embed/preview-token-schema";
import { parseInput } from "@/lib/http/parse-input";
import { requireActor } from "@/lib/identity/current-actor";

export async function issuePreviewTokenAction(input: unknown) {
  return runAction(async () => issuePreviewToken(await requireActor(), parseInput(previewTokenSchema, input)));
}

export async function inspectEmbedTokenAction(input: unknown) {
  return runAction(async () => inspectEmbedToken(await requireActor(), parseInput(inspectTokenSchema, input)));
}
