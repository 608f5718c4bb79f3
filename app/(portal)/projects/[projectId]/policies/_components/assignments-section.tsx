"use client";
import { Button, Code } from "@mantine/core";
import { IconUsers } from "@tabler/icons-react";
import { createColumnHelper } from "@tanstack/react-table";
import { useState } from "react";
import { DataTable, type features } from "@/components/data-table/data-table";
import { confirmRemoval } from "@/components/ui/confirm-removal";
import { EmptyState } from "@/components/ui/empty-state";
import type { Page } from "@/lib/pagination";
import type { AssignmentView, PolicyView } from "@/lib/policies/policy-schema";
import { assignmentWords, sentenceCase } from "../../../../_labels/words";
import { deleteAssignmentAction } from "../actions";
import { AssignmentDialog } from "./assignment-dialog";
import classes from "./assignments-section.module.css";

const helper = createColumnHelper<typeof features, AssignmentView>();
const columns = helper.columns([
  helper.accessor("subjectName", {
    header: "For whom",
    cell: ({ getValue }) => sentenceCase(getValue()),
  }),
  helper.accessor("kind", { header: "Kind", cell: ({ getValue }) => assignmentWords[getValue()] }),
  helper.accessor("parameters", { header: "Values", cell: ({ getValue }) => <Values parameters={getValue()} /> }),
]);

export interface AssignmentsSectionProps {
  readonly policy: PolicyView;
  readonly page: Page<AssignmentView>;
  readonly filtered: boolean;
}

/** For whom the policy holds, and with which values. */
export function AssignmentsSection({ policy, page, filtered }: AssignmentsSectionProps) {
  const [dialog, setDialog] = useState<{ assignment?: AssignmentView } | null>(null);
  const remove = (assignment: AssignmentView) =>
    confirmRemoval({
      kind: "assignment to",
      name: assignment.subjectName,
      verb: "Remove",
      consequences: ["What the policy opened for them closes with the next query; what it hid may open"],
      remove: () => deleteAssignmentAction(assignment.id),
    });
  const assign = (
    <Button size="xs" onClick={() => setDialog({})}>
      Assign policy
    </Button>
  );
  return (
    <section className={classes.section} aria-label="Assignments">
      <div className={classes.head}>
        <div>
          <h2 className={classes.title}>Assignments</h2>
          <p className={classes.description}>For whom this policy holds. Everybody else reads nothing through it.</p>
        </div>
        {page.data.length > 0 || filtered ? assign : null}
      </div>
      <DataTable
        label="Assignments"
        columns={columns}
        rows={page.data}
        total={page.total}
        nextCursor={page.nextCursor}
        filtered={filtered}
        actions={(assignment) => [
          { label: "Edit values", onSelect: () => setDialog({ assignment }) },
          { label: "Remove", danger: true, onSelect: () => remove(assignment) },
        ]}
        empty={
          <EmptyState icon={<IconUsers size={20} />} title="Assigned to nobody yet" action={assign}>
            Assign it to all tenants, a tenant, a group, a role, a person, or everybody of the organization. Embed
            tokens can also name it.
          </EmptyState>
        }
      />
      {dialog ? <AssignmentDialog policy={policy} {...dialog} onClose={() => setDialog(null)} /> : null}
    </section>
  );
}

function Values({ parameters }: { parameters: AssignmentView["parameters"] }) {
  const entries = Object.entries(parameters);
  if (entries.length === 0) return <span>–</span>;
  return (
    <span className={classes.values}>
      {entries.map(([name, value]) => (
        <span key={name}>
          {name} = <Code>{Array.isArray(value) ? value.join(", ") : String(value)}</Code>
        </span>
      ))}
    </span>
  );
}
