"use client";
import { Button, Group, Modal, Pill, SegmentedControl, Select, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { unreachable } from "@/components/ui/action-outcome";
import type { DashboardSummary } from "@/lib/dashboards/dashboard-schema";
import type { ShareResult, ShareSubject } from "@/lib/shares/share-schema";
import { AccessLevel } from "@/prisma/client/enums";
import { counted, levelWords } from "../../../../_labels/words";
import { shareDashboardsAction } from "../share-actions";
import { BulkShareResult } from "./bulk-share-result";
import { LiteralsCheck } from "./literals-check";
import classes from "./share.module.css";
import { dayOf, shareInput, subjectKey } from "./share-input";
import { SubjectSelect } from "./subject-select";

export interface BulkShareProps {
  readonly dashboards: readonly DashboardSummary[];
  readonly acrossHomes: boolean;
  readonly onClose: () => void;
}

/** Shares the chosen dashboards with several people, groups or tenants at once, and says what came of each. */
export function BulkShareDialog(props: BulkShareProps) {
  return (
    <Modal opened onClose={props.onClose} title={`Share ${counted(props.dashboards.length, "dashboard")}`} size={680}>
      <BulkShareForm {...props} />
    </Modal>
  );
}

function BulkShareForm({ dashboards, acrossHomes, onClose }: BulkShareProps) {
  const [subjects, setSubjects] = useState<readonly ShareSubject[]>([]);
  const [level, setLevel] = useState<AccessLevel>("VIEWER");
  const [lastDay, setLastDay] = useState("");
  const [mode, setMode] = useState("all");
  const [step, setStep] = useState<"choose" | "check">("choose");
  const [result, setResult] = useState<ShareResult | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const share = async (dashboardVersions?: readonly number[]) => {
    setPending(true);
    const grants = subjects.map((subject) => shareInput(subject, { level, lastDay }));
    const dashboardIds = dashboards.map(({ id }) => id);
    const outcome = await shareDashboardsAction({
      dashboardIds,
      grants,
      mode,
      ...(dashboardVersions ? { dashboardVersions } : {}),
    }).catch(() => null);
    setPending(false);
    setStep("choose");
    setFailure(outcome?.ok ? null : (outcome?.error.message ?? unreachable));
    setResult(outcome?.ok ? outcome.data : null);
  };
  // One of the organization's goes furthest; what a tenant's may not have is refused in its line.
  const widest = dashboards.find(({ tenantId }) => tenantId === null) ?? dashboards[0];
  const toTenants = subjects.some(({ scope, tenantId }) => tenantId !== null || scope === "ALL_TENANTS");
  if (step === "check") {
    const audience = subjects.length === 1 ? (subjects[0]?.name ?? "") : counted(subjects.length, "subject");
    return (
      <LiteralsCheck
        dashboards={dashboards}
        audience={audience}
        pending={pending}
        onBack={() => setStep("choose")}
        onConfirm={share}
      />
    );
  }
  if (result)
    return <BulkShareResult result={result} {...{ dashboards, subjects, onClose }} onBack={() => setResult(null)} />;
  const add = (subject: ShareSubject | null) => {
    if (!subject || subjects.some((one) => subjectKey(one) === subjectKey(subject))) return;
    setSubjects([...subjects, subject]);
  };
  return (
    <Stack gap="md">
      <div>
        <SubjectSelect
          key={subjects.length}
          dashboardId={widest?.id ?? ""}
          label="Share with"
          value={null}
          onChange={add}
        />
        <div role="alert">{failure ? <p className={classes.failure}>{failure}</p> : null}</div>
      </div>
      {subjects.length > 0 ? (
        <Pill.Group aria-label="Chosen">
          {subjects.map((subject) => (
            <Pill
              key={subjectKey(subject)}
              withRemoveButton
              removeButtonProps={{ "aria-label": `Leave out ${subject.name}` }}
              onRemove={() => setSubjects(subjects.filter((one) => one !== subject))}
            >
              {subject.name}
            </Pill>
          ))}
        </Pill.Group>
      ) : null}
      <Group grow align="flex-start">
        <Select
          label="Level"
          description={levelWords[level].allows}
          data={Object.values(AccessLevel).map((value) => ({ value, label: levelWords[value].label }))}
          value={level}
          onChange={(value) => setLevel((value ?? "VIEWER") as AccessLevel)}
          allowDeselect={false}
        />
        <TextInput
          type="date"
          label="Last day"
          description="Without one it has no end."
          min={dayOf(new Date().toISOString())}
          value={lastDay}
          onChange={(event) => setLastDay(event.currentTarget.value)}
        />
      </Group>
      <div>
        <SegmentedControl
          aria-label="If something is refused"
          data={[
            { value: "all", label: "All or nothing" },
            { value: "each", label: "Whatever can be shared" },
          ]}
          value={mode}
          onChange={setMode}
        />
        <p className={classes.hint}>
          {mode === "all"
            ? "If one share is refused, none is made."
            : "A refused share is left out; the others are made."}
        </p>
      </div>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button
          onClick={() => (acrossHomes && toTenants ? setStep("check") : share())}
          loading={pending}
          disabled={subjects.length === 0}
        >
          Share
        </Button>
      </Group>
    </Stack>
  );
}
