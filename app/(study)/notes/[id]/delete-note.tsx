"use client";
/** Deletes a note after a question that names it. */
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { buttonClass } from "../../../_ui/button.ts";
import { Dialog } from "../../../_ui/dialog.tsx";
import { deleteNoteAction } from "../actions.ts";

export function DeleteNote({ noteId, title }: { readonly noteId: string; readonly title: string }) {
  const t = useTranslations("note");
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  const remove = async () => {
    const outcome = await deleteNoteAction(noteId).catch(() => null);
    if (outcome?.ok) router.push("/notes");
    else setAsking(false);
  };
  return (
    <>
      <button
        type="button"
        onClick={() => setAsking(true)}
        className={buttonClass("danger", "small")}
      >
        {t("delete")}
      </button>
      <Dialog open={asking} title={t("delete-title", { title })} onClose={() => setAsking(false)}>
        <p className="text-soft">{t("delete-text")}</p>
        <div className="mt-6 flex justify-end gap-3">
          <button type="button" onClick={() => setAsking(false)} className={buttonClass("plain")}>
            {t("cancel")}
          </button>
          <button type="button" onClick={remove} className={buttonClass("danger")}>
            {t("delete")}
          </button>
        </div>
      </Dialog>
    </>
  );
}
