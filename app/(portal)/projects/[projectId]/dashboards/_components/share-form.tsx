"use client";
import { Button, Select } from "@mantine/core";
import { useRef, useState } from "react";
import { SearchSelect } from "@/components/ui/search-select";
import { useAction } from "@/components/ui/use-action";
import type { DashboardView } from "@/lib/dashboards/dashboard-schema";
import type { ShareSubject } from "@/lib/shares/share-schema";
import type { AccessLevel } from "@/prisma/client/enums";
import { levelWords, scopeWords } from "../../../../_labels/words";
import { findShareSubjectsAction, shareDashboardAction } from "../share-actions";
import classes from "./share.module.css";
import { grantableLevels, shareInput, subjectKey } from "./share-input";

/** Finds a person, a group, a tenant or everyone, and shares with them at a level. */
export function ShareForm({ dashboard, onShared }: { dashboard: DashboardView; onShared: () => Promise<void> }) {
  const found = useRef(new Map<string, ShareSubject>());
  const [chosen, setChosen] = useState<string | null>(null);
  const [level, setLevel] = useState<AccessLevel>("VIEWER");
  const { run, pending } = useAction();
  const load = async (words: string) => {
    const outcome = await findShareSubjectsAction(dashboard.id, words);
    if (!outcome.ok) return [];
    return outcome.data.map((subject) => {
      found.current.set(subjectKey(subject), subject);
      const detail = [scopeWords[subject.scope], subject.detail].filter(Boolean).join(", ");
      const label = subject.subjectId === null ? subject.name : `${subject.name} (${detail})`;
      return { value: subjectKey(subject), label };
    });
  };
  const share = async () => {
    const subject = chosen === null ? undefined : found.current.get(chosen);
    if (!subject) return;
    const input = shareInput(subject, level);
    const shared = await run(() => shareDashboardAction(dashboard.id, input), `Shared with ${subject.name}`);
    if (!shared) return;
    setChosen(null);
    await onShared();
  };
  return (
    <div>
      <div className={classes.form}>
        <SearchSelect
          label="Share with"
          placeholder="A person, a group, a tenant, or everyone"
          load={load}
          value={chosen}
          onChange={setChosen}
          clearable
          data-autofocus
        />
        <Select
          label="Level"
          data={grantableLevels(dashboard.level).map((value) => ({ value, label: levelWords[value].label }))}
          value={level}
          onChange={(value) => setLevel((value ?? "VIEWER") as AccessLevel)}
          allowDeselect={false}
        />
        <Button onClick={share} loading={pending} disabled={chosen === null}>
          Share
        </Button>
      </div>
      <p className={classes.hint}>{levelWords[level].allows}</p>
    </div>
  );
}
