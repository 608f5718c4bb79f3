import { dashboardDataResponse } from "@/lib/embed/dashboard-data";

/** POST /api/v1/dashboards/{id}/data: the rows of its cards, a line a card. */
export const POST = (request: Request) => dashboardDataResponse(request);
