import { IconEye } from "@tabler/icons-react";
import type { Metadata } from "next";
import { EmptyState } from "@/components/ui/empty-state";
import { FormSkeleton } from "@/components/ui/form-skeleton";
import { Loaded } from "@/components/ui/loaded";
import { PageHeader } from "@/components/ui/page-header";
import { explainAccess } from "@/lib/access/explain-access";
import { getProject } from "@/lib/projects/project-queries";
import { orNotFound, requirePageActor } from "../../../_shell/page-access";
import { AccessReport } from "./_components/access-report";
import { SubjectPicker } from "./_components/subject-picker";
import { subjectOfAddress } from "./subject-of-address";

export const metadata: Metadata = { title: "Access" };

export default async function AccessPage(props: PageProps<"/projects/[projectId]/access">) {
  const actor = await requirePageActor("policy:read");
  const { id: projectId } = await orNotFound(getProject(actor, (await props.params).projectId));
  const subject = await subjectOfAddress(actor, await props.searchParams);
  return (
    <>
      <PageHeader
        title="What does this person see?"
        description="Where their queries go, which tables, rows and columns they read, and which dashboards they open; and why."
      />
      <SubjectPicker key={subject?.option.value} projectId={projectId} subject={subject}>
        {subject ? (
          <Loaded load={() => explainAccess(actor, { projectId, ...subject.named })} fallback={<FormSkeleton />}>
            {(explanation) => <AccessReport projectId={projectId} explanation={explanation} />}
          </Loaded>
        ) : (
          <EmptyState icon={<IconEye size={20} />} title="Choose somebody">
            A person, a tenant as such, or the bearer of an embed token. Nothing is run and no row is read.
          </EmptyState>
        )}
      </SubjectPicker>
    </>
  );
}
