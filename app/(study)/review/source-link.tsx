/** Where a card's fact stands: the note's name and line, linked when the note is the learner's. */
import Link from "next/link";
import type { CardSource } from "#lib/deck";

type Placed = { readonly noteId: string | null; readonly source: CardSource | null };

export function noteAddress(card: Placed, edit = false): string | null {
  if (card.noteId === null || card.source === null) return null;
  return `/notes/${card.noteId}${edit ? "?edit=1" : ""}#line-${card.source.line}`;
}

export function SourceLink(props: Placed & { readonly label: string }) {
  const href = noteAddress(props);
  if (href === null) return <span className="wrap-anywhere">{props.label}</span>;
  return (
    <Link
      href={href}
      className="wrap-anywhere underline decoration-line-strong underline-offset-4 hover:text-ink"
    >
      {props.label}
    </Link>
  );
}
