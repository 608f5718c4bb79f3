import { printShellResponse } from "@/lib/exports/print-shell";

/** GET /embed/print/shell: the document that exports are drawn in. */
export const GET = () => printShellResponse();
