import type { Instrumentation } from "next";

/** Writes down why a page or action failed; the person is told without details. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  const { log } = await import("@/lib/log");
  log.error({ err: error, method: request.method, route: context.routePath }, "page failed");
};
