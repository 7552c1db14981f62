/**
 * What can never become a card: tables of contents, references, goals, the steps of set-up
 * recipes, stubs. One place decides it, so that every rule refuses the same things.
 */
import type { Block } from "./block.ts";
import { isLinkOnly } from "./inline.ts";

const RUBBISH: readonly RegExp[] = [
  /^(?:目次|もくじ|索引|インデックス)$/,
  /^(?:table of )?contents$|^toc$|^index$|^agenda$/i,
  /^(?:参考|引用|出典|関連リンク|リンク集?|外部リンク|参照)(?:文献|資料|リンク|ドキュメント|サイト|記事|書籍|情報|url|になるもの)?(?:など|等)?$/i,
  /^(?:further |additional |official |useful |external |related |recommended )?(?:references?|links?|reading|readings|bibliography|sources|resources list|documentation|docs)$/i,
  /^(?:see also|learn more|more information|acknowledge?ments|credits|license|contributing|author|authors|changelog)$/i,
  /^(?:useful|official|additional|external|learning|further) (?:links|resources|documentation|docs)(?: .*)?$/i,
  /^(?:学習目的|学習目標|目標|ゴール|アウトプット|やること|todo ?リスト|想定する?読者層?|前提とするスキル|必要な環境|対象読者)$/i,
  /^(?:goals?|learning goals?|objectives?|learning objectives?|outcomes?|todo|to[- ]do|target audience|prerequisites?|system requirements)$/i,
];

const SETUP: readonly RegExp[] = [
  /(?:の)?(?:インストール|セットアップ|環境構築|構築手順|導入手順)(?:方法|手順)?$/,
  /^(?:how to )?(?:install|installing|set ?up|setting up)\b/i,
  /\b(?:installation|set-?up)(?: steps| guide| instructions)?$/i,
];

export function isRubbishHeading(text: string): boolean {
  return RUBBISH.some((pattern) => pattern.test(text));
}

/** «Installation», «Setting up Ingress»: whether steps stand below is for the blocks to say. */
export function isSetupHeading(text: string): boolean {
  return SETUP.some((pattern) => pattern.test(text));
}

const SHELL = /^(?:|sh|shell|bash|zsh|console|terminal|powershell)$/;
const INSTALLS =
  /^\s*(?:[$#>%]\s*)?(?:sudo|apt|apt-get|yum|dnf|apk|brew|snap|choco|winget|scoop|pip3?|npm|go install|curl|wget|git clone|chmod|export|systemctl|helm (?:repo|install|upgrade)|minikube (?:start|addons)|kind create|k3d cluster|kubeadm (?:init|join)|docker (?:run|pull)|kubectl (?:apply|create) -f https?:\S*)\b/m;

/** Numbered steps, or commands that bring software onto a machine. */
export function holdsSteps(blocks: readonly Block[]): boolean {
  return blocks.some((block) => {
    if (block.kind === "code") return SHELL.test(block.language) && INSTALLS.test(block.text);
    if (block.kind === "quote") return holdsSteps(block.blocks);
    if (block.kind !== "list") return false;
    return block.ordered || block.items.some((item) => holdsSteps(item.blocks));
  });
}

const STUB =
  /^(?:[~～〜\-–—.…・]+|(?:todo|tbd|wip|fixme)\b.*|coming soon\W*|n\/a|なし|未着手|未記入|準備中|作成中|執筆中|工事中|(?:後|あと)で(?:書く|追記|まとめる|調べる).*|under construction\W*)$/i;

/** «~», «TODO …», «coming soon»: a promise, no text. */
export function isStub(text: string): boolean {
  return STUB.test(text.trim());
}

export function isEmptyText(text: string): boolean {
  return !/[\p{L}\p{N}]/u.test(text) || isStub(text) || isLinkOnly(text);
}
