/** A note of our own with the shapes of real ones, for tests of identity and for benchmarks. */

export const STUDY_NOTE = `# Keeping Pods alive

## 1. Control plane

- kube-scheduler: chooses a node for every Pod that has none yet
- **etcd**: keeps the wanted state of all objects, replicated by Raft
- \`kubelet\`: starts and watches the containers on its own node
- kube-proxy: turns Services into packet rules on each node

## 2. Probes

- readinessProbe
  - decides whether a Pod gets traffic from its Services
- livenessProbe
  - decides whether the kubelet restarts the container
- Sources of environment values
  - literals in the manifest
  - keys of a ConfigMap
  - keys of a Secret

The grace period of a deletion is at most 30 seconds by default.

## 3. Policies

| Policy | Effect |
|---|---|
| Allow | runs may overlap as they like |
| Forbid | a new run is skipped while one is busy |
| Replace | the busy run is stopped for the new one |

## 4. What deletes a Pod?

The kubelet, after the [grace period](https://kubernetes.io/docs/a) that the API server noted.

- Wait until every Pod is gone
  - \`kubectl wait --for=delete pod --all\`

## 5. Steps of a deletion

1. The API server notes the deletion time.
2. The kubelet runs the preStop hook.
3. The containers get the TERM signal.

## 6. A first Deployment

Three copies behind one name:

\`\`\`yaml
apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  replicas: 3 # how many copies are wanted
  selector:
    matchLabels: {app: shop}
  template:
    metadata:
      labels: {app: shop}
    spec:
      containers:
      - name: web
        image: shop/web:1
        imagePullPolicy: IfNotPresent # when the image is fetched again
\`\`\`
`;

export const STUDY_NOTE_JA = `# Podを守る

## 第1章 コントロールプレーン

- kube-scheduler：まだノードのないPodに置き場所を選ぶ
- **etcd**：あるべき状態を複製して保存するデータベース
- \`kubelet\`：担当ノードのコンテナを起動し見守る

## 第2章 Probe

- readinessProbe
  - Serviceからの通信を受けるかを決める
- livenessProbe
  - コンテナを再起動するかを決める
- 環境変数の値の出どころ
  - マニフェストの文字列
  - ConfigMapのキー
  - Secretのキー

猶予期間のデフォルトは30秒です。

## 第3章 方針

| 方針 | 動作 |
|---|---|
| Allow | 実行が重なってもよい |
| Forbid | 前の実行が終わるまで次を飛ばす |
| Replace | 前の実行を止めて次を始める |
`;
