import type { Metadata } from "next";
import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { DownloadButton } from "@/components/ui/download-button";
import { Loaded } from "@/components/ui/loaded";
import { PageHeader } from "@/components/ui/page-header";
import { listAccessReview } from "@/lib/shares/list-access-review";
import { firstOrNext, single } from "../../_shell/list-input";
import { requirePageActor } from "../../_shell/page-access";
import { ReviewTable } from "./_components/review-table";
import { reviewChoices } from "./review-choices";
import { reviewFilter } from "./review-filter";

export const metadata: Metadata = { title: "Access review" };

export default async function AccessReviewPage({ searchParams }: PageProps<"/organization/access-review">) {
  const actor = await requirePageActor("access_review:read");
  const params = await searchParams;
  const filter = reviewFilter(params, new Date());
  const chosen = await reviewChoices(actor, filter);
  const cursor = single(params, "cursor");
  const address = `/api/v1/access-review/export?${new URLSearchParams({ ...filter })}`;
  return (
    <>
      <PageHeader
        title="Access review"
        description="Who reaches which dashboard, through what, until when, and when they last looked."
        actions={<DownloadButton href={address}>CSV</DownloadButton>}
      />
      <Loaded
        load={() => firstOrNext(cursor ? { cursor } : {}, (page) => listAccessReview(actor, { ...filter, ...page }))}
        fallback={<TableSkeleton columns={6} rows={12} />}
      >
        {(page) => <ReviewTable page={page} chosen={chosen} filtered={Object.keys(filter).length > 0} />}
      </Loaded>
    </>
  );
}
