"use client";
import { Button, Code, Group, Skeleton } from "@mantine/core";
import { useEffect, useState } from "react";
import { unreachable } from "@/components/ui/action-outcome";
import type { DashboardLiterals, LiteralsOfPart } from "@/lib/dashboards/literals-schema";
import { listLiteralsAction } from "../share-actions";
import classes from "./share.module.css";

export interface LiteralsCheckProps {
  readonly dashboards: readonly { readonly id: string; readonly title: string }[];
  /** Who is about to get them. */
  readonly audience: string;
  readonly pending: boolean;
  readonly onBack: () => void;
  /** With the versions that were shown, in the order of the dashboards. */
  readonly onConfirm: (versions: readonly number[]) => void;
}

/** Everything that was typed into the dashboards, to be looked at before tenants get them. */
export function LiteralsCheck({ dashboards, audience, pending, onBack, onConfirm }: LiteralsCheckProps) {
  const [found, setFound] = useState<readonly DashboardLiterals[] | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: read once, when the question is put
  useEffect(() => {
    void Promise.all(dashboards.map(({ id }) => listLiteralsAction(id)))
      .then((outcomes) => {
        const all = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.data] : []));
        const refused = outcomes.find((outcome) => !outcome.ok);
        if (refused && !refused.ok) setFailure(refused.error.message);
        else setFound(all);
      })
      .catch(() => setFailure(unreachable));
  }, []);
  return (
    <section aria-label="What goes along">
      <p className={classes.lead}>
        <b>{audience}</b> will see what was typed into {dashboards.length === 1 ? "this dashboard" : "these dashboards"}
        . Make sure that none of it tells of another tenant.
      </p>
      <div role="alert">{failure ? <p className={classes.failure}>{failure}</p> : null}</div>
      {found === null && !failure ? <Skeleton height={120} /> : null}
      <ul className={classes.literals}>
        {found?.flatMap(({ parts }, index) =>
          parts.map((part, at) => <Part key={`${dashboards[index]?.id} ${part.kind} ${String(at)}`} part={part} />),
        )}
      </ul>
      <Group justify="flex-end" gap="xs" mt="md">
        <Button variant="default" onClick={onBack}>
          Back
        </Button>
        <Button
          loading={pending}
          disabled={found === null}
          onClick={() => onConfirm((found ?? []).map(({ version }) => version))}
        >
          Share with {audience}
        </Button>
      </Group>
    </section>
  );
}

const kindWords = { dashboard: "Dashboard", filter: "Filter", card: "Card" } as const;

function Part({ part: { kind, name, texts, constants, sourceHidden } }: { readonly part: LiteralsOfPart }) {
  const more = texts.filter((text) => text !== name);
  return (
    <li>
      <span className={classes.hint}>{kindWords[kind]}</span> <b>{name || "Without a title"}</b>
      {more.map((text) => (
        <p key={text} className={classes.typed}>
          {text}
        </p>
      ))}
      {sourceHidden ? (
        <p className={classes.hint}>It asks a domain that is not open to you: what is typed there is not shown.</p>
      ) : null}
      {constants.length > 0 ? (
        <p className={classes.typed}>
          {constants.map((constant) => (
            <Code key={constant}>{constant}</Code>
          ))}
        </p>
      ) : null}
    </li>
  );
}
