"use client";
import { type FormEvent, useState } from "react";
import { type ActionOutcome, unreachable } from "@/components/ui/action-outcome";
import { createDashboardAction } from "../../dashboards/actions";
import { addCardAction, dashboardVersionAction } from "../actions";
import { cardToSave } from "./card-to-save";
import type { SaveCardProps } from "./save-card-dialog";

interface SaveValues {
  readonly title: string;
  readonly where: "existing" | "new";
  readonly dashboardId: string | null;
  readonly dashboardTitle: string;
  readonly tenantId: string | null;
}

type Saved = { readonly id: string; readonly title: string };

/** Saving an answer as a card: on the version of the dashboard that was current when it was chosen, or told otherwise. */
export function useSaveCard({ projectId, domainId, card, query, may }: SaveCardProps) {
  const [values, setValues] = useState<SaveValues>({
    title: card.title,
    where: may.addToDashboards ? "existing" : "new",
    dashboardId: null,
    dashboardTitle: "",
    tenantId: null,
  });
  const [version, setVersion] = useState<Promise<number | null>>();
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [conflict, setConflict] = useState(false);
  const [saved, setSaved] = useState<Saved | null>(null);

  const set = (change: Partial<SaveValues>) => {
    setValues((current) => ({ ...current, ...change }));
    setFailure(null);
    setConflict(false);
    if (change.dashboardId) setVersion(versionOf(change.dashboardId));
  };
  const save = async (): Promise<ActionOutcome<Saved>> => {
    const input = cardToSave({ domainId, card, query, title: values.title });
    if (values.where === "new") {
      const { dashboardTitle: title, tenantId } = values;
      return createDashboardAction({ projectId, title, ...(tenantId ? { tenantId } : {}), cards: [input] });
    }
    const { dashboardId } = values;
    if (!dashboardId) return refused("Choose a dashboard, or make a new one.");
    const current = await (conflict ? versionOf(dashboardId) : version);
    if (!current) return refused("This dashboard cannot be edited by you any more. Choose another one.");
    return addCardAction(dashboardId, { card: input, version: current });
  };
  const submit = async (event?: FormEvent<HTMLFormElement>) => {
    event?.preventDefault();
    setPending(true);
    setFailure(null);
    const outcome = await save().catch(() => null);
    setPending(false);
    if (outcome?.ok) return setSaved(outcome.data);
    const isConflict = outcome?.error.code === "conflict" && values.where === "existing";
    setConflict(isConflict);
    setFailure(isConflict ? meanwhile : reasonOf(outcome));
  };
  return { values, set, submit, pending, failure, conflict, saved };
}

const meanwhile =
  "Somebody else has changed this dashboard since you chose it. Nothing was saved and nothing of theirs is lost: add the card to what it is now, or look at it first.";

async function versionOf(dashboardId: string): Promise<number | null> {
  const outcome = await dashboardVersionAction(dashboardId).catch(() => null);
  return outcome?.ok ? outcome.data : null;
}

function refused(message: string): ActionOutcome<Saved> {
  return { ok: false, error: { code: "invalid_input", message } };
}

/** What is wrong in one field says more than that something is. */
function reasonOf(outcome: Extract<ActionOutcome, { ok: false }> | null): string {
  if (outcome === null) return unreachable;
  const [first] = Object.values(outcome.error.fields ?? {});
  return first ?? outcome.error.message;
}
