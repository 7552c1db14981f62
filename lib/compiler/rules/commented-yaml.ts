/** Each comment of a manifest explains a field: the field asks, the comment answers. */
import { assert, present } from "#lib/shared";
import { shown } from "../syntax/inline.ts";
import { repairedYaml } from "../syntax/manifest-text.ts";
import type { YamlComment } from "../syntax/yaml-comment.ts";
import {
  keyOf,
  looksLikeManifest,
  type Outline,
  outlineOf,
  pathsOf,
} from "../syntax/yaml-outline.ts";
import { about } from "./phrase.ts";
import { isAnswer } from "./piece.ts";
import type { CardRule, Draft, RuleContext } from "./rule.ts";

const COMMENT_MAX = 160;
const VALUE_MAX = 30;
const NO_EXPLANATION =
  /^(?:source:|todo\b|fixme\b|---|===|\.\.\.|省略|略$|以下略|以下省略|追加|変更|ここ|←|yaml-language-server|- |\w+:(?:\s|$)|[\w.-]+\/[\w.-]+:|https?:|same as above|同上|add(?:ed)?$|new$|changed?$|here$)/i;

const NAMING_FIELD = /(?:^|\.)(?:apiVersion|kind|name|image|labels\.[\w./-]+)$/;
const NAMING_WORD =
  /(?:名|名前|種類|種別|バージョン|イメージ|ラベル)(?:を指定(?:する)?)?$|^(?:the )?(?:[\w-]+ )?(?:name|kind|type|version|image|label)s?(?: of .{1,25})?$/i;

/** «the name» beside `name`, «リソースの種類» beside `kind`: repeats the field and says nothing. */
function repeatsField(path: string, text: string): boolean {
  return NAMING_FIELD.test(path) && NAMING_WORD.test(text) && text.length <= 30;
}

function isExplanation(text: string): boolean {
  return (
    isAnswer(text) &&
    text.length <= COMMENT_MAX &&
    !NO_EXPLANATION.test(text) &&
    /\p{L}{2}/u.test(text)
  );
}

function subject({ kind, name }: Outline, context: RuleContext): string {
  if (kind === "") return context.topic;
  return context.language === "ja" ? `${kind} ${name}`.trim() : `${kind} ${name}`.trim();
}

type Field = { readonly path: string | undefined; readonly line: string };

function cardFor(
  comment: YamlComment,
  { path, line }: Field,
  outline: Outline,
  context: RuleContext,
): Draft | undefined {
  const key = keyOf(line);
  if (path === undefined || key === undefined || !isExplanation(comment.text)) return undefined;
  if (repeatsField(path, comment.text)) return undefined;
  const scalar = key.value !== "" && key.value.length <= VALUE_MAX && !/^[|>&*[{]/.test(key.value);
  const field = scalar ? `\`${path}: ${key.value}\`` : `\`${path}\``;
  const topic = subject(outline, context);
  const asked = context.language === "ja" ? `${field} は何を表す？` : `What does ${field} say?`;
  return {
    kind: "basic",
    front: about(
      { topic, language: context.language },
      asked,
      topic === "" ? "" : asked.replace(path, ""),
    ),
    back: shown(comment.text),
  };
}

export const commentedYaml: CardRule = {
  id: "commented-yaml",
  asks: ["code"],
  description:
    "Each comment in a manifest (`#`, or `//` after repair) explains the field on its line.",
  why: {
    en: "Your note comments this field of a manifest.",
    ja: "ノートのマニフェストでこのフィールドにコメントがあります。",
  },
  examples: [
    {
      note: "# Pods\n\n```yaml\napiVersion: v1\nkind: Pod\nmetadata:\n  name: shop\nspec:\n  # how the kubelet reacts to an exit\n  restartPolicy: Never\n  containers:\n  - name: web # http://a//b stays\n    image: shop/web:1 # the version that runs\n```",
      cards: [
        {
          kind: "basic",
          front: "Pod shop: What does `spec.restartPolicy: Never` say?",
          back: "how the kubelet reacts to an exit",
        },
        { kind: "basic", front: "Pod shop: What does `spec.containers[].image: shop/web:1` say?" },
      ],
    },
    {
      note: "# 複製\n\n```\napiVersion: apps/v1 // APIのバージョン\nkind: ReplicaSet\nspec:\n  replicas: 2 // 保つPodの数\n  selector: / 対象のPodを選ぶ条件\n```",
      cards: [
        {
          kind: "basic",
          front: "ReplicaSet：`spec.replicas: 2` は何を表す？",
          back: "保つPodの数",
        },
        { kind: "basic", front: "ReplicaSet：`spec.selector` は何を表す？" },
      ],
      diagnostics: ["4:21 yaml/comment-repaired"],
    },
    {
      note: "# Tolerations\n\n```yaml\ntolerations: # which marks are tolerated\n- key: gpu # TODO\n  # operator: Exists\n  - plain # in a list\n```\n\n```js\nlet a = 1 // one\n```",
      cards: [
        {
          kind: "basic",
          front: "Tolerations: What does `tolerations` say?",
          back: "which marks are tolerated",
        },
      ],
    },
    { note: "```yaml\nkind: Pod # the kind\nreplicas: 2\n```", cards: [] },
    {
      note: "```yaml\nreplicas: 3 # how many are wanted\n```",
      cards: [{ kind: "basic", front: "What does `replicas: 3` say?" }],
    },
  ],

  cardsFrom(piece, context) {
    assert(piece.kind === "code", "asked about a code");
    if (!looksLikeManifest(piece.language, piece.text)) return undefined;
    const { text, comments } = repairedYaml(piece);
    const lines = text.split("\n");
    const paths = pathsOf(lines);
    const outline = outlineOf(text);
    const fronts = new Set<string>();
    const cards = comments.flatMap((comment): Draft[] => {
      const card = cardFor(
        comment,
        { path: paths[comment.line], line: present(lines[comment.line], "the comment's line") },
        outline,
        context,
      );
      if (card === undefined || fronts.has(card.front)) return [];
      fronts.add(card.front);
      const line = piece.contentLine + comment.line;
      return [{ ...card, line, endLine: line }];
    });
    return cards.length === 0 ? undefined : { cards, open: true };
  },
};
