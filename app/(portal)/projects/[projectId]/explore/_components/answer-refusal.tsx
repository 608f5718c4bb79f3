"use client";
import { Button, Group } from "@mantine/core";
import { IconAlertCircle } from "@tabler/icons-react";
import type { CardError } from "@/components/dashboards/card-data";
import { useWords } from "@/components/dashboards/messages/use-words";
import { reasonFor } from "@/components/dashboards/reason-for";
import { EmptyState } from "@/components/ui/empty-state";

interface AnswerRefusalProps {
  readonly error: CardError;
  /** Goes along relationships where several ways lead to the same place. */
  readonly onVia: (relationships: readonly string[]) => void;
  readonly onAgain: () => void;
}

const titles: Readonly<Record<string, string>> = {
  query_timeout: "This takes too long",
  query_refused: "This cannot be answered",
  stopped: "Stopped",
  rate_limited: "Too much at once",
  forbidden: "This is not for you to ask",
  not_found: "The domain is not there any more",
};

const advice: Readonly<Record<string, string>> = {
  query_timeout: "Ask for fewer dimensions, a coarser date, or add a condition.",
};

/** Why there is no answer, and the way on from there. */
export function AnswerRefusal({ error, onVia, onAgain }: AnswerRefusalProps) {
  const words = useWords();
  const ways = error.fields?.via?.split(", or ") ?? [];
  return (
    <div role="alert">
      <EmptyState
        icon={<IconAlertCircle size={20} />}
        title={titles[error.code] ?? "That did not work"}
        action={
          <Group gap="xs" justify="center">
            {ways.map((way) => (
              <Button key={way} variant="default" onClick={() => onVia(way.split(" and "))}>
                Over {way}
              </Button>
            ))}
            {ways.length === 0 && error.code !== "query_refused" ? (
              <Button variant="default" onClick={onAgain}>
                Ask again
              </Button>
            ) : null}
          </Group>
        }
      >
        {reasonFor(error, words)} {advice[error.code]}
      </EmptyState>
    </div>
  );
}
