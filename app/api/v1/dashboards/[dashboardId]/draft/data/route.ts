import { draftDataResponse } from "@/lib/embed/draft-data";

/** POST /api/v1/dashboards/{dashboardId}/draft/data: rows of cards under work, a line a card. */
export const POST = (request: Request) => draftDataResponse(request);
