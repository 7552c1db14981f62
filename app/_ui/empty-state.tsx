/** What stands where nothing is yet: what belongs here, and the one step that brings it. */
import type { ReactNode } from "react";

export function EmptyState(props: {
  readonly title: string;
  readonly children: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <div className="rounded-xl border border-dashed border-line-strong/60 px-6 py-12 text-center">
      <h2 className="text-lg">{props.title}</h2>
      <div className="mx-auto mt-2 max-w-[48ch] text-soft">{props.children}</div>
      {props.action ? (
        <div className="mt-6 flex flex-wrap justify-center gap-3">{props.action}</div>
      ) : null}
    </div>
  );
}
