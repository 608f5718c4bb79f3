import { Badge } from "@mantine/core";
import { Moment } from "@/components/ui/moment";
import { Section } from "@/components/ui/section";
import { TextLink } from "@/components/ui/text-link";
import type { ImportView } from "@/lib/imports/import-schema";
import { importWords, statusWords } from "./import-words";
import classes from "./imports.module.css";

/** The way back to imports of the last days, also to one that runs; nothing when there is none. */
export function RecentImports({ imports }: { imports: readonly ImportView[] }) {
  if (imports.length === 0) return null;
  return (
    <Section title="Imports of the last days">
      <ul className={classes.list}>
        {imports.map(({ id, kind, status, done, failed, total, createdAt }) => (
          <li key={id}>
            <TextLink href={`/organization/imports/${id}`}>{importWords[kind].title}</TextLink>
            <Badge color={statusWords[status].color}>{statusWords[status].label}</Badge>
            <span>
              {(done - failed).toLocaleString("en-US")} of {importWords[kind].counted(total)}
            </span>
            <Moment value={createdAt} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
