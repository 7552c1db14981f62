/** What learners ask in their notes, with what the documentation answers. */
import type { Claim } from "./claim.ts";
import { ASKED, NAMESPACE } from "./word.ts";

export const QUESTION_CLAIMS: readonly Claim[] = [
  {
    id: "X63",
    keys: ["namespace", "名前空間", "ネームスペース"],
    readings: [
      {
        says: [
          ASKED,
          NAMESPACE,
          /\b(?:few|fewer|many|how many|several|multiple|one|single|more|need|worth|should|use|separate|split)\b|少な|多|いくつ|何個|分け|使うべき|必要|使い分け|増や/i,
        ],
        unless: [/user ?namespace|kube-system|kube-node-lease/i],
        denies: "either",
      },
    ],
    asked: true,
    replaces: true,
    question: {
      en: "When is it worth having several Namespaces?",
      ja: "Namespaceを分ける価値があるのはどんなとき？",
    },
    now: {
      en: "When teams or environments need quotas, RBAC or network policies of their own; a few users need none beyond the default.",
      ja: "チームや環境ごとにquota、RBAC、ネットワークポリシーが要るとき。利用者が少なければ既定のもので足りる。",
    },
    domains: ["CKA-ARCH"],
  },
  {
    id: "X64",
    keys: ["kubelet"],
    readings: [
      {
        says: [
          ASKED,
          /api ?server|APIサーバ/i,
          /kubelet/i,
          /\b(?:connect\w*|open\w*|call\w*|talk\w*|contact\w*|reach\w*|initiat\w*|dial\w*)\b|接続|通信|つな|繋|開|呼/i,
        ],
        unless: [/\bCA\b|certificate|証明書/i],
        denies: "either",
      },
    ],
    asked: true,
    replaces: true,
    question: {
      en: "Does the API server open connections to kubelets?",
      ja: "APIサーバーからkubeletへの接続はある？",
    },
    now: {
      en: "Yes: for logs, exec, attach and port-forward it connects to the kubelet (port 10250).",
      ja: "ある。logs、exec、attach、port-forwardではkubelet（ポート10250）へ接続する。",
    },
    domains: ["CKA-ARCH"],
  },
  {
    id: "X64",
    keys: ["ca", "certificate authority", "認証局"],
    readings: [
      {
        says: [
          ASKED,
          /\bCA\b|certificate authority|認証局|ルート証明書/,
          /\b(?:whose|which|what|who|why)\b|誰|何の|どの|なぜ|どこの/i,
          /kubelet|\bnodes?\b|api ?server|cluster|ノード|APIサーバ|クラスタ/i,
        ],
        denies: "either",
      },
    ],
    asked: true,
    replaces: true,
    question: {
      en: "Whose CA does a node need to talk to the API server, and what for?",
      ja: "ノードがAPIサーバーと話すのに必要なCAは誰のもので、何のため？",
    },
    now: {
      en: "The cluster's CA: with it the node checks that it really talks to the API server.",
      ja: "クラスターのCA。ノードはこれで、相手が本物のAPIサーバーかを確かめる。",
    },
    domains: ["CKA-ARCH"],
  },
  {
    id: "X64",
    keys: ["policytypes", "policy types"],
    readings: [{ says: [ASKED, /policy ?Types/i], denies: "either" }],
    asked: true,
    replaces: true,
    question: {
      en: "Why does a NetworkPolicy have policyTypes?",
      ja: "NetworkPolicyにpolicyTypesがあるのはなぜ？",
    },
    now: {
      en: "To choose the directions it restricts: an egress policy without rules could not be told from none.",
      ja: "制限する方向を選ぶため。ルールのないegressの制限は、これがないと制限なしと区別できない。",
    },
    domains: ["CKA-NET"],
  },
  {
    id: "X64",
    keys: ["targetport", "target port"],
    readings: [
      {
        says: [ASKED, /target ?Port/i, /\bSRV\b|\bDNS\b|resolv|name|名前|解決/i],
        denies: "either",
      },
    ],
    asked: true,
    replaces: true,
    question: {
      en: "Are targetPort names resolved by SRV records?",
      ja: "targetPortの名前はSRVレコードで解決される？",
    },
    now: {
      en: "No: the EndpointSlice controller looks them up in each Pod; SRV records hold the Service's named ports.",
      ja: "されない。EndpointSliceコントローラーがPodごとに調べる。SRVレコードが持つのはServiceの名前付きポート。",
    },
    domains: ["CKA-NET"],
  },
];
