"use client";
import { IconFolder } from "@tabler/icons-react";
import { createColumnHelper } from "@tanstack/react-table";
import { useRouter } from "next/navigation";
import { DataTable, type features } from "@/components/data-table/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Moment } from "@/components/ui/moment";
import type { Page } from "@/lib/pagination";
import type { ProjectView } from "@/lib/projects/project-schema";
import { NewProjectButton } from "./new-project-button";

const helper = createColumnHelper<typeof features, ProjectView>();
const columns = helper.columns([
  helper.accessor("name", { header: "Name" }),
  helper.accessor("createdAt", { header: "Created", cell: ({ getValue }) => <Moment value={getValue()} /> }),
]);

export function ProjectTable(props: { page: Page<ProjectView>; filtered: boolean; mayManage: boolean }) {
  const router = useRouter();
  return (
    <DataTable
      label="Projects"
      columns={columns}
      rows={props.page.data}
      total={props.page.total}
      nextCursor={props.page.nextCursor}
      filtered={props.filtered}
      href={(project) => `/projects/${project.id}/dashboards`}
      actions={
        props.mayManage
          ? (project) => [{ label: "Settings", onSelect: () => router.push(`/projects/${project.id}/settings`) }]
          : undefined
      }
      empty={
        <EmptyState
          icon={<IconFolder size={20} />}
          title="No project yet"
          action={props.mayManage ? <NewProjectButton /> : null}
        >
          {props.mayManage
            ? "Create the first one, then connect a database or files to it."
            : "An administrator has to create one before there are dashboards to look at."}
        </EmptyState>
      }
    />
  );
}
