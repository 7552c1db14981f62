/** All cards, found by words, kind and state; each leads to the line it came from. */
import type { Metadata } from "next";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { CARD_KINDS, type CardKind } from "#lib/deck";
import { type CardListItem, listCards } from "#lib/server/use-cases";
import { buttonClass } from "../../_ui/button.ts";
import { EmptyState } from "../../_ui/empty-state.tsx";
import { relativeText } from "../../_ui/interval.ts";
import { KeyHelp } from "../../_ui/key-help.tsx";
import { renderMarkdown } from "../../_ui/markdown.ts";
import { required } from "../../_ui/outcome.ts";
import { Page } from "../../_ui/page.tsx";
import { ScopedMessages } from "../../_ui/scoped-messages.tsx";
import { SearchField } from "../../_ui/search-field.tsx";
import { SourceLink } from "../review/source-link.tsx";
import { CardFilters } from "./card-filters.tsx";
import { SuspendCard } from "./suspend-card.tsx";

const STATES = ["active", "suspended", "retired", "flagged"] as const;
type State = (typeof STATES)[number];

type Search = {
  readonly q?: string;
  readonly kind?: string;
  readonly state?: string;
  readonly cursor?: string;
};

const PAGE_SIZE = 50;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("cards"))("title") };
}

export default async function CardsPage(props: { readonly searchParams: Promise<Search> }) {
  const t = await getTranslations("cards");
  const search = await props.searchParams;
  const kind = CARD_KINDS.find((one: CardKind) => one === search.kind);
  const state = STATES.find((one: State) => one === search.state);
  const page = required(
    await listCards({
      limit: PAGE_SIZE,
      ...(search.q ? { query: search.q } : {}),
      ...(kind ? { kind } : {}),
      ...(state ? { state } : {}),
      ...(search.cursor ? { cursor: search.cursor } : {}),
    }),
    "/cards",
  );
  const searching = Boolean(search.q || kind || state);
  return (
    <ScopedMessages of={["cards", "kinds"]}>
      <Page
        title={t("title")}
        lead={t("count", { count: page.total })}
        actions={<KeyHelp rows={[]} />}
      >
        <div className="mb-6 flex flex-wrap gap-3">
          <SearchField label={t("search")} value={search.q ?? ""} />
          <CardFilters kind={kind ?? ""} state={state ?? ""} />
        </div>
        {page.items.length === 0 ? (
          <EmptyState
            title={searching ? t("nothing-found") : t("empty")}
            action={
              searching ? null : (
                <Link href="/notes#import" className={buttonClass("primary")}>
                  {t("import")}
                </Link>
              )
            }
          >
            {searching ? t("nothing-found-text") : t("empty-text")}
          </EmptyState>
        ) : (
          <ul>
            {page.items.map((item) => (
              <CardRow key={item.card.id} item={item} />
            ))}
          </ul>
        )}
        {page.cursor ? <More search={search} cursor={page.cursor} label={t("more")} /> : null}
      </Page>
    </ScopedMessages>
  );
}

function More(props: { readonly search: Search; readonly cursor: string; readonly label: string }) {
  const query = new URLSearchParams({ ...props.search, cursor: props.cursor });
  return (
    <div className="mt-6">
      <Link href={`/cards?${query}`} className={buttonClass()}>
        {props.label}
      </Link>
    </div>
  );
}

async function CardRow({ item }: { readonly item: CardListItem }) {
  const [t, kinds, locale] = [
    await getTranslations("cards"),
    await getTranslations("kinds"),
    await getLocale(),
  ];
  const { card, memory } = item;
  const source = card.sources[0] ?? null;
  const when =
    memory === null || memory.state === "new"
      ? t("new")
      : t("due", { when: relativeText(memory.dueMs - Date.now(), locale) });
  return (
    <li className="border-t border-line py-4 first:border-t-0">
      <details>
        <summary className="list-none" lang={card.language}>
          <span
            className="prose block font-medium"
            // biome-ignore lint/security/noDangerouslySetInnerHtml: sanitised by renderMarkdown.
            dangerouslySetInnerHTML={{ __html: renderMarkdown(card.front) }}
          />
        </summary>
        <div
          lang={card.language}
          className="prose mt-2 text-soft"
          // biome-ignore lint/security/noDangerouslySetInnerHtml: sanitised by renderMarkdown.
          dangerouslySetInnerHTML={{ __html: renderMarkdown(card.back) }}
        />
      </details>
      <div className="mt-1.5 flex flex-wrap items-center gap-x-4 gap-y-1 text-sm text-soft">
        <span>{kinds(card.kind)}</span>
        <span>{card.state === "active" ? when : t(`is-${card.state}`)}</span>
        {card.flagged ? <span>{t("flagged")}</span> : null}
        {source ? (
          <SourceLink
            noteId={card.noteId}
            source={source}
            label={t("source", { path: source.path, line: source.line })}
          />
        ) : null}
        {card.state === "retired" ? null : (
          <SuspendCard cardId={card.id} suspended={card.state === "suspended"} />
        )}
      </div>
    </li>
  );
}
