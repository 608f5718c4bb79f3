"use client";
import { Modal, Skeleton, Text } from "@mantine/core";
import { useEffect, useState } from "react";
import { CodeBlock } from "@/components/ui/code-block";
import type { Dialect } from "@/lib/sql/security-context";
import { formatSql } from "../../../../_preview/format-sql";

interface SqlDialogProps {
  readonly sql: string;
  readonly dialect: Dialect;
  readonly onClose: () => void;
}

/** The SQL that a question became, for those who manage domains. */
export function SqlDialog({ sql, dialect, onClose }: SqlDialogProps) {
  const [text, setText] = useState<string | null>(null);
  useEffect(() => {
    let isCurrent = true;
    void formatSql(sql, dialect)
      // The formatter could not be fetched: it reads as it runs.
      .catch(() => sql)
      .then((formatted) => {
        if (isCurrent) setText(formatted);
      });
    return () => {
      isCurrent = false;
    };
  }, [sql, dialect]);
  return (
    <Modal opened onClose={onClose} title="SQL of this answer" size="xl">
      <Text size="sm" c="dimmed" mb="sm">
        Before the policies of whoever asks are put in. Values stand as placeholders.
      </Text>
      {text === null ? <Skeleton height={320} /> : <CodeBlock title="Compiled" code={text} />}
    </Modal>
  );
}
