import type { Metadata } from "next";
import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { Loaded } from "@/components/ui/loaded";
import { PageHeader } from "@/components/ui/page-header";
import { listApiKeys } from "@/lib/identity/api-keys/api-key-queries";
import { firstOrNext, listInput } from "../../_shell/list-input";
import { requirePageActor } from "../../_shell/page-access";
import { ApiKeyTable } from "./_components/api-key-table";
import { NewApiKeyButton } from "./_components/new-api-key-button";

export const metadata: Metadata = { title: "API keys" };

export default async function ApiKeysPage({ searchParams }: PageProps<"/organization/api-keys">) {
  const actor = await requirePageActor("api_key:read");
  const input = listInput(await searchParams);
  return (
    <>
      <PageHeader
        title="API keys"
        description="For programs that call the API. A key never does more than the person who created it."
        actions={<NewApiKeyButton />}
      />
      <Loaded
        load={() => firstOrNext(input, (page) => listApiKeys(actor, page))}
        fallback={<TableSkeleton columns={6} />}
      >
        {(page) => <ApiKeyTable page={page} filtered={Boolean(input.search)} />}
      </Loaded>
    </>
  );
}
