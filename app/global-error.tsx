"use client";
/** The frame itself failed: plain HTML in both languages, because nothing else can be trusted. */
export default function GlobalError({ reset }: { readonly reset: () => void }) {
  return (
    <html lang="en">
      <body
        style={{ fontFamily: "system-ui", maxWidth: "34rem", margin: "4rem auto", padding: 16 }}
      >
        <h1>Kubedeck could not show this page.</h1>
        <p>Your notes, cards and answers are stored and were not changed.</p>
        <p lang="ja">ページを表示できませんでした。ノートと回答は保存されています。</p>
        <button type="button" onClick={reset}>
          Try again / もう一度
        </button>
      </body>
    </html>
  );
}
