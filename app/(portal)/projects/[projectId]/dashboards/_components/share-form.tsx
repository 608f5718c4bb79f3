"use client";
import { Button, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import { unreachable } from "@/components/ui/action-outcome";
import { notifyDone } from "@/components/ui/notify";
import { WarningLine } from "@/components/ui/warning-line";
import type { DashboardView } from "@/lib/dashboards/dashboard-schema";
import type { ShareSubject } from "@/lib/shares/share-schema";
import type { AccessLevel } from "@/prisma/client/enums";
import { capWords, levelWords } from "../../../../_labels/words";
import { shareDashboardAction } from "../share-actions";
import { LiteralsCheck } from "./literals-check";
import classes from "./share.module.css";
import { dayOf, grantableLevels, shareInput } from "./share-input";
import { SubjectSelect } from "./subject-select";

export interface ShareFormProps {
  readonly dashboard: DashboardView;
  readonly acrossHomes: boolean;
  /** Whether what goes along is being looked at: then nothing else stands there. */
  readonly checking: boolean;
  readonly onChecking: (checking: boolean) => void;
  readonly onShared: () => Promise<void>;
}

/** Finds a person, a group, a tenant or everyone, and shares with them at a level, for good or until a day. */
export function ShareForm({ dashboard, acrossHomes, checking, onChecking, onShared }: ShareFormProps) {
  const [subject, setSubject] = useState<ShareSubject | null>(null);
  const [wanted, setLevel] = useState<AccessLevel>("VIEWER");
  const [lastDay, setLastDay] = useState("");
  // How many were made here: each begins with an empty field.
  const [shares, setShares] = useState(0);
  const [failure, setFailure] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const levels = grantableLevels(dashboard.level, subject?.highestLevel);
  const level = levels.includes(wanted) ? wanted : (levels.at(-1) ?? "VIEWER");
  const share = async (dashboardVersion?: number) => {
    if (!subject) return;
    setPending(true);
    const input = { ...shareInput(subject, { level, lastDay }), ...(dashboardVersion ? { dashboardVersion } : {}) };
    const outcome = await shareDashboardAction(dashboard.id, input).catch(() => null);
    setPending(false);
    onChecking(false);
    if (!outcome?.ok) return setFailure(outcome?.error.message ?? unreachable);
    setFailure(null);
    setSubject(null);
    setLastDay("");
    setShares(shares + 1);
    notifyDone(`Shared with ${subject.name}`);
    await onShared();
  };
  const toTenants = subject !== null && (subject.tenantId !== null || subject.scope === "ALL_TENANTS");
  if (checking && subject) {
    return (
      <LiteralsCheck
        dashboards={[dashboard]}
        audience={subject.name}
        pending={pending}
        onBack={() => onChecking(false)}
        onConfirm={([version]) => share(version)}
      />
    );
  }
  return (
    <div>
      <div className={classes.form}>
        <SubjectSelect key={shares} dashboardId={dashboard.id} value={subject} onChange={setSubject} />
        <Select
          label="Level"
          data={levels.map((value) => ({ value, label: levelWords[value].label }))}
          value={level}
          onChange={(value) => setLevel((value ?? "VIEWER") as AccessLevel)}
          allowDeselect={false}
        />
        <TextInput
          type="date"
          label="Last day"
          min={dayOf(new Date().toISOString())}
          value={lastDay}
          onChange={(event) => setLastDay(event.currentTarget.value)}
        />
        <Button
          onClick={() => (acrossHomes && toTenants ? onChecking(true) : share())}
          loading={pending}
          disabled={subject === null}
        >
          Share
        </Button>
      </div>
      <p className={classes.hint}>
        {levelWords[level].allows} {subject?.cap ? capWords[subject.cap] : null}{" "}
        {lastDay ? "It ends after the last day." : "It has no end."}
      </p>
      <div role="alert">{failure ? <p className={classes.failure}>{failure}</p> : null}</div>
      {subject?.wouldReachSeveral ? (
        <WarningLine>
          This takes the dashboard to more than one tenant. From then on all tenants’ people can only look at it,
          whatever they were given. For more, make each tenant a copy of its own.
        </WarningLine>
      ) : null}
    </div>
  );
}
