import { useMemo } from "react";
import { useEditorWords } from "@/components/dashboard-editor/messages/use-editor-words";
import { builderDatasets, findField } from "@/components/dashboard-editor/query/domain-fields";
import { asQuery, type QueryDraft, toggleField } from "@/components/dashboard-editor/query/edit-query";
import { useDomainFields } from "@/components/dashboard-editor/use-domain-fields";
import { useControls } from "@/components/form-controls/controls";
import type { DraftCard } from "@/lib/dashboards/draft-schema";
import type { CardPartProps } from "./card-settings";
import controls from "./controls.module.css";
import { DomainChosen } from "./domain-chosen";
import { DomainConditions } from "./domain-conditions";
import { DomainSort } from "./domain-sort";
import styles from "./editor.module.css";

/** A query of a semantic domain, put together by choosing. */
export function DomainSettings({ card, rows, sources, requests, onChange }: CardPartProps) {
  const ui = useControls();
  const { say } = useEditorWords();
  const domainId = card.domainId ?? sources.domains[0]?.id ?? null;
  const { fields: offered, failure } = useDomainFields(requests, domainId);
  const fields = useMemo(() => (offered ? builderDatasets(offered) : null), [offered]);
  const query = asQuery(card.query);
  const put = (next: QueryDraft) =>
    onChange(
      { connectionId: null, sql: null, domainId, query: next as unknown as DraftCard["query"] },
      `query:${card.id}`,
    );
  const error = rows.lines.get(card.id)?.error;
  if (!domainId) return <ui.Note>{say("noSources")}</ui.Note>;
  return (
    <ui.Stack>
      <ui.Select
        label={say("domain")}
        choices={sources.domains.map(({ id, name }) => ({ value: id, label: name }))}
        value={domainId}
        onChange={(next) => next && next !== domainId && onChange({ domainId: next, query: null, options: {} })}
      />
      {failure ? <ui.Note isBad>{say("domainFailed")}</ui.Note> : null}
      {fields ? (
        <>
          <DomainChosen title={say("groupBy")} axis="dimensions" fields={fields} query={query} onChange={put} />
          <DomainChosen title={say("measure")} axis="measures" fields={fields} query={query} onChange={put} />
          <ui.Fieldset legend={say("fields")}>
            {fields.map((dataset) => (
              <details key={dataset.name} className={styles.dataset} open={fields.length === 1}>
                <summary>{dataset.label}</summary>
                <div className={controls.several}>
                  {(["dimensions", "measures"] as const).flatMap((axis) =>
                    dataset[axis].map((field) => (
                      <label key={field.name} className={controls.tick} title={field.description || undefined}>
                        <input
                          type="checkbox"
                          checked={
                            axis === "measures"
                              ? query.measures.includes(field.name)
                              : query.dimensions.some((one) => one.field === field.name)
                          }
                          onChange={() => put(toggleField(query, axis, field.name, findField(fields, field.name)))}
                        />
                        {axis === "measures" ? <span aria-hidden="true">Σ</span> : null}
                        {field.label}
                      </label>
                    )),
                  )}
                </div>
              </details>
            ))}
          </ui.Fieldset>
          <DomainConditions
            fields={fields}
            query={query}
            filterNames={rows.declared.map(({ name }) => name)}
            onChange={put}
          />
          <DomainSort fields={fields} query={query} onChange={put} />
          <ui.Numeric
            label={say("atMostRows")}
            min={1}
            max={10_000}
            value={query.limit}
            onChange={(limit) => limit && limit >= 1 && put({ ...query, limit: Math.round(limit) })}
          />
        </>
      ) : failure ? null : (
        <div className={styles.waiting} role="status" aria-label={say("loading")} />
      )}
      {error ? <p className={styles.refusal}>{error.message}</p> : null}
    </ui.Stack>
  );
}
