"use client";
import { type FormEvent, useRef, useState } from "react";
import { type ActionOutcome, unreachable } from "@/components/ui/action-outcome";
import { createDashboardAction } from "../../dashboards/actions";
import { addCardAction, chosenDashboardAction } from "../actions";
import { cardToSave } from "./card-to-save";
import type { SaveCardProps } from "./save-card-dialog";

interface SaveValues {
  readonly title: string;
  readonly where: "existing" | "new";
  readonly dashboardId: string | null;
  /** Where on the dashboard; null for its first tab. */
  readonly tabId: string | null;
  readonly dashboardTitle: string;
  readonly tenantId: string | null;
}

type ChosenDashboard = Extract<Awaited<ReturnType<typeof chosenDashboardAction>>, { ok: true }>["data"];
type Saved = { readonly id: string; readonly title: string };

/** Saving an answer as a card: on the version of the dashboard that was current when it was chosen, or told otherwise. */
export function useSaveCard({ projectId, domainId, card, query, may }: SaveCardProps) {
  const [values, setValues] = useState<SaveValues>({
    title: card.title,
    where: may.addToDashboards ? "existing" : "new",
    dashboardId: null,
    tabId: null,
    dashboardTitle: "",
    tenantId: null,
  });
  const chosen = useRef<Promise<ChosenDashboard | null>>(null);
  const [tabs, setTabs] = useState<ChosenDashboard["tabs"]>([]);
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [conflict, setConflict] = useState(false);
  const [saved, setSaved] = useState<Saved | null>(null);

  const set = (change: Partial<SaveValues>) => {
    const isOther = change.dashboardId !== undefined;
    setValues((current) => ({ ...current, ...change, ...(isOther ? { tabId: null } : {}) }));
    setFailure(null);
    setConflict(false);
    if (!isOther) return;
    setTabs([]);
    const found = change.dashboardId ? dashboardOf(change.dashboardId) : null;
    chosen.current = found;
    void found?.then((dashboard) => {
      if (chosen.current === found) setTabs(dashboard?.tabs ?? []);
    });
  };
  const save = async (): Promise<ActionOutcome<Saved>> => {
    const { title: cardTitle, tabId } = values;
    const isNew = values.where === "new";
    const input = cardToSave({ domainId, card, query, title: cardTitle, tabId: isNew ? null : tabId });
    if (isNew) {
      const { dashboardTitle: title, tenantId } = values;
      return createDashboardAction({ projectId, title, ...(tenantId ? { tenantId } : {}), cards: [input] });
    }
    const { dashboardId } = values;
    if (!dashboardId) return refused("Choose a dashboard, or make a new one.");
    const current = await (conflict ? dashboardOf(dashboardId) : chosen.current);
    if (!current?.version) return refused("This dashboard cannot be edited by you any more. Choose another one.");
    return addCardAction(dashboardId, { card: input, version: current.version });
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
  return { values, set, tabs, submit, pending, failure, conflict, saved };
}

const meanwhile =
  "Somebody else has changed this dashboard since you chose it. Nothing was saved and nothing of theirs is lost: add the card to what it is now, or look at it first.";

async function dashboardOf(dashboardId: string): Promise<ChosenDashboard | null> {
  const outcome = await chosenDashboardAction(dashboardId).catch(() => null);
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
