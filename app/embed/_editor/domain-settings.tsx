import { useEffect, useState } from "react";
import type { DraftCard } from "@/lib/dashboards/draft-schema";
import type { DomainView } from "@/lib/domains/domain-schema";
import type { CardPartProps } from "./card-settings";
import styles from "./editor.module.css";

interface Asked {
  readonly dimensions: readonly { readonly field: string; readonly grain?: string }[];
  readonly measures: readonly string[];
}

/** A domain's dimensions and measures to choose from; conditions and sorting that a query has already stay as they are. */
export function DomainSettings({ card, rows, sources, requests, words, onChange }: CardPartProps) {
  const domainId = card.domainId ?? sources.domains[0]?.id ?? null;
  const [domain, setDomain] = useState<DomainView | null>(null);
  useEffect(() => {
    setDomain(null);
    if (domainId) requests.domainFields(domainId).then(setDomain, () => undefined);
  }, [requests, domainId]);
  if (!domainId) return <p className={styles.status}>{words.noSources}</p>;
  const asked: Asked = { dimensions: [], measures: [], ...(card.query as Partial<Asked> | null) };
  const put = (next: Partial<Asked>) =>
    onChange({
      connectionId: null,
      sql: null,
      domainId,
      query: { ...card.query, ...asked, ...next } as unknown as DraftCard["query"],
    });
  const toggled = <T,>(list: readonly T[], isIn: (one: T) => boolean, added: T) =>
    list.some(isIn) ? list.filter((one) => !isIn(one)) : [...list, added];
  return (
    <>
      <label className={styles.field}>
        {words.domain}
        <select
          value={domainId}
          onChange={({ target }) => onChange({ domainId: target.value, query: null, options: {} })}
        >
          {sources.domains.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {domain?.datasets.map((dataset) => (
        <details key={dataset.name} className={styles.fields} open={domain.datasets.length === 1}>
          <summary>{dataset.label}</summary>
          {dataset.dimensions.map((one) => {
            const field = `${dataset.name}.${one.name}`;
            const chosen = asked.dimensions.find((other) => other.field === field);
            return (
              <div key={field} className={styles.row}>
                <label>
                  <input
                    type="checkbox"
                    checked={chosen !== undefined}
                    onChange={() =>
                      put({ dimensions: toggled(asked.dimensions, (other) => other.field === field, { field }) })
                    }
                  />{" "}
                  {one.label}
                </label>
                {chosen && one.grains.length > 0 ? (
                  <select
                    aria-label={`${words.groupBy} ${one.label}`}
                    value={chosen.grain ?? ""}
                    onChange={({ target: { value } }) =>
                      put({
                        dimensions: asked.dimensions.map((other) =>
                          other === chosen ? { field, ...(value ? { grain: value } : {}) } : other,
                        ),
                      })
                    }
                  >
                    <option value="">–</option>
                    {one.grains.map((grain) => (
                      <option key={grain}>{grain}</option>
                    ))}
                  </select>
                ) : null}
              </div>
            );
          })}
          {dataset.measures.map((one) => {
            const field = `${dataset.name}.${one.name}`;
            return (
              <label key={field} className={styles.row}>
                <input
                  type="checkbox"
                  checked={asked.measures.includes(field)}
                  onChange={() => put({ measures: toggled(asked.measures, (other) => other === field, field) })}
                />
                Σ {one.label}
              </label>
            );
          })}
        </details>
      ))}
      <span role="status" className={styles.status}>
        {rows.pending.has(card.id) ? words.running : (rows.lines.get(card.id)?.error?.message ?? "")}
      </span>
    </>
  );
}
