"use client";
import { useCallback } from "react";
import { usePages } from "@/components/ui/use-pages";
import type { DashboardView } from "@/lib/dashboards/dashboard-schema";
import type { PeopleWithAccess, PersonAccess } from "@/lib/shares/access-schema";
import { LevelBadge } from "../../../../_labels/badges";
import { waysInWords } from "../../../../_labels/ways-in-words";
import { capWords, counted } from "../../../../_labels/words";
import { listPeopleAction } from "../share-actions";
import { PagedList } from "./paged-list";
import classes from "./share.module.css";

/** Everybody who can see the dashboard, through what, how far and until when. */
export function PeopleList({ dashboard }: { readonly dashboard: DashboardView }) {
  const load = useCallback((asked: object) => listPeopleAction(dashboard.id, asked), [dashboard.id]);
  const people = usePages<PersonAccess, PeopleWithAccess>(load);
  const { page, words } = people;
  const total = page ? counted(page.total, "person", "people") : null;
  return (
    <PagedList
      label="Who can see it"
      rows={people.rows}
      pages={people}
      empty="Nobody whom you may know."
      foot={
        page ? (
          <li className={classes.hint}>
            {total}
            {page.hasOthers && !words ? " and others" : ""}
          </li>
        ) : null
      }
    >
      {(person) => <PersonRow key={person.userId} person={person} />}
    </PagedList>
  );
}

function PersonRow({ person }: { readonly person: PersonAccess }) {
  const { displayName, email, tenantName, level, cap, ways } = person;
  return (
    <li className={classes.row}>
      <span className={classes.who}>
        <span>{displayName}</span>
        <span className={classes.hint}>{[email, tenantName].filter(Boolean).join(" · ")}</span>
        <span className={classes.hint}>{waysInWords(ways)}</span>
        {cap ? <span className={classes.hint}>{capWords[cap]}</span> : null}
      </span>
      <LevelBadge level={level} />
    </li>
  );
}
