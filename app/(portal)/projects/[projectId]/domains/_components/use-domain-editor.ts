"use client";
import { useDebouncedValue } from "@mantine/hooks";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { unreachable } from "@/components/ui/action-outcome";
import { notifyDone } from "@/components/ui/notify";
import { useUnsavedChanges } from "@/components/ui/use-unsaved-changes";
import type { DomainGrantView, DomainView } from "@/lib/domains/domain-schema";
import { checkDefinitionAction, updateDomainAction } from "../actions";
import type { EditedDefinition, Problems } from "./edited-definition";
import { grantInput } from "./grant-input";

export interface EditedDomain {
  readonly name: string;
  readonly description: string;
  readonly connectionId: string | null;
  readonly definition: EditedDefinition;
  readonly grants: readonly DomainGrantView[];
}

type Management = NonNullable<DomainView["management"]>;

/** A domain as it is edited: what stands there, what is wrong with it, and saving it on the version it began with. */
export function useDomainEditor(domain: DomainView, management: Management) {
  const router = useRouter();
  const { definition, connectionId, grants } = management;
  const stored: EditedDomain = { name: domain.name, description: domain.description, connectionId, definition, grants };
  const [saved, setSaved] = useState(stored);
  const [version, setVersion] = useState(management.version);
  const [edited, setEdited] = useState(stored);
  const [problems, setProblems] = useState<Problems>({});
  const [failure, setFailure] = useState<{ readonly message: string; readonly isConflict: boolean } | null>(null);
  const [pending, setPending] = useState(false);
  const dirty = JSON.stringify(edited) !== JSON.stringify(saved);
  useUnsavedChanges(dirty && !pending);

  const [checked] = useDebouncedValue(edited, 400);
  useEffect(() => {
    let isLatest = true;
    const place = { projectId: domain.projectId, connectionId: checked.connectionId, definition: checked.definition };
    void checkDefinitionAction(place)
      .catch(() => null)
      .then((outcome) => {
        if (!isLatest || !outcome?.ok) return;
        setProblems(Object.fromEntries(outcome.data.map(({ path, message }) => [path, message])));
      });
    return () => {
      isLatest = false;
    };
  }, [checked.connectionId, checked.definition, domain.projectId]);

  const save = async () => {
    setPending(true);
    const input = { ...edited, grants: edited.grants.map(grantInput), version };
    const outcome = await updateDomainAction(domain.id, input).catch(() => null);
    setPending(false);
    if (outcome?.ok) {
      setVersion(outcome.data.version);
      setSaved(edited);
      setFailure(null);
      notifyDone("Domain saved; cards and people ask it so from now on");
      router.refresh();
      return;
    }
    const isConflict = outcome?.error.code === "conflict" && outcome.error.message.includes("somebody else");
    setFailure({ message: outcome?.error.message ?? unreachable, isConflict });
    const places = Object.entries(outcome?.error.fields ?? {}).map(([path, message]) => [
      path.replace(/^definition\./, ""),
      message,
    ]);
    if (places.length > 0) setProblems(Object.fromEntries(places));
  };
  const change = (part: Partial<EditedDomain>) => setEdited((before) => ({ ...before, ...part }));
  return { edited, change, problems, dirty, save, pending, failure };
}
