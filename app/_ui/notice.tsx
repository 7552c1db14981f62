/** A message with a state: the state has a word for everyone and a shape beside the colour. */
import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

export type NoticeTone = "good" | "warn" | "bad" | "info";

const LOOK = {
  good: { icon: CircleCheck, box: "bg-good-soft", ink: "text-good" },
  warn: { icon: TriangleAlert, box: "bg-warn-soft", ink: "text-warn" },
  bad: { icon: CircleAlert, box: "bg-bad-soft", ink: "text-bad" },
  info: { icon: Info, box: "bg-sunken", ink: "text-soft" },
} as const;

type NoticeProps = {
  readonly tone: NoticeTone;
  readonly title?: string;
  readonly live?: boolean;
  readonly children?: ReactNode;
};

export function Notice({ tone, title, live = false, children }: NoticeProps) {
  const { icon: Icon, box, ink } = LOOK[tone];
  const role = live ? { role: tone === "bad" ? "alert" : "status" } : {};
  return (
    <div {...role} className={`flex gap-3 rounded-lg px-4 py-3 ${box}`}>
      <Icon aria-hidden="true" className={`mt-[0.2em] size-[1.1em] shrink-0 ${ink}`} />
      <div className="min-w-0 text-[0.95rem] wrap-anywhere">
        {title ? <p className="font-medium">{title}</p> : null}
        {children}
      </div>
    </div>
  );
}
